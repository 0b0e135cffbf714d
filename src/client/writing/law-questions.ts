/**
 * What the law still asks about this very message: facts of the disclosure that nobody has answered, and the harm tests that could take
 * a lock away towards a receiver. The helper's questions (`ask-grounds.ts`) come before the document is done; these come of it.
 *
 * @module
 */
import type { Decision, LockResult, PartDecision } from '../../policy/decision.ts'
import { dictionaryOf } from '../../policy/explaining/dictionary.ts'
import type { QuestionWords } from '../../policy/explaining/dictionary.ts'
import { harmTestQuestion } from '../../policy/explaining/words.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { Category } from '../../protocol/vocabulary.ts'
import type { SheetHarmTest } from './sheet.ts'
import { TELLS_WHERE } from './tells-where.ts'

/** A fact of the disclosure to answer. */
export interface LawQuestion extends QuestionWords {
  readonly fact: string
}

/** Whether a lock holds about one person towards one receiver: for the author to assess, with reasons. */
export interface HarmQuestion extends Pick<SheetHarmTest, 'person' | 'lock' | 'receiver'> {
  readonly text: LocalText
  readonly citation: string
  readonly link: string
  /** The kinds of data that it is about. */
  readonly categories: readonly Category[]
}

/** A part with what it is about. */
export interface AboutPart {
  readonly person: string
  readonly category: Category
}

/** The facts that could change the answer; whether the words tell where somebody lives is asked in its own place. */
export function listLawQuestions(set: PolicySet, { parts }: Decision): LawQuestion[] {
  const { question } = dictionaryOf(set)
  const ofDisclosure = new Set(
    set.pack.facts.filter(({ scope }) => scope === 'disclosure').map(({ name }) => name),
  )
  const names = parts
    .filter(isStopped)
    .flatMap(({ locks, blocks }) => [...locks.filter(isShut), ...blocks])
    .flatMap(({ unanswered }) => unanswered)
  return [...new Set(names)]
    .filter((fact) => ofDisclosure.has(fact) && fact !== TELLS_WHERE)
    .map((fact) => ({ fact, ...question(fact) }))
}

/** The assessments that could be made: of each lock that stands, and those already made, which can be taken back. */
export function listHarmQuestions(
  set: PolicySet,
  { parts }: Decision,
  about: (part: string) => AboutPart,
): HarmQuestion[] {
  const { rule } = dictionaryOf(set)
  const found = parts.flatMap((part) =>
    part.locks.filter((lock) => isTestable(part, lock)).map((lock) => ({ part, lock })),
  )
  const groups = Map.groupBy(found, ({ part, lock }) =>
    [about(part.part).person, lock.rule, part.receiver].join(' '),
  )
  return [...groups.values()].map((group) => {
    const { part, lock } = group[0]!
    const { citation, link } = rule(lock)
    return {
      person: about(part.part).person,
      lock: lock.rule,
      receiver: part.receiver,
      text: harmTestQuestion(citation),
      citation,
      link,
      categories: [...new Set(group.map((one) => about(one.part.part).category))],
    }
  })
}

function isStopped({ outcome }: PartDecision): boolean {
  return outcome === 'deny' || outcome === 'escalate'
}

function isShut({ state }: LockResult): boolean {
  return state === 'closed' || state === 'escalate'
}

/** A lock that stands and may be tested, or that was. */
function isTestable(part: PartDecision, { state, harmTest }: LockResult): boolean {
  if (harmTest === 'absolute') return false
  return harmTest !== 'not-attested' || (isStopped(part) && state === 'closed')
}
