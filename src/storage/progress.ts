import { encodeTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'

/** The steps of a disclosure at a receiver, in their order. */
const STEPS = ['delivered', 'opened', 'takenOver', 'answered', 'registered'] as const
type Step = (typeof STEPS)[number]

/** How far a disclosure has come with one receiver: when each step was first taken. */
export type Progress = { readonly function: string; readonly owner?: Uuid } & {
  readonly [S in Step]?: Time
}

/** As `facts.read_progress` tells it. */
export type ProgressRow = { readonly function: string; readonly owner?: string } & {
  readonly [S in Step]?: string
}

/** The progress with each receiver; none before release. */
export function progressFromRow(rows: readonly ProgressRow[] | null): Progress[] {
  return (rows ?? []).map(({ function: id, owner, ...steps }) => ({
    function: id,
    ...(owner !== undefined && { owner }),
    ...Object.fromEntries(
      STEPS.flatMap((step) => {
        const at = steps[step]
        return at === undefined ? [] : [[step, encodeTime(Date.parse(at))]]
      }),
    ),
  }))
}
