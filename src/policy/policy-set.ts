import type { Digest } from '../protocol/sha256.ts'
import type { LocalText } from '../protocol/statements/local-text.ts'
import type { CompiledRules } from './compiled-rules.ts'
import type { Block, Confidence, Day, Gateway, Lock, ObligationRule } from './rule.ts'

/** A question that rules may ask, and what its answers look like. */
export interface Fact {
  readonly name: string
  /** Where it is answered: once for the disclosure, in a ground, or by nobody because the engine works it out. */
  readonly scope: 'disclosure' | 'ground' | 'derived'
  readonly type: 'boolean' | 'code' | 'day' | 'crime' | 'agency' | 'integer'
  /** For `code`: the answers to choose from. */
  readonly values?: Readonly<Record<string, LocalText>>
  /** For a derived fact: the stated facts that it is worked out from. */
  readonly derivedFrom?: readonly string[]
  readonly question: LocalText
}

/** The penalty of a crime as it read on some days. */
export interface CrimeVersion {
  readonly from: Day
  readonly to: Day | null
  /** Lowest prison term in the scale; 0: no special minimum; null: not read, which `penaltyOn` says how to count. */
  readonly minimumMonths: number | null
  readonly confidence: Confidence
  /** False: the number is disputed or not read; `openQuestion` then says what a lawyer must answer. */
  readonly settled: boolean
  readonly openQuestion?: string
  readonly sources: readonly string[]
  /** What a reader must know about the number. */
  readonly note?: LocalText
}

/** A crime in one degree. The minimum belongs to the degree. */
export interface Crime {
  readonly label: string
  readonly name: LocalText
  readonly citation: string
  /** `brb-3`, `brb-4`, `brb-6`, or an act outside them, as `1982-316`. */
  readonly chapter: string
  readonly versions: readonly CrimeVersion[]
}

export interface Source {
  readonly key: string
  readonly title: string
  readonly url: string | null
  readonly currency: string
}

/** What a lawyer must answer before something that is disputed may come out as settled. */
export interface OpenQuestion {
  readonly id: string
  readonly text: LocalText
  /** Declared: no rule hangs on it; it is about how the system itself is built or run. */
  readonly noRule?: true
}

/** A section that was repealed and whose subject moved: who still cites it is told what to cite instead. */
export interface Renamed {
  readonly id: string
  readonly citation: string
  /** The last day on which it was in force. */
  readonly until: Day
  /** Ids of rules, or citations of sections that are no rules here. */
  readonly now: readonly string[]
  readonly text: LocalText
}

/** The law as one document: what the digest covers, what travels in evidence bundles. */
export interface Pack {
  readonly v: 1
  /** The first day that the pack knows the law of; earlier dates are refused. */
  readonly lawKnownFrom: Day
  readonly lawReadUntil: Day
  readonly sources: readonly Source[]
  readonly facts: readonly Fact[]
  readonly crimes: readonly Crime[]
  readonly locks: readonly Lock[]
  readonly gateways: readonly Gateway[]
  readonly blocks: readonly Block[]
  readonly obligationRules: readonly ObligationRule[]
  readonly openQuestions: readonly OpenQuestion[]
  readonly renamed: readonly Renamed[]
}

/**
 * A pack made ready for decisions: checked, indexed, its conditions compiled once. Made by `loadPolicySet` or
 * `parsePolicySet` only; holds no state that a decision could change.
 */
export interface PolicySet {
  /** SHA-256 of `encodePolicySet`'s bytes. */
  readonly digest: Digest
  readonly pack: Pack
  /** The pack's rules as `evaluate` reads them; nothing for callers. */
  readonly rules: CompiledRules
}
