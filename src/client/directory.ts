/**
 * The agencies as a client knows them: verified from its own pins, never on the gateway's word.
 *
 * The gateway hands out texts. A root chain must start at the pinned digest, a roster must be no older than the one kept
 * here, and what the roster lists must be signed by the custodians; all of that is the same code as the gateway's and the
 * evidence reader's (`protocol/agency-*.ts`).
 *
 * @module
 */
import { verifyAgreement } from '../protocol/agency-agreement.ts'
import { verifyAgencyRoots } from '../protocol/agency-chain.ts'
import type { AgencyRoot } from '../protocol/agency-chain.ts'
import { describeFunction } from '../protocol/agency-function.ts'
import type { FunctionDescription } from '../protocol/agency-function.ts'
import { rosterFreshness, verifyNotOlder, verifyRoster } from '../protocol/agency-roster.ts'
import type { RosterFreshness } from '../protocol/agency-roster.ts'
import { textByDigest, verifyAgencyState } from '../protocol/agency-state.ts'
import type { AgencyFunction, AgencyState } from '../protocol/agency-state.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { agencyOf } from '../protocol/function-id.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Statement } from '../protocol/statement.ts'
import { ClientError } from './errors.ts'
import type { AuthorSources } from './judge-author.ts'

/** Digest of root 1 of each agency that this client trusts: compared by telephone, kept in its own configuration. */
export type Pins = ReadonlyMap<string, Digest>

/** The texts that a gateway hands out about one agency. */
export interface AgencyTexts {
  readonly agency: string
  readonly roots: readonly string[]
  readonly roster: string | null
  /** Where the log has the roster, as the gateway claims; see `logged-rosters.ts`. */
  readonly rosterRecord?: JsonObject | null
  readonly credentials: readonly string[]
  readonly functionKeys: readonly string[]
  readonly agreements: readonly string[]
}

/** The newest roster of an agency that was seen here. */
export interface KeptRoster {
  readonly number: number
  readonly digest: Digest
  /** The root that it was under. */
  readonly root: Digest
}

/** By agency. */
export type KeptRosters = Readonly<Record<string, KeptRoster>>

/** The verified agencies at one moment. */
export interface Directory {
  readonly states: ReadonlyMap<string, AgencyState>
  readonly roots: ReadonlyMap<string, AgencyRoot>
  /** Roots that later ones have replaced, newest first: what their custodians signed while they were current stands. */
  readonly formerRoots: ReadonlyMap<string, readonly AgencyRoot[]>
  readonly agreements: readonly Statement<'agreement'>[]
  /** Credential texts by agency and digest, not verified: those of members who have left are among them. */
  readonly credentials: ReadonlyMap<string, ReadonlyMap<Digest, string>>
  /** What to keep for next time: no roster older than these will be believed. */
  readonly kept: KeptRosters
  /** A function by its id, with what rules ask about it. */
  readonly findFunction: (id: string) => FunctionDescription | undefined
}

interface DirectoryInput {
  readonly pins: Pins
  readonly agencies: readonly AgencyTexts[]
  readonly kept: KeptRosters
  /** ms since 1970. */
  readonly now: number
}

/**
 * Verifies what a gateway says about agencies. An agency without a pin is left out, as is one that has no roster yet.
 *
 * @throws ClientError `roster-rolled-back` if a roster is older than the one kept, or another with the same number
 * @throws ProtocolError as `verifyAgencyChain`, `verifyRoster` and `verifyAgencyState`
 */
export function buildDirectory({ pins, agencies, kept, now }: DirectoryInput): Directory {
  const roots = new Map<string, AgencyRoot>()
  const formerRoots = new Map<string, readonly AgencyRoot[]>()
  const states = new Map<string, AgencyState>()
  for (const texts of agencies) {
    const pin = pins.get(texts.agency)
    if (pin === undefined) continue
    const [root, ...former] = verifyAgencyRoots({
      pin,
      roots: texts.roots,
      now,
      agency: texts.agency,
    })
    roots.set(texts.agency, root)
    formerRoots.set(texts.agency, former)
    const state = verifyState(texts, root, kept[texts.agency])
    if (state !== undefined) states.set(texts.agency, state)
  }
  return {
    states,
    roots,
    formerRoots,
    agreements: verifyAgreements(new Set(agencies.flatMap((texts) => texts.agreements)), roots),
    credentials: new Map(
      agencies.map((texts) => [texts.agency, textByDigest('credential', texts.credentials)]),
    ),
    kept: { ...kept, ...keptRosters(states) },
    findFunction: (id) => {
      const state = states.get(agencyOf(id))
      return state && describeFunction(state, id)
    },
  }
}

