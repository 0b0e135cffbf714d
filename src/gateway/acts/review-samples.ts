import { swedishMonth } from '../../policy/swedish-month.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import { parseTime } from '../../protocol/time.ts'
import { findOversight, listSamples } from '../../storage/oversight.ts'
import type { Actor } from '../actor.ts'
import type { Gate } from '../gate.ts'
import { checkOfficer } from '../reviewers.ts'

/** A sample of an agency's, as its signed texts say. */
export interface SampleTexts {
  /** The month that it is of, `YYYY-MM`. */
  readonly month: string
  /** The signed announcement. */
  readonly announcement: string
  /** The signed draw; null until then. */
  readonly draw: string | null
}

/** The samples of the officer's agency, oldest first, for anybody who draws them again. Recorded. */
export async function listOwnSamples(gate: Gate, actor: Actor): Promise<readonly SampleTexts[]> {
  checkOfficer(gate, actor)
  const samples = await loadSamples(gate, actor.agency)
  await gate.writer.append({
    kind: 'event',
    event: 'review.samples-listed',
    agency: actor.agency,
    actor: actor.member,
    counts: { samples: samples.length },
  })
  return samples
}

/** The samples of an agency. One whose announcement is not kept any more is left out. Not recorded. */
export async function loadSamples(
  { db }: Pick<Gate, 'db'>,
  agency: string,
): Promise<readonly SampleTexts[]> {
  const stored = await listSamples(db, agency, 0)
  const samples = await Promise.all(
    stored.map(async ({ digest, draw }) => {
      const announced = await findOversight(db, agency, digest)
      if (announced === undefined) return []
      const drawn = draw === null ? undefined : await findOversight(db, agency, draw.digest)
      const { from } = parseStatementUnsafe('sample', announced.text).payload
      const month = swedishMonth(parseTime(from))
      return [{ month, announcement: announced.text, draw: drawn?.text ?? null }]
    }),
  )
  return samples.flat()
}
