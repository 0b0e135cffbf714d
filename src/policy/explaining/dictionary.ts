import type { LocalText } from '../../protocol/statements/local-text.ts'
import { findAct } from './acts.ts'
import { referenceKey } from '../compiled-rules.ts'
import type { RuleReference } from '../decision.ts'
import type { Fact, PolicySet } from '../policy-set.ts'
import type {
  Block,
  BlockVersion,
  Gateway,
  GatewayVersion,
  Lock,
  LockVersion,
  ObligationRule,
  RuleVersion,
} from '../rule.ts'

/** What is told of a rule in one wording. Texts by the ids that results name. */
export interface RuleWords {
  readonly kind: 'lock' | 'gateway' | 'block' | 'obligation'
  readonly citation: string
  readonly link: string
  /** The act that the citation is of, where its name is known. */
  readonly act?: LocalText
  readonly name: LocalText
  readonly from: string
  readonly to: string | null
  /** What to cite instead of this rule, which is repealed. */
  readonly replacedBy?: string
  /** Of a gateway: `duty` obliges the sender. */
  readonly nature?: GatewayVersion['nature']
  /** Of a gateway: what its motive must say. */
  readonly motive?: LocalText
  readonly conditions?: Readonly<Record<string, LocalText>>
  readonly disputes?: Readonly<Record<string, LocalText>>
  /** Of a lock: its harm test (skaderekvisit). */
  readonly harmTest?: LockVersion['harmTest']['kind']
  /** Of a block: whether a decision-maker may let a part pass. */
  readonly effect?: BlockVersion['effect']
  /** Of a block: what it says, and what to do instead. */
  readonly text?: LocalText
  readonly obligations?: Readonly<Record<string, LocalText>>
}

/** A question that a member answers. */
export interface QuestionWords {
  readonly text: LocalText
  /** What to choose from, where the answer is one of a few words. */
  readonly answers?: Readonly<Record<string, LocalText>>
}

/** The words of a wording, and the key under which a glossary has them. */
export interface RuleEntry {
  readonly key: string
  readonly version: string
  readonly words: RuleWords
}

/** Looks up what a set's ids mean; throws TypeError for what the set does not have. */
export interface Dictionary {
  readonly rule: (reference: RuleReference) => RuleWords
  readonly entry: (reference: RuleReference) => RuleEntry
  readonly question: (fact: string) => QuestionWords
  readonly openQuestion: (id: string) => LocalText
}

const dictionaries = new WeakMap<PolicySet, Dictionary>()

/** The dictionary of a set; made once, as a decision is explained in the time that it takes to make it. */
export function dictionaryOf(set: PolicySet): Dictionary {
  let dictionary = dictionaries.get(set)
  if (dictionary === undefined) {
    dictionary = buildDictionary(set)
    dictionaries.set(set, dictionary)
  }
  return dictionary
}

function buildDictionary({ pack }: PolicySet): Dictionary {
  const citations = new Map(pack.gateways.map(({ id, citation }) => [id, citation]))
  const rules = new Map<string, RuleEntry[]>()
  const add = <V extends RuleVersion>(
    rule: { readonly id: string; readonly versions: readonly V[] },
    describe: (version: V) => RuleWords,
  ): void => {
    const entries = rule.versions.map((version) => ({
      key: referenceKey(rule.id, version.from),
      version: version.from,
      words: describe(version),
    }))
    rules.set(rule.id, [...(rules.get(rule.id) ?? []), ...entries])
  }
  for (const rule of pack.locks) add(rule, (version) => describeLock(rule, version))
  for (const rule of pack.blocks) add(rule, (version) => describeBlock(rule, version))
  for (const rule of pack.gateways)
    add(rule, (version) => describeGateway(rule, version, citations))
  for (const rule of pack.obligationRules)
    add(rule, (version) => ({ kind: 'obligation', ...describe(rule, version) }))
  const questions = new Map(pack.facts.map((fact) => [fact.name, describeFact(fact)]))
  const openQuestions = new Map(pack.openQuestions.map(({ id, text }) => [id, text]))
  const entry = (reference: RuleReference): RuleEntry =>
    found(findEntry(rules.get(reference.rule), reference))
  return {
    rule: (reference) => entry(reference).words,
    entry,
    question: (fact) => found(questions.get(fact)),
    openQuestion: (id) => found(openQuestions.get(id)),
  }
}

/** By hand: a key would have to be written for each reference, and most rules have few wordings. */
function findEntry(
  entries: readonly RuleEntry[] | undefined,
  { version }: RuleReference,
): RuleEntry | undefined {
  if (entries !== undefined)
    for (const entry of entries) if (entry.version === version) return entry
  return undefined
}

function found<T>(words: T | undefined): T {
  if (words === undefined) throw new TypeError('the set has no words for this: another set decided')
  return words
}

function describe(
  { citation, link, name }: Lock | Block | Gateway | ObligationRule,
  { from, to, obligations }: RuleVersion,
): Omit<RuleWords, 'kind'> {
  const act = findAct(link)
  const texts = obligations.map(({ code, text }) => [code, text] as const)
  return {
    citation,
    link,
    ...(act && { act }),
    name,
    from,
    to,
    ...(texts.length > 0 && { obligations: Object.fromEntries(texts) }),
  }
}

function describeLock(rule: Lock, version: LockVersion): RuleWords {
  return { kind: 'lock', ...describe(rule, version), harmTest: version.harmTest.kind }
}

function describeBlock(rule: Block, version: BlockVersion): RuleWords {
  return { kind: 'block', ...describe(rule, version), effect: version.effect, text: version.text }
}

function describeGateway(
  rule: Gateway,
  version: GatewayVersion,
  citations: ReadonlyMap<string, string>,
): RuleWords {
  const { nature, conditions, disputes, motive } = version
  const successor = rule.replacedBy === undefined ? undefined : citations.get(rule.replacedBy)
  return {
    kind: 'gateway',
    ...describe(rule, version),
    ...(successor !== undefined && { replacedBy: successor }),
    nature,
    ...(motive && { motive }),
    conditions: Object.fromEntries(conditions.map(({ id, text }) => [id, text])),
    disputes: Object.fromEntries(disputes.map(({ id, text }) => [id, text])),
  }
}

function describeFact({ question, values }: Fact): QuestionWords {
  return { text: question, ...(values && { answers: values }) }
}
