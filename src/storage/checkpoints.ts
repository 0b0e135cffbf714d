import type { LogYear, StoredHead } from '../audit/store.ts'
import type { Db } from './db.ts'

interface CheckpointRow {
  readonly year: number
  readonly start: string
  readonly size: string
  readonly root: Uint8Array
  readonly note: string
  readonly at: Date
}

/** The newest checkpoint, or undefined while the log is empty. */
export async function findNewestCheckpoint(db: Db): Promise<StoredHead | undefined> {
  const [row] = await db<CheckpointRow[]>`
    select c.year, y.start, c.size, c.root, c.note, c.at
      from log.checkpoint c
      join log.year y on y.year = c.year
     order by c.year desc, c.size desc
     limit 1
  `
  return row && fromRow(row)
}

/** The newest checkpoint of a year: of a year that is over, its last. */
export async function findYearCheckpoint(db: Db, year: number): Promise<StoredHead | undefined> {
  const [row] = await db<CheckpointRow[]>`
    select c.year, y.start, c.size, c.root, c.note, c.at
      from log.checkpoint c
      join log.year y on y.year = c.year
     where c.year = ${year}
     order by c.size desc
     limit 1
  `
  return row && fromRow(row)
}

/** The first checkpoint of a year whose tree has at least this size. */
export async function findCheckpointAt(
  db: Db,
  year: number,
  size: number,
): Promise<StoredHead | undefined> {
  const [row] = await db<CheckpointRow[]>`
    select c.year, y.start, c.size, c.root, c.note, c.at
      from log.checkpoint c
      join log.year y on y.year = c.year
     where c.year = ${year}
       and c.size >= ${size}
     order by c.size
     limit 1
  `
  return row && fromRow(row)
}

/** The first checkpoint that covers the entry at a position: the one that its writer was given. */
export async function findCheckpointOf(db: Db, position: number): Promise<StoredHead | undefined> {
  const year = await findYearOf(db, position)
  return year && findCheckpointAt(db, year.year, position - year.start + 1)
}

/** The year whose tree holds the entry at a position, if there is such an entry. */
export async function findYearOf(db: Db, position: number): Promise<LogYear | undefined> {
  const [row] = await db<YearRow[]>`
    select year, start
      from log.year
     where start <= ${position}
     order by start desc
     limit 1
  `
  return row && yearFromRow(row)
}

/** The years of the log after this one, in order. */
export async function listYears(db: Db, after = 0): Promise<LogYear[]> {
  const rows = await db<YearRow[]>`
    select year, start
      from log.year
     where year > ${after}
     order by year
  `
  return rows.map(yearFromRow)
}

interface YearRow {
  readonly year: number
  readonly start: string
}

function yearFromRow({ year, start }: YearRow): LogYear {
  return { year, start: Number(start) }
}

/** Takes the turn to write until the transaction ends, and tells the newest checkpoint. */
export async function takeTurn(transaction: Db): Promise<StoredHead | undefined> {
  const [row] = await transaction<CheckpointRow[]>`
    select year, start, size, root, note, at
      from log.take_turn()
  `
  return row && fromRow(row)
}

function fromRow({ year, start, size, root, note, at }: CheckpointRow): StoredHead {
  return { year, start: Number(start), size: Number(size), root, note, at: at.getTime() }
}
