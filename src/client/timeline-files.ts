/**
 * A timeline as files: what an officer hands on when a suspicion is looked into.
 *
 * @module
 */
import type { Digest } from '../protocol/sha256.ts'
import type { Language, LocalText } from '../protocol/statements/local-text.ts'
import { encodeCsv } from './export/csv.ts'
import type { ExportFiles } from './export/export-statement.ts'
import { encodeJsonLines } from './export/json-lines.ts'
import { renderPdf } from './export/render-pdf.ts'
import type { ExportColumn, ExportTable, ExportValue } from './export/table.ts'
import { categoryWords, eventWords, purposeWords, swedishTime } from './review-words.ts'
import type { TimelineRow } from './timeline.ts'

/** What a timeline is of. */
export interface TimelineOf {
  readonly title: LocalText
  /** Such as who asked for it, and whom it is about. */
  readonly notes: readonly LocalText[]
  readonly rows: readonly TimelineRow[]
}

/** All that was done in a case at an agency that is called so. */
export function timelineOfCase(
  reference: string,
  { sv, en }: LocalText,
  rows: readonly TimelineRow[],
): TimelineOf {
  return {
    title: { sv: `Tidslinje, ärende ${reference}`, en: `Timeline, case ${reference}` },
    notes: [
      {
        sv: `Allt som handläggare hos ${sv} har gjort i ärendet, så som slussen visar loggen. Inget innehåll.`,
        en: `All that members of ${en} did in the case, as the gateway shows the log. No content.`,
      },
      {
        sv: 'Den som har gjort något står med en pseudonym, som är en annan varje månad.',
        en: 'Whoever did something stands under a pseudonym, which is another one each month.',
      },
    ],
    rows,
  }
}

/** All that one member did in the days of an inquiry; the name is null once it is erased. */
export function timelineOfMember(
  name: string | null,
  inquiry: Digest,
  rows: readonly TimelineRow[],
): TimelineOf {
  return {
    title: { sv: 'Tidslinje, handläggare', en: 'Timeline, member' },
    notes: [
      {
        sv: `Handläggare: ${name ?? 'vem det är har gallrats'}. Utredning: ${inquiry}.`,
        en: `Member: ${name ?? 'who it is has been erased'}. Inquiry: ${inquiry}.`,
      },
      {
        sv: 'Allt som handläggaren har gjort under utredningens dagar, så som slussen visar loggen. Inget innehåll.',
        en: 'All that the member did in the days of the inquiry, as the gateway shows the log. No content.',
      },
    ],
    rows,
  }
}

type Column = ExportColumn & {
  readonly value: (row: TimelineRow, language: Language) => ExportValue
}

const column = (name: string, sv: string, en: string, value: Column['value']): Column => ({
  name,
  title: { sv, en },
  value,
})

/** What a person reads. */
const READ: readonly Column[] = [
  column('at', 'När', 'When', ({ at }) => swedishTime(at)),
  column('what', 'Vad', 'What', ({ event }, language) => eventWords(event)[language]),
  column('actor', 'Av', 'By', ({ actor }) => actor),
  column('function', 'Funktion', 'Function', (row) => row.function),
  column('case', 'Ärende', 'Case', (row) => row.case),
  column('why', 'Ändamål och uppgifter', 'Purpose and data', (row, language) =>
    whyOf(row, language),
  ),
]

/** What a program reads: nothing is put into words. */
const COUNTED: readonly Column[] = [
  column('record', 'Händelse', 'Record', ({ record }) => record),
  column('at', 'Tid', 'Time', ({ at }) => at),
  column('event', 'Händelseslag', 'Event', ({ event }) => event),
  column('actor', 'Av', 'By', ({ actor }) => actor),
  column('function', 'Funktion', 'Function', (row) => row.function),
  column('case', 'Ärende', 'Case', (row) => row.case),
  column('disclosure', 'Meddelande', 'Message', ({ disclosure }) => disclosure),
  column('purpose', 'Ändamål', 'Purpose', ({ purpose }) => purpose),
  column('categories', 'Uppgiftsslag', 'Categories', ({ categories }) => categories.join(' ')),
  column('code', 'Kod', 'Code', ({ code }) => code),
]

/** For a spreadsheet, for programs, and to read. */
export function timelineFiles(timeline: TimelineOf, language: Language): ExportFiles {
  const counted = tableOf(timeline, COUNTED, language)
  return new Map([
    ['tidslinje.csv', encodeCsv(counted, language)],
    ['tidslinje.jsonl', encodeJsonLines(counted)],
    ['tidslinje.pdf', renderPdf(tableOf(timeline, READ, language), { language })],
  ])
}

function tableOf(
  { title, notes, rows }: TimelineOf,
  columns: readonly Column[],
  language: Language,
): ExportTable {
  return {
    title,
    notes,
    columns,
    rows: rows.map((row) => columns.map(({ value }) => value(row, language))),
  }
}

function whyOf({ purpose, categories, code }: TimelineRow, language: Language): string | null {
  const said = [
    ...(purpose === null ? [] : [purposeWords(purpose)[language]]),
    ...categories.map((category) => categoryWords(category)[language]),
    ...(code === null ? [] : [code]),
  ]
  return said.length === 0 ? null : said.join(', ')
}
