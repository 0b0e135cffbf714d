import { PURPOSE_WORDS } from './extract-words.ts'
import { CATEGORY_WORDS } from '../policy/explaining/words.ts'
import { swedishDay, swedishOffset } from '../policy/swedish-day.ts'
import { RECORD_EVENTS, isRecordEvent } from '../protocol/record-events.ts'
import type { ReviewReason, ReviewVerdict } from '../protocol/review.ts'
import type { LocalText } from '../protocol/statements/local-text.ts'
import { encodeTime, parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { MemberRole } from '../protocol/vocabulary.ts'

/** Why a record is looked at, as an officer reads it. */
export const REASON_WORDS: Readonly<Record<ReviewReason, LocalText>> = {
  'break-glass': { sv: 'nödöppning', en: 'break-glass' },
  'officer-opening': { sv: 'en granskares egen öppning', en: 'an officer’s own opening' },
  'deny-listed': {
    sv: 'gäller någon som stängts ute från ärendet',
    en: 'concerns somebody who was barred from the case',
  },
  'declared-conflict': {
    sv: 'öppnade trots egen anmälan om jäv',
    en: 'opened in spite of an own declaration of conflict',
  },
  'same-surname': { sv: 'samma efternamn som en part', en: 'same surname as a party' },
  'same-area': { sv: 'samma adressområde som en part', en: 'same address area as a party' },
  location: { sv: 'såg uppgift om plats', en: 'saw where somebody is' },
  'stay-told': {
    sv: 'svarade om någon vistas i ett boende (15 kap. 7 § SoL)',
    en: 'answered whether somebody stays in a home (SoL 15:7)',
  },
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
  ask: { sv: 'chefen tillfrågas', en: 'the manager is asked' },
  incident: { sv: 'incident', en: 'incident' },
}

/** What happened, as the catalogue calls it. */
export function eventWords(event: string): LocalText {
  if (!isRecordEvent(event)) return { sv: event, en: event }
  const { sv, en } = RECORD_EVENTS[event]
  return { sv, en }
}

/** A purpose in words; as it stands if the list does not have it. */
export function purposeWords(purpose: string): LocalText {
  const words: Readonly<Record<string, LocalText>> = PURPOSE_WORDS
  return words[purpose] ?? { sv: purpose, en: purpose }
}

const ROLE_WORDS: Readonly<Record<MemberRole, LocalText>> = {
  author: { sv: 'författare', en: 'author' },
  reader: { sv: 'läsare', en: 'reader' },
  'decision-maker': { sv: 'beslutsfattare', en: 'decision-maker' },
  registrar: { sv: 'registrator', en: 'registrar' },
  compliance: { sv: 'granskare', en: 'compliance officer' },
  policy: { sv: 'regelansvarig', en: 'keeper of the rules' },
}

/** A member's role in words; as it stands if the list does not have it. */
export function roleWords(role: string): LocalText {
  const words: Readonly<Record<string, LocalText>> = ROLE_WORDS
  return words[role] ?? { sv: role, en: role }
}

/** A kind of data in words; as it stands if the list does not have it. */
export function categoryWords(category: string): LocalText {
  const words: Readonly<Record<string, LocalText>> = CATEGORY_WORDS
  return words[category] ?? { sv: category, en: category }
}

/** Day and time of day in Sweden, `2026-03-02 10:40`. */
export function swedishTime(at: Time): string {
  const moment = parseTime(at)
  return encodeTime(moment + swedishOffset(moment))
    .slice(0, 16)
    .replace('T', ' ')
}

/** The last day for something, as `29 nov`. */
export function dueWords(at: Time): LocalText {
  const noon = new Date(`${swedishDay(at)}T12:00:00.000Z`)
  const say = (locale: string) =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
      .format(noon)
      .replace('.', '')
  return { sv: `senast ${say('sv-SE')}`, en: `due ${say('en-GB')}` }
}
