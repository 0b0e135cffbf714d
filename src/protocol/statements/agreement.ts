import type { Time } from '../time.ts'
import type { Uuid } from '../uuid.ts'
import type { CaseType } from '../vocabulary.ts'
import { ProtocolError } from '../errors.ts'
import { verifySpan } from '../validity.ts'

/** The agencies that may exchange data, in which case types and for how long; signed by the custodians of each. */
export interface Agreement {
  readonly v: 1
  readonly id: Uuid
  /** Agency ids in alphabetical order. */
  readonly parties: readonly string[]
  readonly caseTypes: readonly CaseType[]
  readonly validFrom: Time
  readonly validUntil: Time
}

/** What a schema cannot say. Throws `agreement-parties-unsorted` and `validity-invalid`. */
export function verifyAgreementPayload(agreement: Agreement): void {
  verifySpan(agreement.validFrom, agreement.validUntil)
  const { parties } = agreement
  if (parties.some((party, i) => i > 0 && parties[i - 1]! >= party))
    throw new ProtocolError('agreement-parties-unsorted', 'the parties are not in order')
}
