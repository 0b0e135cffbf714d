/** KON-5: both parties sign the same frozen text, the one whose report it is first. */
import t from 'tap'
import { signStatement } from '../../src/protocol/statement.ts'
import type { Digest } from '../../src/protocol/sha256.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import type { ReportApproval } from '../../src/protocol/statements/report-approval.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { admit } from '../fixtures/review.ts'
import type { WorldAgency } from '../fixtures/world-agency.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { get, act } = requestsOf(world)
await admit(world, board, { harald: { ekonomi: ['compliance'] } })
world.now = Date.parse('2026-06-30T22:00:00.000Z')
for (const agency of [police, board]) await world.publish(agency.nextRoster(world.now))

interface Seen {
  readonly text: string
  readonly digest: Digest
  readonly approvals: readonly { readonly agency: string; readonly text: string }[]
}

const look = (agency: WorldAgency, name: string, of = police.agency) =>
  get(`/v1/reports/2026-H1?of=${of}`, agency, name)
const listed = async () =>
  (await get('/v1/report-approvals', board, 'harald')).json<{ reports: unknown[] }>().reports

function sign(agency: WorldAgency, name: string, changes: Partial<ReportApproval>) {
  const member = agency.member(name)
  const slug = agency === police ? 'beslut' : 'ekonomi'
  const payload: ReportApproval = {
    v: 1,
    ...actorFields(agency, slug, member),
    of: police.agency,
    period: '2026-H1',
    report: '',
    at: encodeTime(world.now),
    ...changes,
  }
  const text = signStatement('report-approval', payload, member.key)
  return act('/v1/report-approvals', text, agency, name)
}

let seen: Seen

t.test('nobody else sees a report before its own agency has signed it', async (t) => {
  t.equal((await look(board, 'harald')).json().code, 'not-found')
  t.same(await listed(), [])
  seen = (await look(police, 'kim')).json()
  t.same(seen.approvals, [])
  const early = await sign(board, 'harald', { report: seen.digest })
  t.equal(early.json().code, 'not-found')
  t.equal((await look(police, 'anna')).json().code, 'role-missing')
})

t.test('an officer signs the text as it stands, and no other', async (t) => {
  const other = await sign(police, 'kim', {
    report: seen.digest.replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A')),
  })
  t.equal(other.json().code, 'not-found')
  const unmade = await sign(police, 'kim', { period: '2025', report: seen.digest })
  t.equal(unmade.json().code, 'not-found')
  const byDecider = await sign(police, 'chef', { report: seen.digest })
  t.equal(byDecider.json().code, 'not-in-function')
  const index = world.writer.size - 1
  const signed = await sign(police, 'kim', { report: seen.digest })
  t.equal(signed.statusCode, 201, signed.body)
  t.match(await recordsAfter(world, index), [{ ev: 'report.approved', to: [police.agency] }])
})

t.test(
  'then the other party sees it, the look is recorded, and it signs the same text',
  async (t) => {
    t.same(await listed(), [{ of: police.agency, period: '2026-H1', isApproved: false }])
    const index = world.writer.size - 1
    const shown = (await look(board, 'harald')).json<Seen>()
    t.equal(shown.text, seen.text)
    t.match(await recordsAfter(world, index), [{ ev: 'report.shown', statement: seen.digest }])
    t.equal((await look(board, 'disa')).json().code, 'role-missing')
    const signed = await sign(board, 'harald', { report: seen.digest })
    t.equal(signed.statusCode, 201, signed.body)
    const { approvals } = (await look(police, 'kim')).json<Seen>()
    t.same(
      approvals.map(({ agency }) => agency),
      [police.agency, board.agency],
    )
    t.same(await listed(), [{ of: police.agency, period: '2026-H1', isApproved: true }])
  },
)

t.test('each agency signs once', async (t) => {
  world.now += 60_000
  const again = await sign(board, 'harald', { report: seen.digest })
  t.match(again.json(), { status: 409, code: 'already-decided' })
})

t.test(
  'the database itself refuses a signature of another text, or before its own agency’s',
  async (t) => {
    const refused = async (of: string, report: string) => {
      const [row] = await world.database.ownerDb<{ verdict: string }[]>`
      select log.accept_report_approval(${world.database.ownerDb.json({
        agency: board.agency,
        credential: board.member('harald').credential,
        of,
        period: '2026-H1',
        report,
        digest: seen.digest,
      })}, '', 0, now()) as verdict
    `
      return row!.verdict
    }
    t.equal(await refused(police.agency, `x${seen.digest.slice(1)}`), 'not-released')
    t.equal(await refused('annan-verksamhet', seen.digest), 'not-released')
  },
)

t.test('what an agency did when the agreement had ended is shown to nobody else', async (t) => {
  world.now = Date.parse('2026-12-31T23:00:00.000Z')
  for (const agency of [police, board]) await world.publish(agency.nextRoster(world.now))
  const later = (await get('/v1/reports/2026-H2', police, 'kim')).json<Seen>()
  const signed = await sign(police, 'kim', { period: '2026-H2', report: later.digest })
  t.equal(signed.statusCode, 201, signed.body)
  t.same(await listed(), [{ of: police.agency, period: '2026-H1', isApproved: true }])
  const asked = await get(`/v1/reports/2026-H2?of=${police.agency}`, board, 'harald')
  t.equal(asked.json().code, 'not-found')
  const blind = await sign(board, 'harald', { period: '2026-H2', report: later.digest })
  t.equal(blind.json().code, 'not-found')
  const noSuch = await get(`/v1/reports/2026-H3?of=${police.agency}`, board, 'harald')
  t.equal(noSuch.statusCode, 400)
})
