/** The languages that every text exists in; Swedish is the first. */
export const LANGUAGES = ['sv', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** The texts of an area in both languages: the compiler refuses a text that one of them lacks. */
export interface Words<T extends object> {
  readonly sv: T
  readonly en: {
    readonly [K in keyof T]: T[K] extends string ? string : { readonly [L in keyof T[K]]: string }
  }
}

/** Says that these texts belong together. */
export function words<const T extends object>(texts: Words<T>): Words<T> {
  return texts
}
