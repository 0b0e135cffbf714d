import type { ErrorCode } from '../error-code.ts'
import { DISCLOSURE_PROBLEMS } from './disclosure.ts'
import { DRAFT_PROBLEMS } from './draft.ts'
import { MEMBER_PROBLEMS } from './member.ts'
import { POLICY_PROBLEMS } from './policy.ts'
import { POLICY_CHANGE_PROBLEMS } from './policy-change.ts'
import type { Problem } from './problem.ts'
import { PROTOCOL_PROBLEMS } from './protocol.ts'
import { REQUEST_PROBLEMS } from './request.ts'
import { VAULT_PROBLEMS } from './vault.ts'
import { WRITING_PROBLEMS } from './writing.ts'

/** How each code is answered: status, words, what to do. A code without a row does not compile. */
export const PROBLEMS = {
  ...PROTOCOL_PROBLEMS,
  ...POLICY_PROBLEMS,
  ...POLICY_CHANGE_PROBLEMS,
  ...WRITING_PROBLEMS,
  ...REQUEST_PROBLEMS,
  ...MEMBER_PROBLEMS,
  ...DISCLOSURE_PROBLEMS,
  ...DRAFT_PROBLEMS,
  ...VAULT_PROBLEMS,
} as const satisfies Record<ErrorCode, Problem>
