/**
 * A log in a folder: what `sluss log mirror` writes, and what `sluss log verify` reads without any network.
 *
 *     2026/checkpoint            the newest checkpoint that everything below it was verified under
 *     2026/cosigned              the newest one that the witnesses have cosigned, if they were asked for
 *     2026/tile/0/x001/234       tiles of hashes (c2sp.org/tlog-tiles)
 *     2026/tile/entries/x001/234 bundles of records
 *     2026/opened                the final checkpoint of the year before
 *     2026/checkpoints/<size>    every checkpoint under which the folder was brought up to date; the largest is one that it must reach
 *
 * A year's folder can be served as it is: it is a log in the form that others' tools read.
 *
 * @module
 */
import { readFileSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseUtf8 } from '../protocol/bytes.ts'
import { encodeEntryBundlePath, encodeTilePath } from '../protocol/tlog/tile.ts'
import type { LogArchive } from '../client/log-archive.ts'
import { isErrno } from './private-file.ts'

/** A log's folder. */
export class LogFolder {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  /** The log in it, to be verified. */
  archive(): LogArchive {
    return {
      newest: () => this.#findNewest('checkpoint'),
      newestCosigned: () => this.#findNewest('cosigned'),
      year: (year) => ({
        checkpoint: () => this.#findText(year, 'checkpoint'),
        opened: () => this.#findText(year, 'opened'),
        tile: (tile) => this.find(year, `tile/${encodeTilePath(tile)}`),
        entries: (bundle) => this.find(year, `tile/${encodeEntryBundlePath(bundle)}`),
      }),
    }
  }

  /** The years that have a checkpoint, the first one first. */
  async listYears(): Promise<number[]> {
    const years: number[] = []
    for (const year of await this.#listFolders())
      if ((await this.find(year, 'checkpoint')) !== undefined) years.push(year)
    return years
  }

  /**
   * The newest checkpoint that the folder was ever brought up to date under: one that its log must still reach. Undefined where none
   * was kept, as in a copy by others' tools.
   */
  async findLargest(): Promise<string | undefined> {
    for (const year of (await this.#listFolders()).toReversed()) {
      const folder = join(this.path, String(year), 'checkpoints')
      const names = await readdir(folder).catch(emptyIfAbsent)
      const sizes = names.filter((name) => /^(0|[1-9]\d{0,14})$/.test(name)).map(Number)
      if (sizes.length > 0) return this.#findText(year, `checkpoints/${Math.max(...sizes)}`)
    }
    return undefined
  }

  async find(year: number, path: string): Promise<Uint8Array | undefined> {
    try {
      // A log has thousands of small files: waiting for each in turn would cost more than reading it.
      return readFileSync(join(this.path, String(year), path))
    } catch (error) {
      if (isErrno(error, 'ENOENT') || isErrno(error, 'ENOTDIR')) return undefined
      throw error
    }
  }

  /** Writes a file, whole or not at all. */
  async write(year: number, path: string, bytes: Uint8Array | string): Promise<void> {
    const target = join(this.path, String(year), path)
    const temporary = `${target}.tmp`
    await mkdir(dirname(target), { recursive: true })
    const file = await open(temporary, 'w', 0o644)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, target)
  }

  /** Removes the partial tiles or bundles of a place whose full one is there. */
  async removePartials(year: number, path: string): Promise<void> {
    await rm(join(this.path, String(year), `${path}.p`), { recursive: true, force: true })
  }

  async #listFolders(): Promise<number[]> {
    const names = await readdir(this.path).catch(emptyIfAbsent)
    return names
      .filter((name) => /^\d{4}$/.test(name))
      .toSorted()
      .map(Number)
  }

  async #findNewest(path: string): Promise<string | undefined> {
    const year = (await this.listYears()).at(-1)
    return year === undefined ? undefined : this.#findText(year, path)
  }

  async #findText(year: number, path: string): Promise<string | undefined> {
    const bytes = await this.find(year, path)
    return bytes && parseUtf8(bytes)
  }
}

function emptyIfAbsent(error: unknown): string[] {
  if (isErrno(error, 'ENOENT')) return []
  throw error
}
