import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { SubjectRole } from '../../protocol/vocabulary.ts'
import type { Advice } from '../advice.ts'
import { referenceKey } from '../compiled-rules.ts'
import type {
  BlockResult,
  Decision,
  GroundResult,
  PartDecision,
  RuleReference,
} from '../decision.ts'
import type { PolicyRequest } from '../policy-request.ts'
import type { Split } from '../split.ts'

/** What a sender can be told to do. In the order in which it is told. */
export const STEP_CODES = [
  'emergency',
  'support',
  'cite-current',
  'answer',
  'motive',
  'remove',
  'other-ground',
  'no-ground',
  'send-rest',
  'countersign',
  'second-person',
  'send',
  'send-duty',
] as const
export type StepCode = (typeof STEP_CODES)[number]

/** One thing to do now. What is empty has nothing to do with the step. */
export interface Step {
  readonly code: StepCode
  readonly text: LocalText
  readonly parts: readonly string[]
  /** Names of the facts to answer, or ids of open questions to decide on. */
  readonly questions: readonly string[]
  readonly rules: readonly RuleReference[]
}

/** The words of each step. They speak to the member who sends. */
export const STEP_WORDS: Readonly<Record<StepCode, LocalText>> = {
  emergency: {
    sv: 'Är någon i fara just nu? Ring 112. Vänta inte på systemet.',
    en: 'Is somebody in danger right now? Call 112. Do not wait for the system.',
  },
  support: {
    sv: 'En regel gick inte att pröva. Anmäl det till it-stöd. Är det bråttom, ring mottagaren.',
    en: 'A rule could not be applied. Tell support. If it is urgent, telephone the receiver.',
  },
  'cite-current': {
    sv: 'Byt ut den rättsliga grunden. Den som du angav gäller inte.',
    en: 'Change the ground. The one that you invoked is not in force.',
  },
  answer: { sv: 'Svara på det som saknas:', en: 'Answer what is missing:' },
  motive: {
    sv: 'Skriv en motivering. Den läses bara hos er.',
    en: 'Write a motive. It is read only at your own agency.',
  },
  remove: {
    sv: 'Ta bort det här, eller ändra meddelandet så att hindret inte längre gäller. Ingen rättslig grund öppnar för det:',
    en: 'Take this out, or change the message so that the block no longer applies. No ground opens for it:',
  },
  'other-ground': {
    sv: 'Se om en annan rättslig grund passar. De står under Andra vägar.',
    en: 'See whether another ground fits. They are listed under Other ways.',
  },
  'no-ground': {
    sv: 'Ingen regel som gäller nu öppnar för det här. Skicka det inte. Fråga er jurist om du tror att det ändå måste fram.',
    en: 'No rule in force opens for this. Do not send it. Ask your lawyer if you think that it must get through all the same.',
  },
  'send-rest': {
    sv: 'Det här kan du skicka för sig redan nu, utan resten:',
    en: 'This you can send by itself already now, without the rest:',
  },
  countersign: {
    sv: 'Be en beslutsfattare hos er att läsa och skriva under. Det ska vara någon annan än du. Ingenting lämnas ut innan dess.',
    en: 'Ask a decision-maker of your agency to read and countersign. It must be somebody else than you. Nothing is disclosed before that.',
  },
  'second-person': {
    sv: 'En person till hos er ska granska och skriva under, eftersom uppgifterna är skyddade. Ingenting lämnas ut innan dess.',
    en: 'One more person of your agency is to look at it and countersign, as the data are protected. Nothing is disclosed before that.',
  },
  send: { sv: 'Skicka.', en: 'Send.' },
  'send-duty': {
    sv: 'Skicka. Lagen kräver att du lämnar ut uppgifterna.',
    en: 'Send. The law requires you to disclose the data.',
  },
}

/** A part that leaves the sending function, with whom it is about. */
type SteppedPart = PartDecision & { readonly role: SubjectRole }

/** What the sender does now, first things first. `parts` are those that leave the sending function. */
export function listSteps(
  { from }: Pick<PolicyRequest, 'from'>,
  decision: Decision,
  parts: readonly SteppedPart[],
  split: Split | null,
  advice: Advice | undefined,
): readonly Step[] {
  const { outcome, obligations } = decision
  const needsTwo = obligations.filter(({ code }) => code === 'two-person')
  const secondPerson = needsTwo.length === 0 ? [] : [step('second-person', { rules: needsTwo })]
  if (outcome === 'permit') return [...secondPerson, step('send')]
  if (outcome === 'duty') return [...secondPerson, step('send-duty')]
  // Who is with the police is the one who is called.
  const emergency = from.bodyType === 'police' ? [] : [step('emergency')]
  // A decision-maker's approval is a second person's too.
  const rest = outcome === 'escalate' ? listApprovals(parts) : listCures(parts, advice)
  const sendable = sendRest(split, parts)
  const guarded = sendable.some((one) => needsTwo.some((two) => overlap(one.parts, two.parts)))
  return [...emergency, ...rest, ...sendable, ...(guarded ? secondPerson : [])]
}

