/** A stretch of a text: UTF-16 indexes, the end not included. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Finds one kind of data that free text must not hold. Pure; searches folded text (folded-text.ts). */
export interface Detector {
  /** Its name in the manifest's guard statement. */
  readonly name: string
  find(text: string): Span[]
}
