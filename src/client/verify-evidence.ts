/**
 * Verifies an evidence bundle offline: what was disclosed, by whom, to whom, under which law, and what became of it, without
 * trusting the gateway or whoever hands over the file. The verifier brings the pins; everything else is in the bundle.
 *
 * Each check is a line of the result, so that a court, an auditor or the other party sees what holds and what does not. A
 * check that needs the result of a failed one is not made, and says so.
 *
 * @module
 */
import type { Explanation } from '../policy/explaining/explanation.ts'
import { listUncovered, verifyAgreement } from '../protocol/agency-agreement.ts'
import { EVIDENCE_KINDS, parseEvidence } from '../protocol/evidence-bundle.ts'
import type { Evidence } from '../protocol/evidence-bundle.ts'
import { headOf } from '../protocol/head.ts'
import { verifyKeyringBytes } from '../protocol/keyring.ts'
import { verifyPartCiphertext } from '../protocol/part.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { parseSigningPublicKey } from '../protocol/signing-key.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import { STATEMENT_KINDS } from '../protocol/statement-kinds.ts'
import type { Statement } from '../protocol/statement.ts'
import type { Head } from '../protocol/statements/head.ts'
import { parseSubmission } from '../protocol/submission.ts'
import type { Submission } from '../protocol/submission.ts'
import { parseVerifierKey } from '../protocol/tlog/note.ts'
import { verifyQuorum } from '../protocol/tlog/policy.ts'
import type { LogPolicy } from '../protocol/tlog/policy.ts'
import { CheckList } from './check-list.ts'
import type { Check } from './check-list.ts'
import type { Pins } from './directory.ts'
import { ClientError } from './errors.ts'
import {
  loadEvidenceAgency,
  loadEvidenceFunction,
  sourcesAt,
  verifyEvidenceAgencies,
  verifyListed,
} from './evidence-agencies.ts'
import type { EvidenceAgency } from './evidence-agencies.ts'
import { verifyDecision } from './evidence-decision.ts'
import { loadRecordOf, verifyEvidenceRecords } from './evidence-records.ts'
import type { ProvenRecord } from './evidence-records.ts'
import { verifyHistory } from './evidence-history.ts'
import type { GatewayKeys } from './gateway-keys.ts'
import { judgeAuthor } from './judge-author.ts'

/** What the verifier knows from elsewhere. */
export interface EvidenceTrust {
  readonly pins: Pins
  /** The log's verifier key. Without it the bundle's own is used, and the result says that it was not compared. */
  readonly log?: string
  /** `kid` of the node's key; as for the log. */
  readonly node?: string
  /** Whose cosignatures the log must carry; without it nobody's are asked for. */
  readonly policy?: LogPolicy
  /** ms since 1970. */
  readonly now: number
}

/** The result: every check, and what the bundle shows if all of them hold. */
export interface EvidenceResult {
  readonly ok: boolean
  readonly checks: readonly Check[]
  /** Null if the bundle could not even be read. */
  readonly head: Head | null
  /** The keys that node and log signed with. Null if the bundle could not be read, or the node's key is not the pinned one. */
  readonly keys: GatewayKeys | null
  /** The decision, as the bundled law explains it. Null unless it was verified. */
  readonly explanation: Explanation | null
  /** Whether the sealed bytes were deleted before the bundle was made, as a record in the log says. */
  readonly isExpired: boolean
}

/** Verifies a bundle. Never throws for what the bundle holds: a refusal is a failed check. */
export function verifyEvidence(bytes: Uint8Array, trust: EvidenceTrust): EvidenceResult {
  const list = new CheckList()
  const evidence = list.check('format', () => parseEvidence(bytes))
  const submission = list.check('submission', () => parseSubmission(evidence().submission))
  const manifest = list.check('manifest', () =>
    parseStatementUnsafe('manifest', submission().manifest),
  )
  const agencies = list.check('agencies', () =>
    verifyEvidenceAgencies(evidence(), trust.pins, trust.now),
  )
  const records = list.check('log', () => verifyLog(evidence(), trust.log))
  if (trust.policy !== undefined)
    list.check('witnesses', () => verifyWitnesses(evidence(), records(), trust.policy!))
  const node = list.check('node', () => verifyNode(evidence(), trust.node))
  const contents = list.check('contents', () => verifyContents(manifest(), submission(), records()))
  const disclosed = list.check('recorded', () => loadDisclosureRecord(records(), manifest()))
  list.check('author', () => verifyAuthor(manifest(), agencies(), records(), disclosed()))
  list.check('receivers', () => verifyKeyringReaders(manifest(), agencies(), disclosed().at))
  list.check('statements', () => verifyRecorded(evidence(), records()))
  list.check('agreement', () => verifyCover(evidence(), manifest(), agencies(), disclosed().at))
  const explanation = list.check('decision', () =>
    verifyDecision(evidence(), manifest(), agencies(), records()),
  )
  list.check('history', () =>
    verifyHistory({
      evidence: evidence(),
      manifest: manifest(),
      agencies: agencies(),
      records: records(),
      disclosed: disclosed(),
    }),
  )
  const { checks } = list
  const head = list.isOk('manifest') ? headOf(manifest().payload).head : null
  const keys = list.isOk('node') ? { node: node(), log: evidence().log } : null
  const isExpired = list.isOk('contents') && contents() === 'expired'
  return {
    ok: checks.every(({ ok }) => ok),
    checks,
    head,
    keys,
    explanation: list.isOk('decision') ? explanation() : null,
    isExpired,
  }
}

