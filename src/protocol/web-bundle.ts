/**
 * The web client as it is handed out: `bundle.json`, whose digest is a record of the log, lists every file with its own. Who serves it,
 * the gateway or an agency, serves these files and no others, each as this page says.
 *
 * @module
 */
import { ProtocolError } from './errors.ts'
import { isJsonObject, parseJson } from './json.ts'
import type { JsonValue } from './json.ts'
import type { Digest } from './sha256.ts'

/** A file of the web client, as it is listed. */
export interface WebBundleFile {
  /** Such as `assets/index-Ab12.js`. */
  readonly path: string
  readonly digest: Digest
}

/** The page, which every address of a screen is answered with. */
export const WEB_INDEX = 'index.html'
/** The list of the files. */
export const WEB_LIST = 'bundle.json'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
}

const PATH = /^(?:assets\/)?[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*(\.[a-z]+)$/

/** Addresses of programs: what does not exist there is never answered with a page. */
const PROGRAMS = /^\/(?:v1|auth|docs|assets)(?:\/|$)|\.[a-z]+$/

/** Reads `bundle.json`. Throws ProtocolError `web-bundle-invalid`, also for a file of a kind that is not served. */
export function parseWebBundle(bytes: Uint8Array): readonly WebBundleFile[] {
  const value = parseJson(bytes)
  const files = isJsonObject(value) && value['v'] === 1 ? value['files'] : undefined
  if (!Array.isArray(files) || !files.every(isListed)) throw invalid('no list of a web client')
  if (files.some(({ path }) => webMediaType(path) === undefined))
    throw invalid('a file of a kind that is not served')
  if (!files.some(({ path }) => path === WEB_INDEX)) throw invalid('no page')
  return files.map(({ path, digest }) => ({ path, digest }))
}

/** The media type of a file of the web client; undefined for a path that none may have. */
export function webMediaType(path: string): string | undefined {
  return TYPES[PATH.exec(path)?.[1] ?? '']
}

/** Whether what is asked for is a screen: a page is wanted, and the address is a plain path, none of a program or a file. */
export function isWebScreen(pathname: string, accept: string | undefined): boolean {
  return (
    accept?.includes('text/html') === true && !PROGRAMS.test(pathname) && !pathname.includes('//')
  )
}

function isListed(value: JsonValue): value is JsonValue & WebBundleFile {
  return (
    isJsonObject(value) && typeof value['path'] === 'string' && typeof value['digest'] === 'string'
  )
}

function invalid(message: string): ProtocolError {
  return new ProtocolError('web-bundle-invalid', message)
}
