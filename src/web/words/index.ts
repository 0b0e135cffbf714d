import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { caseWords } from './case.ts'
import { decidingWords } from './deciding.ts'
import { failureWords } from './failures.ts'
import { formsWords } from './forms.ts'
import { frameWords } from './frame.ts'
import { inboxWords } from './inbox.ts'
import { keysWords } from './keys.ts'
import type { Language } from './language.ts'
import { notesWords } from './notes.ts'
import { openingsWords } from './openings.ts'
import { oversightWords } from './oversight.ts'
import { readingWords } from './reading.ts'
import { reportsWords } from './reports.ts'
import { reconcilingWords } from './reconciling.ts'
import { reviewingWords } from './reviewing.ts'
import { trustWords } from './trust.ts'
import { signInWords } from './sign-in.ts'
import { writingWords } from './writing.ts'

/** The texts of every area, one namespace for each. */
const AREAS = {
  case: caseWords,
  deciding: decidingWords,
  failures: failureWords,
  forms: formsWords,
  frame: frameWords,
  inbox: inboxWords,
  keys: keysWords,
  notes: notesWords,
  openings: openingsWords,
  oversight: oversightWords,
  reading: readingWords,
  reports: reportsWords,
  reconciling: reconcilingWords,
  reviewing: reviewingWords,
  trust: trustWords,
  signIn: signInWords,
  writing: writingWords,
} as const

type Areas = typeof AREAS

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'frame'
    resources: { readonly [A in keyof Areas]: Areas[A]['sv'] }
  }
}

const CHOSEN = 'sluss.language'

/** The language that was chosen on this device; Swedish before anybody has chosen. */
export function chosenLanguage(): Language {
  return localStorage.getItem(CHOSEN) === 'en' ? 'en' : 'sv'
}

/** Shows everything in another language from now on. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(CHOSEN, language)
  document.documentElement.lang = language
  await i18next.changeLanguage(language)
}

/** Makes the texts ready. */
export async function startWords(): Promise<void> {
  const of = (language: Language) =>
    Object.fromEntries(Object.entries(AREAS).map(([area, texts]) => [area, texts[language]]))
  document.documentElement.lang = chosenLanguage()
  await i18next.use(initReactI18next).init({
    lng: chosenLanguage(),
    fallbackLng: 'sv',
    defaultNS: 'frame',
    // Keys are codes, some of them with dots.
    keySeparator: '.',
    nsSeparator: ':',
    interpolation: { escapeValue: false },
    resources: { sv: of('sv'), en: of('en') },
  })
}
