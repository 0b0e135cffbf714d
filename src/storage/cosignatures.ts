import type { Db } from './db.ts'

/** A cosignature as it is kept: about our own checkpoint of this year and size. */
export interface StoredCosignature {
  readonly year: number
  readonly size: number
  /** The witness's vkey. */
  readonly witness: string
  /** s since 1970, as the witness says. */
  readonly time: number
  /** The signature line, with its line feed. */
  readonly line: string
}

/** Cosignatures under one of our notes. */
export interface CosignedCheckpoint {
  readonly size: number
  readonly note: string
  readonly lines: readonly string[]
}

/** Keeps what a witness has cosigned; the same once. */
export async function keepCosignature(
  db: Db,
  { year, size, witness, time, line }: StoredCosignature,
): Promise<void> {
  await db`
    select log.keep_cosignature(${year}, ${size}, ${witness}, ${new Date(time * 1000)}, ${line})
  `
}

/** The largest size of a year's tree that this witness has cosigned, and when last by its own clock; zeros if none is kept. */
export async function findCosigned(
  db: Db,
  year: number,
  witness: string,
): Promise<{ readonly size: number; readonly time: number }> {
  const [row] = await db<{ size: string; time: string }[]>`
    select size, extract(epoch from at)::bigint as time
      from log.cosignature
     where year = ${year}
       and witness = ${witness}
     order by size desc, at desc
     limit 1
  `
  return { size: Number(row?.size ?? 0), time: Number(row?.time ?? 0) }
}

/** The newest cosignature line of each of these witnesses under the checkpoint of exactly this size. */
export async function listCosignatureLines(
  db: Db,
  { year, size }: { readonly year: number; readonly size: number },
  witnesses: readonly string[],
): Promise<string[]> {
  const rows = await db<{ line: string }[]>`
    select distinct on (witness) line
      from log.cosignature
     where year = ${year}
       and size = ${size}
       and witness = any(${witnesses})
     order by witness, at desc
  `
  return rows.map(({ line }) => line)
}

/**
 * Cosigned checkpoints of a year's tree with `from` leaves or more, the largest first, each with the
 * newest line of each witness.
 */
export async function listCosigned(
  db: Db,
  {
    year,
    from,
    least = 1,
    most,
  }: {
    readonly year: number
    readonly from: number
    /** How many of the witnesses must have a line; whether it is theirs is for the reader to verify. */
    readonly least?: number
    readonly most: number
  },
  witnesses: readonly string[],
): Promise<CosignedCheckpoint[]> {
  const rows = await db<{ size: string; note: string; lines: string[] }[]>`
    select s.size, c.note, array_agg(s.line) as lines
      from (
        select distinct on (size, witness) size, line
          from log.cosignature
         where year = ${year}
           and size in (
             select size
               from log.cosignature
              where year = ${year}
                and size >= ${from}
                and witness = any(${witnesses})
              group by size
             having count(distinct witness) >= ${least}
              order by size desc
              limit ${most}
           )
           and witness = any(${witnesses})
         order by size, witness, at desc
      ) s
      join log.checkpoint c on c.year = ${year} and c.size = s.size
     group by s.size, c.note
     order by s.size desc
  `
  return rows.map(({ size, note, lines }) => ({ size: Number(size), note, lines }))
}
