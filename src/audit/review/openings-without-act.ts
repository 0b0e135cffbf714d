import type { PersonOf, ReviewedRecord } from './reviewed-record.ts'
import { timeOf } from './reviewed-record.ts'

/** So many cases that a member opened and did nothing in, each left for so long, are looked at. */
const CASES = 3
const PATIENCE = 7 * 24 * 3_600_000

/** What counts as having done something in a case. */
const ACTS: readonly string[] = [
  'disclosure.taken-over',
  'disclosure.registered',
  'disclosure.answered',
  'disclosure.difference',
  'disclosure.released',
  'disclosure.held',
  'disclosure.withdrawn',
  'countersignature.approve',
  'countersignature.refuse',
  'countersignature.two-person',
  'countersignature.guard-release',
]

/**
 * The openings, from the third on, of cases in which their member has done nothing within seven days. A case counts once, by its
 * first such opening.
 */
export function findOpeningsWithoutAct(
  records: readonly ReviewedRecord[],
  { now, personOf }: { readonly now: number; readonly personOf: PersonOf },
): ReviewedRecord[] {
  const byActor = Map.groupBy(
    records.filter(({ body }) => body.actor !== null && body.case !== undefined),
    ({ body }) => personOf(body),
  )
  return [...byActor.values()].flatMap((own) => {
    const idle = [...Map.groupBy(own, ({ body }) => body.case).values()]
      .flatMap((ofCase) => findIdleOpening(ofCase, now))
      .sort((a, b) => a.position - b.position)
    return idle.slice(CASES - 1)
  })
}

/** The first opening of a case after which the member did nothing in time. */
function findIdleOpening(ofCase: readonly ReviewedRecord[], now: number): ReviewedRecord[] {
  const acts = ofCase.filter(({ body }) => ACTS.includes(body.ev)).map(timeOf)
  const idle = ofCase.find((record) => {
    if (record.body.ev !== 'disclosure.opened') return false
    const at = timeOf(record)
    return now - at >= PATIENCE && !acts.some((act) => act >= at && act < at + PATIENCE)
  })
  return idle === undefined ? [] : [idle]
}
