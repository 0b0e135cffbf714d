import t from 'tap'
import { verifyEvidence } from '../../src/client/verify-evidence.ts'
import type { Evidence } from '../../src/protocol/evidence-bundle.ts'
import { encodeSubmission, parseSubmission } from '../../src/protocol/submission.ts'
import { BOARD, NOW } from '../fixtures/agency.ts'
import { PINS } from '../fixtures/exchange.ts'
import { VERIFIER_KEY } from '../fixtures/memory-log.ts'
import { encoded, referralEvidence, withdrawalText } from '../fixtures/referral-evidence.ts'
import type { Deviation, Step } from '../fixtures/referral-evidence.ts'

/** The failed checks that are not merely consequences of others, with their codes. */
function failures(bytes: Uint8Array): Record<string, string> {
  const trust = { pins: PINS, log: VERIFIER_KEY, now: NOW + 86_400_000 }
  const failed = verifyEvidence(bytes, trust).checks.filter(
    ({ ok, code }) => !ok && code !== 'not-checked',
  )
  return Object.fromEntries(failed.map(({ name, code }) => [name, code ?? '']))
}

const of = (order: readonly Step[], deviation: Deviation = {}) =>
  failures(encoded(referralEvidence(order, deviation)))

const RECALLED = referralEvidence(['disclosed', 'withdrawn'])
const withWithdrawals = (withdrawal: Evidence['statements']['withdrawal']) =>
  failures(encoded({ ...RECALLED, statements: { ...RECALLED.statements, withdrawal } }))

t.test('a withdrawal is part of the history: unopened, or after it was opened', async (t) => {
  t.same(of(['disclosed', 'withdrawn']), {})
  t.same(of(['disclosed', 'opened', 'withdrawn', 'taken-over']), {})
})

t.test('refuses an opening of what was recalled, and a withdrawal too early', async (t) => {
  t.match(of(['disclosed', 'withdrawn', 'opened']), { history: 'history-out-of-order' })
  t.match(of(['withdrawn', 'disclosed']), { history: 'history-out-of-order' })
})

t.test('refuses a withdrawal that the log refused, or does not know', async (t) => {
  const events = { withdrawn: 'write.refused' }
  t.match(of(['disclosed', 'withdrawn'], { events }), { statements: 'record-invalid' })
  t.match(withWithdrawals([withdrawalText(BOARD)]), {
    statements: 'record-invalid',
    history: 'not-a-party',
  })
})

t.test('refuses two withdrawals', async (t) => {
  const [text] = RECALLED.statements.withdrawal
  t.match(withWithdrawals([text!, text!]), { history: 'record-invalid' })
})

t.test('refuses contents left out that no record says have expired', async (t) => {
  const { manifest } = parseSubmission(RECALLED.submission)
  const submission = encodeSubmission({ manifest, parts: new Map(), keyrings: new Map() })
  t.match(failures(encoded({ ...RECALLED, submission })), { contents: 'submission-invalid' })
})
