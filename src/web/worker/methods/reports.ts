import { agencyName } from '../../../client/agency-name.ts'
import { encodeZip } from '../../../client/export/zip.ts'
import { makeExport } from '../../../client/export/proven-export.ts'
import type { ExportWish, ProvenExport } from '../../../client/export/proven-export.ts'
import type { ExportTable } from '../../../client/export/table.ts'
import {
  EXTRACT_WARNINGS,
  askExtract,
  copyFor,
  exportExtract,
} from '../../../client/extract-acts.ts'
import type { ExtractQuestions, MadeExtract } from '../../../client/extract-acts.ts'
import { GROUND_WORDS } from '../../../client/extract-words.ts'
import { reportFiles } from '../../../client/report-files.ts'
import { linesOf, parseReport, titleOf } from '../../../client/report.ts'
import type { ReportLine } from '../../../client/report.ts'
import { REPORT_NOTES } from '../../../client/report-words.ts'
import type { Digest } from '../../../protocol/sha256.ts'
import type { Language, LocalText } from '../../../protocol/statements/local-text.ts'
import { deskOf } from '../desk.ts'
import { memberDeskOf } from '../member-desk.ts'
import type { Session } from '../session.ts'

/** A frozen report in words. */
export interface ShownReport {
  readonly title: LocalText
  readonly lines: readonly ReportLine[]
  readonly notes: readonly LocalText[]
  /** Of its exact text: what both parties see if it is the same. */
  readonly digest: Digest
}

/** A file as the browser hands it over, and where the log says so. */
export interface HandedOver {
  readonly name: string
  readonly bytes: Uint8Array
  readonly index: number
}

/** An extract as the officer looks at it before it is handed over. */
export interface ShownExtract {
  readonly copy: Readonly<Record<Language, ExportTable>>
  readonly withheld: readonly (LocalText & { readonly entries: number })[]
  readonly notRetained: number
  readonly left: number
  readonly warnings: readonly LocalText[]
  /** To make files of it without asking again. */
  readonly made: MadeExtract
}

interface Asking {
  /** The function that the officer acts in. */
  readonly function: string
  readonly language: Language
}

/** What leaves the record: reports of periods, extracts for persons, and the files made of them. */
export const reportsMethods = {
  /** Made the first time that somebody asks, and the same ever after. */
  'reports.show': async (
    session: Session,
    { period }: { readonly period: string },
  ): Promise<ShownReport> => {
    const desk = await memberDeskOf(session)
    const answer = await session.gateway.report(period)
    const report = parseReport(answer, period)
    return {
      title: titleOf(report, agencyName(desk)),
      lines: linesOf(report),
      notes: REPORT_NOTES,
      digest: String(answer['digest']),
    }
  },

  'reports.export': async (
    session: Session,
    { period, ...asking }: Asking & { readonly period: string },
  ): Promise<HandedOver> => {
    const desk = await memberDeskOf(session)
    const report = parseReport(await session.gateway.report(period), period)
    const options = { language: asking.language, at: desk.clock() }
    const files = reportFiles(report, agencyName(desk), options)
    const made = await makeExport(desk, files, { what: 'report', ...wishOf(session, asking) })
    return handOver(`rapport-${period}.zip`, made, options.at)
  },

  /** The gateway makes a record of it, case by case. */
  'reports.extract': async (session: Session, asked: ExtractQuestions): Promise<ShownExtract> => {
    const desk = await memberDeskOf(session)
    const made = await askExtract(desk, asked)
    const at = desk.clock()
    return {
      copy: {
        sv: copyFor(desk, made, { language: 'sv', at }),
        en: copyFor(desk, made, { language: 'en', at }),
      },
      withheld: made.answer.withheld.map(({ ground, entries }) => {
        const { sv, en, citation } = GROUND_WORDS[ground]
        return { sv: `${sv} (${citation})`, en: `${en} (${citation})`, entries }
      }),
      notRetained: made.answer.notRetained,
      left: made.left,
      warnings: made.warnings.map((code) => EXTRACT_WARNINGS[code]),
      made,
    }
  },

  /** The person's copy, and by itself the officer's own record of what was left out. */
  'reports.exportExtract': async (
    session: Session,
    { made, ...asking }: Asking & { readonly made: MadeExtract },
  ): Promise<{ readonly copy: HandedOver; readonly protocol: HandedOver }> => {
    const desk = await memberDeskOf(session)
    const options = { language: asking.language, at: desk.clock() }
    const exported = await exportExtract(desk, made, options, wishOf(session, asking))
    return {
      copy: handOver('utdrag.zip', exported.copy, options.at),
      protocol: handOver('utdrag-protokoll.zip', exported.protocol, options.at),
    }
  },
}

function wishOf(session: Session, asking: Asking): Omit<ExportWish, 'what'> {
  return { function: asking.function, kept: deskOf(session).keptCheckpoint() }
}

function handOver(name: string, { files, index }: ProvenExport, at: number): HandedOver {
  return { name, bytes: encodeZip(files, at), index }
}
