import { parseUtf8 } from '../protocol/bytes.ts'
import type { Digest } from '../protocol/sha256.ts'
import { encodeTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Db } from './db.ts'

/** That this node applies a policy set from a time on. */
export interface RecordedActivation {
  readonly policySet: Digest
  readonly activeFrom: Time
  /** Null for the first of the node. */
  readonly proposal: Digest | null
  readonly recorded: number
}

/** Every activation, in the log's order. */
export async function listPolicyActivations(db: Db): Promise<RecordedActivation[]> {
  const rows = await db<
    { policySet: string; activeFrom: Date; proposal: string | null; recorded: string }[]
  >`
    select policy_set as "policySet", active_from as "activeFrom", proposal, recorded
      from facts.policy_activation
     order by recorded
  `
  return rows.map(({ activeFrom, recorded, ...row }) => ({
    ...row,
    activeFrom: encodeTime(activeFrom.getTime()),
    recorded: Number(recorded),
  }))
}

/** One approval of a proposal. */
export interface RecordedApproval {
  readonly digest: Digest
  readonly agency: string
  readonly member: Uuid
  /** Whether the approver still acts for the agency: else the approval does not count. */
  readonly standing: boolean
  /** The compact JWS. */
  readonly text: string
}

/** A policy set that was proposed, and what came of it. */
export interface RecordedProposal {
  readonly digest: Digest
  readonly policySet: Digest
  /** When it is to become active. */
  readonly activeFrom: Time
  /** `open`, or why nothing more can come of it: it became active, was withdrawn, or a later one became active first. */
  readonly fate: 'open' | 'active' | 'withdrawn' | 'passed-over'
  /** The compact JWS. */
  readonly text: string
  /** In the log's order. */
  readonly approvals: readonly RecordedApproval[]
  readonly recorded: number
}

interface ProposalRow {
  readonly digest: string
  readonly policy_set: string
  readonly active_from: Date
  readonly verdict: 'already-active' | 'proposal-closed' | null
  readonly withdrawn: boolean
  readonly recorded: string
  readonly text: Uint8Array
  readonly approvals: readonly RecordedApproval[]
}

/** Every proposal, in the log's order. */
export async function listPolicyProposals(db: Db): Promise<RecordedProposal[]> {
  const rows = await db<ProposalRow[]>`
    select *
      from facts.list_policy_proposals()
  `
  return rows.map((row) => ({
    digest: row.digest,
    policySet: row.policy_set,
    activeFrom: encodeTime(row.active_from.getTime()),
    fate: fateOf(row),
    text: parseUtf8(row.text),
    approvals: row.approvals,
    recorded: Number(row.recorded),
  }))
}

function fateOf({ verdict, withdrawn }: ProposalRow): RecordedProposal['fate'] {
  if (verdict === null) return 'open'
  if (verdict === 'already-active') return 'active'
  return withdrawn ? 'withdrawn' : 'passed-over'
}

/** The signed withdrawals, by digest of their proposal. */
export async function listPolicyWithdrawals(db: Db): Promise<ReadonlyMap<Digest, string>> {
  const rows = await db<{ proposal: string; text: Uint8Array }[]>`
    select proposal, text
      from facts.list_policy_withdrawals()
  `
  return new Map(rows.map(({ proposal, text }) => [proposal, parseUtf8(text)]))
}

/** The encoded policy set with this digest, if it was ever proposed or active here. */
export async function findPolicySet(db: Db, digest: Digest): Promise<Uint8Array | undefined> {
  const [row] = await db<{ bytes: Uint8Array }[]>`
    select bytes
      from content.policy_set
     where digest = ${digest}
  `
  return row?.bytes
}
