/** A short text in Swedish and English, for people to read. */
export interface LocalText {
  readonly sv: string
  readonly en: string
}

/** A language that people are told things in. */
export type Language = keyof LocalText
