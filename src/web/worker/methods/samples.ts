import { drawRecordedSample } from '../../../client/sample-acts.ts'
import type { DrawnSample } from '../../../client/sample-acts.ts'
import { checkSample, listPastSamples } from '../../../client/sample-check.ts'
import type { PastSample, SampleCheck } from '../../../client/sample-check.ts'
import { swedishMonthBefore, swedishMonthSpan } from '../../../policy/swedish-month.ts'
import type { Digest } from '../../../protocol/sha256.ts'
import { encodeTime } from '../../../protocol/time.ts'
import { deskOf } from '../desk.ts'
import { memberDeskOf } from '../member-desk.ts'
import type { Session } from '../session.ts'

/** The samples of the agency, and which month is next. */
export interface Samples {
  /** Newest first. */
  readonly past: readonly PastSample[]
  /** The last month that is over, `YYYY-MM`, when its sample is not drawn; else null. */
  readonly due: string | null
}

/** Samples that nobody chooses: drawn here, and drawn again here by whoever doubts. */
export const samplesMethods = {
  'samples.list': async (session: Session): Promise<Samples> => {
    const past = await listPastSamples(await memberDeskOf(session))
    const last = swedishMonthBefore(Date.now())
    const isDrawn = past.some(({ month, draw }) => month === last && draw !== null)
    return { past, due: isDrawn ? null : last }
  },

  /** Draws the sample of a month that is over. */
  'samples.draw': async (
    session: Session,
    { month, function: as }: { readonly month: string; readonly function: string },
  ): Promise<DrawnSample> => {
    const { from, until } = swedishMonthSpan(month)
    const period = { from: encodeTime(from), until: encodeTime(until) }
    return drawRecordedSample(await memberDeskOf(session), period, as)
  },

  'samples.check': async (
    session: Session,
    { announced }: { readonly announced: Digest },
  ): Promise<SampleCheck> =>
    checkSample(await memberDeskOf(session), announced, deskOf(session).log),
}
