/**
 * Mutants made ready for decisions. Thousands are made in a run, and each differs from the set that it comes from in one
 * rule: only that one is checked and compiled.
 *
 * @module
 */
import { verifyPack } from '../check-pack.ts'
import { compileRules } from '../compile-rules.ts'
import type { Reuse } from '../compile-rules.ts'
import type { Pack, PolicySet } from '../policy-set.ts'
import type { Mutant } from './mutants.ts'
import type { Operator } from './variant.ts'

/** What changes the numbers that all compiled rules share. */
const RENUMBERING: ReadonlySet<Operator> = new Set([
  'date-moved',
  'obligation-dropped',
  'rule-dropped',
])

/** Makes the sets of mutants of one set. */
export class MutantFactory {
  readonly #base: PolicySet
  readonly #compiled = new Map<object, unknown>()

  constructor(base: PolicySet) {
    this.#base = base
    compileRules(base.pack, (rule, compile) => {
      const compiled = compile()
      this.#compiled.set(rule, compiled)
      return compiled
    })
  }

  /** The set of a mutant, under the digest of the set that it comes from. Throws `pack-invalid` if it could not be loaded. */
  build(mutant: Mutant): PolicySet {
    const { pack, operator } = mutant
    // Whether a lock may be opened at all is for every gateway to say.
    verifyPack(operator === 'unopenable-swapped' ? pack : reduce(pack, mutant))
    const rules = RENUMBERING.has(operator) ? compileRules(pack) : compileRules(pack, this.#reuse)
    return { digest: this.#base.digest, pack, rules }
  }

  readonly #reuse: Reuse = <T>(rule: object, compile: () => T): T =>
    (this.#compiled.get(rule) as T | undefined) ?? compile()
}

/** The pack with no other rules than the one that was changed and those that it names. */
function reduce(pack: Pack, { list, rule }: Mutant): Pack {
  const changed = pack.gateways.find(({ id }) => id === rule)
  const isNamed = ({ id }: { readonly id: string }): boolean =>
    id === rule || id === changed?.replacedBy
  return {
    ...pack,
    locks: list === 'gateways' ? pack.locks : pack.locks.filter(isNamed),
    gateways: pack.gateways.filter(isNamed),
    blocks: pack.blocks.filter(isNamed),
    obligationRules: pack.obligationRules.filter(isNamed),
  }
}
