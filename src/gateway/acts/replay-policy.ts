import { setImmediate } from 'node:timers/promises'
import { parsePolicySet } from '../../policy/pack.ts'
import type { PolicyRequest } from '../../policy/policy-request.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { PolicyFunction } from '../../policy/request-from-manifest.ts'
import { policyRequestFromManifest } from '../../policy/request-from-manifest.ts'
import { PolicyError } from '../../policy/errors.ts'
import { startReplay } from '../../policy/proving/replay.ts'
import type { ReplayTally } from '../../policy/proving/replay.ts'
import { describeFunction } from '../../protocol/agency-function.ts'
import { agencyOf } from '../../protocol/function-id.ts'
import { headOf } from '../../protocol/head.ts'
import type { Digest } from '../../protocol/sha256.ts'
import type { MemberRole } from '../../protocol/vocabulary.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import type { Time } from '../../protocol/time.ts'
import { listDecisions } from '../../storage/decisions.ts'
import type { PastDecision } from '../../storage/decisions.ts'
import { findPolicySet } from '../../storage/policy-set.ts'
import type { Actor } from '../actor.ts'
import { checkRole } from '../checks/standing.ts'
import { GatewayError } from '../errors.ts'
import type { Directory } from '../directory.ts'
import type { Gate } from '../gate.ts'

/** One page of a replay. */
export interface ReplayRequest {
  readonly actor: Actor
  /** The set to try. */
  readonly policySet: Digest
  /** Judges everything as of this time; otherwise each disclosure as of its own. */
  readonly at?: Time
  /** Where the page before ended. */
  readonly cursor?: ReplayCursor
}

/** Up to which record of which sending function a replay has come. */
export interface ReplayCursor {
  readonly function: string
  readonly recorded: number
}

/** What an agency's decisions of one page would be under another set: counts, and nothing that names anybody. */
export interface ReplayPage extends ReplayTally {
  readonly policySet: Digest
  /** The active set, which it is held against. */
  readonly against: Digest
  /** Decisions whose facts retention has deleted. */
  readonly notRetained: number
  /** Denials: of what is refused, no facts are kept. */
  readonly denied: number
  /** Those that name a function that nobody knows any more. */
  readonly notJudged: number
  /** Null: there is no more. */
  readonly next: ReplayCursor | null
}

/** Decisions in one page: some tenths of a second of work. */
const PAGE = 500

/** Decisions judged before others get their turn. */
const SLICE = 20

/**
 * Judges a page of what the member's agency disclosed under the active policy set and another one, from the manifests: facts,
 * roles and categories, never content. By members with the policy or compliance role; recorded before it is answered.
 *
 * Of other agencies nothing is counted. A page may hold a single decision, and anybody with the role may propose a set whose
 * rules ask for whatever he wants to know: counts over all agencies would answer it, case by case.
 */
export async function replayPolicy(gate: Gate, request: ReplayRequest): Promise<ReplayPage> {
  checkRole(gate, request.actor, ROLES)
  const { active } = gate.policySets
  const proposed = await loadSet(gate, request.policySet)
  const { decisions, next } = await readPage(gate, request)
  const replay = startReplay(active, proposed)
  const kept = decisions.filter(({ manifest }) => manifest !== null)
  for (const [i, decision] of kept.entries()) {
    if (i % SLICE === SLICE - 1) await setImmediate()
    const policyRequest = findRequest(gate, decision, request.at)
    if (policyRequest !== undefined) replay.add(policyRequest)
  }
  const tally = replay.tally()
  const denied = decisions.filter(({ isDenied }) => isDenied).length
  const notRetained = decisions.length - kept.length - denied
  const notJudged = kept.length - tally.judged
  const left = { notRetained, denied, notJudged }
  const changed = tally.inParts + tally.flips.reduce((sum, flips) => sum + flips.decisions, 0)
  await gate.writer.append({
    kind: 'event',
    event: 'policy.replayed',
    agency: request.actor.agency,
    actor: request.actor.member,
    policySet: proposed.digest,
    counts: { judged: tally.judged, changed, ...left },
  })
  return { policySet: proposed.digest, against: active.digest, ...tally, ...left, next }
}

const ROLES: readonly MemberRole[] = ['policy', 'compliance']

/** The set that was tried last: to read one takes as long as to judge a page, and a replay has many pages. */
const lastTried = new WeakMap<Gate, PolicySet>()

async function loadSet(gate: Gate, digest: Digest): Promise<PolicySet> {
  const { active } = gate.policySets
  const known = [active, lastTried.get(gate)].find((set) => set?.digest === digest)
  if (known !== undefined) return known
  const bytes = await findPolicySet(gate.db, digest)
  if (bytes === undefined) throw new GatewayError('not-found', 'no such policy set')
  const set = parsePolicySet(bytes)
  lastTried.set(gate, set)
  return set
}

/** Function by function in the order of their names, each in the log's order. */
async function readPage(
  { db, directory }: Gate,
  { actor, cursor }: ReplayRequest,
): Promise<{ readonly decisions: readonly PastDecision[]; readonly next: ReplayCursor | null }> {
  const decisions: PastDecision[] = []
  const functions = listFunctions(directory, actor.agency)
  for (const id of functions.filter((id) => id >= (cursor?.function ?? ''))) {
    const after = id === cursor?.function ? cursor.recorded : -1
    decisions.push(...(await listDecisions(db, id, after, PAGE - decisions.length)))
    if (decisions.length === PAGE)
      return { decisions, next: { function: id, recorded: decisions.at(-1)!.recorded } }
  }
  return { decisions, next: null }
}

/** Every function of an agency that ever had a key here: it may have sent something. */
function listFunctions(directory: Directory, agency: string): readonly string[] {
  const payloads = directory
    .texts()
    .filter((text) => text.kind === 'function-key' && text.agency === agency)
    .map(({ text }) => parseStatementUnsafe('function-key', text).payload)
  return [...new Set(payloads.map((payload) => payload.function))].sort()
}

/** The request that the disclosure made of the policy; undefined if it names a function that nobody knows any more. */
function findRequest(
  gate: Gate,
  { manifest, at }: PastDecision,
  asOf: Time | undefined,
): PolicyRequest | undefined {
  const { payload } = parseStatementUnsafe('manifest', manifest!)
  const { head } = headOf(payload)
  const findFunction = (id: string) => findPastFunction(gate, id)
  try {
    return policyRequestFromManifest(head, payload.parts, { findFunction }, asOf ?? at)
  } catch (error) {
    if (error instanceof PolicyError && error.code === 'receiver-unknown') return undefined
    throw error
  }
}

/** A function as the agency's roster lists it; of one that it no longer lists, as its last key describes it. */
function findPastFunction({ directory }: Gate, id: string): PolicyFunction | undefined {
  const view = directory.find(agencyOf(id))
  if (view?.state === undefined) return undefined
  const current = describeFunction(view.state, id)
  if (current !== undefined) return current
  const former = view.texts.functionKeys
    .map((text) => parseStatementUnsafe('function-key', text).payload)
    .findLast((payload) => payload.function === id)
  return (
    former && {
      agency: view.agency,
      bodyType: view.state.root.payload.bodyType,
      servesFearedPerpetrator: former.servesFearedPerpetrator,
    }
  )
}
