/**
 * The stored log and what is kept beside it, row by row, for whoever compares them: read as the role that writes, which sees the rows of
 * all agencies, in one transaction that can change nothing.
 *
 * @module
 */
import type { StoredRecord } from '../audit/store-check/check-record.ts'
import type { FactRow } from '../audit/store-check/check-facts.ts'
import type { LeafRow, YearRows } from '../audit/store-check/year-check.ts'
import type { LogYear } from '../audit/store.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { listYears } from './checkpoints.ts'
import type { Db } from './db.ts'
import { listErasures } from './erasures.ts'
import type { StoredErasure } from './erasures.ts'
import { inTransaction } from './in-turn.ts'

/** An entry with its hash and everything that is kept beside it. */
export interface StoredEntry extends StoredRecord, LeafRow {}

/** A text that a digest names. */
export interface StoredText {
  readonly table: string
  readonly digest: Digest
  readonly text: Uint8Array
}

/** Facts that are not called as in the other tables. */
const OTHER_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  disclosure: { digest: 'manifest', disclosure: 'id' },
  session: { digest: 'token' },
}

const FACT_COLUMNS = ['digest', 'disclosure', 'agency', 'function', 'member'] as const

/**
 * Reads the whole as it is at one moment. `ownerDb` connects as the role that migrates. Rejects when the connection is lost: whatever came
 * after would be of another moment.
 */
export function readStoredLog<T>(ownerDb: Db, work: (stored: StoredLog) => Promise<T>): Promise<T> {
  return inTransaction(ownerDb, async (db) => {
    await db`set transaction isolation level repeatable read read only`
    await db`set local role sluss_writer`
    return work(new StoredLog(db, await listFactTables(db)))
  })
}

/** The rows as `readStoredLog` sees them. */
export class StoredLog {
  readonly #db: Db
  readonly #facts: readonly FactTable[]

  constructor(db: Db, facts: readonly FactTable[]) {
    this.#db = db
    this.#facts = facts
  }

  years(): Promise<LogYear[]> {
    return listYears(this.#db)
  }

  /** The position behind the last entry. */
  async end(): Promise<number> {
    const [row] = await this.#db<{ end: string }[]>`
      select coalesce(max(index) + 1, 0) as end from log.entry
    `
    return Number(row!.end)
  }

  /** What is stored of a year's tree, but for the entries. */
  async yearRows({ year }: LogYear): Promise<Pick<YearRows, 'checkpoints' | 'tiles'>> {
    const checkpoints = await this.#db<CheckpointOfRow[]>`
      select size, previous, root, note from log.checkpoint where year = ${year} order by size
    `
    const tiles = await this.#db<
      { level: number; index: string; root: Uint8Array; data: Uint8Array }[]
    >`
      select level, index, root, data from log.tile where year = ${year}
    `
    return {
      checkpoints: checkpoints.map(({ size, previous, root, note }) => ({
        size: Number(size),
        previous: Number(previous),
        root,
        note,
      })),
      tiles: new Map(
        tiles.map(({ level, index, root, data }) => [`${level}/${index}`, { root, data }]),
      ),
    }
  }

  /** The entries from one position up to another, the last excluded. */
  async entries(from: number, to: number): Promise<StoredEntry[]> {
    const rows = await this.#db<EntryRow[]>`
      select e.index, e.id, e.hash, e.body as leaf, r.index is not null as is_filed, r.agency,
             r.disclosure, r.body, r.nonce, r.detail
        from log.entry e
        left join content.record r on r.index = e.index
       where e.index >= ${from}
         and e.index < ${to}
       order by e.index
    `
    return rows.map(toEntry)
  }

  /** Rows beside the tree of which the tree has no entry: the first of them. */
  async findStray(): Promise<number | undefined> {
    const [row] = await this.#db<{ index: string }[]>`
      select r.index
        from content.record r
       where not exists (
               select from log.entry e
                where e.index = r.index
             )
       order by r.index
       limit 1
    `
    return row && Number(row.index)
  }

  erasures(): Promise<StoredErasure[]> {
    return listErasures(this.#db)
  }

  /** The facts that name entries from one position on up to another, the last excluded. */
  async facts(from: number, to: number): Promise<FactRow[]> {
    const pages = await inTurn(this.#facts, (table) => this.#factsOf(table, from, to))
    return pages.flat()
  }

  /** The texts that digests name, so many at once. */
  async *texts(most: number): AsyncGenerator<readonly StoredText[]> {
    const tables = await this.#db<{ name: string; column: string }[]>`
      select d.table_name as name, t.column_name as column
        from information_schema.columns d
        join information_schema.columns t using (table_schema, table_name)
       where table_schema = 'content'
         and d.column_name = 'digest'
         and t.column_name in ('text', 'bytes')
         and t.data_type = 'bytea'
    `
    for (const { name, column } of tables) {
      const table = `content.${name}`
      for (let after = ''; ;) {
        const rows = await this.#db<{ digest: string; text: Uint8Array }[]>`
          select digest, ${this.#db(column)} as text
            from ${this.#db(table)}
           where digest > ${after}
           order by digest
           limit ${most}
        `
        yield rows.map(({ digest, text }) => ({ table, digest, text }))
        if (rows.length < most) break
        after = rows.at(-1)!.digest
      }
    }
  }

  async #factsOf({ name, columns }: FactTable, from: number, to: number): Promise<FactRow[]> {
    const db = this.#db
    const chosen = FACT_COLUMNS.map((column) => {
      const own = OTHER_NAMES[name]?.[column] ?? column
      return columns.includes(own) ? db`, ${db(own)} as ${db(column)}` : db`, null as ${db(column)}`
    })
    const rows = await db<(Omit<FactRow, 'table' | 'recorded'> & { recorded: string })[]>`
      select recorded ${chosen}
        from ${db(`facts.${name}`)}
       where recorded >= ${from}
         and recorded < ${to}
    `
    return rows.map(({ recorded, ...row }) => ({ ...row, table: name, recorded: Number(recorded) }))
  }
}

interface CheckpointOfRow {
  readonly size: string
  readonly previous: string
  readonly root: Uint8Array
  readonly note: string
}

interface FactTable {
  readonly name: string
  readonly columns: readonly string[]
}

interface EntryRow extends LeafRow {
  readonly index: string
  readonly id: Uuid
  readonly leaf: Uint8Array
  readonly is_filed: boolean
  readonly agency: string | null
  readonly disclosure: Uuid | null
  readonly nonce: Uint8Array
  readonly detail: Uint8Array | null
}

function toEntry(row: EntryRow): StoredEntry {
  const { index, id, hash, leaf, is_filed, agency, disclosure, body, nonce, detail } = row
  return {
    position: Number(index),
    id,
    hash,
    leaf,
    body: leaf,
    filed: is_filed ? { agency, disclosure, body, nonce, detail } : null,
  }
}

/** Every table of facts that names records. */
async function listFactTables(db: Db): Promise<FactTable[]> {
  const rows = await db<FactTable[]>`
    select table_name as name, array_agg(column_name::text) as columns
      from information_schema.columns
     where table_schema = 'facts'
     group by table_name
    having 'recorded' = any (array_agg(column_name::text))
  `
  return rows.map((row) => ({ ...row }))
}

async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (const one of all) done.push(await work(one))
  return done
}
