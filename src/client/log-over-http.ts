import { ProtocolError } from '../protocol/errors.ts'
import { parseUtf8 } from '../protocol/bytes.ts'
import { encodeEntryBundlePath, encodeTilePath } from '../protocol/tlog/tile.ts'
import { ClientError } from './errors.ts'
import { requestBytes } from './http.ts'
import type { Transport } from './http.ts'
import type { LogArchive } from './log-archive.ts'

/** Waits after being told of too many requests, in ms; the gateway counts by the minute. */
const PAUSES = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000]

/** What reading a log over the network needs besides the transport. */
export interface LogOverHttpOptions extends Pick<Transport, 'gateway' | 'fetch'> {
  readonly wait: (ms: number) => Promise<void>
}

/**
 * The log that a gateway serves to everybody under `/v1/log/`. Needs no token. Waits and goes on where the gateway says that it is
 * asked too often; rejects with ClientError otherwise: `gateway-unreachable`, or the gateway's code.
 */
export function buildLogOverHttp({ gateway, fetch, wait }: LogOverHttpOptions): LogArchive {
  // Public: no token is ever asked for.
  const token = () => Promise.reject(new TypeError('the log is read without a token'))
  const request = (path: string) =>
    requestBytes({ gateway, fetch, token }, { method: 'GET', path, authenticated: false })
  const find = (path: string) => findPatiently(() => request(`/v1/log/${path}`), wait)
  const findText = async (path: string) => readText(await find(path))
  return {
    newest: () => findText('checkpoint'),
    newestCosigned: () => findText('checkpoint?cosigned=yes').catch(noneIfRefused),
    year: (year) => ({
      checkpoint: () => findText(`${year}/checkpoint`),
      opened: () => findText(`${year}/opened`),
      tile: (tile) => find(`${year}/tile/${encodeTilePath(tile)}`),
      entries: (bundle) => find(`${year}/tile/${encodeEntryBundlePath(bundle)}`),
    }),
  }
}

async function findPatiently(
  request: () => Promise<Uint8Array>,
  wait: (ms: number) => Promise<void>,
): Promise<Uint8Array | undefined> {
  for (const pause of [...PAUSES, undefined]) {
    try {
      return await request()
    } catch (error) {
      if (!(error instanceof ClientError)) throw error
      if (error.code === 'not-found') return undefined
      if (error.code !== 'rate-limited' || pause === undefined) throw error
      await wait(pause)
    }
  }
  return undefined
}

/** A gateway that refuses to show what witnesses have cosigned has nothing that counts: that is told as such, not as an error. */
function noneIfRefused(error: unknown): undefined {
  if (error instanceof ClientError && error.problem !== undefined) return undefined
  throw error
}

/** A note is text; what is none, nobody has signed. */
function readText(bytes: Uint8Array | undefined): string | undefined {
  try {
    return bytes && parseUtf8(bytes)
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    throw new ClientError('answer-invalid', 'the gateway answered something unexpected', { cause })
  }
}
