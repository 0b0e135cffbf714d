import { standingAt } from '../protocol/statement-standing.ts'
import type { Agreement } from '../protocol/statements/agreement.ts'
import { parseTime } from '../protocol/time.ts'
import type { Gate } from './gate.ts'

type Sources = Pick<Gate, 'directory' | 'clock'>

/** The other agencies that an agency has an agreement with that holds now, by name. */
export function listPartners(sources: Sources, agency: string): string[] {
  return partiesOf(agency, agreementsOf(sources, agency, ['holds']))
}

/**
 * The same, and those that it had one with: what was done together is answered for when the agreement has ended, and what each does
 * alone after that is not. Without `begun` (ms), of whatever was done.
 */
export function listPartnersEver(sources: Sources, agency: string, begun = 0): string[] {
  const agreements = agreementsOf(sources, agency, ['holds', 'ended'])
  return partiesOf(
    agency,
    agreements.filter(({ validUntil }) => begun < parseTime(validUntil)),
  )
}

function agreementsOf(
  { directory, clock }: Sources,
  agency: string,
  standings: readonly ReturnType<typeof standingAt>[],
): Agreement[] {
  return directory
    .agreements()
    .map(({ payload }) => payload)
    .filter((payload) => standings.includes(standingAt('agreement', payload, clock())))
    .filter(({ parties }) => parties.includes(agency))
}

function partiesOf(agency: string, agreements: readonly Agreement[]): string[] {
  const parties = agreements.flatMap((agreement) => agreement.parties)
  return [...new Set(parties)].filter((party) => party !== agency).toSorted()
}
