import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { WebBundleItem } from '../audit/write-item.ts'
import { parseUtf8 } from '../protocol/bytes.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { digestOf } from '../protocol/sha256.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseWebBundle, WEB_LIST, webMediaType } from '../protocol/web-bundle.ts'
import type { WebBundleFile } from '../protocol/web-bundle.ts'
import { ConfigError } from './config-error.ts'

/** A file of the web client, as it is served. */
export interface WebFile {
  readonly type: string
  readonly bytes: Uint8Array
  readonly gzip: Uint8Array
}

/** The web client: what `npm run build:web` made, as `bundle.json` lists it. */
export interface WebBundle {
  /** `bundle.json`: the digest of every file. */
  readonly text: string
  /** SHA-256 of that. */
  readonly digest: Digest
  /** By path, such as `assets/main-Ab12.js`. */
  readonly files: ReadonlyMap<string, WebFile>
}

/** The record of what is served. */
export function webBundleItem({ digest, text }: WebBundle): WebBundleItem {
  return { kind: 'web-bundle', digest, text }
}

/**
 * Reads the web client of a folder whole, once: what is served later is what was recorded. A file that is not what `bundle.json` says
 * is refused, and one that it does not list is not served. Throws ConfigError.
 */
export async function readWebBundle(dir: string): Promise<WebBundle> {
  const bytes = await read(dir, WEB_LIST)
  const files = new Map<string, WebFile>()
  for (const file of parseList(bytes)) files.set(file.path, await readListed(dir, file))
  return { text: parseUtf8(bytes), digest: digestOf(bytes), files }
}

function parseList(bytes: Uint8Array): readonly WebBundleFile[] {
  try {
    return parseWebBundle(bytes)
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    throw new ConfigError('bundle.json of SLUSS_WEB_DIR lists no web client.', { cause })
  }
}

async function readListed(dir: string, { path, digest }: WebBundleFile): Promise<WebFile> {
  const bytes = await read(dir, path)
  if (createHash('sha256').update(bytes).digest('base64url') !== digest)
    throw new ConfigError(
      'a file is not the one that bundle.json lists; build the web client again.',
    )
  return { type: webMediaType(path)!, bytes, gzip: await promisify(gzip)(bytes, { level: 9 }) }
}

async function read(dir: string, path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(join(dir, path)))
  } catch {
    throw new ConfigError('SLUSS_WEB_DIR holds no web client; `npm run build:web` makes it.')
  }
}
