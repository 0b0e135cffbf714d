/** Whoever approves rules is shown who proposes them, and why: as signed, whatever the gateway says. */
import t from 'tap'
import { verifyProposer } from '../../src/cli/waiting-proposal.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { parseStatementUnsafe, signStatement } from '../../src/protocol/statement.ts'
import type { PolicyProposal } from '../../src/protocol/statements/policy-proposal.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { NOW, POLICE, testSigningKey } from '../fixtures/agency.ts'
import { testDirectory } from '../fixtures/exchange.ts'

const { author } = POLICE
const [assignment] = author.payload.assignments
const payload: PolicyProposal = {
  v: 1,
  policySet: digestOf(encodeUtf8('rules')),
  activeFrom: encodeTime(NOW + 3_600_000),
  reason: { sv: 'Ny lydelse.', en: 'New wording.' },
  tested: { tables: digestOf(encodeUtf8('tables')), rows: 1 },
  agency: POLICE.agency,
  function: assignment!.function,
  member: author.payload.member,
  credential: author.digest,
  at: encodeTime(NOW),
}

function verify(changes: Partial<PolicyProposal>, key = author.key) {
  const text = signStatement('policy-proposal', { ...payload, ...changes }, key)
  const proposal = parseStatementUnsafe('policy-proposal', text)
  return () => verifyProposer({ directory: testDirectory() }, proposal)
}

t.test('a proposal that nobody of the agency signed is refused', async (t) => {
  t.throws(verify({}, testSigningKey(99)), { code: 'kid-unknown' })
})

t.test('a member without the role proposes nothing', async (t) => {
  t.throws(verify({}), { code: 'not-in-function' })
})

t.test('nor does an agency that the approver does not know', async (t) => {
  const agency = 'nagon-annan'
  t.throws(verify({ agency, function: `${agency}/beslut` }), { code: 'agency-not-pinned' })
})
