/**
 * An extract for a data subject, as the gateway answers it and as a table for each of its two readers: the person, and the
 * officer who answers for what is left out.
 *
 * @module
 */
import categories from '../../schemas/codes/categories.json' with { type: 'json' }
import { encodeBase64url } from '../protocol/base64url.ts'
import { concatBytes, encodeUtf8 } from '../protocol/bytes.ts'
import { isJsonObject } from '../protocol/json.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'
import { randomBytes } from '../protocol/random.ts'
import type { RandomBytes } from '../protocol/random.ts'
import type { Language, LocalText } from '../protocol/statements/local-text.ts'
import type { BodyType, Category, Purpose } from '../protocol/vocabulary.ts'
import { BODY_TYPE_WORDS } from '../policy/explaining/words.ts'
import { swedishDay } from '../policy/swedish-day.ts'
import { ClientError } from './errors.ts'
import { encodeJsonLines } from './export/json-lines.ts'
import type { ExportTable } from './export/table.ts'
import { COPY_NOTES, GROUND_WORDS, PURPOSE_WORDS, WHAT_WORDS } from './extract-words.ts'
import type { WithholdingGround } from './extract-words.ts'

interface Side {
  readonly name: LocalText | null
  readonly bodyType: BodyType | null
}

interface Entry {
  readonly at: string
  readonly what: keyof typeof WHAT_WORDS
  readonly purpose: Purpose
  readonly categories: readonly Category[]
  readonly from: Side
  readonly to: Side
}

/** What the gateway answered. */
export interface AnsweredExtract {
  readonly entries: readonly Entry[]
  readonly withheld: readonly { readonly ground: WithholdingGround; readonly entries: number }[]
  /** Disclosures whose facts retention has deleted. */
  readonly notRetained: number
}

/** Reads the gateway's answer; throws `answer-invalid`. */
export function parseExtract(answer: JsonObject): AnsweredExtract {
  const { entries, withheld, notRetained } = answer
  if (!Array.isArray(entries) || !entries.every(isEntry)) throw answerInvalid()
  if (!Array.isArray(withheld) || !withheld.every(isWithheld)) throw answerInvalid()
  if (!Number.isSafeInteger(notRetained)) throw answerInvalid()
  return answer as unknown as AnsweredExtract
}

function isEntry(value: JsonValue): boolean {
  if (!isJsonObject(value)) return false
  const { at, what, purpose, from, to } = value
  return (
    typeof at === 'string' &&
    Object.hasOwn(WHAT_WORDS, String(what)) &&
    Object.hasOwn(PURPOSE_WORDS, String(purpose)) &&
    Array.isArray(value['categories']) &&
    isJsonObject(from) &&
    isJsonObject(to)
  )
}

function isWithheld(value: JsonValue): boolean {
  return (
    isJsonObject(value) &&
    Object.hasOwn(GROUND_WORDS, String(value['ground'])) &&
    Number.isSafeInteger(value['entries'])
  )
}

/** Who makes an extract, and when. */
export interface ExtractIssue {
  /** Name of the agency. */
  readonly issuer: LocalText
  /** Swedish calendar day, `2026-03-02`. */
  readonly day: string
}

/** What the officer asked, for the record of it. */
export interface ExtractAsked {
  readonly cases: readonly string[]
  readonly role: string
  readonly asker: string
  readonly delivery: string
  readonly day: string
}

/** Grounds that tell by themselves: of a sibling in the case, or that there is an investigation. Only the protocol has them. */
const UNTOLD: readonly WithholdingGround[] = ['investigation', 'identity-uncertain']

/**
 * The person's copy. It names no case: that there is one may be what somebody must not learn. It counts what is left out by ground, unless telling that there is something would tell what must not be
 * told: then it is the same as one of which nothing was left out, and every copy says that something may be.
 */
