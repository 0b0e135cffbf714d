/**
 * Everything signed is a statement, and every kind of statement is a row of one table: a new kind is a row and a schema.
 *
 * @module
 */
import agreement from '../../schemas/statements/agreement.json' with { type: 'json' }
import countersignature from '../../schemas/statements/countersignature.json' with { type: 'json' }
import credential from '../../schemas/statements/credential.json' with { type: 'json' }
import functionKey from '../../schemas/statements/function-key.json' with { type: 'json' }
import manifest from '../../schemas/statements/manifest.json' with { type: 'json' }
import openRequest from '../../schemas/statements/open-request.json' with { type: 'json' }
import policyActivation from '../../schemas/statements/policy-activation.json' with { type: 'json' }
import policyApproval from '../../schemas/statements/policy-approval.json' with { type: 'json' }
import policyProposal from '../../schemas/statements/policy-proposal.json' with { type: 'json' }
import policyWithdrawal from '../../schemas/statements/policy-withdrawal.json' with { type: 'json' }
import receipt from '../../schemas/statements/receipt.json' with { type: 'json' }
import root from '../../schemas/statements/root.json' with { type: 'json' }
import roster from '../../schemas/statements/roster.json' with { type: 'json' }
import use from '../../schemas/statements/use.json' with { type: 'json' }
import withdrawal from '../../schemas/statements/withdrawal.json' with { type: 'json' }
import { COMPLIANCE_KINDS } from './compliance-kinds.ts'
import type { CompliancePayloads } from './compliance-kinds.ts'
import { headOf } from './head.ts'
import { verifyManifest } from './manifest.ts'
import { verifyAgreementPayload } from './statements/agreement.ts'
import type { Agreement } from './statements/agreement.ts'
import { verifyCountersignaturePayload } from './statements/countersignature.ts'
import type { Countersignature } from './statements/countersignature.ts'
import { verifyCredentialPayload } from './statements/credential.ts'
import type { Credential } from './statements/credential.ts'
import { verifyFunctionKeyPayload } from './statements/function-key.ts'
import type { FunctionKey } from './statements/function-key.ts'
import type { Manifest } from './statements/manifest.ts'
import { verifyOpenRequestPayload } from './statements/open-request.ts'
import type { OpenRequest } from './statements/open-request.ts'
import { verifyPolicyActivationPayload } from './statements/policy-activation.ts'
import type { PolicyActivation } from './statements/policy-activation.ts'
import { verifyPolicyApprovalPayload } from './statements/policy-approval.ts'
import type { PolicyApproval } from './statements/policy-approval.ts'
import { verifyPolicyProposalPayload } from './statements/policy-proposal.ts'
import type { PolicyProposal } from './statements/policy-proposal.ts'
import { verifyPolicyWithdrawalPayload } from './statements/policy-withdrawal.ts'
import type { PolicyWithdrawal } from './statements/policy-withdrawal.ts'
import { verifyReceiptPayload } from './statements/receipt.ts'
import type { Receipt } from './statements/receipt.ts'
import { verifyRootPayload } from './statements/root.ts'
import type { Root } from './statements/root.ts'
import { verifyRosterPayload } from './statements/roster.ts'
import type { Roster } from './statements/roster.ts'
import { verifyUsePayload } from './statements/use.ts'
import type { UseStatement } from './statements/use.ts'
import { verifyWithdrawalPayload } from './statements/withdrawal.ts'
import type { Withdrawal } from './statements/withdrawal.ts'
import type { Time } from './time.ts'

/** What each kind of statement says. */
export interface StatementPayloads extends CompliancePayloads {
  readonly root: Root
  readonly 'function-key': FunctionKey
  readonly credential: Credential
  readonly agreement: Agreement
  readonly roster: Roster
  readonly 'policy-proposal': PolicyProposal
  readonly 'policy-approval': PolicyApproval
  readonly 'policy-withdrawal': PolicyWithdrawal
  readonly 'policy-activation': PolicyActivation
  readonly manifest: Manifest
  readonly 'open-request': OpenRequest
  readonly countersignature: Countersignature
  readonly receipt: Receipt
  readonly withdrawal: Withdrawal
  readonly use: UseStatement
}

/** The name of a kind of statement. */
export type StatementKind = keyof StatementPayloads

/**
 * Who signs: a threshold of the agency's custodians; that of the root before and of the root itself; that of each party; the
 * roster key that the root delegates to; the member that the statement names; or the node. A receipt is by a member, and by
 * the node only if it says `delivered`. The name chooses the verification, wherever a statement is accepted.
 */
export type StatementSigner =
  | 'custodians'
  | 'custodians-in-succession'
  | 'custodians-of-parties'
  | 'roster-key'
  | 'member'
  | 'member-or-node'
  | 'node'

/**
 * How long a statement holds. Without an end: until the next of its series (which the series itself verifies), or for ever,
 * because it says what happened. What a roster lists holds no longer than it is listed.
 */
export interface StatementDuration<P> {
  /** When it was made, by its maker's clock; what is dated ahead of ours by more than the tolerance does not hold yet. */
  readonly madeAt?: (payload: P) => Time
  /** From when it holds, if that is agreed and not the moment at which it was made. */
  readonly from?: (payload: P) => Time
  /** When it ends. */
  readonly until?: (payload: P) => Time
}

