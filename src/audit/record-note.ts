import type { RecordBody } from '../protocol/record.ts'
import type { RecordEvent } from '../protocol/record-events.ts'
import type { Reconciliation } from '../protocol/statements/reconciliation.ts'
import type { Relation } from '../protocol/statements/relation.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { aboutManifest } from './record-about.ts'
import { isNodeItem } from './write-item.ts'
import type { EventItem, NodeItem, Stored, WriteItem } from './write-item.ts'

/** What a closed record will say, with the member as such: who he is goes into the detail, and a pseudonym into the body. */
export interface RecordNote extends Omit<
  RecordBody,
  'v' | 'ev' | 'ts' | 'actor' | 'det' | 'roles' | 'client' | 'clockBehind'
> {
  readonly ev: RecordEvent
  /** Member id. */
  readonly actor: Uuid | null
  readonly detail?: EventItem['detail']
}

/** What the record of an item says, if its leaf is closed. */
export function noteOf(item: Exclude<WriteItem, NodeItem>): RecordNote {
  switch (item.kind) {
    case 'event':
      return eventNote(item)
    case 'statement': {
      const { digest, payload } = item.statement
      const agency = 'agency' in payload ? payload.agency : null
      return { ev: item.of, agency, actor: null, statement: digest }
    }
    case 'disclosure': {
      const { head } = item
      return {
        ev: `disclosure.${item.outcome}`,
        agency: head.from.agency,
        actor: head.from.member,
        function: head.from.function,
        purpose: head.purpose,
        disclosure: head.id,
        manifest: item.manifest.digest,
        ...deliveredBy(item),
        ...aboutManifest(item.manifest.payload, head),
        policySet: item.decision.policySet,
        decision: item.decision.digest,
        ...(item.code !== undefined && { code: item.code }),
      }
    }
    case 'countersignature': {
      const { payload } = item.statement
      return {
        ...actNote(`countersignature.${payload.verdict}`, item.statement),
        ...item.about,
        ...deliveredBy(item),
        policySet: item.decision?.policySet ?? payload.policySet,
        decision: item.decision?.digest ?? payload.decision,
      }
    }
    case 'open':
      return {
        ...actNote('disclosure.opened', item.statement),
        purpose: item.statement.payload.purpose,
        ...item.about,
      }
    case 'use': {
      const { what, purpose } = item.statement.payload
      return { ...actNote(`disclosure.${what}`, item.statement), purpose, ...item.about }
    }
    case 'session': {
      const { agency, actor } = item
      return { ev: 'session.started', agency, actor }
    }
    case 'expiry': {
      const { disclosure, manifest } = item
      return { ev: 'content.expired', agency: null, actor: null, disclosure, manifest }
    }
    case 'reconciliation': {
      const { digest, payload } = item.statement
      const { agency, member: actor, function: id } = payload
      return {
        ev: 'reconciliation.stated',
        agency,
        actor,
        function: id,
        to: [payload.with],
        statement: digest,
        counts: countsOf(payload),
      }
    }
    case 'export': {
      const { digest, payload } = item.statement
      const { agency, member: actor, function: id } = payload
      const counts = { files: payload.files.length }
      return { ev: 'data.exported', agency, actor, function: id, statement: digest, counts }
    }
    case 'report-approval': {
      const { digest, payload } = item.statement
      const { agency, member: actor, function: id, of } = payload
      return { ev: 'report.approved', agency, actor, function: id, to: [of], statement: digest }
    }
    case 'review': {
      const { digest, payload } = item.statement
      const { agency, member: actor, function: id, verdict: code } = payload
      return { ev: 'review.decided', agency, actor, function: id, statement: digest, code }
    }
    case 'sample': {
      const { digest, payload } = item.statement
      const { agency, member: actor, function: id, what, drawn } = payload
      const note = { agency, actor, function: id, statement: digest } as const
      if (what === 'announce') return { ev: 'review.sample-announced', ...note }
      return { ev: 'review.sample-drawn', ...note, counts: { drawn: drawn?.length ?? 0 } }
    }
    case 'inquiry': {
      const { digest, payload } = item.statement
      const { agency, member: actor, function: id, what } = payload
      const ev = what === 'request' ? 'review.inquiry-requested' : 'review.inquiry-approved'
      return { ev, agency, actor, function: id, statement: digest }
    }
    case 'relation': {
      const { digest, payload } = item.statement
      const { agency, member: actor, function: id } = payload
      const ofCase = payload.case === undefined ? {} : { case: payload.case }
      return {
        ev: 'relation.declared',
        agency,
        actor,
        function: id,
        ...ofCase,
        statement: digest,
        code: saidIn(payload),
      }
    }
    case 'report': {
      const { agency, actor, digest } = item
      return { ev: 'report.made', agency, actor, statement: digest }
    }
    case 'delivery-alarm': {
      const { agency, code, from, to, messages } = item
      return {
        ev: 'delivery.alarm',
        agency,
        actor: null,
        code,
        to: [from, to],
        counts: { messages },
      }
    }
    case 'withdrawal':
      return { ...actNote('disclosure.withdrawn', item.statement), case: item.case }
    case 'receipt': {
      const { what } = item.statement.payload
      if (what === 'delivered') throw new TypeError('a delivery is recorded with its release')
      return { ...actNote(`disclosure.${what}`, item.statement), case: item.case }
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

/** A member's act, or the node's own, on a disclosure. */
interface Act {
  readonly agency: string
  readonly function: string
  readonly member: Uuid | null
  readonly disclosure: Uuid
  readonly manifest: string
}

function actNote(ev: RecordEvent, { digest, payload }: Stored<Act>): RecordNote {
  return {
    ev,
    agency: payload.agency,
    actor: payload.member,
    function: payload.function,
    disclosure: payload.disclosure,
    manifest: payload.manifest,
    statement: digest,
  }
}

function deliveredBy({ delivered }: { readonly delivered: readonly Stored<unknown>[] }) {
  return delivered.length > 0 ? { delivered: delivered.map(({ digest }) => digest) } : {}
}

function eventNote({ kind: _kind, event, ...rest }: EventItem): RecordNote {
  return { ev: event, ...rest }
}

/** What a declaration says: of the member himself, of the parties of a case, or of who is barred from it. */
function saidIn({ about, barred = [], readmitted = [] }: Relation): string {
  if (readmitted.length > 0) return 'readmitted'
  return barred.length > 0 ? 'barred' : about
}

/** Who acts in an item, and in which function if it names one. */
export interface ActorOf {
  readonly agency: string
  readonly actor: Uuid
  readonly function: string | undefined
}

/** The member who acts in an item; undefined when none does. */
export function actorOf(item: WriteItem): ActorOf | undefined {
  if (isNodeItem(item)) return undefined
  const { agency, actor, function: id } = noteOf(item)
  return agency === null || actor === null ? undefined : { agency, actor, function: id }
}
