import t from 'tap'
import { partKindsOf } from '../../src/policy/asking/part-kinds.ts'
import { listQuestions } from '../../src/policy/asking/questions.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { messageType } from '../fixtures/message-types.ts'

const world = await publishedWorld(t)
const { app, police, deps } = world

async function ask(path: string) {
  const headers = { authorization: await world.token(police, 'anna') }
  return app.inject({ url: `/v1/message-types/${path}`, headers })
}

const ASKED = 'risk-assessment/questions?from=police&to=social-board&purpose=prevent-crime'

t.test('answers with the questions of the set in force, the same each time', async (t) => {
  const first = await ask(ASKED)
  t.equal(first.statusCode, 200, first.body)
  const { policySet, day, ...list } = first.json()
  t.equal(policySet, deps.policySets.active.digest)
  const situation = { day, sender: 'police', receiver: 'social-board' } as const
  const own = listQuestions(deps.policySets.active, {
    ...situation,
    purpose: 'prevent-crime',
    writtenFor: messageType('risk-assessment').rules,
    parts: partKindsOf(messageType('risk-assessment')),
    servesFearedPerpetrator: false,
  })
  t.same(list, JSON.parse(JSON.stringify(own)))
  t.ok(list.questions.length > 0)
  t.equal((await ask(ASKED)).body, first.body)
})

t.test('asks only about the persons who are named by role', async (t) => {
  const { questions } = (await ask(`${ASKED}&about=victim`)).json()
  t.ok(questions.some(({ id }: { id: string }) => id === 'consent:victim'))
  t.notOk(questions.some(({ id }: { id: string }) => id === 'consent:child'))
})

const refused: Readonly<Record<string, [path: string, status: number, code: string]>> = {
  'a message type that does not exist': [ASKED.replace('risk', 'rask'), 404, 'not-found'],
  'a body that does not exist': [ASKED.replace('social-board', 'board'), 400, 'request-invalid'],
  'no purpose': [ASKED.replace('&purpose=prevent-crime', ''), 400, 'request-invalid'],
  'a name of somebody': [`${ASKED}&name=Anna`, 400, 'request-invalid'],
}
for (const [what, [path, status, code]] of Object.entries(refused))
  t.test(`refuses ${what}`, async (t) => {
    const answer = await ask(path)
    t.equal(answer.statusCode, status, answer.body)
    t.match(answer.json(), { code })
  })
