import { parseTimeline } from '../../../client/timeline.ts'
import { deskOf } from '../desk.ts'
import { namesOf } from '../names.ts'
import type { Names } from '../names.ts'
import type { Session } from '../session.ts'
import { wordTimelineRow } from '../timeline-words.ts'
import type { WordedRow } from '../timeline-words.ts'

/** What was done, and what everything in it is called. */
export interface Timeline {
  readonly rows: readonly WordedRow[]
  readonly names: Names
}

/** What a compliance officer looks at besides the queue. The gateway makes a record of each look. */
export const oversightMethods = {
  /** All that members of the own agency did in a case; none for a case that the agency has no part in, or that is none. */
  'oversight.case': async (
    session: Session,
    { case: reference }: { readonly case: string },
  ): Promise<Timeline> => {
    const desk = deskOf(session)
    const [{ rows }, names] = await Promise.all([
      session.gateway.caseTimeline(reference),
      namesOf(desk),
    ])
    return { rows: parseTimeline(rows).map(wordTimelineRow), names }
  },
}
