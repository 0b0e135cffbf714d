import type { AgencyRoot } from './agency-chain.ts'
import { ProtocolError } from './errors.ts'
import { agencyOf } from './function-id.ts'
import { verifyQuorum } from './quorum.ts'
import { hasRepetition } from './repetition.ts'
import { parseStatementUnsafe, verifySignatures } from './statement.ts'
import type { Statement } from './statement.ts'
import { standingAt } from './statement-standing.ts'
import type { Agreement } from './statements/agreement.ts'
import type { Head } from './statements/head.ts'
import type { CaseType } from './vocabulary.ts'

/**
 * Verifies an agreement: the threshold of custodians of each party has signed it. Throws `agreement-party-unknown` if a
 * party has no verified root here, `key-registered-twice` if two parties share a custodian key, `signer-unknown`,
 * `jws-signature-invalid`, `threshold-not-met` and as `parseStatementUnsafe`.
 */
export function verifyAgreement(
  text: string,
  rootsByAgency: ReadonlyMap<string, AgencyRoot>,
): Statement<'agreement'> {
  const statement = parseStatementUnsafe('agreement', text)
  const roots = statement.payload.parties.map((party) => partyRoot(party, rootsByAgency))
  verifyDisjoint(roots)
  const recognised = roots.flatMap((root) => [...root.quorum.custodians, ...root.formerCustodians])
  const signers = verifySignatures(statement, recognised)
  for (const root of roots) verifyQuorum(signers, root.quorum)
  return statement
}

/** Who wants to exchange data, about what, when. */
export interface Exchange {
  readonly agencies: readonly string[]
  readonly caseType: CaseType
  /** ms since 1970. */
  readonly at: number
}

/** Whether an agreement covers an exchange: all its agencies, its case type, at that time. */
export function isAgreementInForce(
  agreement: Agreement,
  { agencies, caseType, at }: Exchange,
): boolean {
  if (standingAt('agreement', agreement, at) !== 'holds') return false
  const { parties, caseTypes } = agreement
  return caseTypes.includes(caseType) && agencies.every((agency) => parties.includes(agency))
}

/**
 * The receiving agencies of a disclosure for which no agreement is in force at a time (ms): there must be one for each pair
 * of sender and receiver. Functions of one agency need none between themselves.
 */
export function listUncovered(
  agreements: readonly { readonly payload: Agreement }[],
  { from, to, caseType }: Pick<Head, 'from' | 'to' | 'caseType'>,
  at: number,
): string[] {
  const others = new Set(to.map(agencyOf).filter((agency) => agency !== from.agency))
  return [...others].filter((other) => {
    const exchange = { agencies: [from.agency, other], caseType, at }
    return !agreements.some(({ payload }) => isAgreementInForce(payload, exchange))
  })
}

function partyRoot(party: string, rootsByAgency: ReadonlyMap<string, AgencyRoot>): AgencyRoot {
  const root = rootsByAgency.get(party)
  if (root === undefined)
    throw new ProtocolError('agreement-party-unknown', 'a party of the agreement is not known here')
  return root
}

/** One person's key must not be able to speak for two agencies at once. */
function verifyDisjoint(roots: readonly AgencyRoot[]): void {
  const kids = roots.flatMap((root) => root.quorum.custodians.map((custodian) => custodian.kid))
  if (hasRepetition(kids))
    throw new ProtocolError('key-registered-twice', 'a custodian key belongs to two parties')
}
