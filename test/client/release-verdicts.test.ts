/** A reader does not take a gateway's word for it that a second person has let a disclosure go. */
import t from 'tap'
import { findReleaseDifferences } from '../../src/client/release-verdicts.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { signStatement } from '../../src/protocol/statement.ts'
import { BOARD, NOW, POLICE } from '../fixtures/agency.ts'
import { testDirectory, textsOf } from '../fixtures/exchange.ts'
import { countersignatureText, SENT, withdrawalText } from '../fixtures/referral-evidence.ts'
import { handoverOf, openAsBoard, POLICY_SET } from '../fixtures/sent-disclosure.ts'

const HOUR = 3_600_000
const OPENED = openAsBoard(handoverOf(SENT))
const HELD = { ...OPENED, decision: { ...OPENED.decision, outcome: 'escalate' as const } }
const APPROVED = countersignatureText('approve')
const MISSING = [{ code: 'countersignature-missing' }]

function found(
  texts: readonly string[],
  released: typeof HELD | typeof OPENED = HELD,
  law = true,
  directory = testDirectory(),
) {
  const desk = {
    directory,
    loadPolicySet: async () => POLICY_SET,
    judgeLaw: async () => (law ? ('law' as const) : ('other' as const)),
  }
  return findReleaseDifferences(desk, released, texts)
}

t.test('what the law lets go at once needs no second person', async (t) => {
  t.same(await found([], OPENED), [])
})

t.test('what had to wait is released by who approved this message, in time', async (t) => {
  t.same(await found([APPROVED]), [])
  t.same(await found([]), MISSING, 'nobody has')
  const late = { ...HELD.decision, at: encodeTime(NOW + 25 * HOUR) }
  t.same(await found([APPROVED], { ...HELD, decision: late }), MISSING, 'it had run out')
  t.same(await found([APPROVED, countersignatureText('refuse')]), MISSING, 'it was refused')
  const other = { ...HELD.manifest, digest: POLICY_SET.digest }
  t.same(await found([APPROVED], { ...HELD, manifest: other }), MISSING, 'another message')
})

t.test(
  'an approval under rules that have been changed since holds while they decide the same',
  async (t) => {
    const since = { ...OPENED.decision, policySet: 'A'.repeat(43) }
    const guarded = {
      ...OPENED,
      decision: since,
      head: {
        ...OPENED.head,
        subjects: OPENED.head.subjects.map((one) => ({ ...one, protection: 'unknown' as const })),
        guard: { ...OPENED.head.guard, hits: [{ detector: 'school', count: 1 }] },
      },
    }
    t.same(await found([], guarded), MISSING, 'a hit about somebody protected needs one as well')
    t.same(await found([APPROVED], guarded), [])
    t.same(await found([APPROVED], guarded, false), MISSING, 'rules that were never law')
    const changed = { ...guarded, decision: { ...since, outcome: 'escalate' as const } }
    t.same(await found([APPROVED], changed), MISSING, 'they decide something else')
  },
)

t.test('an approval by a key that its agency says was lost counts for nothing', async (t) => {
  const { digest, key } = POLICE.decisionMaker
  const since = (compromisedSince: number) => {
    const revocation = {
      credential: digest,
      kid: key.kid,
      revokedAt: encodeTime(NOW + HOUR),
      reason: 'key-compromised',
      compromisedSince: encodeTime(compromisedSince),
    } as const
    const members = POLICE.roster.members.filter(({ credential }) => credential !== digest)
    const payload = { ...POLICE.roster, members, revocations: [revocation] }
    const roster = signStatement('roster', payload, POLICE.rosterKey)
    return testDirectory([textsOf(POLICE, { roster }), textsOf(BOARD)])
  }
  t.same(await found([APPROVED], HELD, true, since(NOW - HOUR)), MISSING)
  t.same(await found([APPROVED], HELD, true, since(NOW + 1)), [], 'it was lost afterwards')
})

t.test('a forged verdict, and what is none, count for nothing', async (t) => {
  const [header, payload, signature] = APPROVED.split('.')
  const forged = `${header}.${payload}.${signature!.replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A'))}`
  for (const text of [forged, withdrawalText(POLICE), 'x']) t.same(await found([text]), MISSING)
})
