/**
 * The publisher: shows each witness the newest checkpoint, with the proof that it extends the one before, and keeps what they
 * cosign. A witness that knows more of the log than is stored, or another history, stops the log: it was rolled back or
 * forked. One that is silent stops nothing, and raises an alarm.
 *
 * @module
 */
import { encodeCosignerKey } from '../protocol/tlog/cosignature.ts'
import { askWitness } from './ask-witness.ts'
import type { ReachableWitness, WitnessReply } from './ask-witness.ts'
import { AuditError } from './errors.ts'

/** A checkpoint of the log as it is stored. */
export interface SignedHead {
  readonly origin: string
  readonly size: number
  /** The signed note. */
  readonly note: string
  /** When the next year of the log began, in ms since 1970; of a year that is over. */
  readonly closedAt?: number
}

/** A cosignature as it is kept. */
export interface KeptCosignature {
  readonly origin: string
  readonly size: number
  /** The witness's vkey. */
  readonly witness: string
  /** s since 1970. */
  readonly time: number
  /** The signature line. */
  readonly line: string
}

/** The log as the publisher reads it, and where it keeps what it is given. */
export interface PublishedLog {
  /** The newest checkpoint first, then the last one of the origin before it, which nobody may have seen yet. */
  readonly listHeads: () => Promise<readonly SignedHead[]>
  /** The proof that the tree of size `from` is a prefix of the one of size `to`. */
  readonly proveConsistency: (origin: string, from: number, to: number) => Promise<Uint8Array[]>
  readonly keepCosignature: (cosignature: KeptCosignature) => Promise<void>
  /** The largest size that this witness (vkey) has cosigned of the origin, and when last (s since 1970); zeros if none is kept. */
  readonly findCosigned: (
    origin: string,
    witness: string,
  ) => Promise<{ readonly size: number; readonly time: number }>
}

/** What happened with a witness that whoever runs the log must know. */
export type WitnessTrouble =
  /** It has not cosigned for longer than it may. */
  | 'witness-silent'
  /** It cosigns again. */
  | 'witness-answers'
  /** It refuses: it does not know the log or its key. */
  | 'witness-refuses'
  /** It answered with something that is no cosignature of what it was shown. */
  | 'cosignature-invalid'
  /** It has forgotten what it cosigned: it must be retired. It is asked no more. */
  | 'witness-rolled-back'

export interface PublisherOptions {
  readonly log: PublishedLog
  readonly witnesses: readonly ReachableWitness[]
  readonly fetch: typeof globalThis.fetch
  /** ms since 1970. */
  readonly clock: () => number
  /** Told once when trouble begins, and when it ends; `silentFor` in ms. */
  readonly onTrouble: (witness: string, trouble: WitnessTrouble, silentFor: number) => void
  /** Told when the log cannot be read, or a cosignature not be kept: the next round tries again. */
  readonly onFault?: (error: unknown) => void
  /** Told when the log must stop: `witness-ahead`. */
  readonly onFatal: (error: AuditError) => void
  /** ms to wait for an answer. */
  readonly timeout?: number
  /** ms without a cosignature after which a witness counts as silent. */
  readonly patience?: number
  /** ms after which a checkpoint is cosigned again although the log has not grown. */
  readonly renewal?: number
}

/** What is known of one witness. */
interface Link {
  readonly witness: ReachableWitness
  readonly vkey: string
  /** By origin: what it is believed to have cosigned last. */
  readonly sizes: Map<string, number>
  /** By origin: when it cosigned last by its own clock, in ms since 1970. */
  readonly times: Map<string, number>
  /** By origin: when it cosigned last by ours, in ms since 1970. */
  readonly renewals: Map<string, number>
  /** Since when it has owed a cosignature. */
  owedSince: number | undefined
  trouble: WitnessTrouble | undefined
  round: Promise<void> | undefined
}

/** One attempt, one correction of the size that we believed, one more as another process was faster. */
const ATTEMPTS = 4

/** Between two looks at whether the log has grown, in ms. */
const INTERVAL = 1_000

