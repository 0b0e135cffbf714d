import type { CompiledBlock } from './compiled-rules.ts'
import type { BlockResult } from './decision.ts'
import type { FactSheet } from './fact-sheet.ts'
import { findLying } from './reach.ts'

/** The blocks that stand in a part's way to a receiver. `wordings` and `results` go together, place by place. */
export interface Standing {
  readonly wordings: readonly CompiledBlock[]
  readonly results: readonly BlockResult[]
  /** Whether one of them is such that nothing opens it. */
  readonly denies: boolean
}

const NOTHING: Standing = { wordings: [], results: [], denies: false }

/** Finds the blocks of a way that stand in it. One that nobody has answered stands as well. */
export function findBlocks(blocks: readonly CompiledBlock[], sheet: FactSheet): Standing {
  if (blocks.length === 0) return NOTHING
  const wordings: CompiledBlock[] = []
  const results: BlockResult[] = []
  for (const block of blocks) {
    const lying = findLying(block.lies, sheet)
    if (lying === null) continue
    wordings.push(block)
    results.push(resultOf(block, unionOf(lying.unanswered, lying.exceptions)))
  }
  if (results.length === 0) return NOTHING
  return { wordings, results, denies: results.some(({ effect }) => effect === 'deny') }
}

/** Of a block everything is told that could take it away: who is stopped must know what to answer. */
function unionOf(a: readonly string[], b: readonly string[]): readonly string[] {
  return b.length === 0 ? a : [...new Set([...a, ...b])].sort()
}

function resultOf({ id, from, version }: CompiledBlock, unanswered: readonly string[]) {
  return {
    rule: id,
    version: from,
    effect: version.effect,
    state: unanswered.length === 0 ? 'blocked' : 'unanswered',
    unanswered,
    openQuestion: version.openQuestion ?? null,
  } as const
}
