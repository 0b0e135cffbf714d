import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { WebBundleItem } from '../audit/write-item.ts'
import { parseUtf8 } from '../protocol/bytes.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import type { JsonValue } from '../protocol/json.ts'
import { digestOf } from '../protocol/sha256.ts'
import type { Digest } from '../protocol/sha256.ts'
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

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
}

const PATH = /^(?:assets\/)?[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.[a-z]+$/

/**
 * Reads the web client of a folder whole, once: what is served later is what was recorded. A file that is not what `bundle.json` says
 * is refused, and one that it does not list is not served. Throws ConfigError.
 */
export async function readWebBundle(dir: string): Promise<WebBundle> {
  const bytes = await read(dir, 'bundle.json')
  const listed = parseBundle(bytes)
  const files = new Map<string, WebFile>()
  for (const { path, digest } of listed) files.set(path, await readListed(dir, path, digest))
  if (!files.has('index.html')) throw new ConfigError('the web client has no index.html.')
  return { text: parseUtf8(bytes), digest: digestOf(bytes), files }
}

async function readListed(dir: string, path: string, digest: Digest): Promise<WebFile> {
  const type = TYPES[extname(path)]
  if (!PATH.test(path) || type === undefined)
    throw new ConfigError('bundle.json lists a file of a kind that is not served.')
  const bytes = await read(dir, path)
  if (createHash('sha256').update(bytes).digest('base64url') !== digest)
    throw new ConfigError(
      'a file is not the one that bundle.json lists; build the web client again.',
    )
  return { type, bytes, gzip: await promisify(gzip)(bytes, { level: 9 }) }
}

async function read(dir: string, path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(join(dir, path)))
  } catch {
    throw new ConfigError('SLUSS_WEB_DIR holds no web client; `npm run build:web` makes it.')
  }
}

interface Listed {
  readonly path: string
  readonly digest: Digest
}

function parseBundle(bytes: Uint8Array): readonly Listed[] {
  const value = parseJson(bytes)
  const files = isJsonObject(value) && value['v'] === 1 ? value['files'] : undefined
  if (!Array.isArray(files) || !files.every(isListed))
    throw new ConfigError('bundle.json is not one of a web client.')
  return files
}

function isListed(value: JsonValue): value is JsonValue & Listed {
  return (
    isJsonObject(value) && typeof value['path'] === 'string' && typeof value['digest'] === 'string'
  )
}
