import type { DirectoryItem } from '../audit/directory-item.ts'
import type { Entry } from '../audit/store.ts'
import type {
  CountersignatureItem,
  DisclosureItem,
  OpenItem,
  Stored,
  WithdrawalItem,
  WriteItem,
} from '../audit/write-item.ts'
import { manifestOffset } from '../protocol/submission.ts'
import { parseSealingJwk } from '../protocol/sealing-key.ts'
import { parseSigningJwk } from '../protocol/signing-key.ts'
import type { Receipt } from '../protocol/statements/receipt.ts'
import { encodeExport, encodeReconciliation, encodeReportApproval } from './count-parameters.ts'
import type { ItemFields } from './item-fields.ts'
import { Packer } from './packer.ts'
import { ColumnsBuilder } from './record-columns.ts'
import type { RecordColumns } from './record-columns.ts'
import { encodeInquiry, encodeRelation, encodeReview, encodeSample } from './review-parameters.ts'
import { encodeUse } from './use-parameters.ts'

/** The batch as `log.append` takes it: records as columns, items as JSON, and all their texts and byte strings in one each. */
export interface AppendParameters {
  readonly records: RecordColumns
  /** Leaves and bodies of the records. */
  readonly texts: string
  /** Null when no item has a fact. */
  readonly items: string | null
  /** Base64. */
  readonly bytes: string
}

/** The parameters of a batch's entries. */
export function encodeAppendParameters(entries: readonly Entry[]): AppendParameters {
  const packer = new Packer()
  const columns = new ColumnsBuilder(packer)
  const items = entries.map(({ id, item, record }) => {
    const fields = encodeItem(item, packer)
    columns.add(id, record, fields)
    return fields
  })
  const hasFacts = entries.some(({ item }) => item.kind !== 'event')
  return {
    records: columns.build(),
    texts: columns.joinTexts(),
    items: hasFacts ? JSON.stringify(items) : null,
    bytes: packer.join(),
  }
}

/** `agency` is whose the record is; `shared` lets the parties of a disclosure read its body as well. */
function encodeItem(item: WriteItem, packer: Packer): ItemFields {
  switch (item.kind) {
    case 'statement':
      return encodeDirectory(item, packer)
    case 'disclosure':
      return encodeDisclosure(item, packer)
    case 'countersignature':
      return encodeCountersignature(item, packer)
    case 'open':
      return encodeOpen(item, packer)
    case 'receipt':
      return {
        ...encodeReceipt(item.statement),
        kind: 'receipt',
        shared: item.statement.payload.disclosure,
        statements: [place('receipt', item.statement, packer)],
      }
    case 'withdrawal':
      return encodeWithdrawal(item, packer)
    case 'reconciliation':
      return encodeReconciliation(item, packer)
    case 'report-approval':
      return encodeReportApproval(item, packer)
    case 'export':
      return encodeExport(item, packer)
    case 'review':
      return encodeReview(item, packer)
    case 'sample':
      return encodeSample(item, packer)
    case 'inquiry':
      return encodeInquiry(item, packer)
    case 'relation':
      return encodeRelation(item, packer)
    case 'report':
      return { ...item, text: packer.placeText(item.text) }
    case 'delivery-alarm':
      return { ...item }
    case 'expiry':
      return { ...item, shared: item.disclosure }
    case 'erasure':
      return { kind: 'erasure', ...item.erased, keptDays: item.keptDays }
    case 'use':
      return encodeUse(item, packer)
    case 'session':
      return { kind: 'session', agency: item.agency, digest: item.token }
    case 'configuration':
    case 'web-bundle':
      return { kind: item.kind, digest: item.digest, text: packer.placeText(item.text) }
    case 'log-opened':
      return { ...item }
    case 'event':
      return { kind: 'event', agency: item.agency }
  }
}

function encodeDirectory(item: DirectoryItem, packer: Packer): ItemFields {
  const { digest, text, payload } = item.statement
  return {
    kind: 'statement',
    of: item.of,
    digest,
    payload,
    text: packer.placeText(text),
    ...(item.of === 'function-key' && { kid: parseSealingJwk(item.statement.payload.key).kid }),
    ...(item.of === 'credential' && { kid: parseSigningJwk(item.statement.payload.key).kid }),
    pack: 'pack' in item && item.pack !== null ? packer.place(item.pack) : null,
  }
}

