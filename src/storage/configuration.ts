import { parseUtf8 } from '../protocol/bytes.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { Db } from './db.ts'

/** The position of the newest record that a process started with what has this digest. */
export async function findConfigurationRecord(db: Db, digest: Digest): Promise<number | undefined> {
  const [row] = await db<[{ recorded: string | null }]>`
    select facts.find_configuration_record(${digest}) as recorded
  `
  return row.recorded === null ? undefined : Number(row.recorded)
}

/** What a process once started with, by the digest in its record. */
export async function findConfiguration(db: Db, digest: Digest): Promise<string | undefined> {
  const [row] = await db<[{ text: Uint8Array | null }]>`
    select facts.find_configuration(${digest}) as text
  `
  return row.text === null ? undefined : parseUtf8(row.text)
}
