/**
 * What an agency's custodians sign together: credentials of members and keys of functions.
 *
 * @module
 */
import type { AgencyRoot } from './agency-chain.ts'
import { ProtocolError } from './errors.ts'
import { verifyQuorum } from './quorum.ts'
import { parseStatementUnsafe, verifySignatures } from './statement.ts'
import type { Statement } from './statement.ts'
import type { StatementBy } from './statement-standing.ts'

/** A statement that the custodians of one agency sign. */
export type CustodianStatement = StatementBy<'custodians'>

/**
 * Verifies a credential by the agency's current root: admitted by its custodians, whether or not it is still valid or
 * listed. Throws `agency-mismatch`, `signer-unknown`, `jws-signature-invalid`, `threshold-not-met` and as
 * `parseStatementUnsafe`.
 */
export function verifyCredential(text: string, root: AgencyRoot): Statement<'credential'> {
  return verifyCustodianStatement(parseStatementUnsafe('credential', text), root)
}

/** Verifies a function's key by the agency's current root; throws as `verifyCredential`. */
export function verifyFunctionKey(text: string, root: AgencyRoot): Statement<'function-key'> {
  return verifyCustodianStatement(parseStatementUnsafe('function-key', text), root)
}

/**
 * Checks who has signed a statement of custodians, whatever its kind; throws as `verifyCredential`. A custodian who has since been replaced no longer counts, but does not spoil the signatures of
 * those who remain: when one of three retires, what the other two signed stands.
 */
export function verifyCustodianStatement<S extends CustodianStatement>(
  statement: S,
  root: AgencyRoot,
): S {
  if (statement.payload.agency !== root.agency)
    throw new ProtocolError('agency-mismatch', 'the statement is of another agency')
  const recognised = [...root.quorum.custodians, ...root.formerCustodians]
  verifyQuorum(verifySignatures(statement, recognised), root.quorum)
  return statement
}
