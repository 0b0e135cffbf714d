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
  'Verksamhetens handling passar inte ihop med de tidigare',
  'Behörighetsansvariga: hämta verksamhetens senaste handlingar, jämför och gör om.',
  'The agency’s statement does not fit those before it',
  'Custodians: fetch the agency’s latest statements, compare, and make it anew.',
)

/** For what only we can mend. */
export const OURS = problem(
  500,
  'Ett fel hos oss',
  'Lämna numret till it-stöd.',
  'An error on our side',
  'Give the number to support.',
)
