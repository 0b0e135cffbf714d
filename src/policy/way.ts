import type {
  CompiledBlock,
  CompiledLock,
  CompiledObligationRule,
  CompiledReach,
} from './compiled-rules.ts'
import { covers } from './scope.ts'
import type { Mark } from './scope.ts'

/** The rules of a period that may lie on data on one way, each with those of its reaches that do. */
export interface Way {
  readonly locks: readonly CompiledLock[]
  readonly blocks: readonly CompiledBlock[]
  readonly obligationRules: readonly CompiledObligationRule[]
}

/** More ways than the agencies of a country use; a sender who tries them all fills no memory. */
const MOST_WAYS = 4096

/**
 * The ways of a period. What may lie on a way is the same in every request, and the same few ways are gone all day: each is
 * worked out once and then kept. What is kept changes no answer.
 */
export class Ways {
  readonly #rules: Way
  /** By the three bit sets of a mark. */
  readonly #known = new Map<number, Map<number, Map<number, Way>>>()
  /** By the numbers of their reaches: many ways have the same locks, or the same blocks. */
  readonly #lists = new Map<string, readonly object[]>()
  readonly #numbers = new Map<CompiledReach, number>()
  #count = 0

  constructor(rules: Way) {
    this.#rules = rules
  }

  find(mark: Mark): Way {
    return this.#known.get(mark.from)?.get(mark.to)?.get(mark.what) ?? this.#add(mark)
  }

  #add(mark: Mark): Way {
    if (this.#count++ % MOST_WAYS === 0) {
      this.#known.clear()
      this.#lists.clear()
    }
    const { locks, blocks, obligationRules } = this.#rules
    const way = {
      locks: this.#share(onWay(locks, mark)),
      blocks: this.#share(onWay(blocks, mark)),
      obligationRules: this.#share(onWay(obligationRules, mark)),
    }
    const byTo = memberOf(this.#known, mark.from)
    memberOf(byTo, mark.to).set(mark.what, way)
    return way
  }

  /** Lists of the same rules are one list. */
  #share<W extends { readonly lies: readonly CompiledReach[] }>(
    wordings: readonly W[],
  ): readonly W[] {
    // A reach belongs to one wording of one rule, so that the reaches tell all.
    const key = wordings
      .flatMap(({ lies }) => lies)
      .map((reach) => this.#numberOf(reach))
      .join()
    const known = this.#lists.get(key) ?? wordings
    this.#lists.set(key, known)
    return known as readonly W[]
  }

  #numberOf(reach: CompiledReach): number {
    const number = this.#numbers.get(reach) ?? this.#numbers.size
    this.#numbers.set(reach, number)
    return number
  }
}

function memberOf<T>(maps: Map<number, Map<number, T>>, key: number): Map<number, T> {
  const known = maps.get(key) ?? new Map<number, T>()
  maps.set(key, known)
  return known
}

function onWay<W extends { readonly lies: readonly CompiledReach[] }>(
  wordings: readonly W[],
  mark: Mark,
): readonly W[] {
  return wordings
    .map((wording) => ({ ...wording, lies: reachesOn(wording.lies, mark) }))
    .filter(({ lies }) => lies.length > 0)
}

/** One that asks for nothing is enough: it is the strongest. */
function reachesOn(reaches: readonly CompiledReach[], mark: Mark): readonly CompiledReach[] {
  const found = reaches.filter(({ scope }) => covers(scope, mark))
  const sure = found.find(({ test, unless }) => test === null && unless === null)
  return sure === undefined ? found : [sure]
}
