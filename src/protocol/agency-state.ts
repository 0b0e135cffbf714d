/**
 * What a verifier knows of one agency at one moment: its current root, and everything that its roster lists, verified.
 *
 * The gateway, a client and a reader of evidence put the same texts in and ask the same questions. Nothing here reads a
 * clock; times are ms since 1970.
 *
 * @module
 */
import type { AgencyRoot } from './agency-chain.ts'
import { verifyCredential, verifyFunctionKey } from './custodian-statement.ts'
import { ProtocolError } from './errors.ts'
import { parseSealingJwk } from './sealing-key.ts'
import type { SealingPublicKey } from './sealing-key.ts'
import type { Digest } from './sha256.ts'
import { parseSigningJwk } from './signing-key.ts'
import type { SigningPublicKey } from './signing-key.ts'
import { parseStatementUnsafe } from './statement.ts'
import type { Statement } from './statement.ts'
import type { Credential } from './statements/credential.ts'
import type { FunctionKey } from './statements/function-key.ts'
import type { Revocation, RetiredKey, RosterFunction, RosterMember } from './statements/roster.ts'

/** A member's credential that the current roster lists, with its key ready to use. */
export interface Member {
  readonly credential: Digest
  readonly key: SigningPublicKey
  readonly payload: Credential
}

/** A function that the current roster lists, with its key ready to use. */
export interface AgencyFunction {
  readonly statement: Digest
  readonly key: SealingPublicKey
  readonly payload: FunctionKey
  readonly retired: readonly RetiredKey[]
}

/** The verified state of an agency. */
export interface AgencyState {
  readonly agency: string
  readonly root: AgencyRoot
  readonly roster: Statement<'roster'>
  /** By `kid` of the signing key. */
  readonly members: ReadonlyMap<string, Member>
  /** By function id. */
  readonly functions: ReadonlyMap<string, AgencyFunction>
  /** By digest of the credential. */
  readonly revocations: ReadonlyMap<Digest, Revocation>
}

/** What a state is verified from. */
export interface AgencyStatements {
  readonly root: AgencyRoot
  /** From `verifyRoster`, by the same root. */
  readonly roster: Statement<'roster'>
  /** Texts; those that the roster does not list are left aside, unread by anybody. */
  readonly credentials: readonly string[]
  readonly functionKeys: readonly string[]
  /** An earlier state of the agency: what was verified by the same root is not verified again. */
  readonly earlier?: AgencyState
}

/**
 * Verifies everything that a roster lists. Throws `roster-root-mismatch` if it is not by this root, `credential-missing` and
 * `function-key-missing` if a listed text is not given, `credential-mismatch` and `function-key-mismatch` if it names
 * another member, function or key than the roster, `identity-registered-twice` if two members share a login,
 * `key-registered-twice` if a member signs with a key of the root, and as `verifyCredential` and `verifyFunctionKey`.
 */
export function verifyAgencyState(statements: AgencyStatements): AgencyState {
  const { root, roster } = statements
  if (roster.payload.root !== root.digest)
    throw new ProtocolError('roster-root-mismatch', 'the roster is under another root')
  const members = listMembers(statements)
  verifyIdentities(members)
  verifyDuties(members, root)
  return {
    agency: root.agency,
    root,
    roster,
    members: new Map(members.map((member) => [member.key.kid, member])),
    functions: new Map(listFunctions(statements).map((entry) => [entry.payload.function, entry])),
    revocations: new Map(roster.payload.revocations.map((entry) => [entry.credential, entry])),
  }
}

function listMembers({ root, roster, credentials, earlier }: AgencyStatements): readonly Member[] {
  const known = knownBy(root, earlier, ({ members }) =>
    [...members.values()].map((member) => [member.credential, member] as const),
  )
  const isNew = roster.payload.members.some((entry) => !known.has(entry.credential))
  const texts = textByDigest('credential', isNew ? credentials : [])
  return roster.payload.members.map((entry) => {
    const member = known.get(entry.credential) ?? readMember(entry, root, texts)
    if (member.payload.member !== entry.member || member.key.kid !== entry.kid)
      throw new ProtocolError('credential-mismatch', 'the credential is not as the roster lists it')
    return member
  })
}

function readMember(
  entry: RosterMember,
  root: AgencyRoot,
  texts: ReadonlyMap<Digest, string>,
): Member {
  const text = texts.get(entry.credential)
  if (text === undefined)
    throw new ProtocolError('credential-missing', 'a listed credential is not given')
  const { payload, digest } = verifyCredential(text, root)
  return { credential: digest, key: parseSigningJwk(payload.key), payload }
}

function listFunctions(statements: AgencyStatements): readonly AgencyFunction[] {
  const { root, roster, functionKeys, earlier } = statements
  const known = knownBy(root, earlier, ({ functions }) =>
    [...functions.values()].map((entry) => [entry.statement, entry] as const),
  )
  const isNew = roster.payload.functions.some((entry) => !known.has(entry.statement))
  const texts = textByDigest('function-key', isNew ? functionKeys : [])
  return roster.payload.functions.map((entry) => {
    const found = known.get(entry.statement) ?? readFunction(entry, root, texts)
    if (found.payload.function !== entry.function || found.key.kid !== entry.kid)
      throw new ProtocolError('function-key-mismatch', 'the key is not as the roster lists it')
    return { ...found, retired: entry.retired }
  })
}

function readFunction(
  entry: RosterFunction,
  root: AgencyRoot,
  texts: ReadonlyMap<Digest, string>,
): AgencyFunction {
  const text = texts.get(entry.statement)
  if (text === undefined)
    throw new ProtocolError('function-key-missing', 'a listed function key is not given')
  const { payload, digest } = verifyFunctionKey(text, root)
  return { statement: digest, key: parseSealingJwk(payload.key), payload, retired: [] }
}

/** Statement texts by what names them. Throws as `parseStatementUnsafe`; signatures are not checked. */
export function textByDigest(
  kind: 'credential' | 'function-key',
  texts: readonly string[],
): ReadonlyMap<Digest, string> {
  return new Map(texts.map((text) => [parseStatementUnsafe(kind, text).digest, text]))
}

/** What an earlier state has verified, if it was by the same root: another root has other custodians. */
function knownBy<T>(
  root: AgencyRoot,
  earlier: AgencyState | undefined,
  list: (state: AgencyState) => readonly (readonly [Digest, T])[],
): ReadonlyMap<Digest, T> {
  return new Map(earlier?.root.digest === root.digest ? list(earlier) : [])
}

/** A login belongs to one member; the member may have several devices, each with its own credential. */
function verifyIdentities(members: readonly Member[]): void {
  const memberByIdentity = new Map<string, string>()
  for (const { payload } of members) {
    const identity = JSON.stringify([payload.identity.iss, payload.identity.sub])
    const holder = memberByIdentity.get(identity) ?? payload.member
    if (holder !== payload.member)
      throw new ProtocolError('identity-registered-twice', 'two members share a login')
    memberByIdentity.set(identity, holder)
  }
}

/** Who admits members, or lists them, does so with a key that is for nothing else. */
function verifyDuties(members: readonly Member[], { quorum, rosterKey }: AgencyRoot): void {
  const rootKeys = new Set([...quorum.custodians, rosterKey].map((key) => key.kid))
  if (members.some((member) => rootKeys.has(member.key.kid)))
    throw new ProtocolError('key-registered-twice', 'a member signs with a key of the root')
}
