/**
 * A witness (c2sp.org/tlog-witness): it keeps the largest tree that it has seen of each log, cosigns one that extends it, and
 * refuses every other. What it promises lasts as long as its state: a witness whose state is lost is retired, never started
 * anew under the same key.
 *
 * @module
 */
import { ProtocolError } from '../protocol/errors.ts'
import { equalBytes } from '../protocol/bytes.ts'
import { parseAddCheckpoint } from '../protocol/tlog/add-checkpoint.ts'
import type { AddCheckpoint } from '../protocol/tlog/add-checkpoint.ts'
import { parseCheckpointUnsafe, verifyCheckpoint } from '../protocol/tlog/checkpoint.ts'
import type { Checkpoint } from '../protocol/tlog/checkpoint.ts'
import { verifyConsistency } from '../protocol/tlog/consistency.ts'
import { cosign } from '../protocol/tlog/cosignature.ts'
import { verifierForOrigin } from '../protocol/tlog/log-origin.ts'
import { sha256 } from '../protocol/sha256.ts'
import type { TreeHead } from '../protocol/tlog/merkle.ts'
import { parseNoteUnsafe } from '../protocol/tlog/note.ts'
import type { NoteSigner, NoteVerifier } from '../protocol/tlog/note.ts'
import { isYearOpen } from './witnessed-years.ts'
import type { WitnessState } from './witness-state.ts'

/** Why a checkpoint is not cosigned. Each has a status of its own in the protocol. */
export type WitnessRefusal =
  /** 400: not a request. */
  | 'request-invalid'
  /** 404: a log that this witness does not know. */
  | 'log-unknown'
  /** 403: the log's key did not sign it. */
  | 'signature-missing'
  /** 409: the log is not where the sender thinks; `size` says where. */
  | 'size-differs'
  /** 409: the same size with another root. The log shows two histories. */
  | 'root-differs'
  /** 404: a year of the log that has not begun, or is over. */
  | 'year-closed'
  /** 422: the tree does not extend the one that was cosigned. The log's history was changed, or the proof is wrong. */
  | 'not-consistent'

/** What a witness answers. */
export type WitnessAnswer =
  | { readonly outcome: 'cosigned'; readonly checkpoint: Checkpoint; readonly line: string }
  | {
      readonly outcome: WitnessRefusal
      /** The log that the request is about, as far as one is known. */
      readonly origin?: string
      /** Size of the tree that was cosigned last. */
      readonly size?: number
    }

/** What a witness works with. */
export interface WitnessOptions {
  readonly signer: NoteSigner
  /** The logs that it knows; each pinned key stands for all years of its log. */
  readonly logs: readonly NoteVerifier[]
  readonly state: WitnessState
  /** ms since 1970. */
  readonly clock: () => number
}

/** A tree without leaves: where every log begins. */
const EMPTY = { size: 0, root: sha256(new Uint8Array()) }

/** Cosigns one checkpoint at a time, so that checking and keeping are one step. */
export class Witness {
  readonly #options: WitnessOptions
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: WitnessOptions) {
    this.#options = options
  }

  /**
   * Answers an `add-checkpoint` request. What it cosigns is durable before it answers; rejects with AuditError when that
   * cannot be, and then has cosigned nothing.
   */
  addCheckpoint(body: string): Promise<WitnessAnswer> {
    const answer = this.#turn.then(() => this.#answer(body))
    this.#turn = answer.catch(() => {})
    return answer
  }

  async #answer(body: string): Promise<WitnessAnswer> {
    const request = readOrRefuse(() => parseAddCheckpoint(body))
    if (request === undefined) return { outcome: 'request-invalid' }
    const claimed = readOrRefuse(() => parseCheckpointUnsafe(request.checkpoint))
    if (claimed === undefined) return { outcome: 'request-invalid' }
    const { origin } = claimed
    const log = this.#findLog(origin)
    if (log === undefined) return { outcome: 'log-unknown', origin }
    const checkpoint = readOrRefuse(() => verifyCheckpoint(request.checkpoint, log))
    if (checkpoint === undefined) return { outcome: 'signature-missing', origin }
    return this.#judge(request, checkpoint)
  }

  async #judge(request: AddCheckpoint, checkpoint: Checkpoint): Promise<WitnessAnswer> {
    const { state, signer, clock } = this.#options
    const { origin } = checkpoint
    const known = state.find(origin) ?? EMPTY
    const { size } = known
    if (request.oldSize > checkpoint.size) return { outcome: 'request-invalid', origin, size }
    if (request.oldSize !== size) return { outcome: 'size-differs', origin, size }
    if (size > 0 && checkpoint.size === size && !equalBytes(checkpoint.root, known.root))
      return { outcome: 'root-differs', origin, size }
    if (checkpoint.size > size && !this.#mayGrow(origin))
      return { outcome: 'year-closed', origin, size }
    if (!isExtension(known, checkpoint, request.proof))
      return { outcome: 'not-consistent', origin, size }
    const { text } = parseNoteUnsafe(request.checkpoint)
    const line = cosign(text, Math.floor(clock() / 1000), signer)
    // Of a log that has not begun there is nothing to remember.
    if (checkpoint.size > 0) await state.keep({ ...checkpoint, note: request.checkpoint })
    return { outcome: 'cosigned', checkpoint, line }
  }

  /** A log pinned by its whole origin has no years to us, whatever its name ends with. */
  #mayGrow(origin: string): boolean {
    const { logs, state, clock } = this.#options
    const known = state.list().map((one) => one.origin)
    return logs.some(({ name }) => name === origin) || isYearOpen(origin, known, clock())
  }

  #findLog(origin: string): NoteVerifier | undefined {
    for (const pinned of this.#options.logs) {
      const log = readOrRefuse(() => verifierForOrigin(pinned, origin))
      if (log !== undefined) return log
    }
    return undefined
  }
}

/** Whether the larger tree is proven to extend the smaller. An empty tree has one root, which proves nothing about others. */
function isExtension(known: TreeHead, next: TreeHead, proof: readonly Uint8Array[]): boolean {
  if (next.size === 0 && !equalBytes(next.root, EMPTY.root)) return false
  const proven = readOrRefuse(() => {
    verifyConsistency(known, next, proof)
    return true
  })
  return proven === true
}

/** What `read` gives; undefined when it throws one of the protocol's refusals. */
function readOrRefuse<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}
