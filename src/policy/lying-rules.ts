import { findBlocks } from './block.ts'
import type { Standing } from './block.ts'
import type { CompiledLock, CompiledObligationRule } from './compiled-rules.ts'
import type { FactSheet } from './fact-sheet.ts'
import { findLying } from './reach.ts'
import type { Way } from './way.ts'

/** The locks that lie on data on one way; the lists go together, place by place. */
export interface LyingLocks {
  readonly locks: readonly CompiledLock[]
  readonly ids: readonly string[]
  /** The facts of the disclosure whose answers could take each away. */
  readonly unanswered: readonly (readonly string[])[]
}

/**
 * The rules that lie on the ways of one request. They ask about the disclosure as a whole, so that the answer is the same for
 * every part on a way, and many ways have the same rules: each list is asked once, when it is first wanted, and gives one and
 * the same object from then on. All throw what a test throws.
 */
export class LyingRules {
  readonly #sheet: FactSheet
  readonly #blocks = new Map<Way['blocks'], Standing>()
  readonly #locks = new Map<Way['locks'], LyingLocks>()
  readonly #obligationRules = new Map<Way['obligationRules'], readonly CompiledObligationRule[]>()

  constructor(sheet: FactSheet) {
    this.#sheet = sheet
  }

  /** The blocks that stand in the way. */
  blocksOn({ blocks }: Way): Standing {
    const known = this.#blocks.get(blocks)
    if (known !== undefined) return known
    const found = findBlocks(blocks, this.#sheet)
    this.#blocks.set(blocks, found)
    return found
  }

  locksOn({ locks }: Way): LyingLocks {
    const known = this.#locks.get(locks)
    if (known !== undefined) return known
    const found = findLocks(locks, this.#sheet)
    this.#locks.set(locks, found)
    return found
  }

  obligationRulesOn({ obligationRules }: Way): readonly CompiledObligationRule[] {
    const known = this.#obligationRules.get(obligationRules)
    if (known !== undefined) return known
    const found = obligationRules.filter(({ lies }) => findLying(lies, this.#sheet) !== null)
    this.#obligationRules.set(obligationRules, found)
    return found
  }
}

function findLocks(candidates: readonly CompiledLock[], sheet: FactSheet): LyingLocks {
  const locks: CompiledLock[] = []
  const ids: string[] = []
  const unanswered: (readonly string[])[] = []
  for (const lock of candidates) {
    const lying = findLying(lock.lies, sheet)
    if (lying === null) continue
    locks.push(lock)
    ids.push(lock.id)
    unanswered.push(lying.unanswered)
  }
  return { locks, ids, unanswered }
}
