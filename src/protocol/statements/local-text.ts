/** A short text in Swedish and English, for people to read. */
export interface LocalText {
  readonly sv: string
  readonly en: string
}