/** How far a gateway's clock may be ahead of a witness's, in ms: what its database allows it to be ahead. */
const AHEAD = 60_000

/**
 * The newest checkpoint stands for those before it, which it pins year by year. Nothing that it holds can have happened after a witness
 * saw it.
 */
function verifyWitnesses(
  { checkpoints, log }: Evidence,
  records: readonly ProvenRecord[],
  policy: LogPolicy,
): void {
  const newest = records.at(-1)?.at ?? 0
  const notBefore = Math.floor((newest - AHEAD) / 1000)
  verifyQuorum(checkpoints.at(-1)!, policy, { log: parseVerifierKey(log), notBefore })
}

function verifyLog(evidence: Evidence, pinned: string | undefined): ProvenRecord[] {
  if (pinned !== undefined && pinned !== evidence.log) {
    throw new ClientError('log-key-wrong', 'the bundle is of another log')
  }
  return verifyEvidenceRecords(evidence, parseVerifierKey(evidence.log))
}

/** `kid` of the key by which the node's own statements are. Throws `node-key-wrong` if it is not the pinned one. */
function verifyNode({ node }: Evidence, pinned: string | undefined): string {
  const { kid } = parseSigningPublicKey(node)
  if (pinned !== undefined && pinned !== kid) {
    throw new ClientError('node-key-wrong', 'the bundle is of another node')
  }
  return kid
}

/** What was sent is exactly what was signed, unless all of it is gone and the log says that it expired. */
function verifyContents(
  manifest: Statement<'manifest'>,
  submission: Submission,
  records: readonly ProvenRecord[],
): 'whole' | 'expired' {
  if (submission.parts.size + submission.keyrings.size === 0) {
    const isExpired = ({ body }: ProvenRecord) =>
      body?.ev === 'content.expired' && body.manifest === manifest.digest
    if (records.some(isExpired)) return 'expired'
  }
  const { parts, keyrings } = manifest.payload
  if (parts.length !== submission.parts.size || keyrings.length !== submission.keyrings.size) {
    throw new ProtocolError('submission-invalid', 'something was added or left out')
  }
  for (const part of parts) {
    verifyPartCiphertext(submission.parts.get(part.id) ?? new Uint8Array(), part)
  }
  for (const keyring of keyrings) {
    verifyKeyringBytes(
      submission.keyrings.get(keyring.function) ?? new Uint8Array(),
      keyring.digest,
    )
  }
  return 'whole'
}

/** How a disclosure enters the log. A refusal names it too, but lets nothing in. */
const ENTRIES: ReadonlySet<string> = new Set(['disclosure.held', 'disclosure.released'])

/** The record by which the disclosure entered the log. */
function loadDisclosureRecord(
  records: readonly ProvenRecord[],
  manifest: Statement<'manifest'>,
): ProvenRecord {
  const { id } = headOf(manifest.payload).head
  const found = records.find(
    ({ body }) =>
      body !== null &&
      ENTRIES.has(body.ev) &&
      body.manifest === manifest.digest &&
      body.disclosure === id,
  )
  if (found === undefined) throw new ProtocolError('record-invalid', 'the disclosure has no record')
  return found
}

function verifyAuthor(
  manifest: Statement<'manifest'>,
  agencies: ReadonlyMap<string, EvidenceAgency>,
  records: readonly ProvenRecord[],
  disclosed: ProvenRecord,
): void {
  const { from } = headOf(manifest.payload).head
  const agency = loadEvidenceAgency(agencies, from.agency)
  const { isCompromised } = judgeAuthor(
    manifest,
    sourcesAt(agency, records, disclosed),
    disclosed.at,
  )
  verifyListed(agency, from.credential)
  if (isCompromised) {
    throw new ProtocolError('credential-revoked', 'the key may have been in wrong hands')
  }
}

/** Each keyring is sealed to a key that the custodians signed for. */
function verifyKeyringReaders(
  manifest: Statement<'manifest'>,
  agencies: ReadonlyMap<string, EvidenceAgency>,
  at: number,
): void {
  for (const { function: id, kid } of manifest.payload.keyrings) {
    if (!loadEvidenceFunction(agencies, id, at).kids.has(kid)) {
      throw new ProtocolError('kid-unknown', 'a keyring is sealed to a key of nobody’s')
    }
  }
}

/** Every statement of the bundle has its record, under the leaf of its kind: none was made up afterwards. */
function verifyRecorded({ statements }: Evidence, records: readonly ProvenRecord[]): void {
  for (const kind of EVIDENCE_KINDS) {
    for (const text of statements[kind]) {
      const { digest } = parseStatementUnsafe(kind, text)
      const leaf = loadRecordOf(records, digest).body === null ? 'open' : 'closed'
      if (leaf !== STATEMENT_KINDS[kind].leaf) {
        throw new ProtocolError('record-invalid', 'a statement has the leaf of another kind')
      }
    }
  }
}

function verifyCover(
  { statements }: Evidence,
  manifest: Statement<'manifest'>,
  agencies: ReadonlyMap<string, EvidenceAgency>,
  at: number,
): void {
  const roots = new Map(Array.from(agencies, ([agency, { root }]) => [agency, root]))
  const agreements = statements.agreement.map((text) => verifyAgreement(text, roots))
  if (listUncovered(agreements, headOf(manifest.payload).head, at).length > 0) {
    throw new ClientError('agreement-missing', 'no agreement covers the disclosure')
  }
}
