import { isAgreementInForce } from '../protocol/agency-agreement.ts'
import { agencyOf } from '../protocol/function-id.ts'
import type { Agreement } from '../protocol/statements/agreement.ts'
import type { Head } from '../protocol/statements/head.ts'

/**
 * Whether agreements cover a disclosure at a time (ms): one for each pair of sender and receiver. Functions of one agency
 * need none between themselves.
 */
export function isExchangeCovered(
  agreements: readonly { readonly payload: Agreement }[],
  { from, to, caseType }: Head,
  at: number,
): boolean {
  const others = new Set(to.map(agencyOf).filter((agency) => agency !== from.agency))
  return [...others].every((other) =>
    agreements.some(({ payload }) =>
      isAgreementInForce(payload, { agencies: [from.agency, other], caseType, at }),
    ),
  )
}
