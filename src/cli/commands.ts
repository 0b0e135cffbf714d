import type { Command } from './command.ts'

type LoadCommand = () => Promise<Command>

/**
 * Every command of `sluss` by its name, in the order in which the help lists them: first set up, then use, then verify. Each is
 * loaded when it is run, since nobody should wait for what he does not use.
 */
export const COMMANDS: ReadonlyMap<string, LoadCommand> = new Map<string, LoadCommand>([
  ['agency init', async () => (await import('./commands/agency-init.ts')).agencyInit],
  ['agency trust', async () => (await import('./commands/agency-trust.ts')).agencyTrust],
  ['gateway trust', async () => (await import('./commands/gateway-trust.ts')).gatewayTrust],
  ['function add', async () => (await import('./commands/function-add.ts')).functionAdd],
  ['function rotate', async () => (await import('./commands/function-rotate.ts')).functionRotate],
  ['member add', async () => (await import('./commands/member-add.ts')).memberAdd],
  ['member admit', async () => (await import('./commands/member-admit.ts')).memberAdmit],
  [
    'member introduce',
    async () => (await import('./commands/member-introduce.ts')).memberIntroduce,
  ],
  [
    'member receive-key',
    async () => (await import('./commands/member-receive-key.ts')).memberReceiveKey,
  ],
  ['member revoke', async () => (await import('./commands/member-revoke.ts')).memberRevoke],
  ['roster publish', async () => (await import('./commands/roster-publish.ts')).rosterPublish],
  ['publish', async () => (await import('./commands/publish.ts')).publish],
  [
    'agreement create',
    async () => (await import('./commands/agreement-create.ts')).agreementCreate,
  ],
  ['agreement sign', async () => (await import('./commands/agreement-sign.ts')).agreementSign],
  ['keys show', async () => (await import('./commands/keys-show.ts')).keysShow],
  ['dry-run', async () => (await import('./commands/dry-run.ts')).dryRunCommand],
  ['send', async () => (await import('./commands/send.ts')).send],
  ['inbox', async () => (await import('./commands/inbox.ts')).inbox],
  ['open', async () => (await import('./commands/open.ts')).open],
  ['receipt', async () => (await import('./commands/receipt.ts')).receipt],
  ['reply', async () => (await import('./commands/reply.ts')).reply],
  ['held', async () => (await import('./commands/inbox.ts')).held],
  ['countersign', async () => (await import('./commands/countersign.ts')).countersign],
  ['withdraw', async () => (await import('./commands/withdraw.ts')).withdraw],
  ['probe', async () => (await import('./commands/probe.ts')).probe],
  ['reconcile', async () => (await import('./commands/reconcile.ts')).reconcile],
  [
    'relation declare',
    async () => (await import('./commands/relation-declare.ts')).relationDeclare,
  ],
  ['relation bar', async () => (await import('./commands/relation-declare.ts')).relationBar],
  [
    'relation readmit',
    async () => (await import('./commands/relation-declare.ts')).relationReadmit,
  ],
  ['review queue', async () => (await import('./commands/review-queue.ts')).reviewQueue],
  ['review show', async () => (await import('./commands/review-show.ts')).reviewShow],
  ['review decide', async () => (await import('./commands/review-decide.ts')).reviewDecide],
  ['review sample', async () => (await import('./commands/review-sample.ts')).reviewSample],
  ['review timeline', async () => (await import('./commands/review-timeline.ts')).reviewTimeline],
  ['review inquire', async () => (await import('./commands/review-inquire.ts')).reviewInquire],
  ['review inquiries', async () => (await import('./commands/review-inquire.ts')).reviewInquiries],
  ['review approve', async () => (await import('./commands/review-inquire.ts')).reviewApprove],
  ['extract', async () => (await import('./commands/extract.ts')).extract],
  ['report sign', async () => (await import('./commands/report-sign.ts')).reportSign],
  ['report', async () => (await import('./commands/report.ts')).report],
  ['export verify', async () => (await import('./commands/export-verify.ts')).exportVerify],
  ['evidence', async () => (await import('./commands/evidence.ts')).evidence],
  ['verify', async () => (await import('./commands/verify.ts')).verify],
  ['log check', async () => (await import('./commands/log-check.ts')).logCheck],
  ['log verify', async () => (await import('./commands/log-verify.ts')).logVerify],
  ['log mirror', async () => (await import('./commands/log-mirror.ts')).logMirror],
  ['log prove', async () => (await import('./commands/log-prove.ts')).logProve],
  ['log verify-proof', async () => (await import('./commands/log-verify-proof.ts')).logVerifyProof],
  ['witness init', async () => (await import('./commands/witness-init.ts')).witnessInit],
  ['witness serve', async () => (await import('./commands/witness-serve.ts')).witnessServe],
  ['witness show', async () => (await import('./commands/witness-show.ts')).witnessShow],
  ['web check', async () => (await import('./commands/web-check.ts')).webCheck],
  ['web', async () => (await import('./commands/web.ts')).web],
  ['policy explain', async () => (await import('./commands/policy-explain.ts')).policyExplain],
  [
    'policy questions',
    async () => (await import('./commands/policy-questions.ts')).policyQuestions,
  ],
  ['policy test', async () => (await import('./commands/policy-test.ts')).policyTest],
  ['policy lint', async () => (await import('./commands/policy-lint.ts')).policyLint],
  ['policy mutate', async () => (await import('./commands/policy-mutate.ts')).policyMutate],
  ['policy diff', async () => (await import('./commands/policy-diff.ts')).policyDiff],
  ['policy propose', async () => (await import('./commands/policy-propose.ts')).policyPropose],
  ['policy approve', async () => (await import('./commands/policy-approve.ts')).policyApprove],
  ['policy withdraw', async () => (await import('./commands/policy-withdraw.ts')).policyWithdraw],
  ['policy replay', async () => (await import('./commands/policy-replay.ts')).policyReplay],
  ['policy list', async () => (await import('./commands/policy-list.ts')).policyList],
])

/** All of them, for who wants to know about each. */
export function loadCommands(): Promise<readonly Command[]> {
  return Promise.all(Array.from(COMMANDS.values(), (load) => load()))
}