/** One row of the table. */
export interface StatementRow<P> {
  /** The `typ` of its JWS header (RFC 8725 §3.11): no statement passes for one of another kind. */
  readonly typ: string
  readonly signedBy: StatementSigner
  /** Compact JWS with one signature, or general JWS with several. */
  readonly form: 'compact' | 'general'
  readonly holds: StatementDuration<P>
  /** Whether its log leaf shows the digest to everybody, or a salted commitment only. */
  readonly leaf: 'open' | 'closed'
  readonly schema: object
  /** What the schema cannot say; throws a ProtocolError. */
  readonly verifyPayload: (payload: P) => void
}

type StatementTable = { readonly [K in StatementKind]: StatementRow<StatementPayloads[K]> }

const ROWS = {
  root: {
    typ: 'sluss-root+jws',
    signedBy: 'custodians-in-succession',
    form: 'general',
    holds: { madeAt: ({ issuedAt }) => issuedAt },
    leaf: 'open',
    schema: root,
    verifyPayload: verifyRootPayload,
  },
  'function-key': {
    typ: 'sluss-function-key+jws',
    signedBy: 'custodians',
    form: 'general',
    holds: { madeAt: ({ issuedAt }) => issuedAt, until: ({ validUntil }) => validUntil },
    leaf: 'open',
    schema: functionKey,
    verifyPayload: verifyFunctionKeyPayload,
  },
  credential: {
    typ: 'sluss-credential+jws',
    signedBy: 'custodians',
    form: 'general',
    holds: { madeAt: ({ issuedAt }) => issuedAt, until: ({ validUntil }) => validUntil },
    leaf: 'open',
    schema: credential,
    verifyPayload: verifyCredentialPayload,
  },
  agreement: {
    typ: 'sluss-agreement+jws',
    signedBy: 'custodians-of-parties',
    form: 'general',
    holds: { from: ({ validFrom }) => validFrom, until: ({ validUntil }) => validUntil },
    leaf: 'open',
    schema: agreement,
    verifyPayload: verifyAgreementPayload,
  },
  roster: {
    typ: 'sluss-roster+jws',
    signedBy: 'roster-key',
    form: 'compact',
    holds: { madeAt: ({ issuedAt }) => issuedAt },
    leaf: 'open',
    schema: roster,
    verifyPayload: verifyRosterPayload,
  },
  'policy-proposal': {
    typ: 'sluss-policy-proposal+jws',
    signedBy: 'member',
    form: 'compact',
    holds: { madeAt: ({ at }) => at },
    leaf: 'open',
    schema: policyProposal,
    verifyPayload: verifyPolicyProposalPayload,
  },
  'policy-approval': {
    typ: 'sluss-policy-approval+jws',
    signedBy: 'member',
    form: 'compact',
    holds: { madeAt: ({ at }) => at },
    leaf: 'open',
    schema: policyApproval,
    verifyPayload: verifyPolicyApprovalPayload,
  },
  'policy-withdrawal': {
    typ: 'sluss-policy-withdrawal+jws',
    signedBy: 'member',
    form: 'compact',
    holds: { madeAt: ({ at }) => at },
    leaf: 'open',
    schema: policyWithdrawal,
    verifyPayload: verifyPolicyWithdrawalPayload,
  },
  'policy-activation': {
    typ: 'sluss-policy-activation+jws',
    signedBy: 'node',
    form: 'compact',
    holds: { madeAt: ({ activeFrom }) => activeFrom },
    leaf: 'open',
    schema: policyActivation,
    verifyPayload: verifyPolicyActivationPayload,
  },
  manifest: {
    typ: 'sluss-manifest+jws',
    signedBy: 'member',
    form: 'compact',
    holds: { madeAt: (payload) => headOf(payload).head.createdAt },
    leaf: 'closed',
    schema: manifest,
    verifyPayload: verifyManifest,
  },
  'open-request': {
    typ: 'sluss-open-request+jws',
    signedBy: 'member',
    form: 'compact',
    holds: { madeAt: ({ at }) => at },
    leaf: 'closed',
    schema: openRequest,
    verifyPayload: verifyOpenRequestPayload,
  },
  countersignature: {
    typ: 'sluss-countersignature+jws',
    signedBy: 'member',
    form: 'compact',
    holds: { madeAt: ({ at }) => at, until: ({ expiresAt }) => expiresAt },
    leaf: 'closed',
    schema: countersignature,
    verifyPayload: verifyCountersignaturePayload,
  },
  receipt: {
    typ: 'sluss-receipt+jws',
    signedBy: 'member-or-node',
    form: 'compact',
    holds: { madeAt: ({ at }) => at },
    leaf: 'closed',
    schema: receipt,
    verifyPayload: verifyReceiptPayload,
  },
  withdrawal: {
    typ: 'sluss-withdrawal+jws',
    signedBy: 'member',
    form: 'compact',
    holds: { madeAt: ({ at }) => at },
    leaf: 'closed',
    schema: withdrawal,
    verifyPayload: verifyWithdrawalPayload,
  },
  use: {
    typ: 'sluss-use+jws',
    signedBy: 'member',
    form: 'compact',
    holds: { madeAt: ({ at }) => at },
    leaf: 'closed',
    schema: use,
    verifyPayload: verifyUsePayload,
  },
  ...COMPLIANCE_KINDS,
} as const satisfies StatementTable

/** The table. */
export const STATEMENT_KINDS: StatementTable = ROWS

/** The kinds whose row names this signer. */
export type KindSignedBy<S extends StatementSigner> = {
  [K in StatementKind]: (typeof ROWS)[K]['signedBy'] extends S ? K : never
}[StatementKind]

/** The kinds whose row names this leaf. */
export type KindWithLeaf<L extends 'open' | 'closed'> = {
  [K in StatementKind]: (typeof ROWS)[K]['leaf'] extends L ? K : never
}[StatementKind]
