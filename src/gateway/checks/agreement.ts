import { isAgreementInForce } from '../../protocol/agency-agreement.ts'
import { agencyOf } from '../../protocol/function-id.ts'
import type { Head } from '../../protocol/statements/head.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'

/**
 * Between different agencies there must be an agreement that is in force at `now` (ms) and covers the case type: one for each
 * pair of sender and receiver. Throws `agreement-missing`.
 */
export function checkAgreement(
  { directory }: Pick<Gate, 'directory'>,
  head: Head,
  now: number,
): void {
  const agreements = directory.agreements()
  const others = new Set(head.to.map(agencyOf).filter((agency) => agency !== head.from.agency))
  for (const other of others) {
    const exchange = { agencies: [head.from.agency, other], caseType: head.caseType, at: now }
    if (!agreements.some(({ payload }) => isAgreementInForce(payload, exchange)))
      throw new GatewayError('agreement-missing', 'no agreement in force covers this', {
        where: other,
      })
  }
}