/** The one publisher of a process. */
export class Publisher {
  readonly #options: Required<PublisherOptions>
  readonly #links: readonly Link[]
  #timer: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(options: PublisherOptions) {
    this.#options = {
      onFault: () => {},
      timeout: 5_000,
      patience: 60_000,
      renewal: 600_000,
      ...options,
    }
    this.#links = options.witnesses.map((witness) => ({
      witness,
      vkey: encodeCosignerKey(witness.verifier),
      sizes: new Map(),
      times: new Map(),
      renewals: new Map(),
      owedSince: undefined,
      trouble: undefined,
      round: undefined,
    }))
  }

  /** Names of the witnesses that are in trouble. */
  get silent(): readonly string[] {
    return this.#links
      .filter(({ trouble }) => trouble !== undefined)
      .map(({ witness }) => witness.name)
  }

  /**
   * Asks every witness whether it knows more than these heads, which may be of an empty tree. Returns the names of those that
   * answered. Rejects with `witness-ahead` if one does, or knows another history. One that cannot be reached cannot say.
   */
  async check(heads: readonly SignedHead[]): Promise<ReadonlySet<string>> {
    const answered = await Promise.all(
      this.#links.map(async ({ witness }) => {
        const replies = await Promise.all(
          heads.map(async ({ size, note }) => {
            const request = { oldSize: size, proof: [], checkpoint: note }
            const reply = await askWitness(witness, request, this.#options)
            if (isAhead(reply, size)) throw ahead(witness)
            return reply
          }),
        )
        return replies.every(({ outcome }) => outcome !== 'silent') ? [witness.name] : []
      }),
    )
    return new Set(answered.flat())
  }

  /** Publishes at once and then every second when the log has grown. */
  start(): void {
    this.#timer = setInterval(() => void this.publish(), INTERVAL).unref()
    void this.publish()
  }

  /** Ends the rounds that run. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearInterval(this.#timer)
    await Promise.all(this.#links.map(({ round }) => round))
  }

  /** Shows the newest checkpoint to every witness that has not cosigned it. Never rejects. */
  async publish(): Promise<void> {
    if (this.#isStopped) return
    await Promise.all(
      this.#links.map((link) => {
        link.round ??= this.#publishTo(link).finally(() => (link.round = undefined))
        return link.round
      }),
    )
  }

  async #publishTo(link: Link): Promise<void> {
    if (link.trouble === 'witness-rolled-back') return
    try {
      // What is over goes first: once a witness has seen the next year, it lets the one before grow no more.
      for (const head of (await this.#options.log.listHeads()).toReversed())
        if (await this.#isDue(link, head)) await this.#offer(link, head)
    } catch (error) {
      if (error instanceof AuditError) return this.#options.onFatal(error)
      this.#options.onFault(error)
    }
    this.#judgeSilence(link)
  }

  /** Whether it has not cosigned that much, or not for long; what is over is cosigned once more after its end. */
  async #isDue(link: Link, { origin, size, closedAt }: SignedHead): Promise<boolean> {
    const { log, clock, renewal } = this.#options
    if (!link.sizes.has(origin)) {
      const kept = await log.findCosigned(origin, link.vkey)
      link.sizes.set(origin, kept.size)
      link.times.set(origin, kept.time * 1000)
    }
    if (size > link.sizes.get(origin)!) return true
    if (closedAt !== undefined) return link.times.get(origin)! < closedAt
    return clock() - (link.renewals.get(origin) ?? 0) >= renewal
  }

  /** Throws `witness-ahead`. */
  async #offer(link: Link, first: SignedHead): Promise<void> {
    const { log } = this.#options
    let head: SignedHead | undefined = first
    let isProofDoubted = false
    for (let attempt = 0; attempt < ATTEMPTS && head !== undefined; attempt++) {
      const { origin, size, note: checkpoint } = head
      const oldSize = link.sizes.get(origin)!
      // Another process has published more than we read; its checkpoint is cosigned.
      if (oldSize > size) return
      link.owedSince ??= this.#options.clock()
      const proof =
        oldSize > 0 && oldSize < size ? await log.proveConsistency(origin, oldSize, size) : []
      const reply = await askWitness(link.witness, { oldSize, proof, checkpoint }, this.#options)
      if (reply.outcome === 'not-consistent' && !isProofDoubted) {
        // Perhaps what we proved it with was read while somebody else was faster: once more, from the beginning.
        isProofDoubted = true
        head = await this.#findNewer(link, origin, size)
        continue
      }
      if (reply.outcome !== 'size-differs') return this.#conclude(link, head, reply)
      if (reply.size === oldSize && oldSize === size) throw ahead(link.witness)
      if (await this.#hasForgotten(link, head, reply.size))
        return this.#note(link, 'witness-rolled-back')
      link.sizes.set(origin, reply.size)
      if (reply.size > size) head = await this.#findNewer(link, origin, reply.size)
    }
  }

  /** What is stored by now, if another process has written it; throws `witness-ahead` if nobody has. */
  async #findNewer(link: Link, origin: string, size: number): Promise<SignedHead> {
    const heads = await this.#options.log.listHeads()
    const head = heads.find((one) => one.origin === origin)
    if (head === undefined || head.size < size) throw ahead(link.witness)
    return head
  }

  async #hasForgotten(link: Link, { origin }: SignedHead, size: number): Promise<boolean> {
    return size < (await this.#options.log.findCosigned(origin, link.vkey)).size
  }

  async #conclude(link: Link, { origin, size }: SignedHead, reply: WitnessReply): Promise<void> {
    if (reply.outcome === 'not-consistent') throw ahead(link.witness)
    if (reply.outcome === 'refused') return this.#note(link, 'witness-refuses')
    if (reply.outcome === 'cosignature-invalid') return this.#note(link, 'cosignature-invalid')
    if (reply.outcome !== 'cosigned') return
    const { time, line } = reply.cosignature
    await this.#options.log.keepCosignature({ origin, size, witness: link.vkey, time, line })
    const now = this.#options.clock()
    link.sizes.set(origin, size)
    link.times.set(origin, time * 1000)
    link.renewals.set(origin, now)
    if (link.trouble !== undefined)
      this.#options.onTrouble(link.witness.name, 'witness-answers', now - (link.owedSince ?? now))
    link.trouble = undefined
    link.owedSince = undefined
  }

  #judgeSilence(link: Link): void {
    const { clock, patience } = this.#options
    if (link.trouble !== undefined || link.owedSince === undefined) return
    if (clock() - link.owedSince > patience) this.#note(link, 'witness-silent')
  }

  #note(link: Link, trouble: WitnessTrouble): void {
    if (link.trouble === trouble) return
    link.trouble = trouble
    const now = this.#options.clock()
    this.#options.onTrouble(link.witness.name, trouble, now - (link.owedSince ?? now))
  }
}

/** Whether the reply says that the witness has seen more than a tree of this size, or another one. */
function isAhead(reply: WitnessReply, size: number): boolean {
  if (reply.outcome === 'size-differs') return reply.size >= size && reply.size > 0
  return reply.outcome === 'not-consistent'
}

function ahead({ name }: ReachableWitness): AuditError {
  // Which one: constant for whoever set it up.
  const cause = new Error(name)
  return new AuditError('witness-ahead', 'a witness knows more of the log than is stored', {
    cause,
  })
}
