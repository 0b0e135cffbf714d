/**
 * What stops a disclosure, in a line each: the one thing that whoever is told no asks first. Blocks, missing answers and
 * wordings out of force are among the things to do.
 *
 * @module
 */
import type { GroundResult } from '../decision.ts'
import type { PartExplanation } from './explanation.ts'
import type { Teller } from './teller.ts'
import { MISMATCH_WORDS } from './words.ts'

/** What stops the denied parts among those that leave the sending function. */
export function renderObstacles(teller: Teller, leaving: readonly PartExplanation[]): string[] {
  const denied = leaving.filter(({ outcome, blocks }) => outcome === 'deny' && blocks.length === 0)
  const lines = new Set(
    denied.flatMap((part) => [
      ...part.grounds.flatMap((ground) => tellGround(teller, ground)),
      ...tellLocks(teller, part),
    ]),
  )
  if (lines.size === 0) return []
  return [
    teller.say('Det som stoppar:', 'What stops it:'),
    ...[...lines].map((line) => `  – ${line}`),
  ]
}

function tellGround(teller: Teller, ground: GroundResult): string[] {
  const citation = teller.citation(ground)
  const failed = ground.conditions
    .filter(({ result }) => result === 'failed')
    .map(({ id }) => teller.condition(ground, id))
  const mismatches = ground.mismatches
    .filter((word) => word !== 'repealed' && word !== 'not-in-force')
    .map((word) => teller.words(MISMATCH_WORDS[word]))
  return [
    ...failed.map((text) =>
      teller.say(
        `Villkoret i ${citation} är inte uppfyllt: ${text}`,
        `The condition of ${citation} is not met: ${text}`,
      ),
    ),
    ...(mismatches.length === 0 ? [] : [`${citation} ${teller.list(mismatches)}.`]),
  ]
}

/** Locks that none of the invoked grounds even tries to open. */
function tellLocks(teller: Teller, { locks, grounds }: PartExplanation): string[] {
  const isTried = grounds.some(({ status }) => status === 'unmet' || status === 'not-applicable')
  if (isTried) return []
  return locks
    .filter(({ state }) => state === 'closed')
    .map((lock) => {
      const title = teller.title(lock)
      return grounds.length === 0
        ? teller.say(
            `${title} gäller, och ingen rättslig grund är angiven.`,
            `${title} holds, and no ground is invoked.`,
          )
        : teller.say(
            `${title} gäller, och den rättsliga grund som du angav öppnar den inte.`,
            `${title} holds, and the ground that you invoked does not open it.`,
          )
    })
}
