import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { digestOf } from '../protocol/sha256.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseWebBundle, WEB_LIST, webMediaType } from '../protocol/web-bundle.ts'
import { CliError } from './errors.ts'

/** A file of the web client, as it is handed out. */
export interface ServedFile {
  readonly type: string
  readonly bytes: Uint8Array
  readonly gzip: Uint8Array
}

/** The web client of a folder. */
export interface WebFolder {
  /** SHA-256 of `bundle.json`, which names the digest of every file: what the log records. */
  readonly digest: Digest
  readonly list: Uint8Array
  readonly files: ReadonlyMap<string, ServedFile>
}

/** Reads the web client whole, once. Throws `web-missing`, and `web-altered` for a file that is not the one that is listed. */
export async function readWebFolder(dir: string): Promise<WebFolder> {
  const list = await read(dir, WEB_LIST)
  const files = new Map<string, ServedFile>()
  for (const { path, digest } of parseWebBundle(list)) {
    const bytes = await read(dir, path)
    if (createHash('sha256').update(bytes).digest('base64url') !== digest)
      throw new CliError('web-altered', path)
    const packed = await promisify(gzip)(bytes, { level: 9 })
    files.set(path, { type: webMediaType(path)!, bytes, gzip: packed })
  }
  return { digest: digestOf(list), list, files }
}

async function read(dir: string, path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(join(dir, path)))
  } catch (cause) {
    throw new CliError('web-missing', dir, { cause })
  }
}
