/**
 * A case in which every rule in force is tried at once, to see what answers would settle: see `questions.ts`.
 *
 * @module
 */
import type { Facts } from '../../protocol/statements/facts.ts'
import type { SubjectRole } from '../../protocol/vocabulary.ts'
import { isAside } from './aside.ts'
import { REFUSED_CONSENT, TrialRequest } from './trial-request.ts'
import type {
  ConditionResult,
  GroundResult,
  Outcome,
  PartDecision,
  RuleReference,
} from '../decision.ts'
import { evaluate } from '../evaluate.ts'
import { findInForce } from '../in-force.ts'
import type { PolicySet } from '../policy-set.ts'
import type { QuestionSituation } from './questions.ts'
import type { GatewayVersion } from '../rule.ts'

/** Everything answered so far. */
export interface Answers {
  readonly facts: Facts
  /** Whether the persons in a role have consented. */
  readonly consents: ReadonlyMap<SubjectRole, boolean>
  /** Whether a lock holds although nobody is harmed. */
  readonly harmTests: ReadonlyMap<string, boolean>
}

/** A gateway in force between the bodies. */
export interface InForce extends RuleReference {
  readonly wording: GatewayVersion
  /** Whether it rests on somebody's consent. */
  readonly isConsent: boolean
}

/** Something that could open a lock, or must be ruled out first; with what stands in its way. */
export type Avenue =
  | { readonly kind: 'gateway'; readonly rule: InForce; readonly lacks: readonly string[] }
  | {
      readonly kind: 'consent'
      readonly role: SubjectRole
      readonly rules: readonly RuleReference[]
    }
  | { readonly kind: 'harm-test'; readonly lock: RuleReference }
  | { readonly kind: 'fact'; readonly fact: string; readonly rules: readonly RuleReference[] }

/** The rules of one situation, tried with any answers. */
export class Interview {
  /** The rules left aside. */
  readonly aside: readonly RuleReference[]
  readonly #set: PolicySet
  readonly #situation: QuestionSituation
  readonly #gateways: readonly InForce[]
  readonly #trial: TrialRequest
  readonly #roles: readonly SubjectRole[]

  constructor(set: PolicySet, situation: QuestionSituation) {
    this.#set = set
    this.#situation = situation
    const inForce = listInForce(set, situation)
    const isLeftAside = ({ rule }: RuleReference): boolean => isAside(rule, situation.caseType)
    this.#gateways = inForce.filter((gateway) => !isLeftAside(gateway))
    this.aside = inForce.filter(isLeftAside).map(({ rule, version }) => ({ rule, version }))
    this.#trial = new TrialRequest(set, situation)
    this.#roles = [...new Set(situation.parts.map(({ role }) => role))]
  }

  /** How many ways are left with some answers: see `questions.ts`. */
  countWays(answers: Answers): number {
    return this.#decide(answers).reduce((sum, part) => sum + this.#waysOf(part), 0)
  }

  /** What becomes of each part with some answers. */
  outcomes(answers: Answers): readonly Outcome[] {
    return this.#decide(answers).map(({ outcome }) => outcome)
  }

  /** What could settle something that is undecided with these answers. */
  listAvenues(answers: Answers): readonly Avenue[] {
    const found = new Map<string, Avenue>()
    for (const part of this.#decide(answers))
      if (this.#waysOf(part) > 0) for (const avenue of this.#avenuesOf(part)) merge(found, avenue)
    return [...found.values()]
  }

  /** Answers to what a gateway asks, under which it opens its locks; as far as such answers exist. */
  meet(rule: InForce, { facts }: Answers): Facts {
    return this.#roles.reduce((given, role) => this.#meetFor(rule, role, given), facts)
  }

  /** The first answer to one fact by which a gateway falls, whatever else is answered as in `met`; nothing, if none is. */
  refuse(rule: InForce, fact: string, met: Facts): Facts {
    const fails = (tried: Facts): boolean =>
      this.#roles.some((role) =>
        this.#judge(rule, role, tried).some(({ result }) => result === 'failed'),
      )
    return this.answersTo(fact).find((answer) => fails({ ...met, ...answer })) ?? {}
  }

  #meetFor(rule: InForce, role: SubjectRole, given: Facts): Facts {
    let facts = given
    for (const { id, result, facts: asked } of this.#judge(rule, role, given)) {
      if (result !== 'unanswered') continue
      const open = asked.filter((name) => facts[name] === undefined)
      const isMet = (tried: Facts): boolean =>
        this.#judge(rule, role, tried).find((one) => one.id === id)?.result === 'met'
      const before = facts
      facts =
        this.#trial
          .combine(open)
          .map((more) => ({ ...before, ...more }))
          .find(isMet) ?? before
    }
    return facts
  }

  /** What a rule's conditions say of somebody in a role. */
  #judge(rule: InForce, role: SubjectRole, facts: Facts): readonly ConditionResult[] {
    const parts = this.#situation.parts.filter((kind) => kind.role === role).slice(0, 1)
    const trial = this.#trial.build({ parts, grounds: [{ role, rule, facts }], facts })
    return evaluate(this.#set, trial).parts[0]?.grounds[0]?.conditions ?? []
  }

  /** Each answer to a question about a fact. */
  answersTo(fact: string): readonly Facts[] {
    return this.#trial.combine([fact])
  }

