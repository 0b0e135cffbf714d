/** KON-2: a record says in which roles a member acted, as the roster has them. */
import t from 'tap'
import { publishedWorld } from '../fixtures/gateway.ts'
import { admit } from '../fixtures/review.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { board, writer } = world
const { get } = requestsOf(world)
const { sendOne, open, receipt, judge } = actsOf(world)
await admit(world, board, {
  rut: { 'vinr-mottagning': ['reader'], ekonomi: ['compliance', 'author'] },
})

/** What was recorded meanwhile, each with the roles that it names. */
async function recordedBy(work: () => Promise<unknown>) {
  const before = writer.size - 1
  await work()
  return (await recordsAfter(world, before)).map(({ ev, roles }) => [ev, roles])
}

t.test('sending, opening and a receipt name the roles in the function', async (t) => {
  const recorded = await recordedBy(async () => {
    const sent = await sendOne()
    await open(sent)
    await receipt(sent, 'taken-over', 'emil')
  })
  t.same(recorded, [
    ['disclosure.released', ['author', 'reader']],
    ['disclosure.opened', ['author', 'reader']],
    ['disclosure.taken-over', ['reader', 'registrar']],
  ])
})

t.test('of several functions the roles of the one that is acted in are named', async (t) => {
  const recorded = await recordedBy(() =>
    get(`/v1/inbox?function=${board.agency}/vinr-mottagning`, board, 'rut'),
  )
  t.same(recorded, [['inbox.listed', ['reader']]])
})

t.test(
  'what is refused names the roles, of a record without a function those in any',
  async (t) => {
    const recorded = await recordedBy(async () => {
      const denied = await get('/v1/cases/0000-0000', board, 'rut')
      t.equal(denied.json().code, 'not-found')
    })
    t.same(recorded, [['look-up.denied', ['author', 'reader', 'compliance']]])
  },
)

t.test('a decision names those of who decides', async (t) => {
  const held = await sendOne({ escalates: true })
  const recorded = await recordedBy(() => judge(held, 'approve'))
  t.same(recorded.at(-1), ['countersignature.approve', ['reader', 'decision-maker']])
})

t.test('what the node does by itself names none', async (t) => {
  t.same(
    (await recordedBy(() => world.app.expireContent())).filter(([, roles]) => roles !== undefined),
    [],
  )
})
