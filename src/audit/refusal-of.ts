import { isPolicyChangeKind } from '../protocol/policy-change.ts'
import type { PolicyChange } from '../protocol/policy-change.ts'
import type { RefusalCode } from './errors.ts'
import type { EventItem, WriteItem } from './write-item.ts'

/**
 * Refusals that leave no record: what is recorded already is no attempt at anything when repeated, and what was weighed
 * against less than is recorded by now is weighed again at once.
 */
const UNRECORDED: readonly RefusalCode[] = [
  'id-spent',
  'already-active',
  'already-recorded',
  'policy-set-changed',
  'verdicts-changed',
]

/** The record that takes the place of an item that was refused under the lock; undefined if none does. */
export function refusalOf(item: WriteItem, code: RefusalCode): EventItem | undefined {
  if (UNRECORDED.includes(code)) return undefined
  const about = refusedBy(item)
  return about && { kind: 'event', event: 'write.refused', code, ...about }
}

type Refused = Omit<EventItem, 'kind' | 'event' | 'code'>

const BY_THE_NODE = { agency: null, actor: null } as const

/** Whose item it was, and about what; undefined for what nothing is checked of, or never by anybody else's doing. */
function refusedBy(item: WriteItem): Refused | undefined {
  switch (item.kind) {
    case 'event':
    case 'session':
    case 'log-opened':
    case 'configuration':
    case 'web-bundle':
      return undefined
    case 'erasure':
    case 'delivery-alarm':
      return BY_THE_NODE
    case 'report':
      return { agency: item.agency, actor: item.actor, statement: item.digest }
    case 'expiry': {
      const { disclosure, manifest } = item
      return { ...BY_THE_NODE, disclosure, manifest }
    }
    case 'disclosure': {
      const { from, id } = item.head
      return {
        agency: from.agency,
        actor: from.member,
        function: from.function,
        disclosure: id,
        manifest: item.manifest.digest,
      }
    }
    case 'statement': {
      const { digest, payload } = item.statement
      const agency = 'agency' in payload ? payload.agency : null
      const actor = isPolicyChangeKind(item.of) ? (payload as PolicyChange['payload']).member : null
      return { agency, actor, statement: digest }
    }
    default: {
      const { digest, payload } = item.statement
      return {
        agency: payload.agency,
        actor: payload.member,
        function: payload.function,
        ...('disclosure' in payload && { disclosure: payload.disclosure }),
        statement: digest,
      }
    }
  }
}
