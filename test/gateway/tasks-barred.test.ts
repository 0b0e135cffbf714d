/** Tasks: none of a case is listed for whoever is barred from that case. */
import { randomBytes } from 'node:crypto'
import t from 'tap'
import { signStatement } from '../../src/protocol/statement.ts'
import type { Relation } from '../../src/protocol/statements/relation.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { newUuid } from '../../src/protocol/uuid.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import type { Composed } from '../fixtures/world-disclosure.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { app, police } = world
const { act, get } = requestsOf(world)
const { sendOne } = actsOf(world)
const { id: of, key } = police.function('utredning')
const anna = police.member('anna')
const [conflicted, other] = [await sendOne(), await sendOne()]
await noteTask(conflicted)
await noteTask(other)

async function noteTask({ head }: Composed): Promise<void> {
  const asked = new URLSearchParams({ function: of, about: head.id })
  const answer = await app.inject({
    method: 'PUT',
    url: `/v1/cases/${head.case}/notes/${newUuid(world.now)}?${asked}`,
    headers: {
      authorization: await world.token(police, 'anna'),
      'content-type': 'application/octet-stream',
    },
    payload: randomBytes(1065),
  })
  if (answer.statusCode !== 204) throw new Error(answer.body)
}

async function say(changes: Partial<Relation>) {
  const said: Relation = {
    v: 1,
    ...actorFields(police, 'utredning', anna),
    about: 'case',
    kid: key.kid,
    tokens: [],
    at: encodeTime((world.now += 1)),
    ...changes,
  }
  return act('/v1/relations', signStatement('relation', said, anna.key), police, 'anna')
}

async function casesFor(name: string): Promise<string[]> {
  const answer = await get(`/v1/tasks?function=${encodeURIComponent(of)}`, police, name)
  return answer
    .json<{ items: { case: string }[] }>()
    .items.map((task) => task.case)
    .toSorted()
}

const both = [conflicted.head.case, other.head.case].toSorted()

t.test('until somebody is barred all of the function see the tasks of the case', async (t) => {
  t.same(await casesFor('bert'), both)
})

t.test('whoever is barred from a case sees no task of it, and those of others', async (t) => {
  const bar = { case: conflicted.head.case, barred: [police.member('bert').member] }
  t.equal((await say(bar)).statusCode, 201)
  const before = world.writer.size - 1
  t.same(await casesFor('bert'), [other.head.case])
  t.match(await recordsAfter(world, before), [{ code: 'tasks', counts: { items: 1 } }])
  t.same(await casesFor('anna'), both, 'a colleague who is not barred sees both')
})

t.test('a later declaration that names nobody takes no bar away', async (t) => {
  t.equal((await say({ case: conflicted.head.case, barred: [] })).statusCode, 201)
  t.same(await casesFor('bert'), [other.head.case])
})
