import type { LocalText } from '../protocol/statements/local-text.ts'
import type { Advice, Alternative } from './advice.ts'
import type {
  ConditionResult,
  Decision,
  GroundResult,
  LockResult,
  PartDecision,
  RuleReference,
} from './decision.ts'
import type { PolicySet } from './policy-set.ts'
import type { Block, Gateway, GatewayVersion, Lock } from './rule.ts'
import {
  DOCUMENTATION_WORDS,
  HARM_TEST_WORDS,
  MISMATCH_WORDS,
  OUTCOME_SENTENCES,
  OUTCOME_WORDS,
  REASON_WORDS,
  summarise,
} from './summary.ts'
import type { Language } from './summary.ts'

/**
 * A decision in sentences, one a line, for a caseworker: what may go, what may not and why, what is missing, what else
 * would do, and what to do besides. What else would do is left out where no `advice` was sought. Only constants and texts of the pack: no answer, name or other input is repeated
 * but ids of parts and functions.
 */
export function explain(
  set: PolicySet,
  decision: Decision,
  language: Language,
  advice?: Advice,
): string[] {
  const teller = new Teller(set, language)
  return [
    `${summarise(decision, language)}.`,
    OUTCOME_SENTENCES[decision.outcome][language],
    ...decision.parts
      .filter(({ reasons }) => !reasons.includes('internal'))
      .flatMap((part) => teller.part(part)),
    ...(advice?.alternatives ?? []).map((alternative) => teller.alternative(alternative)),
    ...teller.obligations(decision),
    ...teller.documentation(decision),
    ...teller.currency(decision),
  ]
}

/** Looks texts up in one set and one language. */
class Teller {
  readonly #rules: ReadonlyMap<string, Lock | Gateway | Block>
  readonly #questions: ReadonlyMap<string, LocalText>
  readonly #language: Language

  constructor({ pack }: PolicySet, language: Language) {
    const rules = [...pack.locks, ...pack.gateways, ...pack.blocks]
    this.#rules = new Map(rules.map((rule) => [rule.id, rule]))
    this.#questions = new Map(pack.facts.map(({ name, question }) => [name, question]))
    this.#language = language
  }

