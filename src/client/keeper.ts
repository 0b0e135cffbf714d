import type { Digest } from '../protocol/sha256.ts'
import type { RecordClaim } from '../protocol/record-claim.ts'
import { parseUtf8 } from '../protocol/bytes.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { verifyLogCheckpoint } from '../protocol/tlog/log-year.ts'
import type { LogCheckpoint } from '../protocol/tlog/log-year.ts'
import type { NoteVerifier } from '../protocol/tlog/note.ts'
import type { LogPolicy } from '../protocol/tlog/policy.ts'
import { isJsonObject } from '../protocol/json.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Time } from '../protocol/time.ts'
import type { Directory, KeptRosters } from './directory.ts'
import { ClientError } from './errors.ts'
import type { GatewayClient } from './gateway-client.ts'
import { buildLogProofs } from './gateway-log-proofs.ts'
import { judgeLaw, verifyLaw } from './kept-law.ts'
import type { LawVerdict } from './kept-law.ts'
import type { Kept } from './kept.ts'
import { findWitnessFault } from './log-years.ts'
import { verifyRecorded } from './recorded.ts'
import type { Recorded, RecordExpectation } from './recorded.ts'
import { keepCheckpoint } from './verified-log.ts'
import { isWitnessed, nextUnwitnessed, notCosigned } from './witnessed.ts'

/** What a keeper asks a gateway. */
export type KeeperGateway = Pick<
  GatewayClient,
  'consistency' | 'cosignedCheckpoint' | 'firstEntry' | 'inclusion' | 'opened' | 'policySets'
>

/** What a keeper works with. */
export interface KeeperParts {
  /** The pinned key. */
  readonly log: NoteVerifier
  /** Which witnesses must have cosigned the log; without them the log's word is taken. */
  readonly witnesses?: LogPolicy | undefined
  readonly gateway: KeeperGateway
  /** ms since 1970. */
  readonly clock: () => number
  readonly save: (kept: Kept) => Promise<void>
  /** Waits for so many ms. */
  readonly wait: (ms: number) => Promise<void>
}

/** ms between two questions whether the witnesses have signed by now: a gateway asks them each second. */
const PAUSES = [250, 500, 750, 1_000, 1_500, 2_000, 3_000]

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
    const now = this.#parts.clock()
    await this.#keep({ law: verifyLaw(active, listed, this.#kept.law, { directory, now }) })
  }

  /** Whether a set was the law at a moment, by what was kept and by what is approved (`kept-law.ts`). */
  async judgeLaw(policySet: Digest, at: Time, directory: Directory): Promise<LawVerdict> {
    const listed = await this.#listLaws()
    return judgeLaw(policySet, at, { listed, kept: this.#kept.law, directory })
  }

  async #listLaws(): Promise<readonly JsonObject[]> {
    const { policySets: listed } = await this.#parts.gateway.policySets()
    if (!Array.isArray(listed) || !listed.every(isJsonObject))
      throw new ClientError('answer-invalid', 'no list of policy sets came')
    return listed
  }

  /** Verifies that a record is in the log, and keeps its checkpoint. Throws as `verifyRecorded` and `keepCheckpoint`. */
  async verify(claim: RecordClaim, expected: RecordExpectation): Promise<Recorded> {
    const recorded = verifyRecorded(claim, this.#parts.log, expected)
    await this.#keepCheckpoint(recorded.note)
    return recorded
  }

  /**
   * Compares what is kept with what the witnesses have signed, and waits some seconds until these records are under it. Throws
   * `log-not-cosigned` if they are not, or if what was kept has waited for a day; `log-forked` if the witnesses have signed another
   * history.
   */
  async keepWitnessed(records: readonly Recorded[]): Promise<void> {
    if (this.#parts.witnesses === undefined) return
    for (const pause of [...PAUSES, undefined]) {
      const seen = await this.#findCosigned(this.#parts.witnesses)
      const isMissing = ({ index, checkpoint: { year } }: Recorded) =>
        !isWitnessed({ year, size: index + 1 }, seen)
      if (!records.some(isMissing)) return this.#noteWitnessed(seen)
      if (pause === undefined) throw notCosigned()
      await this.#parts.wait(pause)
    }
  }

  /** The newest checkpoint with enough cosignatures; it and what is kept are of one history. */
  async #findCosigned(policy: LogPolicy): Promise<LogCheckpoint | undefined> {
    const { log, gateway } = this.#parts
    const note = await findNote(gateway)
    if (note === undefined || findWitnessFault(note, policy, { log }) !== undefined)
      return undefined
    await this.#keepCheckpoint(note)
    return verifyLogCheckpoint(note, log)
  }

  async #noteWitnessed(seen: LogCheckpoint | undefined): Promise<void> {
    const { log, clock } = this.#parts
    const { checkpoint, unwitnessed: before, ...kept } = this.#kept
    if (checkpoint === undefined) return
    const extent = verifyLogCheckpoint(checkpoint, log)
    const unwitnessed = nextUnwitnessed(extent, before, { seen, now: clock() })
    this.#kept = { ...kept, checkpoint, ...(unwitnessed && { unwitnessed }) }
    await this.#parts.save(this.#kept)
  }

  /** Throws as `keepCheckpoint`. */
  async #keepCheckpoint(note: string): Promise<void> {
    const { log, gateway, clock } = this.#parts
    const proofs = buildLogProofs(gateway)
    const now = clock()
    const checkpoint = await keepCheckpoint(this.#kept.checkpoint, note, { log, proofs, now })
    await this.#keep({ checkpoint })
  }

  async #keep(change: Partial<Kept>): Promise<void> {
    this.#kept = { ...this.#kept, ...change }
    await this.#parts.save(this.#kept)
  }
}

/** What the gateway says that the witnesses have cosigned; nothing if it has nothing, or nothing that is a text. */
async function findNote(gateway: KeeperGateway): Promise<string | undefined> {
  try {
    return parseUtf8(await gateway.cosignedCheckpoint())
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    if (error instanceof ClientError && error.code === 'not-found') return undefined
    throw error
  }
}
