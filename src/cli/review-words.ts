import { RECORD_EVENTS, isRecordEvent } from '../protocol/record-events.ts'
import type { ReviewReason, ReviewVerdict } from '../protocol/review.ts'
import type { LocalText } from '../protocol/statements/local-text.ts'

/** Why a record is looked at, as an officer reads it. */
export const REASON_WORDS: Readonly<Record<ReviewReason, LocalText>> = {
  'break-glass': { sv: 'nödöppning', en: 'break-glass' },
  'officer-opening': { sv: 'en granskares egen öppning', en: 'an officer’s own opening' },
  'deny-listed': { sv: 'angiven som jävig i ärendet', en: 'named as conflicted in the case' },
  'same-surname': { sv: 'samma efternamn som en part', en: 'same surname as a party' },
  'same-area': { sv: 'samma adressområde som en part', en: 'same address area as a party' },
  location: { sv: 'såg uppgift om plats', en: 'saw where somebody is' },
  override: { sv: 'gick förbi en spärr', en: 'passed a safeguard' },
  export: { sv: 'sparade uppgifter till fil', en: 'saved data to a file' },
  'outside-shift': { sv: 'utanför arbetstid', en: 'outside working hours' },
  'openings-without-act': {
    sv: 'öppnade tre ärenden utan åtgärd',
    en: 'opened three cases without acting',
  },
  'repeated-denials': { sv: 'nekades upprepade gånger', en: 'was denied repeatedly' },
  'many-look-ups': {
    sv: 'en granskare som såg många händelser på ett dygn',
    en: 'an officer who looked at many records in a day',
  },
  sample: { sv: 'stickprov', en: 'random sample' },
}

/** What an officer came to. */
export const VERDICT_WORDS: Readonly<Record<ReviewVerdict, LocalText>> = {
  ok: { sv: 'förklarad', en: 'explained' },
  ask: { sv: 'handläggaren tillfrågas', en: 'the member is asked' },
  incident: { sv: 'incident', en: 'incident' },
}

/** What happened, as the catalogue calls it. */
export function eventWords(event: string): LocalText {
  if (!isRecordEvent(event)) return { sv: event, en: event }
  const { sv, en } = RECORD_EVENTS[event]
  return { sv, en }
}
