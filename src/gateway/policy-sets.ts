import type { FastifyBaseLogger } from 'fastify'
import type { Writer } from '../audit/write-item.ts'
import { PolicyError } from '../policy/errors.ts'
import { parsePolicySet } from '../policy/pack.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { SigningKey } from '../protocol/signing-key.ts'
import { parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Db } from '../storage/db.ts'
import { StorageError } from '../storage/errors.ts'
import { findPolicySet, listPolicyActivations, listPolicyProposals } from '../storage/policy-set.ts'
import type { RecordedActivation, RecordedProposal } from '../storage/policy-set.ts'
import { activateFirst, activateNext, isApproved } from './activate-policy.ts'

/** The law as this node applies it, and has applied it: what the log says, never what a program came with. */
export interface PolicySets {
  readonly active: PolicySet
  /** Since when it is. */
  readonly activeFrom: Time
  /** Whether the active set is the one that came with this program. */
  readonly isShipped: boolean
  /** Whether this process can apply the set that is active or due; until it can, it says that it is not ready. */
  readonly isUsable: boolean
  /** A set that was active until less than a day before `now` (ms): who checked under it is decided under the active one. */
  readonly findRetired: (digest: Digest, now: number) => PolicySet | undefined
  /** Reads again what the log says of proposals and activations. Rejects when the active set cannot be applied here. */
  readonly refresh: () => Promise<void>
  /** Activates what is approved and due. Costs a comparison unless something is; never rejects: what fails is tried again. */
  readonly activateDue: () => Promise<void>
}

/** What the law of a node works with. */
export interface PolicyDeps {
  readonly db: Db
  readonly writer: Writer
  readonly nodeKey: SigningKey
  /** The set that came with this program: the first of a new node, and otherwise no more than a proposal that somebody may make. */
  readonly shipped: PolicySet
  /** ms since 1970. */
  readonly clock: () => number
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>
}

/** A policy set that was active lately. */
interface RetiredPolicySet {
  readonly set: PolicySet
  /** When another became active, in ms. */
  readonly retiredAt: number
}

interface Loaded {
  readonly active: PolicySet
  readonly activeFrom: Time
  readonly retired: readonly RetiredPolicySet[]
}

const DAY = 86_400_000

/** Until what failed is tried again, in ms. */
const RETRY = 10_000

/**
 * Opens the law of this node. A node without any activates what its program came with; every other one goes on with the
 * set that its log says, and tells when that is another one. Throws PolicyError for an active set of a later program.
 */
export async function openPolicySets(deps: PolicyDeps): Promise<PolicySets> {
  const { db, shipped, clock, log } = deps
  if ((await listPolicyActivations(db)).length === 0) await activateFirst(deps)
  let current = await load(db, [shipped], clock())
  let lookAt = -Infinity
  let isUsable = true
  let activating: Promise<void> | undefined

  async function refresh(): Promise<void> {
    try {
      const known = [current.active, ...current.retired.map(({ set }) => set)]
      current = await load(db, known, clock())
      isUsable = true
    } catch (error) {
      isUsable = !(error instanceof PolicyError)
      throw error
    }
    const waiting = (await listPolicyProposals(db)).filter(isApproved)
    lookAt = Math.min(...waiting.map(timeOf))
  }

  async function activate(): Promise<void> {
    const now = clock()
    lookAt = now + RETRY
    try {
      const due = (await listPolicyProposals(db)).filter(
        (proposal) => isApproved(proposal) && timeOf(proposal) <= now,
      )
      for (const proposal of due.toSorted((a, b) => timeOf(a) - timeOf(b)))
        await activateNext(deps, proposal)
      await refresh()
      // What is still due was not to be: another look would find the same.
      if (lookAt <= now) lookAt = now + RETRY
    } catch (err) {
      if (err instanceof PolicyError) isUsable = false
      log.error({ err }, 'the policy set that is due was not activated')
    }
  }

  await refresh()
  if (current.active.digest !== shipped.digest)
    log.warn(
      { policySet: current.active.digest },
      'the active policy set is another one than this program came with',
    )
  return {
    get active() {
      return current.active
    },
    get activeFrom() {
      return current.activeFrom
    },
    get isShipped() {
      return current.active.digest === shipped.digest
    },
    get isUsable() {
      return isUsable
    },
    findRetired: (digest, now) =>
      current.retired.find(({ set, retiredAt }) => set.digest === digest && now - retiredAt < DAY)
        ?.set,
    refresh,
    async activateDue() {
      if (clock() < lookAt) return
      activating ??= activate().finally(() => (activating = undefined))
      await activating
    },
  }
}

function timeOf({ activeFrom }: RecordedProposal): number {
  return parseTime(activeFrom)
}

/** What holds by the log; the `known` sets need not be read again. Throws PolicyError for a pack of a later program. */
async function load(db: Db, known: readonly PolicySet[], now: number): Promise<Loaded> {
  const activations = await listPolicyActivations(db)
  const find = async (digest: Digest) =>
    known.find((set) => set.digest === digest) ?? readSet(db, digest)
  const { policySet, activeFrom } = activations.at(-1)!
  const active = await find(policySet)
  const retired = listRetired(activations).filter(({ retiredAt }) => now - retiredAt < DAY)
  const sets = retired.map(async ({ digest, retiredAt }) => {
    const set = await find(digest).catch(ignoreLaterProgram)
    return set === undefined ? [] : [{ set, retiredAt }]
  })
  return { active, activeFrom, retired: (await Promise.all(sets)).flat() }
}

async function readSet(db: Db, digest: Digest): Promise<PolicySet> {
  const bytes = await findPolicySet(db, digest)
  if (bytes === undefined) throw new StorageError('not-found', 'a policy set is missing')
  return parsePolicySet(bytes)
}

/** What was active and cannot be read here any more is as unknown as what never was. */
function ignoreLaterProgram(error: unknown): undefined {
  if (!(error instanceof PolicyError)) throw error
}

/** Each set but the last was retired when the next became active. */
function listRetired(activations: readonly RecordedActivation[]) {
  return activations.slice(0, -1).map(({ policySet: digest }, i) => ({
    digest,
    retiredAt: parseTime(activations[i + 1]!.activeFrom),
  }))
}
