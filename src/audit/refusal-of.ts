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
  if (UNRECORDED.includes(code) || item.kind === 'event' || item.kind === 'log-opened')
    return undefined
  const refused = { kind: 'event', event: 'write.refused', code } as const
  if (item.kind === 'expiry') {
    const { disclosure, manifest } = item
    return { ...refused, agency: null, actor: null, disclosure, manifest }
  }
  if (item.kind === 'erasure') return { ...refused, agency: null, actor: null }
  if (item.kind === 'disclosure') {
    const { from, id } = item.head
    return {
      ...refused,
      agency: from.agency,
      actor: from.member,
      function: from.function,
      disclosure: id,
      manifest: item.manifest.digest,
    }
  }
  if (item.kind === 'statement') {
    const { digest, payload } = item.statement
    const agency = 'agency' in payload ? payload.agency : null
    const actor = isPolicyChangeKind(item.of) ? (payload as PolicyChange['payload']).member : null
    return { ...refused, agency, actor, statement: digest }
  }
  const { digest, payload } = item.statement
  return {
    ...refused,
    agency: payload.agency,
    actor: payload.member,
    function: payload.function,
    ...('disclosure' in payload && { disclosure: payload.disclosure }),
    statement: digest,
  }
}
