import type { Digest } from '../protocol/sha256.ts'
import type { RecordClaim } from '../protocol/record-claim.ts'
import type { NoteVerifier } from '../protocol/tlog/note.ts'
import { isJsonObject } from '../protocol/json.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Time } from '../protocol/time.ts'
import type { Directory, KeptRosters } from './directory.ts'
import { ClientError } from './errors.ts'
import type { GatewayClient } from './gateway-client.ts'
import { buildLogProofs } from './gateway-log-proofs.ts'
import { isLawAt, verifyLaw } from './kept-law.ts'
import type { Kept } from './kept.ts'
import { verifyRecorded } from './recorded.ts'
import type { Recorded, RecordExpectation } from './recorded.ts'
import { keepCheckpoint } from './verified-log.ts'

/** What a keeper works with. */
export interface KeeperParts {
  /** The pinned key. */
  readonly log: NoteVerifier
  readonly gateway: GatewayClient
  /** ms since 1970. */
  readonly clock: () => number
  readonly save: (kept: Kept) => Promise<void>
}

/** What is kept between runs, saved as soon as it is known: a crash must not make an older world believable. */
export class Keeper {
  readonly #parts: KeeperParts
  #kept: Kept

  constructor(parts: KeeperParts, kept: Kept) {
    this.#parts = parts
    this.#kept = kept
  }

  get kept(): Kept {
    return this.#kept
  }

  async keepRosters(rosters: KeptRosters): Promise<void> {
    await this.#keep({ rosters })
  }

  /** Throws as `verifyLaw`. */
  async keepLaw(active: Digest, directory: Directory): Promise<void> {
    if (this.#kept.law?.policySet === active) return
    const listed = await this.#listLaws()
    await this.#keep({ law: verifyLaw(active, listed, this.#kept.law, directory) })
  }

  /** Whether a set was the law at a moment, by what was kept and by what is approved (`kept-law.ts`). */
  async isLaw(policySet: Digest, at: Time, directory: Directory): Promise<boolean> {
    return isLawAt(policySet, at, await this.#listLaws(), this.#kept.law, directory)
  }

  async #listLaws(): Promise<readonly JsonObject[]> {
    const { policySets: listed } = await this.#parts.gateway.policySets()
    if (!Array.isArray(listed) || !listed.every(isJsonObject))
      throw new ClientError('answer-invalid', 'no list of policy sets came')
    return listed
  }

  /** Verifies that a record is in the log, and keeps its checkpoint. Throws as `verifyRecorded` and `keepCheckpoint`. */
  async verify(claim: RecordClaim, expected: RecordExpectation): Promise<Recorded> {
    const { log, gateway, clock } = this.#parts
    const recorded = verifyRecorded(claim, log, expected)
    const checkpoint = await keepCheckpoint(this.#kept.checkpoint, recorded.note, {
      log,
      proofs: buildLogProofs(gateway),
      now: clock(),
    })
    await this.#keep({ checkpoint })
    return recorded
  }

  async #keep(change: Partial<Kept>): Promise<void> {
    this.#kept = { ...this.#kept, ...change }
    await this.#parts.save(this.#kept)
  }
}
