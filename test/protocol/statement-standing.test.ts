import t from 'tap'
import { parseStatementUnsafe, signStatement } from '../../src/protocol/statement.ts'
import { STATEMENT_KINDS } from '../../src/protocol/statement-kinds.ts'
import {
  isSignedBy,
  madeAt,
  standingAt,
  verifyMade,
} from '../../src/protocol/statement-standing.ts'
import type { Agreement } from '../../src/protocol/statements/agreement.ts'
import { parseTime } from '../../src/protocol/time.ts'
import { CLOCK_TOLERANCE } from '../../src/protocol/validity.ts'
import { BOARD, POLICE, testUuid } from '../fixtures/agency.ts'
import { COUNTERSIGNATURE, MANIFEST } from '../fixtures/disclosure.ts'

const AGREEMENT: Agreement = {
  v: 1,
  id: testUuid(1),
  parties: [POLICE.agency, BOARD.agency],
  caseTypes: ['exit-support'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validUntil: '2027-01-01T00:00:00.000Z',
}

t.test(
  'what a member signed holds from its making, clocks five minutes apart, to its end',
  async (t) => {
    const made = parseTime(COUNTERSIGNATURE.at)
    const end = parseTime(COUNTERSIGNATURE.expiresAt)
    const standing = (at: number) => standingAt('countersignature', COUNTERSIGNATURE, at)
    t.equal(standing(made - CLOCK_TOLERANCE - 1), 'not-yet')
    t.equal(standing(made - CLOCK_TOLERANCE), 'holds')
    t.equal(standing(end - 1), 'holds')
    t.equal(standing(end), 'ended')
  },
)

t.test('what is agreed begins to the millisecond, and may be signed long before', async (t) => {
  const from = parseTime(AGREEMENT.validFrom)
  t.equal(standingAt('agreement', AGREEMENT, from - 1), 'not-yet')
  t.equal(standingAt('agreement', AGREEMENT, from), 'holds')
  t.equal(standingAt('agreement', AGREEMENT, parseTime(AGREEMENT.validUntil)), 'ended')
  const text = signStatement('agreement', AGREEMENT, ...POLICE.custodians)
  const statement = parseStatementUnsafe('agreement', text)
  t.equal(madeAt(statement), undefined)
  t.doesNotThrow(() => verifyMade(statement, from - 1_000_000_000))
})

t.test('a root never ends, and is refused while it is dated ahead of the clock', async (t) => {
  const statement = parseStatementUnsafe(
    'root',
    signStatement('root', POLICE.root, ...POLICE.custodians),
  )
  const issued = parseTime(POLICE.root.issuedAt)
  t.equal(standingAt('root', POLICE.root, Number.MAX_SAFE_INTEGER), 'holds')
  t.doesNotThrow(() => verifyMade(statement, issued - CLOCK_TOLERANCE))
  t.throws(() => verifyMade(statement, issued - CLOCK_TOLERANCE - 1), {
    code: 'statement-from-future',
  })
})

t.test('the row of a kind chooses who must have signed', async (t) => {
  const manifest = parseStatementUnsafe(
    'manifest',
    signStatement('manifest', MANIFEST, POLICE.author.key),
  )
  const signers = [...new Set(Object.values(STATEMENT_KINDS).map(({ signedBy }) => signedBy))]
  t.same(
    signers.filter((signer) => isSignedBy(manifest, signer)),
    ['member'],
  )
})
