import { parseUtf8 } from '../protocol/bytes.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { Db } from './db.ts'

/** What a process once started with, by the digest in its record. */
export async function findConfiguration(db: Db, digest: Digest): Promise<string | undefined> {
  const [row] = await db<[{ text: Uint8Array | null }]>`
    select facts.find_configuration(${digest}) as text
  `
  return row.text === null ? undefined : parseUtf8(row.text)
}