/** The agency's state. Throws `agency-not-pinned` if it has no pin here, or no roster. */
export function loadAgency(directory: Directory, agency: string): AgencyState {
  const state = directory.states.get(agency)
  if (state === undefined)
    throw new ClientError('agency-not-pinned', 'the agency is not known here')
  return state
}

/** How far an agency's roster may be relied on. Throws `agency-not-pinned`; `roster-expired` after 72 hours. */
export function verifyFreshness(
  directory: Directory,
  agency: string,
  now: number,
): Exclude<RosterFreshness, 'expired'> {
  const freshness = rosterFreshness(loadAgency(directory, agency).roster.payload, now)
  if (freshness === 'expired') {
    throw new ClientError('roster-expired', 'the roster of an agency is too old')
  }
  return freshness
}

/**
 * Those of these agencies whose roster is more than a day old: whoever has left them since, or which key they have replaced, a gateway
 * that shows no newer one may be hiding.
 */
export function listStale(
  { states }: Pick<Directory, 'states'>,
  agencies: readonly string[],
  now: number,
): readonly string[] {
  return [...new Set(agencies)].filter((agency) => {
    const state = states.get(agency)
    return state !== undefined && rosterFreshness(state.roster.payload, now) !== 'fresh'
  })
}

/**
 * Keys that the directory lists for these functions although nobody here holds them: the agency, or somebody in its name,
 * has made a key that its own members did not get. Whatever is sealed to it can be read by whoever made it, so this is an
 * alarm (key transparency).
 */
export function findForeignKeys(
  directory: Directory,
  heldKids: ReadonlyMap<string, ReadonlySet<string>>,
): { readonly function: string; readonly kid: string }[] {
  return Array.from(heldKids).flatMap(([id, held]) => {
    const kid = findListed(directory, id)?.key.kid
    return kid === undefined || held.has(kid) ? [] : [{ function: id, kid }]
  })
}

function findListed(directory: Directory, id: string): AgencyFunction | undefined {
  return directory.states.get(agencyOf(id))?.functions.get(id)
}

function verifyState(
  texts: AgencyTexts,
  root: AgencyRoot,
  kept: KeptRoster | undefined,
): AgencyState | undefined {
  if (texts.roster === null) {
    // Once there was a roster; to show none is to show an older state.
    if (kept !== undefined) throw rolledBack()
    return undefined
  }
  const roster = verifyRoster(texts.roster, root)
  if (kept !== undefined) verifyKept(texts.roots, roster, kept)
  const { credentials, functionKeys } = texts
  return verifyAgencyState({ root, roster, credentials, functionKeys })
}

function verifyKept(roots: readonly string[], roster: Statement<'roster'>, kept: KeptRoster): void {
  // Keys that a later root has replaced could sign rosters with higher numbers for ever: the chain must lead past that root.
  if (!roots.some((text) => parseStatementUnsafe('root', text).digest === kept.root))
    throw rolledBack()
  try {
    verifyNotOlder(roster, { digest: kept.digest, payload: { number: kept.number } })
  } catch (cause) {
    throw rolledBack(cause)
  }
}

/**
 * What to judge an agency's authors by: whoever the roster lists or has revoked, admitted by the custodians of the time. A
 * credential that it does not know counts for nothing: former custodians could still sign one. Throws `agency-not-pinned`.
 */
export function authorSources(directory: Directory, agency: string): AuthorSources {
  const { root, roster, revocations } = loadAgency(directory, agency)
  const { members } = roster.payload
  const known = new Set([...members.map(({ credential }) => credential), ...revocations.keys()])
  return {
    roots: [root, ...(directory.formerRoots.get(agency) ?? [])],
    roster,
    revocations,
    credentials: new Map(
      Array.from(directory.credentials.get(agency) ?? []).filter(([digest]) => known.has(digest)),
    ),
  }
}

/** Agreements with parties that this client does not know cannot be verified, and are none of its business. */
function verifyAgreements(
  texts: ReadonlySet<string>,
  roots: ReadonlyMap<string, AgencyRoot>,
): Statement<'agreement'>[] {
  return [...texts].flatMap((text) => {
    try {
      return [verifyAgreement(text, roots)]
    } catch (error) {
      if (error instanceof ProtocolError && error.code === 'agreement-party-unknown') return []
      throw error
    }
  })
}

function keptRosters(states: ReadonlyMap<string, AgencyState>): KeptRosters {
  return Object.fromEntries(
    Array.from(states, ([agency, { roster }]) => [
      agency,
      { number: roster.payload.number, digest: roster.digest, root: roster.payload.root },
    ]),
  )
}

function rolledBack(cause?: unknown): ClientError {
  return new ClientError('roster-rolled-back', 'the roster is not the one kept, nor a later one', {
    cause,
  })
}
