import { standingAt } from '../protocol/statement-standing.ts'
import type { Gate } from './gate.ts'

type Sources = Pick<Gate, 'directory' | 'clock'>

/** The other agencies that an agency has an agreement with that holds now, by name. */
export function listPartners(sources: Sources, agency: string): string[] {
  return listParties(sources, agency, ['holds'])
}

/** The same, and those that it had one with: what was done together is answered for when the agreement has ended. */
export function listPartnersEver(sources: Sources, agency: string): string[] {
  return listParties(sources, agency, ['holds', 'ended'])
}

function listParties(
  { directory, clock }: Sources,
  agency: string,
  standings: readonly ReturnType<typeof standingAt>[],
): string[] {
  const parties = directory
    .agreements()
    .filter(({ payload }) => standings.includes(standingAt('agreement', payload, clock())))
    .filter(({ payload }) => payload.parties.includes(agency))
    .flatMap(({ payload }) => payload.parties)
  return [...new Set(parties)].filter((party) => party !== agency).toSorted()
}
