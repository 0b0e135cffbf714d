/** What waits for a function, as its first screen shows it. */
import t from 'tap'
import { encodeTime } from '../../src/protocol/time.ts'
import { START, publishedWorld } from '../fixtures/gateway.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import { SECRETS } from '../fixtures/world-disclosure.ts'
import type { Recipe } from '../fixtures/world-disclosure.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { police, board, writer } = world
const { get } = requestsOf(world)
const { sendOne, open, receipt, withdraw, judge } = actsOf(world)
const reception = board.function('vinr-mottagning').id
const investigation = police.function('utredning').id
const HOUR = 3_600_000

const workOf = async (id = reception, agency = board, name = 'disa') =>
  (await get(`/v1/inbox/work?function=${id}`, agency, name)).json()

interface Item {
  readonly id: string
}
const ids = ({ items }: { readonly items: readonly Item[] }) => items.map(({ id }) => id)

const late = await sendOne({ head: { respondBy: encodeTime(START + 8 * HOUR) } })
const soon = await sendOne({ head: { respondBy: encodeTime(START + HOUR) } })
const plain = await sendOne()
const acute = await sendOne({ head: { urgency: 'acute' } })

t.test('an inbox in which nothing has come says so', async (t) => {
  const economy = board.function('ekonomi').id
  t.match(await workOf(economy, board, 'frida'), {
    function: economy,
    at: encodeTime(START),
    cursor: String(writer.size - 2),
    lastArrival: null,
    usualGap: null,
    unowned: { total: 0, items: [] },
  })
})

t.test(
  'what nobody has taken is first, the acute, then what is due, then what came first',
  async (t) => {
    const work = await workOf()
    t.same(
      ids(work.unowned),
      [acute, soon, late, plain].map(({ id }) => id),
    )
    t.equal(work.unowned.total, 4)
    t.same(work.ours.items, [])
    t.match(work.unowned.items[0], {
      id: acute.id,
      case: acute.head.case,
      type: 'risk-assessment',
      urgency: 'acute',
      from: { agency: police.agency, function: investigation },
      state: 'released',
      progress: [{ function: reception, delivered: encodeTime(START) }],
    })
    t.equal(work.lastArrival.type, 'risk-assessment')
  },
)

t.test('a row says nothing that is known after the question of conflict only', async (t) => {
  const { body } = await get(`/v1/inbox/work?function=${reception}`)
  for (const word of [...SECRETS, 'victim', 'osl-', 'identity', 'ground', 'subject'])
    t.notMatch(body, word)
})

t.test(
  'what somebody has taken over is ours, under that name, also when it is registered and an answer is asked for',
  async (t) => {
    await open(soon)
    await receipt(soon, 'taken-over')
    const taken = await workOf()
    t.same(
      ids(taken.unowned),
      [acute, late, plain].map(({ id }) => id),
    )
    t.match(taken.ours.items, [{ id: soon.id, owner: board.member('disa').member }])
    await receipt(soon, 'registered', 'emil')
    t.same(ids((await workOf()).ours), [soon.id], 'to register is not to answer')
  },
)

t.test('what is opened is still nobody’s, and what is registered is done', async (t) => {
  const other = await sendOne()
  await open(other, 'emil')
  t.ok(ids((await workOf()).unowned).includes(other.id), 'opened is not taken')
  await receipt(other, 'registered', 'emil')
  t.notOk(ids((await workOf()).unowned).includes(other.id))
})

t.test(
  'the sender waits until it is taken over, and for an answer if one was asked for',
  async (t) => {
    const waiting = async () => ids((await workOf(investigation, police, 'anna')).waiting)
    t.same(
      await waiting(),
      [acute, soon, late, plain].map(({ id }) => id),
    )
    await open(plain)
    await receipt(plain, 'taken-over')
    await open(late)
    await receipt(late, 'taken-over')
    t.same(await waiting(), [acute.id, soon.id, late.id], 'an answer is asked for')
    const row = (await workOf(investigation, police, 'anna')).waiting.items[2]
    t.match(row.progress, [
      { function: reception, opened: encodeTime(START), takenOver: encodeTime(START) },
    ])
    t.equal(row.progress[0].owner, undefined, 'who of another agency is not told')
  },
)

t.test(
  'what was recalled before it was opened is gone, what was withdrawn later is not',
  async (t) => {
    const [unopened, opened] = [await sendOne(), await sendOne()]
    await open(opened)
    await withdraw(unopened)
    await withdraw(opened)
    const { unowned } = await workOf()
    t.notOk(ids(unowned).includes(unopened.id))
    t.match(
      unowned.items.find(({ id }: Item) => id === opened.id),
      { state: 'withdrawn-late' },
    )
    t.notOk(ids((await workOf(investigation, police, 'anna')).waiting).includes(opened.id))
  },
)

t.test('what waits for a verdict waits, and what is refused lies with its author', async (t) => {
  const sent = await sendOne({ escalates: true })
  const before = await workOf(investigation, police, 'anna')
  t.match(
    before.waiting.items.find(({ id }: Item) => id === sent.id),
    { state: 'held', progress: [] },
  )
  t.notOk(ids((await workOf()).unowned).includes(sent.id), 'not with its receiver')
  await judge(sent, 'refuse')
  const after = await workOf(investigation, police, 'anna')
  t.match(
    after.ours.items.find(({ id }: Item) => id === sent.id),
    {
      state: 'refused',
      owner: police.member('anna').member,
    },
  )
})

t.test('the numbers say how much waits in each function, and are no record', async (t) => {
  await sendOne({ escalates: true })
  const before = writer.size
  const { functions } = (await get('/v1/inbox/numbers', police, 'chef')).json()
  t.same(functions, [{ function: police.function('beslut').id, unowned: 0, acute: 0, toDecide: 1 }])
  const own = (await get('/v1/inbox/numbers')).json().functions
  t.match(own, [{ function: reception, acute: 1, toDecide: 0 }])
  t.equal(own[0].unowned, (await workOf()).unowned.total)
  const records = await recordsAfter(world, before - 1)
  t.same(
    records.map(({ ev }) => ev),
    ['inbox.listed'],
  )
})

/** As a machine sends it once a day. */
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

t.test('a trial message is no work', async (t) => {
  const before = (await workOf()).unowned.total
  await sendOne(TRIAL)
  t.equal((await workOf()).unowned.total, before)
})

t.test('how often messages come is told once enough have come', async (t) => {
  for (let i = 0; i < 8; i++) {
    world.now += 6 * HOUR
    await sendOne()
  }
  t.equal((await workOf()).usualGap, 6 * HOUR)
})

t.test('a listing is recorded, and another function’s is refused', async (t) => {
  const before = writer.size - 1
  await workOf()
  t.match(await recordsAfter(world, before), [
    { ev: 'inbox.listed', code: 'work', function: reception, actor: board.member('disa').member },
  ])
  const answer = await get(`/v1/inbox/work?function=${board.function('ekonomi').id}`)
  t.match(answer.json(), { status: 403, code: 'not-in-function' })
  t.equal((await get(`/v1/inbox/work?function=${reception}`, police, 'anna')).statusCode, 403)
})

t.test('what was refused is no work any more after two weeks', async (t) => {
  const refused = async () =>
    (await workOf(investigation, police, 'anna')).ours.items.filter(
      ({ state }: { state: string }) => state === 'refused',
    ).length
  t.equal(await refused(), 1)
  world.now = START + 15 * 24 * HOUR
  t.equal(await refused(), 0)
})
