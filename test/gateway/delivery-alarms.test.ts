/** What is wrong with deliveries is found by the node itself, within the day. */
import t from 'tap'
import { signStatement } from '../../src/protocol/statement.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import type { WorldAgency } from '../fixtures/world-agency.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { app, police, board } = world
const { act, get } = requestsOf(world)
const { sendOne, receipt } = actsOf(world)
const HOUR = 3_600_000
const [FROM, TO] = ['polisen-sydlanda/utredning', 'latsasby-socialnamnd/vinr-mottagning']

/** As time passes, the agencies go on publishing their rosters. */
async function pass(hours: number): Promise<void> {
  world.now += hours * HOUR
  for (const agency of [police, board]) await world.publish(agency.nextRoster(world.now))
}

const alarms = async (agency: WorldAgency, name: string) =>
  (await get('/v1/delivery-alarms?since=2026-03-02', agency, name))
    .json<{ alarms: { code: string; from: string; to: string; messages: number }[] }>()
    .alarms.map(({ code, from, to, messages }) => [code, from, to, messages])

t.test('nothing is wrong: nothing is raised', async (t) => {
  await sendOne()
  t.equal(await app.watchDeliveries(), 0)
  t.same(await alarms(board, 'emil'), [])
})

t.test('what lies unopened for a day is raised once, for both sides to see', async (t) => {
  const index = world.writer.size - 1
  await pass(9)
  t.equal(await app.watchDeliveries(), 1, 'a priority message has eight hours')
  t.equal(await app.watchDeliveries(), 0)
  const expected = [['unopened', FROM, TO, 1]]
  t.same(await alarms(board, 'emil'), expected)
  t.same(await alarms(police, 'kim'), expected)
  t.match(world.log(), /"code":"unopened","other":"polisen-sydlanda\/utredning","function"/)
  const seen = await recordsAfter(world, index)
  t.match(
    seen.find(({ ev }) => ev === 'delivery.alarm'),
    { code: 'unopened', counts: { messages: 1 } },
  )
})

t.test('alarms are for who reconciles', async (t) => {
  const answer = await get('/v1/delivery-alarms?since=2026-03-02', police, 'anna')
  t.match(answer.json(), { code: 'role-missing' })
  const never = await get('/v1/delivery-alarms?since=2026-02-30', police, 'kim')
  t.match(never.json(), { code: 'time-invalid' })
})

t.test('an opening ends one alarm and begins another clock', async (t) => {
  const sent = await sendOne()
  const disa = board.member('disa')
  const request = {
    v: 1,
    disclosure: sent.id,
    manifest: sent.digest,
    ...actorFields(board, 'vinr-mottagning', disa),
    purpose: 'victim-support',
    conflictOfInterest: 'none',
    at: encodeTime(world.now),
  } as const
  await act(`/v1/disclosures/${sent.id}/open`, signStatement('open-request', request, disa.key))
  await pass(10)
  await app.watchDeliveries()
  t.same(
    (await alarms(board, 'emil')).filter(([code]) => code === 'not-taken-over'),
    [['not-taken-over', FROM, TO, 1]],
  )
})

t.test('an answer that does not come in time is raised, also for what is registered', async (t) => {
  const sent = await sendOne({ head: { respondBy: encodeTime(world.now + HOUR) } })
  await receipt(sent, 'registered', 'emil')
  const overdue = async () =>
    (await alarms(board, 'emil')).filter(([code]) => code === 'answer-overdue')
  await app.watchDeliveries()
  t.same(await overdue(), [], 'there is an hour left')
  world.now += HOUR + 1
  await app.watchDeliveries()
  t.same(await overdue(), [['answer-overdue', FROM, TO, 1]])
  t.same(
    (await alarms(police, 'kim')).filter(([code]) => code === 'answer-overdue'),
    await overdue(),
    'the sender is told as well',
  )
})

t.test('when the last reader leaves, what lies there is raised at once', async (t) => {
  await sendOne()
  world.now += 60_000
  const leaving = ['disa', 'emil'].map((name) => board.member(name))
  const kids = leaving.map(({ key }) => key.kid)
  await world.publish(
    board.nextRoster(world.now, {
      members: board.roster.members.filter(({ kid }) => !kids.includes(kid)),
      revocations: leaving.map(({ credential, key }) => ({
        credential,
        kid: key.kid,
        revokedAt: encodeTime(world.now),
        reason: 'left',
      })),
    }),
  )
  await app.watchDeliveries()
  const found = (await alarms(police, 'kim')).filter(([code]) => code === 'nobody-can-open')
  t.same(found, [['nobody-can-open', FROM, TO, 2]])
})

t.test('a day that was not counted is raised at noon', async (t) => {
  const missing = async () =>
    (await alarms(police, 'kim')).filter(([code]) => code === 'reconciliation-missing')
  world.now = Date.parse('2026-03-03T10:59:00.000Z')
  await app.watchDeliveries()
  t.same(await missing(), [])
  world.now = Date.parse('2026-03-03T11:01:00.000Z')
  await app.watchDeliveries()
  t.same(await missing(), [
    ['reconciliation-missing', police.agency, board.agency, 2],
    ['reconciliation-missing', board.agency, police.agency, 2],
  ])
})
