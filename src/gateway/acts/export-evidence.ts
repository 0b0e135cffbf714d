import type { Appended } from '../../audit/write-item.ts'
import { agencyOf } from '../../protocol/function-id.ts'
import { EVIDENCE_KINDS, encodeEvidence } from '../../protocol/evidence-bundle.ts'
import type { EvidenceKind, EvidenceStatements } from '../../protocol/evidence-bundle.ts'
import { parseDecision } from '../../policy/encode-decision.ts'
import { headOf } from '../../protocol/head.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import { encodeSubmission } from '../../protocol/submission.ts'
import type { SigningPublicKey } from '../../protocol/signing-key.ts'
import { listRecordsAbout } from '../../storage/appended.ts'
import type { PlacedRecord } from '../../storage/appended.ts'
import type { Db } from '../../storage/db.ts'
import type { DirectoryText } from '../../storage/directory.ts'
import { loadSubmission } from '../../storage/disclosure.ts'
import type { StoredDisclosure } from '../../storage/disclosure.ts'
import { findPolicySet } from '../../storage/policy-set.ts'
import { listStatementsAbout } from '../../storage/statement.ts'
import type { StatementAbout } from '../../storage/statement.ts'
import { listEntryBodies } from '../../storage/tiles.ts'
import { aboutReading } from '../about-reading.ts'
import type { Actor } from '../actor.ts'
import { listAssignments } from '../checks/standing.ts'
import { awaitCosignedHead } from '../cosigned-head.ts'
import { awaitOtherAgency } from '../cosigned-release.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { proveRecords } from '../prove-records.ts'
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
  const recorded = await recordLookUp(
    gate,
    lookUp,
    aboutReading(found, found.reader),
    'evidence.exported',
  )
  await awaitOtherSide(gate, agency, found, recorded)
  const directory = listDirectory(gate, found)
  const records = [
    ...(await listOpenLeaves(gate.db, directory)),
    ...(await listRecordsAbout(gate.db, agency, lookUp.id)),
  ]
  const head = await awaitCosignedHead(gate)
  return encodeEvidence({
    submission: await loadContent(gate, agency, found),
    decision: found.decision.bytes,
    policySet,
    statements: groupByKind([...directory, ...about]),
    ...(await proveRecords(gate.db, records, head)),
    log: gate.logVerifierKey,
    node: gate.node.publicKey,
  })
}

/** An agency is handed ciphertexts here too: where release is strict, once the other side's witness has seen it. */
async function awaitOtherSide(
  gate: Gate,
  agency: string,
  found: StoredDisclosure,
  recorded: Appended,
): Promise<void> {
  const manifest = parseStatementUnsafe('manifest', found.manifest).payload
  const { head } = headOf(manifest)
  // The decision function reads what the sending one does.
  const readers = [head.from.function, ...head.to].filter((id) => agencyOf(id) === agency)
  await awaitOtherAgency(gate, { manifest, head, readers, recorded })
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

async function listOpenLeaves(
  db: Db,
  directory: readonly DirectoryText[],
): Promise<PlacedRecord[]> {
  return Promise.all(directory.map(({ recorded: position }) => loadOpenLeaf(db, position)))
}

async function loadOpenLeaf(db: Db, position: number): Promise<PlacedRecord> {
  const [leaf] = await listEntryBodies(db, position, position + 1)
  return { position, leaf: leaf!, body: null, nonce: null }
}
