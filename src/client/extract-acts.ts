/**
 * An extract for a data subject as a compliance officer makes it: asked for once, and then made into the person's files and, by
 * itself, the officer's own record of what was left out.
 *
 * @module
 */
import { swedishDay } from '../policy/swedish-day.ts'
import type { JsonObject } from '../protocol/json.ts'
import { encodeTime } from '../protocol/time.ts'
import type { ExtractDelivery, SubjectRole } from '../protocol/vocabulary.ts'
import { agencyName } from './agency-name.ts'
import { encodeCsv } from './export/csv.ts'
import type { ExportFiles } from './export/export-statement.ts'
import { encodeJsonLines } from './export/json-lines.ts'
import { makeExport } from './export/proven-export.ts'
import type { ExportWish, ProvenExport } from './export/proven-export.ts'
import { renderPdf } from './export/render-pdf.ts'
import type { PdfOptions } from './export/render-pdf.ts'
import type { ExportTable } from './export/table.ts'
import { copyOf, encodeProtocol, parseExtract } from './extract.ts'
import type { AnsweredExtract } from './extract.ts'
import type { MemberDesk } from './member-desk.ts'

/** Who has asked; whoever else than the person himself may be, or be under, the one whom he fears. */
export const ASKERS = ['subject', 'guardian', 'representative', 'feared-perpetrator'] as const
export type Asker = (typeof ASKERS)[number]

/** What the officer answers before an extract is made. */
export interface ExtractQuestions {
  readonly cases: readonly string[]
  readonly role: SubjectRole
  readonly asker: Asker
  readonly delivery: ExtractDelivery
}

/** What must be said to the officer before anything is handed over. */
export const EXTRACT_WARNINGS = {
  'may-reach-feared': {
    sv: 'Utdraget kan nå den som någon fruktar. Det visar därför inte om det finns något. Låt en jurist pröva innan något annat lämnas.',
    en: 'The extract could reach the one who is feared. Therefore it does not show whether there is anything. Let a lawyer decide before anything else is given.',
  },
  representative: {
    sv: 'Ombudet kan stå under den befarades inflytande. Fråga personen själv, på ett säkert sätt, innan utdraget lämnas.',
    en: 'The representative may be under the feared person’s influence. Ask the person, in a safe way, before handing it over.',
  },
  'nothing-found': {
    sv: 'Inget hittades för den rollen i de ärendena. Kontrollera referens och roll innan något lämnas.',
    en: 'Nothing was found for that role in those cases. Check reference and role before giving anything.',
  },
} as const

/** An extract as it was asked and answered. */
export interface MadeExtract {
  readonly asked: ExtractQuestions
  readonly answer: AnsweredExtract
  readonly warnings: readonly (keyof typeof EXTRACT_WARNINGS)[]
  /** Entries that are left out in whole or in part. */
  readonly left: number
}

/** Asks for it; the gateway makes a record of each case. */
export async function askExtract(
  { gateway }: MemberDesk,
  asked: ExtractQuestions,
): Promise<MadeExtract> {
  const { cases, role, asker, delivery } = asked
  const hasRepresentative = asker === 'representative' || delivery === 'representative'
  // A guardian may be the one who is feared, a representative be under him: only the person himself is certainly not.
  const mayReachFearedPerpetrator = asker !== 'subject' || hasRepresentative
  const request: JsonObject = { cases, role, mayReachFearedPerpetrator, delivery }
  const answer = parseExtract(await gateway.extract(request))
  const left = answer.withheld.reduce((sum, { entries }) => sum + entries, 0)
  const holds = {
    'may-reach-feared': mayReachFearedPerpetrator || role === 'feared-perpetrator',
    representative: hasRepresentative,
    'nothing-found': answer.entries.length + left + answer.notRetained === 0,
  }
  const warnings = (['may-reach-feared', 'representative', 'nothing-found'] as const).filter(
    (code) => holds[code],
  )
  return { asked, answer, warnings, left }
}

/** In which language, and dated when (ms since 1970). */
export interface ExtractOptions extends PdfOptions {
  readonly at: number
}

/** The person's copy, as it is dated and signed for. */
export function copyFor(
  desk: MemberDesk,
  { answer }: Pick<MadeExtract, 'answer'>,
  { language, at }: ExtractOptions,
): ExportTable {
  return copyOf(answer, language, { issuer: agencyName(desk), day: swedishDay(encodeTime(at)) })
}

/** Both exports of an extract. */
export interface ExportedExtract {
  readonly copy: ProvenExport
  readonly protocol: ProvenExport
}

/** Has both recorded: the officer's record by itself, and first, so that nothing beside the person's copy names it or tells by its place in the log what it holds. */
export async function exportExtract(
  desk: MemberDesk,
  made: Pick<MadeExtract, 'asked' | 'answer'>,
  options: ExtractOptions,
  wish: Omit<ExportWish, 'what'>,
): Promise<ExportedExtract> {
  const target = { what: 'extract', ...wish } as const
  const day = swedishDay(encodeTime(options.at))
  const protocol = new Map([
    ['protokoll.jsonl', encodeProtocol(made.answer, { ...made.asked, day })],
  ])
  const files = copyFiles(copyFor(desk, made, options), options)
  return {
    protocol: await makeExport(desk, protocol, target),
    copy: await makeExport(desk, files, target),
  }
}

function copyFiles(copy: ExportTable, options: PdfOptions): ExportFiles {
  return new Map([
    ['utdrag.csv', encodeCsv(copy, options.language)],
    ['utdrag.jsonl', encodeJsonLines(copy)],
    ['utdrag.pdf', renderPdf(copy, options)],
  ])
}
