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
