/** What stops coming is missed by nobody but the node: falling volumes and trial messages that stay away. */
import t from 'tap'
import { agreementOf, publishedWorld } from '../fixtures/gateway.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import type { Recipe } from '../fixtures/world-disclosure.ts'
import { requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { app, police, board } = world
const { send, get } = requestsOf(world)
const DAY = 86_400_000
const [FROM, TO] = ['polisen-sydlanda/utredning', 'latsasby-socialnamnd/vinr-mottagning']

async function sendSome(times: number, recipe: Recipe = {}): Promise<void> {
  for (let i = 0; i < times; i++) {
    const answer = await send(compose(world, recipe).bytes)
    if (answer.statusCode !== 201) throw new Error(answer.body)
  }
}

/** As time passes, the agencies go on publishing their rosters. */
async function pass(days: number): Promise<void> {
  world.now += days * DAY
  for (const agency of [police, board]) await world.publish(agency.nextRoster(world.now))
}

async function raised(code: string): Promise<unknown[]> {
  await app.watchDeliveries()
  const answer = await get('/v1/delivery-alarms?since=2026-03-02', board, 'emil')
  return answer
    .json<{ alarms: { code: string; from: string; to: string; messages: number }[] }>()
    .alarms.filter((alarm) => alarm.code === code)
    .map(({ from, to, messages }) => [from, to, messages])
}

const TRIAL: Recipe = {
  parts: [['metadata', '2026-03-02']],
  head: {
    type: 'synthetic',
    purpose: 'technical',
    facts: { accessRequest: 'no', compilesPersons: false },
    subjects: [{ id: 's1', role: 'professional', protection: 'none' }],
    grounds: [],
  },
}

t.test('a trial message that stays away is raised after a day and two hours', async (t) => {
  await sendSome(1, TRIAL)
  await pass(1)
  t.same(await raised('trial-missing'), [])
  await pass(0.1)
  t.same(await raised('trial-missing'), [[FROM, TO, 0]])
})

t.test('a week in which next to nothing comes is raised, and trials do not hide it', async (t) => {
  for (let week = 0; week < 5; week++) {
    await pass(3.5)
    await sendSome(8)
    await pass(3.5)
    if (week === 2) await world.publish(agreementOf(world, world.now))
  }
  t.same(await raised('volume-falling'), [], 'eight a week, as ever')
  for (let day = 0; day < 7; day++) {
    await sendSome(1, TRIAL)
    await pass(1)
  }
  t.same(await raised('volume-falling'), [[FROM, TO, 0]])
})
