import { agencyOf } from '../../protocol/function-id.ts'
import { EVIDENCE_KINDS, encodeEvidence } from '../../protocol/evidence-bundle.ts'
import type {
  EvidenceKind,
  EvidenceRecord,
  EvidenceStatements,
} from '../../protocol/evidence-bundle.ts'
import { parseDecision } from '../../policy/encode-decision.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import { encodeSubmission } from '../../protocol/submission.ts'
import type { SigningPublicKey } from '../../protocol/signing-key.ts'
import { inclusionRanges } from '../../protocol/tlog/inclusion.ts'
import { listRecordsAbout } from '../../storage/appended.ts'
import type { Db } from '../../storage/db.ts'
import type { DirectoryText } from '../../storage/directory.ts'
import { loadSubmission } from '../../storage/disclosure.ts'
import type { StoredDisclosure } from '../../storage/disclosure.ts'
import { findPolicySet } from '../../storage/policy-set.ts'
import { listStatementsAbout } from '../../storage/statement.ts'
import type { StatementAbout } from '../../storage/statement.ts'
import { listEntryBodies, loadRangeHashes } from '../../storage/tiles.ts'
import type { Actor } from '../actor.ts'
import { listAssignments } from '../checks/standing.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { loadCheckpoint } from '../log-proofs.ts'
import { loadReadable } from '../readable.ts'
import { recordLookUp } from './look-up.ts'
import type { LookUp } from './look-up.ts'

/** What evidence is signed and logged by. */
export interface EvidenceGate extends Gate {
  readonly node: SigningPublicKey | null
  readonly logVerifierKey: string
}

/**
 * Everything needed to verify a disclosure offline, in one file, under one checkpoint: for a party to it, once it is
 * accepted; on the receiving side for who has opened it. The export is recorded before it leaves. Throws `not-opened`.
 */
export async function exportEvidence(gate: EvidenceGate, lookUp: LookUp): Promise<Uint8Array> {
  const { agency } = lookUp.actor
  const found = await loadReadable(gate, lookUp)
  const policySet = await findPolicySet(gate.db, parseDecision(found.decision.bytes).policySet)
  if (gate.node === null || policySet === undefined)
    throw new GatewayError('read-only', 'the node cannot vouch for it now')
  const about = await listStatementsAbout(gate.db, agency, lookUp.id)
  verifyOpened(gate, lookUp.actor, found, about)
  await recordLookUp(gate, lookUp, found, 'evidence.exported')
  const directory = listDirectory(gate, found)
  const checkpoint = await loadCheckpoint(gate.db)
  const records = await listRecordsAbout(gate.db, agency, lookUp.id)
  return encodeEvidence({
    submission: await loadContent(gate, agency, found),
    decision: found.decision.bytes,
    policySet,
    statements: groupByKind([...directory, ...about]),
    records: [
      ...(await proveOpenLeaves(gate.db, directory, checkpoint.size)),
      ...(await prove(gate.db, records, checkpoint.size)),
    ].sort((a, b) => a.index - b.index),
    checkpoint: checkpoint.note,
    log: gate.logVerifierKey,
    node: gate.node.publicKey,
  })
}

/** What was sent; of what has expired the signed manifest alone, whose digests the record of the expiry explains. */
async function loadContent(
  { db }: Gate,
  agency: string,
  { id, manifest, expiredAt }: StoredDisclosure,
): Promise<Uint8Array> {
  if (expiredAt === undefined) return loadSubmission(db, agency, id)
  return encodeSubmission({ manifest, parts: new Map(), keyrings: new Map() })
}

/**
 * The file holds ciphertexts and keyrings, and a receiver gets those only against an open request of his own: else the file
 * would be a way to read without saying so.
 */
function verifyOpened(
  gate: Gate,
  actor: Actor,
  { from, decisionFunction }: StoredDisclosure,
  about: readonly StatementAbout[],
): void {
  const isOfSender = listAssignments(gate, actor).some(({ function: id }) =>
    [from.function, decisionFunction].includes(id),
  )
  const hasOpened = about.some(
    ({ kind, text }) =>
      kind === 'open-request' && parseStatementUnsafe(kind, text).payload.member === actor.member,
  )
  if (!isOfSender && !hasOpened)
    throw new GatewayError('not-opened', 'evidence holds what this member has not opened')
}

/** The statements of the agencies concerned, the agreements between them, and what this node says of its law. */
function listDirectory(
  { directory }: Gate,
  { from, to }: StoredDisclosure,
): readonly DirectoryText[] {
  const parties = new Set([from.agency, ...to.map(agencyOf)])
  return directory.texts().filter(({ kind, agency, text }) => {
    if (kind === 'policy-activation') return true
    if (!isEvidenceKind(kind)) return false
    if (kind !== 'agreement') return agency !== null && parties.has(agency)
    const agreement = parseStatementUnsafe('agreement', text).payload
    return agreement.parties.filter((party) => parties.has(party)).length > 1
  })
}

function isEvidenceKind(kind: string): kind is EvidenceKind {
  return (EVIDENCE_KINDS as readonly string[]).includes(kind)
}

function groupByKind(
  statements: readonly { readonly kind: string; readonly text: string }[],
): EvidenceStatements {
  const ofKind = (kind: EvidenceKind) =>
    statements.filter((statement) => statement.kind === kind).map(({ text }) => text)
  return {
    root: ofKind('root'),
    'function-key': ofKind('function-key'),
    credential: ofKind('credential'),
    agreement: ofKind('agreement'),
    roster: ofKind('roster'),
    'policy-activation': ofKind('policy-activation'),
    'open-request': ofKind('open-request'),
    countersignature: ofKind('countersignature'),
    receipt: ofKind('receipt'),
    withdrawal: ofKind('withdrawal'),
  }
}

async function proveOpenLeaves(
  db: Db,
  directory: readonly DirectoryText[],
  size: number,
): Promise<EvidenceRecord[]> {
  const leaves = await Promise.all(
    directory.map(async ({ recorded: index }) => {
      const [leaf] = await listEntryBodies(db, index, index + 1)
      return { index, leaf: leaf!, body: null, nonce: null }
    }),
  )
  return prove(db, leaves, size)
}

async function prove(
  db: Db,
  records: readonly Omit<EvidenceRecord, 'proof'>[],
  size: number,
): Promise<EvidenceRecord[]> {
  return Promise.all(
    records.map(async ({ index, leaf, body, nonce }) => ({
      index,
      leaf,
      body,
      nonce,
      proof: await loadRangeHashes(db, inclusionRanges(index, size)),
    })),
  )
}