  part(decision: PartDecision): string[] {
    const { part, receiver, outcome, reasons } = decision
    const why = reasons.map((reason) => REASON_WORDS[reason][this.#language]).join('; ')
    const head = this.#say(
      `Del ${part} till ${receiver}: ${OUTCOME_WORDS[outcome].sv.toLowerCase()} – ${why}.`,
      `Part ${part} to ${receiver}: ${OUTCOME_WORDS[outcome].en.toLowerCase()} – ${why}.`,
    )
    return [
      head,
      ...decision.blocks.map((block) => this.#block(block)),
      ...decision.locks.map((lock) => this.#lock(lock, decision.grounds)),
      ...decision.grounds.flatMap((ground) => this.#ground(ground)),
    ].map((line, place) => (place === 0 ? line : `  ${line}`))
  }

  #block({ rule, version, state, unanswered }: PartDecision['blocks'][number]): string {
    const title = this.#title({ rule, version })
    if (state === 'blocked') return this.#say(`Hinder: ${title}.`, `Block: ${title}.`)
    const asked = this.#ask(unanswered)
    return this.#say(
      `Hinder som först måste uteslutas: ${title}. ${asked}`,
      `A block that must first be ruled out: ${title}. ${asked}`,
    )
  }

  #lock(lock: LockResult, grounds: readonly GroundResult[]): string {
    const title = this.#title(lock)
    const by = grounds
      .filter(({ ground }) => lock.openedBy.includes(ground))
      .map((ground) => this.#title(ground))
      .join(', ')
    const tested = HARM_TEST_WORDS[lock.harmTest][this.#language]
    const asked = lock.state === 'closed' ? this.#ask(lock.unanswered) : ''
    const states: Readonly<Record<LockResult['state'], LocalText>> = {
      closed: { sv: `gäller (${tested}). ${asked}`, en: `holds (${tested}). ${asked}` },
      escalate: {
        sv: by ? `öppnas av ${by} efter medunderskrift.` : `${tested}.`,
        en: by ? `is opened by ${by} after a countersignature.` : `${tested}.`,
      },
      open: {
        sv: by ? `öppnas av ${by}.` : `gäller inte (${tested}).`,
        en: by ? `is opened by ${by}.` : `does not hold (${tested}).`,
      },
      duty: { sv: `bryts av ${by}.`, en: `yields to ${by}.` },
    }
    const state = states[lock.state][this.#language].trimEnd()
    return this.#say(`Sekretess: ${title} – ${state}`, `Secrecy: ${title} – ${state}`)
  }

  #ground(ground: GroundResult): string[] {
    const title = this.#title(ground)
    if (ground.status === 'erred')
      return [
        this.#say(
          `Rättslig grund ${title}: kunde inte prövas.`,
          `Ground ${title}: could not be applied.`,
        ),
      ]
    if (ground.status === 'not-applicable') {
      const why = ground.mismatches.map((word) => MISMATCH_WORDS[word][this.#language]).join(', ')
      return [
        this.#say(
          `Rättslig grund ${title}: ${why}. ${this.#successor(ground)}`,
          `Ground ${title}: ${why}. ${this.#successor(ground)}`,
        ).trimEnd(),
      ]
    }
    const version = this.#version(ground)
    return [
      ...ground.conditions
        .filter(({ result }) => result !== 'met')
        .map((condition) => this.#condition(title, version, condition)),
      ...ground.disputes.map((dispute) => this.#dispute(title, version, dispute)),
    ]
  }

  #condition(
    title: string,
    version: GatewayVersion,
    { id, result, facts }: ConditionResult,
  ): string {
    const text = this.#conditionText(version, id)
    return result === 'failed'
      ? this.#say(
          `Rättslig grund ${title}: villkoret är inte uppfyllt: ${text}`,
          `Ground ${title}: the condition is not met: ${text}`,
        )
      : this.#say(
          `Rättslig grund ${title}: svar saknas: ${text} ${this.#ask(facts)}`,
          `Ground ${title}: an answer is missing: ${text} ${this.#ask(facts)}`,
        ).trimEnd()
  }

  #dispute(title: string, version: GatewayVersion, id: string): string {
    const dispute = version.disputes.find((dispute) => dispute.id === id)
    const text =
      dispute?.text[this.#language] ?? this.#say('Rättsläget är oklart.', 'The law is not settled.')
    return this.#say(
      `Rättslig grund ${title}: rättsläget är oklart: ${text}`,
      `Ground ${title}: the law is not settled: ${text}`,
    )
  }

  alternative(alternative: Alternative): string {
    const { parts, receiver, outcome, lacks } = alternative
    const title = this.#title(alternative)
    const version = this.#version(alternative)
    const missing = lacks
      .map(({ id, facts }) => this.#ask(facts) || this.#conditionText(version, id))
      .join(' ')
    const word = OUTCOME_WORDS[outcome][this.#language].toLowerCase()
    const tail =
      missing === '' ? '' : this.#say(` Det som saknas: ${missing}`, ` What is missing: ${missing}`)
    return this.#say(
      `Annan rättslig grund för ${parts.join(', ')} till ${receiver}: ${title} (${word}).${tail}`,
      `Another ground for ${parts.join(', ')} to ${receiver}: ${title} (${word}).${tail}`,
    )
  }

  obligations({ obligations }: Decision): string[] {
    return obligations.map(({ code, rule, version, deadline, parts }) => {
      const wording = this.#rules.get(rule)?.versions.find(({ from }) => from === version)
      const text = wording?.obligations.find((duty) => duty.code === code)?.text[this.#language]
      const by = deadline === null ? '' : this.#say(` Senast ${deadline}.`, ` By ${deadline}.`)
      return this.#say(
        `Att göra (${parts.join(', ')}): ${text}${by}`,
        `To do (${parts.join(', ')}): ${text}${by}`,
      )
    })
  }

  documentation({ documentation }: Decision): string[] {
    if (documentation.length === 0) return []
    const words = documentation.map((code) => DOCUMENTATION_WORDS[code][this.#language]).join(', ')
    return [this.#say(`Dokumentera: ${words}.`, `Document: ${words}.`)]
  }

  currency({ day, lawReadUntil }: Decision): string[] {
    if (day <= lawReadUntil) return []
    return [
      this.#say(
        `Regelverket bygger på lagtext läst till och med ${lawReadUntil}; senare ändringar är inte kontrollerade. Fråga er jurist om lagen har ändrats.`,
        `The rules rest on law read until ${lawReadUntil}; later amendments have not been checked. Ask your lawyer whether the law has changed.`,
      ),
    ]
  }

  #successor({ rule, mismatches }: GroundResult): string {
    const successor = this.#rules.get(rule)?.replacedBy
    if (successor === undefined || !mismatches.includes('repealed')) return ''
    const citation = this.#rules.get(successor)?.citation ?? successor
    return this.#say(`Åberopa i stället ${citation}.`, `Invoke ${citation} instead.`)
  }

  #title({ rule }: RuleReference): string {
    const found = this.#rules.get(rule)
    return found === undefined
      ? rule
      : `${found.citation} (${found.name[this.#language].toLowerCase()})`
  }

  #version({ rule, version }: RuleReference): GatewayVersion {
    const found = this.#rules.get(rule) as Gateway
    return found.versions.find(({ from }) => from === version)!
  }

  #conditionText(version: GatewayVersion, id: string): string {
    if (id === 'motive' && version.motive !== undefined)
      return this.#say(`Motivering: ${version.motive.sv}`, `Motive: ${version.motive.en}`)
    return version.conditions.find((condition) => condition.id === id)!.text[this.#language]
  }

  #ask(facts: readonly string[]): string {
    return facts.map((name) => this.#questions.get(name)?.[this.#language] ?? name).join(' ')
  }

  #say(sv: string, en: string): string {
    return this.#language === 'sv' ? sv : en
  }
}
