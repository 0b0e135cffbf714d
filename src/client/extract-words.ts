/** The words of an extract, in both languages. */
import type { LocalText } from '../protocol/statements/local-text.ts'
import type { Purpose } from '../protocol/vocabulary.ts'

/** What was done with data. */
export const WHAT_WORDS = {
  disclosed: { sv: 'lämnades ut', en: 'disclosed' },
  opened: { sv: 'öppnades hos mottagaren', en: 'opened at the receiver' },
} as const satisfies Readonly<Record<string, LocalText>>

/** Why it was done. */
export const PURPOSE_WORDS: Readonly<Record<Purpose, LocalText>> = {
  'prevent-crime': { sv: 'förebygga brott', en: 'prevent crime' },
  'investigate-crime': { sv: 'utreda brott', en: 'investigate crime' },
  'child-protection': { sv: 'skydda barn', en: 'protect children' },
  'care-or-support': { sv: 'vård eller stöd', en: 'care or support' },
  'victim-support': { sv: 'stöd till den utsatta', en: 'support to the victim' },
  'statutory-duty': { sv: 'skyldighet enligt lag', en: 'statutory duty' },
  technical: { sv: 'teknisk åtgärd', en: 'technical measure' },
  other: { sv: 'annat', en: 'other' },
}

/** A ground in words, with the provision that it rests on. */
export interface GroundWords extends LocalText {
  readonly citation: string
}

/** Why something is left out. */
export const GROUND_WORDS = {
  existence: {
    sv: 'det får inte framgå om det finns några uppgifter',
    en: 'it must not show whether there are any data',
    citation:
      '5 kap. 1 § lag (2018:218), 4 kap. 5 § brottsdatalagen, 26 kap. 1 § och 35 kap. 1 § OSL',
  },
  'protected-place': {
    sv: 'kan visa var någon finns eller hur någon kan nås',
    en: 'could show where somebody is or how to reach somebody',
    citation: '21 kap. 3 och 3 a §§ OSL',
  },
  investigation: {
    sv: 'kan skada en utredning',
    en: 'could harm an investigation',
    citation: '18 kap. 1 § och 35 kap. 1 § OSL, 4 kap. 5 § brottsdatalagen',
  },
  'third-person': {
    sv: 'säger något om någon annan',
    en: 'tells something about somebody else',
    citation: '26 kap. 1 § och 35 kap. 1 § OSL',
  },
  'identity-uncertain': {
    sv: 'flera personer har samma roll i ärendet och måste prövas för hand',
    en: 'several persons have the same role in the case, and must be looked at by hand',
    citation: '26 kap. 1 § och 35 kap. 1 § OSL',
  },
} as const satisfies Readonly<Record<string, GroundWords>>

/** Why something is left out, as a code. */
export type WithholdingGround = keyof typeof GROUND_WORDS

/** Sentences of every extract. */
export const COPY_NOTES = {
  nothing: {
    sv: 'Det finns inget som kan redovisas.',
    en: 'There is nothing that can be told.',
  },
  maybe: {
    sv: 'Uppgifter som omfattas av sekretess redovisas inte. Det framgår inte alltid om det finns sådana.',
    en: 'Data under secrecy are not told. It does not always show whether there are any.',
  },
  staff: {
    sv: 'Handläggares namn redovisas inte. Den som anser att uppgifterna hanteras fel kan lämna klagomål till Integritetsskyddsmyndigheten (IMY).',
    en: 'Names of staff are not given. Anyone who thinks that their data are handled wrongly may complain to the Swedish Authority for Privacy Protection (IMY).',
  },
  protocol: {
    sv: 'Endast för den som har tagit fram utdraget. Får inte lämnas till den som begärde det.',
    en: 'Only for whoever made the extract. Must not be given to whoever asked for it.',
  },
} as const satisfies Readonly<Record<string, LocalText>>
