import type { Language, LocalText } from '../../protocol/statements/local-text.ts'
import type { SubjectRole } from '../../protocol/vocabulary.ts'
import { referenceKey } from '../compiled-rules.ts'
import type { Obligation, Outcome, RuleReference } from '../decision.ts'
import type { Explanation } from './explanation.ts'
import type { Glossary } from './glossary.ts'
import type { RuleWords } from './dictionary.ts'
import type { Day, DocumentationCode } from '../rule.ts'
import { tellDate } from './swedish-time.ts'
import { OUTCOME_WORDS } from './words.ts'

/** Tells the ids of one explanation in one language, and remembers which rules it has told. */
export class Teller {
  readonly #glossary: Glossary
  readonly #language: Language
  readonly #parts: ReadonlyMap<string, Explanation['parts'][number]>
  readonly #told = new Map<string, RuleWords>()

  constructor({ glossary, parts }: Explanation, language: Language) {
    this.#glossary = glossary
    this.#language = language
    this.#parts = new Map(parts.map((part) => [part.part, part]))
  }

  say(sv: string, en: string): string {
    return this.#language === 'sv' ? sv : en
  }

  words(text: LocalText): string {
    return text[this.#language]
  }

  outcome(outcome: Outcome): string {
    return this.words(OUTCOME_WORDS[outcome])
  }

  /** What it is called; else `socialnämnden (latsasby-socialnamnd/vinr-mottagning)`. */
  receiver(id: string): string {
    const receiver = this.#glossary.receivers[id]
    if (receiver?.own !== undefined) return this.words(receiver.own)
    return receiver === undefined ? id : `${this.words(receiver.name)} (${id})`
  }

  /** Some parts in words, a line for each person: `den utsatta: identitet och hälsa (p1, p2)`. */
  persons(ids: readonly string[]): string[] {
    const parts = ids.map((id) => this.#parts.get(id)!)
    return [...Map.groupBy(parts, ({ subject }) => subject)].map(([subject, those]) => {
      const categories = those.map(({ category }) =>
        this.words(this.#glossary.categories[category]!),
      )
      const person = this.words(this.#glossary.subjects[subject]!)
      const names = those.map(({ part }) => part).join(', ')
      return `${person}: ${this.list(categories)} (${names})`
    })
  }

  /** `Gäller den utsatta: hälsa (p2)`. */
  concerning(ids: Iterable<string>): string {
    return `${this.say('Gäller', 'For')} ${this.persons([...ids]).join('; ')}`
  }

  role(part: string): SubjectRole {
    return this.#parts.get(part)!.role
  }

  /** `a, b och c`. */
  list(items: readonly string[]): string {
    const last = items.at(-1) ?? ''
    const before = items.slice(0, -1).join(', ')
    return before === '' ? last : `${before} ${this.say('och', 'and')} ${last}`
  }

  /** `10 kap. 18 c § OSL (förebygga allvarligt våld mot närstående)`. */
  title(reference: RuleReference): string {
    const { citation, name } = this.rule(reference)
    return `${citation} (${this.within(this.words(name))})`
  }

  /** A text as it reads inside a sentence; an abbreviation keeps its capitals. */
  within(text: string): string {
    return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
  }

  citation(reference: RuleReference): string {
    return this.rule(reference).citation
  }

  rule(reference: RuleReference): RuleWords {
    const key = referenceKey(reference.rule, reference.version)
    const rule = this.#glossary.rules[key]!
    this.#told.set(key, rule)
    return rule
  }

  /** The rules told so far, in the order of their telling. */
  told(): readonly RuleWords[] {
    return [...this.#told.values()]
  }

  /** Since or until when a rule is in force that is not, and what to cite instead. */
  successor(reference: RuleReference, today: Day): string {
    const { citation, replacedBy, from, to } = this.rule(reference)
    const [first, last] = [from, to ?? from].map((day) => this.words(tellDate(day)))
    if (today < from)
      return this.say(
        `${citation}: lydelsen gäller först från den ${first}.`,
        `${citation}: the wording is in force only from ${first}.`,
      )
    const now =
      replacedBy === undefined
        ? this.say('Pröva lydelsen som gäller i dag.', 'Try the wording in force today.')
        : this.say(`Ange i stället ${replacedBy}.`, `Invoke ${replacedBy} instead.`)
    return this.say(
      `${citation} gällde till och med den ${last}. ${now}`,
      `${citation} was in force until ${last}. ${now}`,
    )
  }

  /** What a block says; nothing for another rule. */
  ruleText(reference: RuleReference): string[] {
    const { text } = this.rule(reference)
    return text === undefined ? [] : [this.words(text)]
  }

  motive(reference: RuleReference): string {
    const { citation, motive } = this.rule(reference)
    return `${citation}: ${motive === undefined ? '' : this.words(motive)}`
  }

  question(fact: string): string {
    const question = this.#glossary.questions[fact]
    return question === undefined ? fact : this.words(question.text)
  }

  openQuestion(id: string): string {
    const text = this.#glossary.openQuestions[id]
    return text === undefined ? id : `${this.words(text)} [${id}]`
  }

  condition(reference: RuleReference, id: string): string {
    const rule = this.rule(reference)
    if (id === 'motive' && rule.motive !== undefined)
      return `${this.say('Motivering:', 'Motive:')} ${this.words(rule.motive)}`
    return this.words(rule.conditions![id]!)
  }

  obligation({ code, ...reference }: Obligation): string {
    return this.words(this.rule(reference).obligations![code]!)
  }

  documentation(code: DocumentationCode): string {
    return this.words(this.#glossary.documentation[code]!)
  }
}
