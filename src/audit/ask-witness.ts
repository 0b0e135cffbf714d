import { ProtocolError } from '../protocol/errors.ts'
import { encodeAddCheckpoint } from '../protocol/tlog/add-checkpoint.ts'
import type { AddCheckpoint } from '../protocol/tlog/add-checkpoint.ts'
import { findCosignature } from '../protocol/tlog/cosignature.ts'
import type { Cosignature, Cosigner } from '../protocol/tlog/cosignature.ts'
import { addSignatures } from '../protocol/tlog/note.ts'

/** A witness as a log reaches it. */
export interface ReachableWitness {
  /** Its name in the trust policy. */
  readonly name: string
  readonly verifier: Cosigner
  /** Its submission prefix (c2sp.org/tlog-witness). */
  readonly url: string
}

/** What became of a request to a witness. */
export type WitnessReply =
  | { readonly outcome: 'cosigned'; readonly cosignature: Cosignature }
  /** 409: the size that it has cosigned; the same as ours if it has another root. */
  | { readonly outcome: 'size-differs'; readonly size: number }
  /** 422: what it has cosigned is no prefix of what we sent. */
  | { readonly outcome: 'not-consistent' }
  /** It does not know the log, does not accept its key, or does not understand. */
  | { readonly outcome: 'refused'; readonly status: number }
  /** Its answer is no cosignature by its key of this very checkpoint. */
  | { readonly outcome: 'cosignature-invalid' }
  /** It cannot be reached, is too slow, or is out of order. */
  | { readonly outcome: 'silent'; readonly cause: unknown }

/** An answer is a few signature lines. */
const ANSWER_LIMIT = 64 * 1024

/** Asks a witness to cosign, once, and believes nothing of the answer that its key did not sign. Never rejects. */
export async function askWitness(
  { verifier, url }: ReachableWitness,
  request: AddCheckpoint,
  { fetch, timeout }: { readonly fetch: typeof globalThis.fetch; readonly timeout: number },
): Promise<WitnessReply> {
  let response, text
  try {
    response = await fetch(`${url.replace(/\/$/, '')}/add-checkpoint`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: encodeAddCheckpoint(request),
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    })
    text = await readText(response)
  } catch (cause) {
    return { outcome: 'silent', cause }
  }
  const { status } = response
  if (status === 200) return readCosignature(request.checkpoint, text, verifier)
  if (status === 409 && /^(0|[1-9]\d{0,14})\n$/.test(text))
    return { outcome: 'size-differs', size: Number(text) }
  if (status === 422) return { outcome: 'not-consistent' }
  return status >= 500
    ? { outcome: 'silent', cause: new Error(`status ${status}`) }
    : { outcome: 'refused', status }
}

/** Added to the note that we sent, so that a cosignature of another size or log does not verify. */
function readCosignature(note: string, lines: string, verifier: Cosigner): WitnessReply {
  try {
    const cosignature = findCosignature(addSignatures(note, [lines]), verifier)
    if (cosignature !== undefined) return { outcome: 'cosigned', cosignature }
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
  }
  return { outcome: 'cosignature-invalid' }
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true })
    if (text.length > ANSWER_LIMIT) throw new RangeError('the answer is too long')
  }
  return text + decoder.decode()
}
