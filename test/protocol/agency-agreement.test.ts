import t from 'tap'
import { isAgreementInForce, verifyAgreement } from '../../src/protocol/agency-agreement.ts'
import { signStatement } from '../../src/protocol/statement.ts'
import type { Agreement } from '../../src/protocol/statements/agreement.ts'
import { BOARD, POLICE, testUuid, verifiedRoot } from '../fixtures/agency.ts'

const AGREEMENT: Agreement = {
  v: 1,
  id: testUuid(7),
  parties: [POLICE.agency, BOARD.agency],
  caseTypes: ['intimate-partner-violence'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validUntil: '2027-01-01T00:00:00.000Z',
}
const FROM = Date.parse(AGREEMENT.validFrom)
const UNTIL = Date.parse(AGREEMENT.validUntil)

t.test('accepts an agreement that the custodians of each party have signed', async (t) => {
  const [ANNA, , CILLA] = POLICE.custodians
  const [, ERIK, FRIDA] = BOARD.custodians
  const text = signStatement('agreement', AGREEMENT, ANNA, CILLA, ERIK, FRIDA)
  const roots = new Map([POLICE, BOARD].map((agency) => [agency.agency, verifiedRoot(agency)]))
  t.strictSame(verifyAgreement(text, roots).payload, AGREEMENT)
})

t.test(
  'is in force between its parties, in its case types, from its first to its last moment',
  async (t) => {
    const covers = (changes: Partial<Parameters<typeof isAgreementInForce>[1]>) =>
      isAgreementInForce(AGREEMENT, {
        agencies: [POLICE.agency, BOARD.agency],
        caseType: 'intimate-partner-violence',
        at: FROM,
        ...changes,
      })
    t.equal(covers({}), true)
    t.equal(covers({ at: FROM - 1 }), false)
    t.equal(covers({ at: UNTIL - 1 }), true)
    t.equal(covers({ at: UNTIL }), false)
    t.equal(covers({ caseType: 'exit-support' }), false)
    t.equal(covers({ agencies: [POLICE.agency, 'region-sydlanda'] }), false)
  },
)
