/**
 * Requests in which rules are tried before anybody has a case: kinds of bodies, roles and categories, and whatever answers one
 * likes to try.
 *
 * @module
 */
import type { Facts } from '../../protocol/statements/facts.ts'
import { CATEGORIES } from '../../protocol/vocabulary.ts'
import type { SubjectRole } from '../../protocol/vocabulary.ts'
import { consentFact } from '../derived-facts.ts'
import type { RuleReference } from '../decision.ts'
import type { Fact, PolicySet } from '../policy-set.ts'
import type { PolicyHarmTest, PolicyRequest } from '../policy-request.ts'
import type { PartKind, QuestionSituation } from './questions.ts'

/** What is tried. */
export interface Trial {
  readonly parts: readonly PartKind[]
  readonly grounds: readonly {
    readonly role: SubjectRole
    readonly rule: RuleReference
    readonly facts: Facts
  }[]
  /** Of them, only those about the disclosure as a whole count here. */
  readonly facts: Facts
  readonly harmTests?: ReadonlyMap<string, boolean>
}

const SENDER = 'sender/unit'
const RECEIVER_AGENCY = 'receiver'
const RECEIVER = `${RECEIVER_AGENCY}/unit`

/** A consent that is over: no rule lets it open anything. */
export const REFUSED_CONSENT: Facts = {
  consentGivenOn: '2013-01-01',
  consentValidUntil: '2013-01-01',
}

/** Builds the requests of one situation. */
export class TrialRequest {
  readonly #situation: QuestionSituation
  readonly #facts: ReadonlyMap<string, Fact>
  readonly #crimes: readonly string[]

  constructor({ pack }: PolicySet, situation: QuestionSituation) {
    this.#situation = situation
    this.#facts = new Map(pack.facts.map((fact) => [fact.name, fact]))
    this.#crimes = pack.crimes.map(({ label }) => label)
  }

  build({ parts, grounds, facts, harmTests = new Map() }: Trial): PolicyRequest {
    const { day, sender, receiver, purpose, protection, servesFearedPerpetrator } = this.#situation
    const roles = [...new Set(parts.map(({ role }) => role))]
    return {
      at: `${day}T12:00:00.000Z`,
      from: { agency: 'sender', function: SENDER, bodyType: sender },
      to: [
        {
          agency: RECEIVER_AGENCY,
          function: RECEIVER,
          bodyType: receiver,
          servesFearedPerpetrator: servesFearedPerpetrator ?? false,
        },
      ],
      purpose,
      urgency: 'normal',
      messageType: '',
      facts: this.#select(facts, 'disclosure'),
      subjects: roles.map((role) => ({ id: role, role, protection: protection ?? 'none' })),
      parts: parts.map(({ role, category }, i) => ({
        id: `p${i + 1}`,
        subject: role,
        category,
        readers: [RECEIVER],
      })),
      // Whoever invokes a rule writes the motive that it asks for.
      grounds: grounds.map(({ role, rule: { rule, version }, facts }) => ({
        subject: role,
        rule,
        version,
        motive: true,
        facts: this.#select(facts, 'ground'),
      })),
      harmTests: roles.flatMap((role) =>
        Array.from(harmTests, ([lock, holds]): PolicyHarmTest => ({
          lock,
          subject: role,
          receiver: RECEIVER,
          holds,
          motive: true,
        })),
      ),
    }
  }

  /** Every combination of answers to some facts. A day is today: nobody is asked beforehand how old a case is. */
  combine(names: readonly string[]): readonly Facts[] {
    return names.reduce<readonly Facts[]>(
      (combined, name) =>
        combined.flatMap((facts) =>
          this.#valuesOf(name).map((value) => ({ ...facts, [name]: value })),
        ),
      [{}],
    )
  }

  /** What a consent to exactly this disclosure says of itself. */
  coveringConsent(): Facts {
    const { day, purpose } = this.#situation
    const covers = CATEGORIES.map(consentFact).filter((name) => this.#facts.has(name))
    return {
      consentGivenOn: day,
      consentValidUntil: day,
      consentPurpose: purpose,
      consentReceiver: RECEIVER_AGENCY,
      ...Object.fromEntries(covers.map((name) => [name, true])),
    }
  }

  #valuesOf(name: string): readonly (boolean | string)[] {
    const { type, values } = this.#facts.get(name)!
    if (type === 'boolean') return [true, false]
    if (type === 'code') return Object.keys(values ?? {})
    if (type === 'crime') return this.#crimes
    return [type === 'agency' ? RECEIVER_AGENCY : this.#situation.day]
  }

  /** The answers of a scope. What no rule asks for stays, for the decision to refuse by name. */
  #select(facts: Facts, scope: Fact['scope']): Facts {
    return Object.fromEntries(
      Object.entries(facts).filter(
        ([name]) => (this.#facts.get(name)?.scope ?? 'disclosure') === scope,
      ),
    )
  }
}
