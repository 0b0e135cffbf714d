/**
 * The agencies of an evidence bundle: verified from the verifier's own pins, with everything that the bundle holds of them,
 * whether it is still current or not.
 *
 * @module
 */
import { verifyAgencyChain } from '../protocol/agency-chain.ts'
import type { AgencyRoot } from '../protocol/agency-chain.ts'
import type { FunctionDescription } from '../protocol/agency-function.ts'
import { verifyRoster } from '../protocol/agency-roster.ts'
import { textByDigest } from '../protocol/agency-state.ts'
import { verifyCredential, verifyFunctionKey } from '../protocol/custodian-statement.ts'
import { ProtocolError } from '../protocol/errors.ts'
import type { Evidence } from '../protocol/evidence-bundle.ts'
import { agencyOf } from '../protocol/function-id.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Statement } from '../protocol/statement.ts'
import type { Revocation } from '../protocol/statements/roster.ts'
import { parseSealingJwk } from '../protocol/sealing-key.ts'
import { parseTime } from '../protocol/time.ts'
import type { Pins } from './directory.ts'
import { ClientError } from './errors.ts'
import { loadRecordOf } from './evidence-records.ts'
import type { ProvenRecord } from './evidence-records.ts'
import { verifyByRoots } from './judge-author.ts'
import type { AuthorSources } from './judge-author.ts'

/** One agency as a bundle shows it. */
export interface EvidenceAgency {
  readonly root: AgencyRoot
  /** Oldest first. */
  readonly rosters: readonly Statement<'roster'>[]
  readonly functionKeys: readonly Statement<'function-key'>[]
  readonly sources: AuthorSources
}

/**
 * Verifies all agencies of a bundle, from their pins to their rosters and function keys. Every agency in the bundle must be
 * pinned: what cannot be traced to a pin proves nothing.
 *
 * @throws ClientError `agency-not-pinned`; ProtocolError as the chain, rosters and keys throw
 */
export function verifyEvidenceAgencies(
  { statements }: Evidence,
  pins: Pins,
  now: number,
): ReadonlyMap<string, EvidenceAgency> {
  const roots = Map.groupBy(
    statements.root,
    (text) => parseStatementUnsafe('root', text).payload.agency,
  )
  verifyNoStrangers(statements, roots)
  const credentials = textByDigest('credential', statements.credential)
  return new Map(
    Array.from(roots, ([agency, texts]) => [
      agency,
      verifyAgency(statements, { agency, texts, pin: pins.get(agency), now }, credentials),
    ]),
  )
}

/** The agency, or `agency-not-pinned`: the bundle does not hold its roots. */
export function loadEvidenceAgency(
  agencies: ReadonlyMap<string, EvidenceAgency>,
  agency: string,
): EvidenceAgency {
  const found = agencies.get(agency)
  if (found === undefined) throw new ClientError('agency-not-pinned', 'the bundle lacks an agency')
  return found
}

/** What to judge whoever acted in a record by: the revocations that had been recorded before it. Throws `record-invalid`. */
export function sourcesAt(
  { sources, rosters }: EvidenceAgency,
  records: readonly ProvenRecord[],
  { index }: ProvenRecord,
): AuthorSources {
  const earlier = rosters.filter(({ digest }) => loadRecordOf(records, digest).index < index)
  const revoked = earlier.flatMap(({ payload }) => payload.revocations)
  return { ...sources, revokedBefore: new Set(revoked.map(({ credential }) => credential)) }
}

/** The function with this key, by the statement of its key: what rules asked about it. Throws `kid-unknown`. */
export function loadEvidenceFunction(
  agencies: ReadonlyMap<string, EvidenceAgency>,
  id: string,
  at: number,
): { readonly described: FunctionDescription; readonly kids: ReadonlySet<string> } {
  const agency = loadEvidenceAgency(agencies, agencyOf(id))
  const keys = agency.functionKeys.filter(({ payload }) => payload.function === id)
  const issued = keys.filter(({ payload }) => parseTime(payload.issuedAt) <= at)
  const current = (issued.length > 0 ? issued : keys).at(-1)
  if (current === undefined) throw new ProtocolError('kid-unknown', 'no key of a function')
  return {
    described: {
      agency: agency.root.agency,
      function: id,
      bodyType: agency.root.payload.bodyType,
      servesFearedPerpetrator: current.payload.servesFearedPerpetrator,
    },
    kids: new Set(keys.map(({ payload }) => parseSealingJwk(payload.key).kid)),
  }
}

/** Throws `kid-unknown` unless one of the agency's rosters lists, or revokes, the credential. */
export function verifyListed({ rosters }: EvidenceAgency, credential: Digest): void {
  const isListed = rosters.some(
    ({ payload }) =>
      payload.members.some((row) => row.credential === credential) ||
      payload.revocations.some((row) => row.credential === credential),
  )
  if (!isListed) throw new ProtocolError('kid-unknown', 'no roster lists the credential')
}

/** Nothing in the bundle speaks for an agency whose roots are not in it. */
function verifyNoStrangers(
  statements: Evidence['statements'],
  roots: ReadonlyMap<string, unknown>,
): void {
  for (const kind of ['roster', 'function-key', 'credential'] as const) {
    for (const text of statements[kind]) {
      if (roots.has(parseStatementUnsafe(kind, text).payload.agency)) continue
      throw new ClientError('agency-not-pinned', 'a statement is of an agency without roots')
    }
  }
}

function verifyAgency(
  statements: Evidence['statements'],
  input: { agency: string; texts: readonly string[]; pin: Digest | undefined; now: number },
  credentials: ReadonlyMap<Digest, string>,
): EvidenceAgency {
  const { agency, texts, pin, now } = input
  if (pin === undefined) throw new ClientError('agency-not-pinned', 'an agency has no pin')
  // A roster belongs to the root that was current when it was issued, so each root on the way is kept.
  const chain = texts.map((_, i) =>
    verifyAgencyChain({ pin, roots: texts.slice(0, i + 1), now, agency }),
  )
  const root = chain.at(-1)!
  const roots = chain.toReversed()
  const ofAgency = (kind: 'roster' | 'function-key' | 'credential') =>
    statements[kind].filter((text) => parseStatementUnsafe(kind, text).payload.agency === agency)
  const rosters = ofAgency('roster')
    .map((text) => {
      const { payload } = parseStatementUnsafe('roster', text)
      return verifyRoster(text, chain.find(({ digest }) => digest === payload.root) ?? root)
    })
    .sort((a, b) => a.payload.number - b.payload.number)
  const newest = rosters.at(-1)
  if (newest === undefined) throw new ClientError('agency-not-pinned', 'an agency has no roster')
  const functionKeys = ofAgency('function-key').map((text) =>
    verifyByRoots(roots, (one) => verifyFunctionKey(text, one)),
  )
  // Also of those who did nothing here: a bundle holds nothing that is not verified.
  for (const text of ofAgency('credential'))
    verifyByRoots(roots, (one) => verifyCredential(text, one))
  return {
    root,
    rosters,
    functionKeys,
    sources: { roots, roster: newest, credentials, revocations: revocationsOf(newest) },
  }
}

function revocationsOf({ payload }: Statement<'roster'>): ReadonlyMap<Digest, Revocation> {
  return new Map(payload.revocations.map((row) => [row.credential, row]))
}
