import type { Agreement } from '../protocol/statements/agreement.ts'
import type { Credential } from '../protocol/statements/credential.ts'
import type { FunctionKey } from '../protocol/statements/function-key.ts'
import type { PolicyActivation } from '../protocol/statements/policy-activation.ts'
import type { PolicyApproval } from '../protocol/statements/policy-approval.ts'
import type { PolicyProposal } from '../protocol/statements/policy-proposal.ts'
import type { PolicyWithdrawal } from '../protocol/statements/policy-withdrawal.ts'
import type { Root } from '../protocol/statements/root.ts'
import type { Roster } from '../protocol/statements/roster.ts'
import type { Stored } from './write-item.ts'

/**
 * A statement about an agency, an agreement, or the law of this node. Its leaf is open: kind and digest are public.
 *
 * A policy proposal is refused with `policy-date-passed`, `policy-set-active`; an approval with `policy-date-passed`,
 * `approver-is-proposer`, `agency-has-approved`; an activation with `policy-not-approved` (not two agencies' approvals by
 * members who still act), `policy-not-due`, `policy-set-active` (another one than it retires, or the very one). All but
 * the first are refused with `proposal-unknown`, `proposal-closed` (withdrawn, or passed over) and `already-active`; what
 * members sign with `credential-revoked`.
 */
export type DirectoryItem = {
  readonly kind: 'statement'
} & (
  | { readonly of: 'root'; readonly statement: Stored<Root> }
  | { readonly of: 'function-key'; readonly statement: Stored<FunctionKey> }
  | { readonly of: 'credential'; readonly statement: Stored<Credential> }
  | { readonly of: 'roster'; readonly statement: Stored<Roster> }
  | { readonly of: 'agreement'; readonly statement: Stored<Agreement> }
  | {
      readonly of: 'policy-proposal'
      readonly statement: Stored<PolicyProposal>
      /** The encoded policy set whose digest the statement names. */
      readonly pack: Uint8Array
    }
  | { readonly of: 'policy-approval'; readonly statement: Stored<PolicyApproval> }
  | { readonly of: 'policy-withdrawal'; readonly statement: Stored<PolicyWithdrawal> }
  | {
      readonly of: 'policy-activation'
      readonly statement: Stored<PolicyActivation>
      /** Of the first activation; what a later one activates came with its proposal. */
      readonly pack: Uint8Array | null
    }
)
