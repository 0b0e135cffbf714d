import { parseBase64url } from '../protocol/base64url.ts'
import { parseUtf8 } from '../protocol/bytes.ts'
import { parseEntryBundle } from '../protocol/tlog/tile.ts'
import { parseTlogProof } from '../protocol/tlog/tlog-proof.ts'
import { ClientError } from './errors.ts'
import type { GatewayClient } from './gateway-client.ts'
import type { LogProofs } from './verified-log.ts'

type LogMethods = Pick<GatewayClient, 'consistency' | 'opened' | 'firstEntry' | 'inclusion'>

/** The proofs of a gateway's log, as the gateway gives them. Throws ClientError `answer-invalid` on what is none. */
export function buildLogProofs(gateway: LogMethods): LogProofs {
  return {
    async consistency(year, from, to) {
      const { proof } = await gateway.consistency(year, from, to)
      if (!Array.isArray(proof)) throw unexpected()
      return proof.map((hash) => readAs(() => parseBase64url(textOf(hash))))
    },
    async opening(year, size) {
      const [previous, bundle, proof] = await Promise.all([
        gateway.opened(year),
        gateway.firstEntry(year),
        gateway.inclusion(year, 0, size),
      ])
      return readAs(() => {
        const [leaf] = parseEntryBundle(bundle)
        if (leaf === undefined) throw unexpected()
        return {
          leaf,
          previous: parseUtf8(previous),
          proof: parseTlogProof(parseUtf8(proof)).proof,
        }
      })
    },
  }
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw unexpected()
  return value
}

function readAs<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw unexpected({ cause })
  }
}

function unexpected(options?: ErrorOptions): ClientError {
  return new ClientError('answer-invalid', 'no proof came', options)
}
