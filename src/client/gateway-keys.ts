import { isJsonObject } from '../protocol/json.ts'
import type { JsonObject } from '../protocol/json.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { parseSigningJwk } from '../protocol/signing-key.ts'
import { parseVerifierKey } from '../protocol/tlog/note.ts'
import { ClientError } from './errors.ts'

/** The keys by which a gateway is known: pinned once, after they were compared out of band. */
export interface GatewayKeys {
  /** `kid` of the key that signs what the node itself says: delivered, which law applies. */
  readonly node: string
  /** Verifier key of its log (C2SP signed-note). */
  readonly log: string
}

/** Reads the keys that a gateway says it has. Throws `answer-invalid` if one is missing or is none. */
export function readGatewayKeys(said: JsonObject): GatewayKeys {
  const { node, log } = said
  if (!isJsonObject(node) || typeof log !== 'string') throw invalid()
  try {
    parseVerifierKey(log)
    return { node: parseSigningJwk(node).kid, log }
  } catch (cause) {
    if (cause instanceof ProtocolError) throw invalid(cause)
    throw cause
  }
}

/**
 * Compares the keys that a gateway says it has with the pinned ones. One that is not pinned passes.
 *
 * @throws ClientError `node-key-wrong`, `log-key-wrong`: another gateway answers, or this one's keys were replaced
 */
export function verifyGatewayKeys(said: GatewayKeys, pinned: Partial<GatewayKeys>): void {
  if (pinned.node !== undefined && pinned.node !== said.node)
    throw new ClientError('node-key-wrong', 'the gateway has another key than the pinned one')
  if (pinned.log !== undefined && pinned.log !== said.log)
    throw new ClientError('log-key-wrong', 'the log has another key than the pinned one')
}

function invalid(cause?: unknown): ClientError {
  return new ClientError('answer-invalid', 'the gateway does not say its keys', { cause })
}
