/** Whom a declaration bars from a case stays barred while the case lives, however old the declaration is. */
import t from 'tap'
import { signStatement } from '../../src/protocol/statement.ts'
import type { Relation } from '../../src/protocol/statements/relation.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { listRelations } from '../../src/storage/relation.ts'
import { actorFields, agreementOf, publishedWorld } from '../fixtures/gateway.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import { requestsOf } from '../fixtures/world-requests.ts'

const DAY = 86_400_000
const world = await publishedWorld(t)
const { app, police, board } = world
const { sendOne } = actsOf(world)
const { act, get } = requestsOf(world)
const begun = world.now
const emil = board.member('emil').member

async function say(name: string, changes: Partial<Relation>): Promise<void> {
  const member = board.member(name)
  const said: Relation = {
    v: 1,
    ...actorFields(board, 'vinr-mottagning', member),
    about: 'self',
    kid: board.function('vinr-mottagning').key.kid,
    tokens: [],
    at: encodeTime((world.now += 1)),
    ...changes,
  }
  const answer = await act(
    '/v1/relations',
    signStatement('relation', said, member.key),
    board,
    name,
  )
  if (answer.statusCode !== 201) throw new Error(answer.body)
}

async function goOnTo(day: number): Promise<void> {
  world.now = begun + day * DAY
  for (const agency of [police, board]) await world.publish(agency.nextRoster(world.now))
}

/** What is known of relations, as the queue goes by it: cases by who is barred, and who spoke of himself. */
async function known(): Promise<readonly (readonly [string, readonly string[]])[]> {
  const relations = await listRelations(world.deps.db, board.agency)
  return relations.map((one) => [one.case ?? one.member, one.barred])
}

const [lives, ended] = [await sendOne(), await sendOne()]
const bar = (reference: string) => ({ about: 'case' as const, case: reference, barred: [emil] })
const disa = board.member('disa').member
await say('disa', bar(lives.head.case))
await say('disa', bar(ended.head.case))
await say('disa', { about: 'case', case: ended.head.case, readmitted: [emil] })
await say('disa', {})
await goOnTo(300)
await world.publish(agreementOf(world, world.now))
await sendOne({ head: { case: lives.head.case } })

t.test('the records go, the bar of the case that went on stays', async (t) => {
  await goOnTo(1900)
  await app.expireContent()
  const [row] = await world.database.ownerDb<{ left: number }[]>`
    select count(*)::int as left from facts.disclosure where member <> facts.nobody()
  `
  t.same(row, { left: 1 }, 'who sent the first two is known no more')
  t.same(await known(), [
    [lives.head.case, [emil]],
    [disa, []],
  ])
})

t.test('when that case is over too, so is the bar', async (t) => {
  await goOnTo(2300)
  await app.expireContent()
  t.same(await known(), [[disa, []]])
})

t.test('what somebody said of herself stays while she works there', async (t) => {
  world.now += DAY
  const { credential, key } = board.member('disa')
  const members = board.roster.members.filter((one) => one.credential !== credential)
  const revocations = [
    {
      credential,
      kid: key.kid,
      reason: 'left' as const,
      revokedAt: encodeTime(world.now),
    },
  ]
  await world.publish(board.nextRoster(world.now, { members, revocations }))
  const refused = await get(`/v1/inbox?function=${board.agency}/vinr-mottagning`, board, 'emil')
  t.equal(refused.statusCode, 403, 'a record of somebody, which is erased in its time')
  world.now += 2000 * DAY
  await app.expireContent()
  t.same(await known(), [])
  const [row] = await world.database.ownerDb<{ named: number }[]>`
    select count(*)::int as named from facts.relation where member <> facts.nobody() or barred <> '{}' or readmitted <> '{}'
  `
  t.same(row, { named: 0 })
})
