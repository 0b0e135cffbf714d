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
import type { Digest } from '../protocol/sha256.ts'
import type { Language, LocalText } from '../protocol/statements/local-text.ts'
import { ClientError } from './errors.ts'
import type { ExportTable } from './export/table.ts'
import { sayPeriod } from './say-period.ts'
import { COUNT_WORDS, OUTCOME_WORDS, REPORT_NOTES, REPORT_WORDS } from './report-words.ts'

type Count = number | keyof typeof COUNT_WORDS

interface Row {
  readonly name: keyof typeof REPORT_WORDS
  readonly count: Count
  readonly share?: { readonly percent: number | null }
  readonly parts?: Readonly<Record<string, Count>>
  /** What parts are called that no word list knows: rules of law, and agencies. */
  readonly labels?: Readonly<Record<string, LocalText>>
}

/** A report as it was made, with its exact text and the digest of that. */
export interface AnsweredReport {
  readonly agency: string
  readonly period: string
  readonly rows: readonly Row[]
  readonly text: string
  readonly digest: Digest
}

/** Whose report, of which period. */
export interface NamedReport {
  readonly of: string
  readonly period: string
}

/** Reads the gateway's answer; throws `answer-invalid`, also if it is not about this agency and period, or not the text of its digest. */
export function parseReport(answer: JsonObject, { of, period }: NamedReport): AnsweredReport {
  const { text, digest } = answer
  if (typeof text !== 'string' || digestOf(encodeUtf8(text)) !== digest) throw answerInvalid()
  const report = parseJson(encodeUtf8(text))
  if (!isJsonObject(report) || report['period'] !== period) throw answerInvalid()
  const { agency, rows } = report
  if (agency !== of || !Array.isArray(rows) || !rows.every(isRow)) throw answerInvalid()
  return { agency: of, period, rows: rows as unknown as readonly Row[], text, digest }
}

function isRow(row: JsonValue): boolean {
  return (
    isJsonObject(row) && Object.hasOwn(REPORT_WORDS, String(row['name'])) && isCount(row['count'])
  )
}

function isCount(count: JsonValue | undefined): boolean {
  return (
    Number.isSafeInteger(count) || (typeof count === 'string' && Object.hasOwn(COUNT_WORDS, count))
  )
}

/** A line of the report in words: a count, or what one is made of. */
export interface ReportLine {
  /** Of the count; lines of the same count follow each other, the whole first. */
  readonly of: keyof typeof REPORT_WORDS
  /** Code of what the count is made of; null in the line of the whole. */
  readonly part: string | null
  readonly label: LocalText
  /** Null where it is not told how many. */
  readonly number: number | null
  readonly count: LocalText
  readonly percent: number | null
}

/** The report line by line, in words. */
export function linesOf({ rows }: AnsweredReport): ReportLine[] {
  return rows.flatMap(({ name: of, count, share, parts = {}, labels = {} }) => [
    { of, part: null, label: REPORT_WORDS[of], ...told(count), percent: share?.percent ?? null },
    ...Object.entries(parts).map(([part, one]) => ({
      of,
      part,
      label: labels[part] ?? wordsOf(part),
      ...told(one),
      percent: null,
    })),
  ])
}

function told(count: Count): Pick<ReportLine, 'number' | 'count'> {
  if (typeof count !== 'number') return { number: null, count: COUNT_WORDS[count] }
  return { number: count, count: { sv: String(count), en: String(count) } }
}

/** What a report is called. */
export function titleOf({ period }: Pick<AnsweredReport, 'period'>, agency: LocalText): LocalText {
  const { sv, en } = sayPeriod(period)
  return { sv: `Rapport för ${sv}: ${agency.sv}`, en: `Report for ${en}: ${agency.en}` }
}

/** The report as a table under the agency's name: each count, and under it what it is made of. */
export function tableOf(
  report: AnsweredReport,
  language: Language,
  agency: LocalText,
): ExportTable {
  return {
    title: titleOf(report, agency),
    columns: [
      { name: 'what', title: { sv: 'Vad', en: 'What' } },
      { name: 'count', title: { sv: 'Antal', en: 'Count' } },
      { name: 'share', title: { sv: 'Andel', en: 'Share' } },
    ],
    rows: linesOf(report).map(({ part, label, number, count, percent }) => [
      `${part === null ? '' : '– '}${label[language]}`,
      number ?? count[language],
      percent === null ? null : `${percent} %`,
    ]),
    notes: REPORT_NOTES,
  }
}

function wordsOf(part: string): LocalText {
  const events: Readonly<Record<string, LocalText>> = RECORD_EVENTS
  return events[part] ?? OUTCOME_WORDS[part] ?? { sv: part, en: part }
}

function answerInvalid(): ClientError {
  return new ClientError('answer-invalid', 'no report came')
}
