/** The cases of a function, and the thread of one. */
import t from 'tap'
import { encodeTime } from '../../src/protocol/time.ts'
import { START, publishedWorld } from '../fixtures/gateway.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import { SECRETS } from '../fixtures/world-disclosure.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { police, board, writer } = world
const { get } = requestsOf(world)
const { sendOne, open, receipt, withdraw, judge } = actsOf(world)
const reception = board.function('vinr-mottagning').id
const economy = board.function('ekonomi')

const first = await sendOne()
const reference = first.head.case
const inCase = { case: reference }
world.now += 60_000
const second = await sendOne({ head: { ...inCase, corrects: first.id } })
const held = await sendOne({ escalates: true, head: inCase })
const elsewhere = await sendOne({ to: [economy], head: inCase })

const threadOf = async (agency = board, name = 'disa') =>
  (await get(`/v1/cases/${reference}`, agency, name)).json()

interface Message {
  readonly id: string
}
const ids = (thread: { readonly messages: readonly Message[] }) =>
  thread.messages.map(({ id }) => id)

t.test(
  'a receiver sees what was released to the own function, and nothing else of the case',
  async (t) => {
    const thread = await threadOf()
    t.match(thread, { case: reference, caseType: 'intimate-partner-violence' })
    t.same(ids(thread), [first.id, second.id])
    t.same(ids(await threadOf(board, 'frida')), [elsewhere.id])
  },
)

t.test('the sender sees all that the own function sent, held or not, and by whom', async (t) => {
  const thread = await threadOf(police, 'anna')
  t.same(ids(thread), [first.id, second.id, held.id, elsewhere.id])
  t.match(thread.messages[2], {
    state: 'held',
    decisionFunction: police.function('beslut').id,
    from: { member: police.member('anna').member },
    progress: [],
  })
})

t.test('who decides sees what is to be decided', async (t) => {
  t.same(ids(await threadOf(police, 'chef')), [held.id])
})

t.test(
  'each message says when it was sent, delivered, opened, taken over and registered',
  async (t) => {
    await open(first)
    world.now += 60_000
    await receipt(first, 'taken-over')
    await receipt(first, 'registered', 'emil')
    const [message] = (await threadOf()).messages
    t.same(message.progress, [
      {
        function: reception,
        owner: board.member('disa').member,
        delivered: encodeTime(START),
        opened: encodeTime(START + 60_000),
        takenOver: encodeTime(START + 120_000),
        registered: encodeTime(START + 120_000),
      },
    ])
    t.equal(message.from.member, undefined, 'who of another agency is not told')
    const [same] = (await threadOf(police, 'anna')).messages
    t.equal(same.progress[0].owner, undefined)
    t.equal(same.progress[0].takenOver, encodeTime(START + 120_000))
  },
)

t.test('what was corrected says by what, to those who have both', async (t) => {
  const [corrected, correction] = (await threadOf()).messages
  t.equal(corrected.correctedBy, second.id)
  t.equal(correction.corrects, first.id)
})

t.test('a withdrawal and a refusal are told with their time', async (t) => {
  await withdraw(second)
  t.match((await threadOf()).messages[1], { state: 'recalled', withdrawnAt: /T/ })
  await judge(held, 'refuse')
  t.match((await threadOf(police, 'anna')).messages[2], { state: 'refused' })
})

t.test('a thread says nothing of what is in its messages', async (t) => {
  const { body } = await get(`/v1/cases/${reference}`)
  for (const word of [...SECRETS, 'victim', 'osl-', 'identity', 'subject']) t.notMatch(body, word)
})

t.test(
  'a case of others, one that does not exist, and one of nobody here give one answer, and a record',
  async (t) => {
    const other = await sendOne({ to: [economy] })
    const before = writer.size - 1
    const answers = [
      await get(`/v1/cases/${other.head.case}`),
      await get('/v1/cases/0000-0000'),
      await get(`/v1/cases/${reference}`, police, 'tora'),
    ]
    const told = answers.map((answer) => {
      const { instance: _, ...rest } = answer.json()
      return rest
    })
    t.match(told[0], { status: 404, code: 'not-found' })
    t.same(told[1], told[0])
    t.same(told[2], told[0])
    t.match(await recordsAfter(world, before), [
      { ev: 'look-up.denied', case: other.head.case, actor: board.member('disa').member },
      { ev: 'look-up.denied', case: '0000-0000' },
      { ev: 'look-up.denied', case: reference },
    ])
  },
)

t.test('what is no case reference is refused before anything is asked', async (t) => {
  for (const text of ['7kq4-xrm2', '7KQ4XRM2', "7KQ4-XRM'", '%3Cscript%3E'])
    t.equal((await get(`/v1/cases/${text}`)).json().code, 'request-invalid', text)
})

t.test('looking up a case is recorded with how much was shown', async (t) => {
  const before = writer.size - 1
  await threadOf()
  t.match(await recordsAfter(world, before), [
    {
      ev: 'case.looked-up',
      case: reference,
      counts: { messages: 2 },
      actor: board.member('disa').member,
    },
  ])
})

t.test('a function’s cases come in pages, the newest message first', async (t) => {
  const more = [await sendOne(), await sendOne()]
  world.now += 60_000
  await sendOne({ head: inCase })
  const list = async (query: string) =>
    (await get(`/v1/cases?function=${reception}&${query}`)).json()
  const one = await list('limit=2')
  t.match(one.items, [
    { case: reference, messages: 3 },
    { case: more[1]!.head.case, messages: 1 },
  ])
  const rest = await list(`limit=2&cursor=${one.next}`)
  t.match(rest, { items: [{ case: more[0]!.head.case }], next: null })
  t.match((await get(`/v1/cases?function=${economy.id}`)).json(), { code: 'not-in-function' })
})
