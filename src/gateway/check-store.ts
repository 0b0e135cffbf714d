/**
 * Compares everything that is stored of the log and beside it, out of the database itself: `npm start -- --check`. What can be verified
 * from outside is for `sluss log verify`; what nobody outside sees is compared here, row by row, with code and keys that are not in the
 * database. It changes nothing, and may run beside a gateway.
 *
 * @module
 */
import { checkFacts, isErasure } from '../audit/store-check/check-facts.ts'
import { checkRecord } from '../audit/store-check/check-record.ts'
import { isTextOf } from '../audit/store-check/is-text-of.ts'
import type { ReportStoreFault, StoreFault } from '../audit/store-check/store-fault.ts'
import { YearCheck } from '../audit/store-check/year-check.ts'
import type { RecordKey } from '../audit/record-key.ts'
import type { LogYear } from '../audit/store.ts'
import { parseLeaf } from '../protocol/record.ts'
import type { NoteVerifier } from '../protocol/tlog/note.ts'
import type { Db } from '../storage/db.ts'
import type { StoredErasure } from '../storage/erasures.ts'
import { readStoredLog } from '../storage/stored-log.ts'
import type { StoredEntry, StoredLog } from '../storage/stored-log.ts'

/** Entries, and texts, that are compared at once. */
const PAGE = 10_000
const TEXTS = 500

/** What is compared, and with which keys. */
export interface StoreCheck {
  /** As the role that migrates. */
  readonly ownerDb: Db
  readonly log: NoteVerifier
  readonly recordKey: RecordKey
  readonly report: ReportStoreFault
}

/** Compares the whole and reports each fault; resolves with the number of entries that there are. */
export function checkStore(parts: StoreCheck): Promise<number> {
  return readStoredLog(parts.ownerDb, async (stored) => {
    const { log, report } = parts
    const end = await stored.end()
    const years = await stored.years()
    const isErased = await readErasures(stored, report)
    const tell: ReportStoreFault = (fault) => {
      if (!isErased(fault)) report(fault)
    }
    if ((years[0]?.start ?? 0) !== 0 || (end > 0 && years.length === 0))
      tell({ code: 'log-years-broken' })
    let before: string | null = null
    for (const [i, year] of years.entries()) {
      const rows = await stored.yearRows(year)
      const check = new YearCheck({ year, ...rows, before }, log, tell)
      await checkEntries(stored, check, {
        ...parts,
        year,
        end: years[i + 1]?.start ?? end,
        report: tell,
      })
      before = rows.checkpoints.at(-1)?.note ?? null
    }
    await checkRest(stored, end, tell)
    return end
  })
}

/** The entries of a year up to `end`, with what is kept beside them. */
async function checkEntries(
  stored: StoredLog,
  check: YearCheck,
  { year, end, recordKey, report }: StoreCheck & { readonly year: LogYear; readonly end: number },
): Promise<void> {
  let isWhole = true
  for (let from = year.start; from < end; from += PAGE) {
    const to = Math.min(end, from + PAGE)
    const entries = await stored.entries(from, to)
    const missing = findGap(entries, from, to)
    if (isWhole && missing === undefined) check.add(entries)
    else isWhole = false
    if (missing !== undefined)
      report({ code: 'log-incomplete', year: year.year, position: missing })
    const said = new Map(
      entries.map((entry) => [entry.position, checkRecord(entry, recordKey, report)]),
    )
    checkFacts(said, await stored.facts(from, to), report)
  }
  if (isWhole) check.end()
}

/** What names no entry, and the texts that digests name. */
async function checkRest(stored: StoredLog, end: number, report: ReportStoreFault): Promise<void> {
  const stray = await stored.findStray()
  if (stray !== undefined) report({ code: 'record-altered', position: stray })
  checkFacts(new Map(), await stored.facts(end, Number.MAX_SAFE_INTEGER), report)
  checkFacts(new Map(), await stored.facts(Number.MIN_SAFE_INTEGER, 0), report)
  for await (const texts of stored.texts(TEXTS))
    for (const { table, digest, text } of texts)
      if (!isTextOf(text, digest)) report({ code: 'text-altered', table })
}

function findGap(entries: readonly StoredEntry[], from: number, to: number): number | undefined {
  const first = entries.findIndex(({ position }, i) => position !== from + i)
  if (first >= 0) return from + first
  return entries.length < to - from ? from + entries.length : undefined
}

/** Whether what is missing was erased, by the erasures that the log has a record of; tells of the others. */
async function readErasures(
  stored: StoredLog,
  report: ReportStoreFault,
): Promise<(fault: StoreFault) => boolean> {
  const founded: StoredErasure[] = []
  for (const erasure of await stored.erasures()) {
    const { position } = erasure
    if (isErasure(await findOpenLeaf(stored, position), erasure)) founded.push(erasure)
    else report({ code: 'erasure-unfounded', position })
  }
  return ({ code, position = -1, table }) =>
    (isErasedWithDetail(code, table) || code === 'record-missing') &&
    founded.some(
      ({ what, from, to }) =>
        from <= position && position < to && (what === 'body' || code !== 'record-missing'),
    )
}

/** What goes with who acted: the sign-ins, too, that tokens would still tell apart. */
function isErasedWithDetail(code: StoreFault['code'], table: string | undefined): boolean {
  return code === 'detail-missing' || (code === 'fact-missing' && table === 'facts.session')
}

async function findOpenLeaf(stored: StoredLog, position: number) {
  const [entry] = await stored.entries(position, position + 1)
  try {
    const leaf = entry && parseLeaf(entry.leaf)
    return leaf !== undefined && 'ev' in leaf ? leaf : null
  } catch {
    // That it is no leaf is told where the entries are compared.
    return null
  }
}
