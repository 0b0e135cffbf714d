import type { Command } from './command.ts'
import { agencyInit } from './commands/agency-init.ts'
import { agencyTrust } from './commands/agency-trust.ts'
import { agreementCreate } from './commands/agreement-create.ts'
import { agreementSign } from './commands/agreement-sign.ts'
import { countersign } from './commands/countersign.ts'
import { dryRunCommand } from './commands/dry-run.ts'
import { evidence } from './commands/evidence.ts'
import { extract } from './commands/extract.ts'
import { functionAdd } from './commands/function-add.ts'
import { functionRotate } from './commands/function-rotate.ts'
import { gatewayTrust } from './commands/gateway-trust.ts'
import { held, inbox } from './commands/inbox.ts'
import { keysShow } from './commands/keys-show.ts'
import { logCheck } from './commands/log-check.ts'
import { logMirror } from './commands/log-mirror.ts'
import { logProve } from './commands/log-prove.ts'
import { logVerifyProof } from './commands/log-verify-proof.ts'
import { logVerify } from './commands/log-verify.ts'
import { memberAdd } from './commands/member-add.ts'
import { memberReceiveKey } from './commands/member-receive-key.ts'
import { memberRevoke } from './commands/member-revoke.ts'
import { open } from './commands/open.ts'
import { probe } from './commands/probe.ts'
import { policyApprove } from './commands/policy-approve.ts'
import { policyExplain } from './commands/policy-explain.ts'
import { policyDiff } from './commands/policy-diff.ts'
import { policyLint } from './commands/policy-lint.ts'
import { policyList } from './commands/policy-list.ts'
import { policyMutate } from './commands/policy-mutate.ts'
import { policyPropose } from './commands/policy-propose.ts'
import { policyQuestions } from './commands/policy-questions.ts'
import { policyReplay } from './commands/policy-replay.ts'
import { policyTest } from './commands/policy-test.ts'
import { policyWithdraw } from './commands/policy-withdraw.ts'
import { publish } from './commands/publish.ts'
import { receipt } from './commands/receipt.ts'
import { reconcile } from './commands/reconcile.ts'
import { reply } from './commands/reply.ts'
import { reviewDecide } from './commands/review-decide.ts'
import { reviewQueue } from './commands/review-queue.ts'
import { reviewShow } from './commands/review-show.ts'
import { report } from './commands/report.ts'
import { rosterPublish } from './commands/roster-publish.ts'
import { send } from './commands/send.ts'
import { verify } from './commands/verify.ts'
import { witnessInit } from './commands/witness-init.ts'
import { witnessServe } from './commands/witness-serve.ts'
import { witnessShow } from './commands/witness-show.ts'
import { withdraw } from './commands/withdraw.ts'

/** Every command of `sluss`, in the order in which the help lists them: first set up, then use, then verify. */
export const COMMANDS: readonly Command[] = [
  agencyInit,
  agencyTrust,
  gatewayTrust,
  functionAdd,
  functionRotate,
  memberAdd,
  memberReceiveKey,
  memberRevoke,
  rosterPublish,
  publish,
  agreementCreate,
  agreementSign,
  keysShow,
  dryRunCommand,
  send,
  inbox,
  open,
  receipt,
  reply,
  held,
  countersign,
  withdraw,
  probe,
  reconcile,
  reviewQueue,
  reviewShow,
  reviewDecide,
  extract,
  report,
  evidence,
  verify,
  logCheck,
  logVerify,
  logMirror,
  logProve,
  logVerifyProof,
  witnessInit,
  witnessServe,
  witnessShow,
  policyExplain,
  policyQuestions,
  policyTest,
  policyLint,
  policyMutate,
  policyDiff,
  policyPropose,
  policyApprove,
  policyWithdraw,
  policyReplay,
  policyList,
]
