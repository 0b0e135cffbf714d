/**
 * The web client as somebody serves it, held against the log: each file against the list that is served with it, and the list against the
 * record that whoever serves it has made of it. So nobody hands out to everybody what is not on record.
 *
 * What one person alone is handed out is seen only by who fetches it as that person.
 *
 * @module
 */
import { ProtocolError } from '../protocol/errors.ts'
import { parseRecordClaim } from '../protocol/record-claim.ts'
import { digestOf } from '../protocol/sha256.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseWebBundle, WEB_INDEX, WEB_LIST } from '../protocol/web-bundle.ts'
import { ClientError } from './errors.ts'
import type { GatewayClient } from './gateway-client.ts'
import { requestBytes } from './http.ts'
import type { Transport } from './http.ts'
import type { Keeper } from './keeper.ts'
import type { Recorded } from './recorded.ts'

/** A web client as it was fetched: every file is the one that is listed. */
export interface ServedBundle {
  /** SHA-256 of `bundle.json`: what the log records. */
  readonly digest: Digest
  readonly files: number
}

/**
 * Fetches the list of a web client and every file on it, as a browser would. Throws ClientError `web-served-altered` for a file that is
 * not the one that is listed or not there, and for what is no list; `gateway-unreachable`.
 */
export async function fetchServedBundle(
  transport: Pick<Transport, 'gateway' | 'fetch'>,
): Promise<ServedBundle> {
  const fetchFile = (path: string) =>
    requestBytes(
      { ...transport, token: null },
      { method: 'GET', path, ...(path === '/' && { accept: 'text/html' }) },
    ).catch(alteredIfRefused)
  const list = await fetchFile(`/${WEB_LIST}`)
  const files = readList(list)
  for (const { path, digest } of files) {
    const bytes = await fetchFile(path === WEB_INDEX ? '/' : `/${path}`)
    if (digestOf(bytes) !== digest) throw altered()
  }
  return { digest: digestOf(list), files: files.length }
}

/**
 * The record of a web client, verified and under the witnesses' signatures where any are known. Throws ClientError `web-not-logged` if the
 * log has none, or none that is proven; and as `Keeper.keepWitnessed`.
 */
export async function verifyBundleLogged(
  digest: Digest,
  { gateway, keeper }: { readonly gateway: Pick<GatewayClient, 'webBundle'>; keeper: Keeper },
): Promise<Recorded> {
  const answer = await gateway.webBundle(digest).catch(notLoggedIfUnknown)
  const recorded = await keeper
    .verify(parseRecordClaim(answer), { event: 'web-bundle', statement: digest })
    .catch(notLoggedIfUnproven)
  await keeper.keepWitnessed([recorded])
  return recorded
}

function readList(bytes: Uint8Array) {
  try {
    return parseWebBundle(bytes)
  } catch (cause) {
    if (cause instanceof ProtocolError) throw altered({ cause })
    throw cause
  }
}

function alteredIfRefused(error: unknown): never {
  if (error instanceof ClientError && error.problem !== undefined) throw altered({ cause: error })
  throw error
}

function notLoggedIfUnknown(error: unknown): never {
  if (error instanceof ClientError && error.problem?.status === 404)
    throw notLogged({ cause: error })
  throw error
}

function notLoggedIfUnproven(error: unknown): never {
  if (error instanceof ClientError && error.code === 'acceptance-not-proven')
    throw notLogged({ cause: error })
  throw error
}

function altered(options?: ErrorOptions): ClientError {
  return new ClientError('web-served-altered', 'what is served is not what is listed', options)
}

function notLogged(options?: ErrorOptions): ClientError {
  return new ClientError('web-not-logged', 'the log has no record of this web client', options)
}