/** What could turn a denial. */
function listCures(parts: readonly PartDecision[], advice: Advice | undefined): Step[] {
  const denied = parts.filter(({ outcome }) => outcome === 'deny')
  const of = (test: (part: PartDecision) => boolean) => idsOf(denied.filter(test))
  const found: Step[] = []
  const erred = of(({ reasons }) => reasons.includes('rule-erred'))
  if (erred.length > 0) found.push(step('support', { parts: erred }))
  const stale = groundsOf(denied, isOutOfForce)
  if (stale.length > 0) found.push(step('cite-current', { rules: unique(stale) }))
  const questions = listQuestionsOf(denied)
  if (questions.length > 0) found.push(step('answer', { questions }))
  const silent = groundsOf(denied, lacksOnlyMotive)
  const untested = of(({ locks }) => locks.some(({ harmTest }) => harmTest === 'no-motive'))
  if (silent.length > 0 || untested.length > 0)
    found.push(step('motive', { rules: unique(silent), parts: untested }))
  const blocked = of(isBlocked)
  const blocks = denied.flatMap((part) => part.blocks.filter(isStanding))
  if (blocked.length > 0) found.push(step('remove', { parts: blocked, rules: unique(blocks) }))
  const helped = new Set(advice?.alternatives.flatMap((alternative) => alternative.parts))
  if (helped.size > 0)
    found.push(step('other-ground', { parts: of(({ part }) => helped.has(part)) }))
  const helpless = of((part) => !isBlocked(part) && part.reasons.includes('lock-closed'))
  const lost = advice === undefined ? [] : helpless.filter((part) => !helped.has(part))
  if (lost.length > 0) found.push(step('no-ground', { parts: lost }))
  return found
}

/** What an answer could settle without a decision-maker, and then the decision-maker. */
function listApprovals(parts: readonly PartDecision[]): Step[] {
  const escalated = parts.filter(({ outcome }) => outcome === 'escalate')
  const open = escalated.flatMap(({ blocks }) => blocks.flatMap(({ unanswered }) => unanswered))
  const questions = [...new Set(open)].sort()
  const answers = questions.length === 0 ? [] : [step('answer', { questions })]
  return [...answers, countersignStep(escalated)]
}

function countersignStep(escalated: readonly PartDecision[]): Step {
  const questions = escalated.flatMap(({ grounds, blocks }) => [
    ...grounds.flatMap(({ openQuestions }) => openQuestions),
    ...blocks.flatMap(({ openQuestion }) => openQuestion ?? []),
  ])
  return step('countersign', { parts: idsOf(escalated), questions: [...new Set(questions)].sort() })
}

/** What may go by itself; who wrote a message is no message. */
function sendRest(split: Split | null, parts: readonly SteppedPart[]): Step[] {
  const now = split?.now ?? []
  const isWorthSending = parts.some(
    ({ part, role }) => role !== 'professional' && now.includes(part),
  )
  return isWorthSending ? [step('send-rest', { parts: now })] : []
}

/** Facts that denied parts ask for: those of blocks and of invoked grounds that apply, and of locks that nothing opens. */
function listQuestionsOf(denied: readonly PartDecision[]): readonly string[] {
  const names = new Set<string>()
  for (const { locks, blocks, grounds } of denied) {
    for (const { unanswered } of blocks) for (const name of unanswered) names.add(name)
    for (const { state, unanswered } of locks)
      if (state === 'closed') for (const name of unanswered) names.add(name)
    for (const ground of grounds)
      // More answers do not help a ground that one answer has ruled out.
      if (!ground.conditions.some(({ result }) => result === 'failed'))
        for (const { result, facts } of ground.conditions)
          if (result === 'unanswered') for (const name of facts) names.add(name)
  }
  return [...names].sort()
}

function overlap(a: readonly string[], b: readonly string[]): boolean {
  return a.some((id) => b.includes(id))
}

function isBlocked({ blocks }: PartDecision): boolean {
  return blocks.some(isStanding)
}

function isStanding({ state, effect }: BlockResult): boolean {
  return state === 'blocked' && effect === 'deny'
}

function isOutOfForce({ mismatches }: GroundResult): boolean {
  return mismatches.includes('repealed') || mismatches.includes('not-in-force')
}

function lacksOnlyMotive({ conditions }: GroundResult): boolean {
  let lacks = false
  for (const { id, result } of conditions) {
    if (result === 'met') continue
    if (id !== 'motive') return false
    lacks = true
  }
  return lacks
}

function groundsOf(
  parts: readonly PartDecision[],
  test: (ground: GroundResult) => boolean,
): readonly GroundResult[] {
  const found: GroundResult[] = []
  for (const { grounds } of parts)
    for (const ground of grounds) if (test(ground)) found.push(ground)
  return found
}

/** Decisions come part by part. */
function idsOf(parts: readonly PartDecision[]): readonly string[] {
  const ids: string[] = []
  for (const { part } of parts) if (ids.at(-1) !== part) ids.push(part)
  return ids
}

function unique(references: readonly RuleReference[]): readonly RuleReference[] {
  const byKey = new Map(
    references.map(({ rule, version }) => [referenceKey(rule, version), { rule, version }]),
  )
  return [...byKey.values()]
}

function step(code: StepCode, about: Partial<Omit<Step, 'code' | 'text'>> = {}): Step {
  return { code, text: STEP_WORDS[code], parts: [], questions: [], rules: [], ...about }
}
