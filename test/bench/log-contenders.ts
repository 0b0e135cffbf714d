/**
 * Other ways to keep a log, each given the bytes that Sluss keeps of one record, and each durable before it answers.
 *
 *     inserts    one INSERT and one transaction a record, through the same driver; nothing can be proven
 *     chain      the usual audit table: `select … for update` of the head, hash, insert, update; five round trips
 *     hypercore  an append-only log of npm, with our batching before it and its write-ahead log synced before it answers,
 *                which it does not do by itself
 *
 * @module
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { closeSync, fdatasync, openSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Db } from '../../src/storage/db.ts'
import type { Append } from './log-callers.ts'

/** Sizes in bytes of what is kept of one record. */
export interface RecordSizes {
  readonly leaf: number
  readonly body: number
  readonly detail: number
}

/** A way to append one record. */
export interface LogContender {
  readonly append: Append
  readonly close: () => Promise<void>
}

const HASH = 32

/** Random bytes in place of what a record says; drawn once, so that drawing them is not measured. */
function sampleOf(sizes: RecordSizes) {
  return {
    leaf: randomBytes(sizes.leaf),
    body: randomBytes(sizes.body),
    detail: randomBytes(sizes.detail),
  }
}

/** One INSERT a record, on a pool of connections. `pool` may make tables. */
export async function insertContender(pool: Db, sizes: RecordSizes): Promise<LogContender> {
  const { leaf, body, detail } = sampleOf(sizes)
  await pool`create schema if not exists bench`
  await pool`
    create table bench.record (
      index bigint generated always as identity primary key,
      id uuid not null unique,
      hash bytea not null,
      leaf bytea not null,
      body bytea not null,
      detail bytea not null
    )
  `
  return {
    append: async () => {
      const hash = createHash('sha256').update(leaf).digest()
      await pool`
        insert into bench.record (id, hash, leaf, body, detail)
        values (${randomUUID()}, ${hash}, ${leaf}, ${body}, ${detail})
      `
    },
    close: async () => {},
  }
}

/** The head row is locked, read, and written again for every record. */
export async function chainContender(pool: Db, sizes: RecordSizes): Promise<LogContender> {
  const { leaf, body, detail } = sampleOf(sizes)
  await pool`create schema if not exists bench`
  await pool`create table bench.head (one boolean primary key, index bigint not null, hash bytea not null)`
  await pool`
    create table bench.link (
      index bigint primary key,
      id uuid not null unique,
      hash bytea not null,
      leaf bytea not null,
      body bytea not null,
      detail bytea not null
    )
  `
  await pool`insert into bench.head values (true, 0, ${Buffer.alloc(HASH)})`
  return {
    append: async () => {
      await pool.begin(async (transaction) => {
        const [head] = await transaction<{ index: string; hash: Uint8Array }[]>`
          select index, hash from bench.head for update
        `
        const hash = createHash('sha256').update(head!.hash).update(leaf).digest()
        const index = Number(head!.index) + 1
        await transaction`
          insert into bench.link (index, id, hash, leaf, body, detail)
          values (${index}, ${randomUUID()}, ${hash}, ${leaf}, ${body}, ${detail})
        `
        await transaction`update bench.head set index = ${index}, hash = ${hash}`
      })
    },
    close: async () => {},
  }
}

/** What we use of it: the package has no types. */
interface Hypercore {
  ready(): Promise<void>
  append(blocks: readonly Uint8Array[]): Promise<unknown>
  close(): Promise<void>
}

/** hypercore in a folder of its own. */
export async function hypercoreContender(dir: string, sizes: RecordSizes): Promise<LogContender> {
  const { leaf, body, detail } = sampleOf(sizes)
  const Core = createRequire(import.meta.url)('hypercore') as new (dir: string) => Hypercore
  const core = new Core(dir)
  await core.ready()
  const wal = new WriteAheadLog(join(dir, 'db'))
  const waiting: (() => void)[] = []
  let isFlushing = false
  const flush = async (): Promise<void> => {
    isFlushing = true
    await new Promise((resolve) => setImmediate(resolve))
    while (waiting.length > 0) {
      const batch = waiting.splice(0)
      await core.append(batch.map(() => Buffer.concat([leaf, body, detail])))
      await wal.sync()
      for (const answer of batch) answer()
    }
    isFlushing = false
  }
  return {
    append: () =>
      new Promise<void>((resolve) => {
        waiting.push(resolve)
        if (!isFlushing) void flush()
      }),
    close: async () => {
      wal.close()
      await core.close()
    },
  }
}

const syncData = promisify(fdatasync)

/** RocksDB's write-ahead log: the newest of its numbered files. */
class WriteAheadLog {
  readonly #dir: string
  #name = ''
  #file: number | undefined

  constructor(dir: string) {
    this.#dir = dir
  }

  async sync(): Promise<void> {
    const names = readdirSync(this.#dir).filter((name) => /^\d+\.log$/.test(name))
    const newest = names.toSorted().at(-1)!
    if (newest !== this.#name) {
      // What was appended around the change may be in either.
      if (this.#file !== undefined) await syncData(this.#file)
      this.close()
      this.#name = newest
      this.#file = openSync(join(this.#dir, newest), 'r')
    }
    await syncData(this.#file!)
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }
}
