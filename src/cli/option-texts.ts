import type { ConflictAnswer, Purpose } from '../protocol/vocabulary.ts'
import type { LocalText } from '../protocol/statements/local-text.ts'
import { FACT_WORDS, REASON_WORDS } from './state-words.ts'

/** Why data are disclosed or opened, as the help explains the codes. */
export const PURPOSE_HELP: LocalText = explainCodes<Purpose>('ändamål', 'purpose', {
  'prevent-crime': { sv: 'förebygga brott', en: 'prevent crime' },
  'investigate-crime': { sv: 'utreda brott', en: 'investigate crime' },
  'child-protection': { sv: 'skydda barn', en: 'protect children' },
  'care-or-support': { sv: 'vård eller stöd', en: 'care or support' },
  'victim-support': { sv: 'stöd till den utsatta', en: 'support to the victim' },
  'statutory-duty': { sv: 'lagstadgad skyldighet', en: 'statutory duty' },
  technical: { sv: 'tekniskt', en: 'technical' },
  other: { sv: 'annat', en: 'other' },
})

/** The answers to "do you know anybody in the case?", as the help explains the codes. */
export const CONFLICT_HELP: LocalText = explainCodes<ConflictAnswer | 'declared'>(
  'är du jävig',
  'conflict of interest',
  {
    none: { sv: 'nej', en: 'no' },
    unsure: { sv: 'vet inte', en: 'not sure' },
    declared: { sv: 'ja: öppna inte, lämna över', en: 'yes: do not open, hand over' },
  },
)

/** What a member may say of a disclosure, as the help explains the codes. */
export const FACT_HELP: LocalText = explainCodes(
  'vad som har hänt',
  'what has happened',
  FACT_WORDS,
)

/** Why something is taken back, as the help explains the codes. */
export const REASON_HELP: LocalText = explainCodes(
  'vad som var fel',
  'what was wrong',
  REASON_WORDS,
)

function explainCodes<Code extends string>(
  sv: string,
  en: string,
  codes: Readonly<Record<Code, LocalText>>,
): LocalText {
  const rows = Object.entries<LocalText>(codes)
  return {
    sv: `${sv}: ${rows.map(([code, text]) => `${code} (${text.sv})`).join(', ')}`,
    en: `${en}: ${rows.map(([code, text]) => `${code} (${text.en})`).join(', ')}`,
  }
}