/** The columns of `log.item`. */
function encodeDisclosure(item: DisclosureItem, packer: Packer): ItemFields {
  const { head, manifest, decision, answer, submission } = item
  const { keyrings } = manifest.payload
  const [decisionAt, decisionSize] = packer.place(decision.bytes)
  const [answerAt, answerSize] = packer.placeText(JSON.stringify(answer.body))
  const [submissionAt, submissionSize] = submission === null ? [] : packer.place(submission)
  return {
    kind: 'disclosure',
    outcome: item.outcome,
    disclosure: head.id,
    shared: head.id,
    digest: manifest.digest,
    agency: head.from.agency,
    function: head.from.function,
    member: head.from.member,
    credential: head.from.credential,
    type: head.type,
    case_ref: head.case,
    case_type: head.caseType,
    urgency: head.urgency,
    purpose: head.purpose,
    decision_function: head.decisionFunction,
    in_reply_to: head.inReplyTo,
    corrects: head.corrects,
    supersedes: head.supersedes,
    respond_by: head.respondBy,
    receivers: arrayLiteral(head.to),
    readers: arrayLiteral(keyrings.map((keyring) => keyring.function)),
    kids: arrayLiteral(keyrings.map((keyring) => keyring.kid)),
    policy_set: decision.policySet,
    decision: decision.digest,
    decision_at: decisionAt,
    decision_size: decisionSize,
    status: answer.status,
    answer_at: answerAt,
    answer_size: answerSize,
    submission_at: submissionAt,
    submission_size: submissionSize,
    delivered: item.delivered.map(({ digest, payload }) => ({
      digest,
      agency: payload.agency,
      function: payload.function,
      at: payload.at,
    })),
    // Of what is denied nothing is kept but the answer.
    statements:
      submission === null
        ? []
        : [
            {
              kind: 'manifest',
              digest: manifest.digest,
              agency: head.from.agency,
              disclosure: head.id,
              // It stands in the submission, and need not be sent twice.
              text_at: submissionAt! + manifestOffset(submission, manifest.text),
              text_size: manifest.text.length,
            },
            ...item.delivered.map((receipt) => place('receipt', receipt, packer)),
          ],
  }
}

function encodeCountersignature(item: CountersignatureItem, packer: Packer): ItemFields {
  const { digest, payload } = item.statement
  return {
    kind: 'countersignature',
    shared: payload.disclosure,
    disclosure: payload.disclosure,
    manifest: payload.manifest,
    digest,
    verdict: payload.verdict,
    agency: payload.agency,
    member: payload.member,
    credential: payload.credential,
    expiresAt: payload.expiresAt,
    known: item.known,
    releases: item.releases,
    policySet: item.decision?.policySet,
    decision: item.decision?.digest,
    decisionBytes: item.decision && packer.place(item.decision.bytes),
    delivered: item.delivered.map(encodeReceipt),
    statements: [
      place('countersignature', item.statement, packer),
      ...item.delivered.map((receipt) => place('receipt', receipt, packer)),
    ],
  }
}

function encodeOpen({ statement }: OpenItem, packer: Packer): ItemFields {
  const { digest, payload } = statement
  return {
    kind: 'open',
    shared: payload.disclosure,
    disclosure: payload.disclosure,
    manifest: payload.manifest,
    digest,
    agency: payload.agency,
    function: payload.function,
    member: payload.member,
    credential: payload.credential,
    at: payload.at,
    statements: [place('open-request', statement, packer)],
  }
}

function encodeReceipt({ digest, payload }: Stored<Receipt>): object {
  return {
    disclosure: payload.disclosure,
    manifest: payload.manifest,
    digest,
    what: payload.what,
    agency: payload.agency,
    function: payload.function,
    member: payload.member,
    credential: payload.credential,
    answer: payload.answer,
    at: payload.at,
  }
}

function encodeWithdrawal({ statement }: WithdrawalItem, packer: Packer): ItemFields {
  const { digest, payload } = statement
  return {
    kind: 'withdrawal',
    shared: payload.disclosure,
    disclosure: payload.disclosure,
    manifest: payload.manifest,
    digest,
    agency: payload.agency,
    function: payload.function,
    member: payload.member,
    credential: payload.credential,
    reasons: arrayLiteral(payload.reasons),
    at: payload.at,
    statements: [place('withdrawal', statement, packer)],
  }
}

type About = Stored<{ readonly agency: string; readonly disclosure: string }>

/** The text of a statement about a disclosure, and whose it is. */
function place(kind: string, statement: About, packer: Packer): object {
  const { agency, disclosure } = statement.payload
  return placeStatement(kind, statement, agency, disclosure, packer)
}

function placeStatement(
  kind: string,
  { digest, text }: Pick<Stored<unknown>, 'digest' | 'text'>,
  agency: string,
  disclosure: string,
  packer: Packer,
): object {
  const [at, size] = packer.placeText(text)
  return { kind, digest, agency, disclosure, text_at: at, text_size: size }
}

/** A list as PostgreSQL reads `text[]`: cheaper to cast than a JSON array is to unnest. */
function arrayLiteral(texts: readonly string[]): string {
  return `{${texts.map((text) => JSON.stringify(text)).join()}}`
}
