import { listUncovered } from '../../protocol/agency-agreement.ts'
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
  const [uncovered] = listUncovered(directory.agreements(), head, now)
  if (uncovered !== undefined)
    throw new GatewayError('agreement-missing', 'no agreement in force covers this', {
      where: uncovered,
    })
}
