/** A day's exchange is counted by both sides from signed texts, and compared. */
import t from 'tap'
import { countPairs } from '../../src/protocol/reconciliation.ts'
import { parseStatementUnsafe, signStatement } from '../../src/protocol/statement.ts'
import type { PairCount, Reconciliation } from '../../src/protocol/statements/reconciliation.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import type { WorldAgency } from '../fixtures/world-agency.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import type { Composed } from '../fixtures/world-disclosure.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { send, act, get } = requestsOf(world)
const DAY = '2026-03-02'
const PAIR = { from: 'polisen-sydlanda/utredning', to: 'latsasby-socialnamnd/vinr-mottagning' }

async function sendOne(): Promise<Composed> {
  const sent = compose(world)
  const answer = await send(sent.bytes)
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return sent
}

async function open(sent: Composed): Promise<void> {
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
  const answer = await act(
    `/v1/disclosures/${sent.id}/open`,
    signStatement('open-request', request, disa.key),
  )
  if (answer.statusCode !== 200) throw new Error(answer.body)
}

interface Page {
  readonly messages: readonly {
    readonly disclosure: string
    readonly manifest: string
    readonly from: string
    readonly to: string
    readonly delivered: string | null
    readonly opened: string | null
    readonly isRecalled: boolean
  }[]
  readonly next: string | null
  readonly statements: readonly { readonly agency: string; readonly text: string }[]
}

const list = (agency: WorldAgency, name: string, day = DAY, query = '') => {
  const other = agency === police ? board : police
  return get(`/v1/reconciliations/${day}?with=${other.agency}${query}`, agency, name)
}

function countOf({ messages }: Page): PairCount[] {
  return countPairs(
    messages.map(({ delivered, opened, ...message }) => ({
      ...message,
      delivered: delivered !== null,
      opened: opened !== null,
      recalled: message.isRecalled,
      synthetic: false,
    })),
  )
}

const SIGNERS = { kim: 'beslut', emil: 'vinr-mottagning', anna: 'utredning' } as const

function sign(
  agency: WorldAgency,
  name: keyof typeof SIGNERS,
  pairs: readonly PairCount[],
  day = DAY,
) {
  const member = agency.member(name)
  const payload: Reconciliation = {
    v: 1,
    ...actorFields(agency, SIGNERS[name], member),
    with: (agency === police ? board : police).agency,
    day,
    pairs,
    at: encodeTime(world.now),
  }
  return signStatement('reconciliation', payload, member.key)
}

const first = await sendOne()
const [, third] = [await sendOne(), await sendOne()]
await open(first)
const before = world.now
// Ten past midnight in Sweden.
world.now = Date.parse('2026-03-02T23:10:00.000Z')
await open(third)

t.test('a day is listed once it has begun, to a registrar or a compliance officer', async (t) => {
  t.match((await list(police, 'anna')).json(), { code: 'role-missing' })
  t.match((await list(police, 'kim', '2026-03-04')).json(), { status: 409, code: 'day-not-over' })
  t.match((await list(police, 'kim', '2026-02-30')).json(), { code: 'time-invalid' })
  const nobody = await get(`/v1/reconciliations/${DAY}?with=nobody`, police, 'kim')
  t.match(nobody.json(), { status: 404, code: 'not-found' })
  const itself = await get(`/v1/reconciliations/${DAY}?with=${police.agency}`, police, 'kim')
  t.match(itself.json(), { code: 'not-found' })
})

t.test('both sides count the same from signed texts, as of the day’s end', async (t) => {
  const index = world.writer.size - 1
  const ours = (await list(police, 'kim')).json<Page>()
  const theirs = (await list(board, 'emil')).json<Page>()
  const expected = { ...PAIR, sent: 3, delivered: 3, opened: 1, unopened: 2, recalled: 0 }
  t.match(countOf(ours), [expected])
  t.same(countOf(ours), countOf(theirs))
  const [message] = ours.messages
  t.match(parseStatementUnsafe('receipt', message!.delivered!).payload, {
    what: 'delivered',
    disclosure: first.id,
    manifest: first.digest,
  })
  t.equal(parseStatementUnsafe('open-request', message!.opened!).payload.disclosure, first.id)
  t.match(await recordsAfter(world, index), [
    { ev: 'reconciliation.read', counts: { messages: 3 } },
    { ev: 'reconciliation.read' },
  ])
})

t.test('a signed count is recorded and shown to the other side', async (t) => {
  const index = world.writer.size - 1
  const pairs = countOf((await list(police, 'kim')).json<Page>())
  const text = sign(police, 'kim', pairs)
  const answer = await act('/v1/reconciliations', text, police, 'kim')
  t.equal(answer.statusCode, 201, answer.body)
  t.match((await recordsAfter(world, index)).at(-1), {
    ev: 'reconciliation.stated',
    counts: { sent: 3, delivered: 3, opened: 1, unopened: 2 },
  })
  t.same((await list(board, 'emil')).json<Page>().statements, [{ agency: police.agency, text }])
  const again = await act('/v1/reconciliations', text, police, 'kim')
  t.match(again.json(), { code: 'already-recorded' })
  t.notMatch(world.log(), /counts-/)
})

t.test('counts that differ raise the alarm at once', async (t) => {
  const pairs = countOf((await list(board, 'emil')).json<Page>())
  const wrong = [{ ...pairs[0]!, sent: 2, delivered: 2, opened: 0 }]
  const answer = await act('/v1/reconciliations', sign(board, 'emil', wrong), board, 'emil')
  t.equal(answer.statusCode, 201, answer.body)
  t.match(world.log(), /"code":"counts-differ","agency":"latsasby-socialnamnd".*"day":"2026-03-02"/)
  const lost = [{ ...pairs[0]!, delivered: 2, unopened: 1 }]
  await act('/v1/reconciliations', sign(board, 'emil', lost), board, 'emil')
  t.match(world.log(), /"code":"counts-unbalanced"/)
  const { statements } = (await list(police, 'kim')).json<Page>()
  t.same(
    statements.map(({ agency }) => agency),
    [board.agency, police.agency],
    'of each side the newest counts',
  )
})

t.test(
  'a count is refused by whom it is not, of a day that is not over, of other pairs',
  async (t) => {
    const pairs = countOf((await list(police, 'kim')).json<Page>())
    const byAuthor = await act('/v1/reconciliations', sign(police, 'anna', pairs), police, 'anna')
    t.match(byAuthor.json(), { code: 'not-in-function' })
    const early = sign(police, 'kim', pairs, '2026-03-03')
    t.match((await act('/v1/reconciliations', early, police, 'kim')).json(), {
      code: 'day-not-over',
    })
    const foreign = [{ ...pairs[0]!, to: 'varden-sydlanda/akuten' }]
    t.throws(() => sign(police, 'kim', foreign), { code: 'reconciliation-invalid' })
    t.throws(() => sign(police, 'kim', [...pairs, ...pairs]), { code: 'reconciliation-invalid' })
  },
)

t.test('a page ends where it says, and the next goes on', async (t) => {
  const page = (await list(police, 'kim', DAY, `&cursor=0%20${PAIR.to}`)).json<Page>()
  t.equal(page.messages.length, 3)
  t.ok(before < world.now)
  t.equal(page.next, null)
})