export function copyOf(
  { entries, withheld }: AnsweredExtract,
  language: Language,
  { issuer, day }: ExtractIssue,
): ExportTable {
  const isSilent = withheld.some(({ ground }) => ground === 'existence')
  return {
    title: {
      sv: 'Utdrag: hur uppgifter om dig har lämnats ut',
      en: 'Extract: how data about you were disclosed',
    },
    columns: [
      { name: 'day', title: { sv: 'Datum', en: 'Date' } },
      { name: 'what', title: { sv: 'Vad som gjordes', en: 'What was done' } },
      { name: 'purpose', title: { sv: 'Ändamål', en: 'Purpose' } },
      { name: 'categories', title: { sv: 'Slag av uppgifter', en: 'Categories of data' } },
      { name: 'from', title: { sv: 'Från', en: 'From' } },
      { name: 'to', title: { sv: 'Till', en: 'To' } },
    ],
    rows: entries.map((entry) => [
      swedishDay(entry.at),
      WHAT_WORDS[entry.what][language],
      PURPOSE_WORDS[entry.purpose][language],
      sayCategories(entry.categories, language),
      saySide(entry.from, language),
      saySide(entry.to, language),
    ]),
    notes: [
      {
        sv: `Framtaget av ${issuer.sv} ${day}. Utdraget visar vad som har gjorts till och med den dagen, så långt uppgifterna finns kvar. Frågor besvaras av ${issuer.sv}.`,
        en: `Made by ${issuer.en} on ${day}. The extract shows what was done up to and with that day, as far as the data are kept. Questions are answered by ${issuer.en}.`,
      },
      ...(entries.length === 0 ? [COPY_NOTES.nothing] : []),
      ...withheld.filter(({ ground }) => !isSilent && !UNTOLD.includes(ground)).map(sayWithheld),
      COPY_NOTES.maybe,
      COPY_NOTES.staff,
    ],
  }
}

/** Whatever is in it, the officer's record has this size. */
const PROTOCOL_SIZE = 8192

/**
 * The officer's own record of what was left out, as JSON Lines. Salted and padded: neither its digest, by trying, nor its size
 * tells what is in it. It is exported by itself: what proves the person's copy must not name it.
 */
export function encodeProtocol(
  answer: AnsweredExtract,
  asked: ExtractAsked,
  random: RandomBytes = randomBytes,
): Uint8Array {
  const head = encodeUtf8(`${JSON.stringify({ note: COPY_NOTES.protocol, ...asked })}\n`)
  const lines = concatBytes(head, encodeJsonLines(protocolOf(answer)))
  const salt = encodeBase64url(random(32))
  const tail = (padding: string) => encodeUtf8(`${JSON.stringify({ salt, padding })}\n`)
  const missing = PROTOCOL_SIZE - lines.length - tail('').length
  return concatBytes(lines, tail(' '.repeat(Math.max(0, missing))))
}

/** What was left out, on which ground. */
function protocolOf({ entries, withheld, notRetained }: AnsweredExtract): ExportTable {
  return {
    title: { sv: 'Protokoll över utdraget', en: 'Record of the extract' },
    columns: [
      { name: 'ground', title: { sv: 'Grund', en: 'Ground' } },
      { name: 'entries', title: { sv: 'Antal', en: 'Number' } },
      { name: 'citation', title: { sv: 'Lagrum', en: 'Provision' } },
    ],
    rows: [
      ['told', entries.length, null],
      ...withheld.map(({ ground, entries: count }) => [
        ground,
        count,
        GROUND_WORDS[ground].citation,
      ]),
      ['not-retained', notRetained, null],
    ],
    notes: [],
  }
}

function sayWithheld({ ground, entries }: AnsweredExtract['withheld'][number]): LocalText {
  const { sv, en, citation } = GROUND_WORDS[ground]
  return {
    sv: `Utelämnat helt eller delvis: ${entries} – ${sv} (${citation}).`,
    en: `Left out in whole or in part: ${entries} – ${en} (${citation}).`,
  }
}

/** In the order of the words, as part of a sentence. */
function sayCategories(codes: readonly Category[], language: Language): string {
  const lower = (text: string) => text.charAt(0).toLocaleLowerCase(language) + text.slice(1)
  return codes
    .map((code) => lower(wordsOf(code)[language]))
    .toSorted((a, b) => a.localeCompare(b, language))
    .join(', ')
}

function saySide({ name, bodyType }: Side, language: Language): string {
  return name?.[language] ?? (bodyType === null ? '–' : BODY_TYPE_WORDS[bodyType][language])
}

function wordsOf(category: Category): LocalText {
  return (
    (categories as Readonly<Record<string, LocalText>>)[category] ?? { sv: category, en: category }
  )
}

function answerInvalid(): ClientError {
  return new ClientError('answer-invalid', 'no extract came')
}