  #decide({ facts, consents, harmTests }: Answers): readonly PartDecision[] {
    const { parts } = this.#situation
    const grounds = this.#roles.flatMap((role) =>
      this.#gateways
        .filter((rule) => isAsked(rule, role))
        .map((rule) => ({
          role,
          rule,
          facts: rule.isConsent ? this.#consentFacts(rule, role, consents.get(role)) : facts,
        })),
    )
    return evaluate(this.#set, this.#trial.build({ parts, grounds, facts, harmTests })).parts
  }

  readonly #consents = new Map<string, Facts>()

  #consentFacts(rule: InForce, role: SubjectRole, given: boolean | undefined): Facts {
    if (given === undefined) return {}
    if (!given) return REFUSED_CONSENT
    const key = `${rule.rule} ${role}`
    const facts =
      this.#consents.get(key) ?? this.#meetFor(rule, role, this.#trial.coveringConsent())
    this.#consents.set(key, facts)
    return facts
  }

  /** How many things could still open the locks on a part; none when it is decided. */
  #waysOf({ blocks, locks, grounds }: PartDecision): number {
    if (blocks.some(({ state, effect }) => state === 'blocked' && effect === 'deny')) return 0
    const live = grounds.filter(isLive).map((ground) => this.#find(ground))
    let ways = blocks.filter(({ state }) => state === 'unanswered').length
    for (const { rule, state, harmTest, unanswered } of locks) {
      if (state !== 'closed' && state !== 'escalate') continue
      const others = Number(harmTest === 'not-attested') + Number(unanswered.length > 0)
      const through = live.filter(({ wording }) => wording.opens.includes(rule)).length + others
      // What one lock keeps back, no opening of the others helps.
      if (through === 0 && state === 'closed') return 0
      ways += through
    }
    return ways
  }

  #avenuesOf({ part, blocks, locks, grounds }: PartDecision): Avenue[] {
    const { role } = this.#situation.parts[Number(part.slice(1)) - 1]!
    const shut = locks.filter(({ state }) => state === 'closed' || state === 'escalate')
    const facts = [...blocks, ...shut].flatMap(({ rule, version, unanswered }) =>
      unanswered.map((fact): Avenue => ({ kind: 'fact', fact, rules: [{ rule, version }] })),
    )
    const tests = shut
      .filter(({ harmTest }) => harmTest === 'not-attested')
      .map(({ rule, version }): Avenue => ({ kind: 'harm-test', lock: { rule, version } }))
    const gateways = grounds.filter(isLive).map((ground): Avenue => {
      const rule = this.#find(ground)
      const { rule: id, version } = rule
      if (rule.isConsent) return { kind: 'consent', role, rules: [{ rule: id, version }] }
      const open = ground.conditions.filter(({ result }) => result === 'unanswered')
      return { kind: 'gateway', rule, lacks: open.flatMap((condition) => condition.facts) }
    })
    return [...facts, ...gateways, ...tests]
  }

  #find({ rule }: RuleReference): InForce {
    return this.#gateways.find((gateway) => gateway.rule === rule)!
  }
}

/** The same avenue of several parts counts once, with all that stands in its way. */
function merge(found: Map<string, Avenue>, avenue: Avenue): void {
  const key = keyOf(avenue)
  const known = found.get(key)
  if (known?.kind === 'gateway' && avenue.kind === 'gateway')
    found.set(key, { ...known, lacks: [...new Set([...known.lacks, ...avenue.lacks])] })
  else if (known !== undefined && 'rules' in known && 'rules' in avenue)
    found.set(key, { ...known, rules: distinct([...known.rules, ...avenue.rules]) })
  else if (known === undefined) found.set(key, avenue)
}

function keyOf(avenue: Avenue): string {
  if (avenue.kind === 'gateway') return `gateway:${avenue.rule.rule}`
  if (avenue.kind === 'consent') return `consent:${avenue.role}`
  return avenue.kind === 'fact' ? `fact:${avenue.fact}` : `harm-test:${avenue.lock.rule}`
}

function distinct(rules: readonly RuleReference[]): readonly RuleReference[] {
  return [...new Map(rules.map((rule) => [rule.rule, rule])).values()]
}

/** Whether a rule is a way for data about persons in a role. To be asked for his consent may set off the man whom she fears. */
function isAsked({ isConsent }: InForce, role: SubjectRole): boolean {
  return !isConsent || role !== 'feared-perpetrator'
}

/** Whether a ground may still come to be met. */
function isLive({ status, conditions }: GroundResult): boolean {
  return status === 'unmet' && !conditions.some(({ result }) => result === 'failed')
}

/** The gateways of the day between these bodies for this purpose. */
function listInForce(
  { pack }: PolicySet,
  { day, sender, receiver, purpose }: QuestionSituation,
): readonly InForce[] {
  return pack.gateways.flatMap(({ id, versions }) => {
    const wording = findInForce(versions, day)
    if (wording === undefined) return []
    const isBetween =
      wording.senders.includes(sender) &&
      wording.receivers.includes(receiver) &&
      wording.purposes?.includes(purpose) !== false
    const isConsent = wording.conditions.some(({ when }) => asksForConsent(when))
    return isBetween ? [{ rule: id, version: wording.from, wording, isConsent }] : []
  })
}

function asksForConsent(when: GatewayVersion['conditions'][number]['when']): boolean {
  return JSON.stringify(when).includes('"consentInForce"')
}
