/**
 * Statements of members: who they say is acting, in what role, and whether he is.
 *
 * @module
 */
import { verifyActor } from './agency-member.ts'
import type { StatedActor } from './agency-member.ts'
import type { AgencyState, Member } from './agency-state.ts'
import { ProtocolError } from './errors.ts'
import { headOf } from './head.ts'
import type { SigningPublicKey } from './signing-key.ts'
import { verifySignatures } from './statement.ts'
import type { StatementBy } from './statement-standing.ts'
import type { MemberRole, Verdict } from './vocabulary.ts'

/** A statement that a member signs. */
export type MemberStatement = StatementBy<'member' | 'member-or-node'>

/** The member whom a statement names as acting; throws `signer-unknown` for a receipt by the node. */
export function actorOf(statement: MemberStatement): StatedActor {
  if (statement.kind === 'manifest') return headOf(statement.payload).head.from
  const { agency, function: functionId, member, credential } = statement.payload
  if (member === null || credential === null)
    throw new ProtocolError('signer-unknown', 'the statement is not by a member')
  return { agency, function: functionId, member, credential }
}

/** The roles of which the actor must have one in the function that he names. */
export function rolesFor(statement: MemberStatement): readonly MemberRole[] {
  switch (statement.kind) {
    case 'manifest':
      return ['author']
    case 'open-request':
      return ['reader']
    case 'countersignature':
      return rolesForVerdict(statement.payload.verdict)
    case 'receipt':
      return ['reader', 'registrar']
    case 'withdrawal':
      return ['author', 'decision-maker']
    case 'policy-proposal':
    case 'policy-approval':
    case 'policy-withdrawal':
      return ['policy']
    case 'use':
      return ['reader', 'author', 'decision-maker', 'registrar']
    case 'reconciliation':
      return ['registrar', 'compliance']
    case 'export':
    case 'report-approval':
    case 'review':
    case 'sample':
      return ['compliance']
    case 'relation':
      return ['reader', 'author', 'decision-maker', 'registrar']
    case 'inquiry':
      return statement.payload.what === 'request'
        ? ['compliance']
        : ['compliance', 'decision-maker']
  }
}

/** The roles of which a countersigner must have one: only a decision-maker approves or refuses. */
export function rolesForVerdict(verdict: Verdict): readonly MemberRole[] {
  return verdict === 'approve' || verdict === 'refuse'
    ? ['decision-maker']
    : ['decision-maker', 'author']
}

/**
 * Checks that a statement's actor may make it at a time (ms), and gives him back; the signature is still to be checked
 * with his key. Throws as `verifyActor`, and `signer-unknown` if the head names another key than the signature.
 */
export function verifyAuthority(
  statement: MemberStatement,
  state: AgencyState,
  at: number,
): Member {
  const [kid] = statement.signers
  if (statement.kind === 'manifest' && headOf(statement.payload).head.from.kid !== kid)
    throw new ProtocolError('signer-unknown', 'the head names another key than the signature')
  return verifyActor(state, actorOf(statement), { kid: kid!, roles: rolesFor(statement), at })
}

/** As `verifyAuthority`, and checks the signature; throws `jws-signature-invalid` too. */
export function verifyMemberStatement(
  statement: MemberStatement,
  state: AgencyState,
  at: number,
): Member {
  const member = verifyAuthority(statement, state, at)
  verifySignatures(statement, [member.key])
  return member
}

/**
 * Checks that this node has signed a statement; a receipt of a node says `delivered` and names no member. Throws
 * `signer-unknown` or `jws-…`.
 */
export function verifyNodeStatement<S extends StatementBy<'node' | 'member-or-node'>>(
  statement: S,
  node: SigningPublicKey,
): S {
  if (statement.kind === 'receipt' && statement.payload.what !== 'delivered')
    throw new ProtocolError('signer-unknown', 'a node says nothing but that it delivered')
  verifySignatures(statement, [node])
  return statement
}
