import { commitmentOf } from '../protocol/commitment.ts'
import { encodeClosedLeaf, encodeOpenLeaf, encodeRecordBody } from '../protocol/record.ts'
import type { RecordBody } from '../protocol/record.ts'
import type { Digest } from '../protocol/sha256.ts'
import { STATEMENT_KINDS } from '../protocol/statement-kinds.ts'
import type { StatementKind } from '../protocol/statement-kinds.ts'
import type { Reconciliation } from '../protocol/statements/reconciliation.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { EventItem, RecordBytes, WriteItem } from './write-item.ts'

/** The bytes that record an item: of what a statement says, the leaf that the table of kinds names; of all else a closed one. */
export function buildRecord(item: WriteItem, id: Uuid, at: Time, nonce: Uint8Array): RecordBytes {
  const stated = statedBy(item)
  if (stated !== undefined && STATEMENT_KINDS[stated.kind].leaf === 'open') {
    const leaf = encodeOpenLeaf({ v: 1, id, ts: at, ev: stated.kind, digest: stated.digest })
    return { leaf, body: null, nonce: null }
  }
  const body = encodeRecordBody(bodyOf(item, at))
  const c = commitmentOf(body, nonce)
  return { leaf: encodeClosedLeaf({ v: 1, id, c }), body, nonce }
}

interface Stated {
  readonly kind: StatementKind
  readonly digest: Digest
}

/** The statement that an item records; undefined for what the node itself notes. */
function statedBy(item: WriteItem): Stated | undefined {
  switch (item.kind) {
    case 'event':
    case 'expiry':
      return undefined
    case 'disclosure':
      return { kind: 'manifest', digest: item.manifest.digest }
    case 'statement':
      return { kind: item.of, digest: item.statement.digest }
    case 'open':
      return { kind: 'open-request', digest: item.statement.digest }
    default:
      return { kind: item.kind, digest: item.statement.digest }
  }
}

function bodyOf(item: WriteItem, ts: Time): RecordBody {
  switch (item.kind) {
    case 'event':
      return eventBody(item, ts)
    case 'statement': {
      const { digest, payload } = item.statement
      const agency = 'agency' in payload ? payload.agency : null
      return { v: 1, ev: item.of, ts, agency, actor: null, statement: digest }
    }
    case 'disclosure': {
      const { head } = item
      return {
        v: 1,
        ev: `disclosure.${item.outcome}`,
        ts,
        agency: head.from.agency,
        actor: head.from.member,
        function: head.from.function,
        purpose: head.purpose,
        case: head.case,
        disclosure: head.id,
        manifest: item.manifest.digest,
        ...(item.delivered.length > 0 && { delivered: item.delivered.map(({ digest }) => digest) }),
        parts: item.manifest.payload.parts.length,
        to: head.to,
        grounds: [...new Set(head.grounds.map(({ rule, version }) => `${rule}@${version}`))],
        policySet: item.decision.policySet,
        decision: item.decision.digest,
        ...(item.code !== undefined && { code: item.code }),
      }
    }
    case 'countersignature': {
      const { digest, payload } = item.statement
      return {
        ...actBody(`countersignature.${payload.verdict}`, ts, payload),
        disclosure: payload.disclosure,
        manifest: payload.manifest,
        statement: digest,
        ...(item.delivered.length > 0 && { delivered: item.delivered.map(({ digest }) => digest) }),
        policySet: item.decision?.policySet ?? payload.policySet,
        decision: item.decision?.digest ?? payload.decision,
      }
    }
    case 'open': {
      const { digest, payload } = item.statement
      return {
        ...actBody('disclosure.opened', ts, payload),
        purpose: payload.purpose,
        disclosure: payload.disclosure,
        manifest: payload.manifest,
        statement: digest,
      }
    }
    case 'expiry': {
      const { disclosure, manifest } = item
      return { v: 1, ev: 'content.expired', ts, agency: null, actor: null, disclosure, manifest }
    }
    case 'reconciliation': {
      const { digest, payload } = item.statement
      return {
        ...actBody('reconciliation.stated', ts, payload),
        to: [payload.with],
        statement: digest,
        counts: countsOf(payload),
      }
    }
    case 'withdrawal': {
      const { digest, payload } = item.statement
      return {
        ...actBody('disclosure.withdrawn', ts, payload),
        disclosure: payload.disclosure,
        manifest: payload.manifest,
        statement: digest,
      }
    }
    case 'receipt': {
      const { digest, payload } = item.statement
      return {
        ...actBody(`disclosure.${payload.what}`, ts, payload),
        disclosure: payload.disclosure,
        manifest: payload.manifest,
        statement: digest,
      }
    }
  }
}

/** What a day's count comes to over all pairs. */
function countsOf({ pairs }: Reconciliation): Record<string, number> {
  const sum = (what: 'sent' | 'delivered' | 'opened' | 'unopened') =>
    pairs.reduce((total, pair) => total + pair[what], 0)
  return {
    sent: sum('sent'),
    delivered: sum('delivered'),
    opened: sum('opened'),
    unopened: sum('unopened'),
  }
}

interface Act {
  readonly agency: string
  readonly function: string
  readonly member: Uuid | null
}

function actBody(ev: string, ts: Time, act: Act): RecordBody {
  return { v: 1, ev, ts, agency: act.agency, actor: act.member, function: act.function }
}

function eventBody(
  { kind: _kind, event, agency, actor, ...rest }: EventItem,
  ts: Time,
): RecordBody {
  return { v: 1, ev: event, ts, agency, actor, ...rest }
}
