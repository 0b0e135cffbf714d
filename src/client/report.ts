/**
 * The report of a period as the gateway answers it, and as a table.
 *
 * @module
 */
import { encodeUtf8 } from '../protocol/bytes.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'
import { RECORD_EVENTS } from '../protocol/record-events.ts'
import { digestOf } from '../protocol/sha256.ts'
import type { Language, LocalText } from '../protocol/statements/local-text.ts'
import { ClientError } from './errors.ts'
import type { ExportTable, ExportValue } from './export/table.ts'
import { COUNT_WORDS, OUTCOME_WORDS, REPORT_NOTES, REPORT_WORDS } from './report-words.ts'

type Count = number | keyof typeof COUNT_WORDS

interface Row {
  readonly name: keyof typeof REPORT_WORDS
  readonly count: Count
  readonly share?: { readonly percent: number | null }
  readonly parts?: Readonly<Record<string, Count>>
}

/** A report as it was made, with its exact text. */
export interface AnsweredReport {
  readonly agency: string
  readonly period: string
  readonly rows: readonly Row[]
  readonly text: string
}

/** Reads the gateway's answer; throws `answer-invalid`, also if it is not about this period, or not the text of its digest. */
export function parseReport(answer: JsonObject, period: string): AnsweredReport {
  const { text, digest } = answer
  if (typeof text !== 'string' || digestOf(encodeUtf8(text)) !== digest) throw answerInvalid()
  const report = parseJson(encodeUtf8(text))
  if (!isJsonObject(report) || report['period'] !== period) throw answerInvalid()
  const { agency, rows } = report
  if (typeof agency !== 'string' || !Array.isArray(rows) || !rows.every(isRow))
    throw answerInvalid()
  return { agency, period, rows: rows as unknown as readonly Row[], text }
}

function isRow(row: JsonValue): boolean {
  return isJsonObject(row) && String(row['name']) in REPORT_WORDS && isCount(row['count'])
}

function isCount(count: JsonValue | undefined): boolean {
  return Number.isSafeInteger(count) || (typeof count === 'string' && count in COUNT_WORDS)
}

/** The report as a table under the agency's name: each count, and under it what it is made of. */
export function tableOf(
  { period, rows }: AnsweredReport,
  language: Language,
  agency: LocalText,
): ExportTable {
  const say = (count: Count): ExportValue =>
    typeof count === 'number' ? count : COUNT_WORDS[count][language]
  const percent = ({ share }: Row) => (share?.percent == null ? null : `${share.percent} %`)
  return {
    title: {
      sv: `Rapport för ${sayPeriod(period).sv}: ${agency.sv}`,
      en: `Report for ${sayPeriod(period).en}: ${agency.en}`,
    },
    columns: [
      { name: 'what', title: { sv: 'Vad', en: 'What' } },
      { name: 'count', title: { sv: 'Antal', en: 'Count' } },
      { name: 'share', title: { sv: 'Andel', en: 'Share' } },
    ],
    rows: rows.flatMap((row) => [
      [REPORT_WORDS[row.name][language], say(row.count), percent(row)],
      ...Object.entries(row.parts ?? {}).map(([part, count]) => [
        `– ${wordsOf(part)[language]}`,
        say(count),
        null,
      ]),
    ]),
    notes: REPORT_NOTES,
  }
}

/** A year, or a half of one: `2026`, `2026-H1`. */
function sayPeriod(period: string): LocalText {
  const [year, half] = period.split('-')
  if (half === undefined) return { sv: `år ${year}`, en: `${year}` }
  return half === 'H1'
    ? { sv: `första halvåret ${year}`, en: `the first half of ${year}` }
    : { sv: `andra halvåret ${year}`, en: `the second half of ${year}` }
}

function wordsOf(part: string): LocalText {
  const events: Readonly<Record<string, LocalText>> = RECORD_EVENTS
  return events[part] ?? OUTCOME_WORDS[part] ?? { sv: part, en: part }
}

function answerInvalid(): ClientError {
  return new ClientError('answer-invalid', 'no report came')
}
