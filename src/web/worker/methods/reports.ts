import { makeExport } from '../../../client/export/proven-export.ts'
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
import {
  approveReport,
  loadSignedReport,
  parseReportsToApprove,
} from '../../../client/report-acts.ts'
import type { ReportSignature, ReportToApprove } from '../../../client/report-acts.ts'
import { linesOf, titleOf } from '../../../client/report.ts'
import type { NamedReport, ReportLine } from '../../../client/report.ts'
import { REPORT_NOTES } from '../../../client/report-words.ts'
import type { Digest } from '../../../protocol/sha256.ts'
import type { Language, LocalText } from '../../../protocol/statements/local-text.ts'
import { deskOf } from '../desk.ts'
import { memberDeskOf } from '../member-desk.ts'
import { handOver, wishOf } from '../hand-over.ts'
import type { HandedOver, Taking } from '../hand-over.ts'
import { namesOf } from '../names.ts'
import type { Session } from '../session.ts'

/** A frozen report in words. */
export interface ShownReport {
  readonly title: LocalText
  readonly lines: readonly ReportLine[]
  readonly notes: readonly LocalText[]
  /** Of its exact text: by it both parties see that it is the same. */
  readonly digest: Digest
  /** Verified. */
  readonly signatures: readonly ReportSignature[]
  /** Whether the own agency is among those who have signed. */
  readonly isSigned: boolean
}

/** A report of another agency, by what that is called. */
export interface OtherReport extends ReportToApprove {
  readonly name: LocalText
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

/** What leaves the record: reports of periods, extracts for persons, and the files made of them. */
export const reportsMethods = {
  /** Made the first time that its own agency asks, and the same ever after. */
  'reports.show': async (session: Session, named: NamedReport): Promise<ShownReport> => {
    const { agency } = deskOf(session)
    const signed = await loadSignedReport(await memberDeskOf(session), named)
    const { report, name, signatures } = signed
    return {
      title: titleOf(report, name),
      lines: linesOf(report),
      notes: REPORT_NOTES,
      digest: report.digest,
      signatures,
      isSigned: signatures.some((one) => one.agency === agency),
    }
  },

  /** Reports of other agencies that these have signed, and what the agencies are called. */
  'reports.others': async (session: Session): Promise<readonly OtherReport[]> => {
    const names = await namesOf(deskOf(session))
    return parseReportsToApprove(await session.gateway.reportsToApprove()).map((one) => ({
      ...one,
      name: names.agencies[one.of] ?? { sv: one.of, en: one.of },
    }))
  },

  /** Signs exactly the text that was shown; returns the place of that in the log. */
  'reports.approve': async (
    session: Session,
    {
      function: as,
      ...approved
    }: NamedReport & { readonly report: Digest; readonly function: string },
  ): Promise<number> => (await approveReport(await memberDeskOf(session), approved, as)).index,

  'reports.export': async (
    session: Session,
    { of, period, ...asking }: Taking & NamedReport,
  ): Promise<HandedOver> => {
    const desk = await memberDeskOf(session)
    const signed = await loadSignedReport(desk, { of, period })
    const options = { language: asking.language, at: desk.clock() }
    const wish = { what: 'report', ...wishOf(session, asking) } as const
    const made = await makeExport(desk, reportFiles(signed, options), wish)
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
    { made, ...asking }: Taking & { readonly made: MadeExtract },
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
