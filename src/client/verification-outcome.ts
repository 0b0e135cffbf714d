import { countLeast } from '../protocol/tlog/policy.ts'
import { gravestOf } from './log-fault.ts'
import type { LogFaultCode } from './log-fault.ts'
import type { LogVerification } from './log-verification.ts'
import type { LogTrust } from './log-years.ts'

/** What goes on record of a verification: what was found, and whether anybody but the log itself was asked. */
export type VerificationOutcome = LogFaultCode | 'verified' | 'verified-without-witnesses'

/** Without witnesses it is known only that the log agrees with itself, and with what was kept of it. */
export function outcomeOf(
  { faults }: Pick<LogVerification, 'faults'>,
  { policy }: LogTrust,
): VerificationOutcome {
  const isWitnessed = policy !== undefined && countLeast(policy) > 0
  return gravestOf(faults)?.code ?? (isWitnessed ? 'verified' : 'verified-without-witnesses')
}
