/** Title and what-to-do of a refusal, in one language, as a caseworker reads them. */
export interface ProblemWords {
  readonly title: string
  readonly action: string
}

/** How one error code is answered (RFC 9457). */
export interface Problem {
  readonly status: number
  readonly sv: ProblemWords
  readonly en: ProblemWords
}

/** One row of the problem table: status, then title and action in Swedish, then in English. */
export function problem(
  status: number,
  svTitle: string,
  svAction: string,
  enTitle: string,
  enAction: string,
): Problem {
  return {
    status,
    sv: { title: svTitle, action: svAction },
    en: { title: enTitle, action: enAction },
  }
}

/** For what an agency's custodians must mend. */
export const CUSTODY = problem(
  409,
  'Verksamhetens handling stämmer inte med de tidigare',
  'Verksamhetens behörighetsansvariga behöver hämta de senaste handlingarna, jämföra och göra om den nya.',
  'The agency’s statement does not fit those before it',
  'The agency’s custodians need to fetch the latest statements, compare, and make the new one again.',
)

/** For what only we can mend. */
export const OURS = problem(
  500,
  'Ett fel i slussen',
  'Lämna numret till it-stöd. Är det akut, ring mottagarens jour.',
  'An error in the gateway',
  'Give the number to support. If it is urgent, phone the receiver’s on-call staff.',
)
