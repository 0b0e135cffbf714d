/**
 * An explanation as lines of text, for a terminal, a screen reader or a workspace: first what may go, what may not and what
 * to do now, in short sentences; then what to remember, what else would do, the reasons, and where the law is read.
 *
 * @module
 */
import type { Language, LocalText } from '../../protocol/statements/local-text.ts'
import type { Time } from '../../protocol/time.ts'
import { OUTCOMES } from '../decision.ts'
import type { Obligation, Outcome } from '../decision.ts'
import type { Explanation, PartExplanation } from './explanation.ts'
import { renderAlternatives } from './render-alternatives.ts'
import { renderObstacles } from './render-obstacles.ts'
import { renderReasons } from './render-reasons.ts'
import type { Day } from '../rule.ts'
import type { Step } from './steps.ts'
import { tellDate, tellDuration, tellMoment } from './swedish-time.ts'
import { parseTime } from '../../protocol/time.ts'
import { Teller } from './teller.ts'
import { MIXED_SENTENCE, OUTCOME_SENTENCES, WAY_WORDS } from './words.ts'

/**
 * The lines of an explanation; an empty one parts two sections. `now` is when they are read, as deadlines are told by today
 * and tomorrow; without it, when the decision was made. Only constants, texts of the rules and ids are told.
 */
export function renderExplanation(
  explanation: Explanation,
  language: Language,
  now: Time = explanation.at,
): string[] {
  const teller = new Teller(explanation, language)
  const leaving = listLeaving(explanation)
  return joinSections([
    ...summarise(teller, explanation, leaving),
    renderObligations(teller, explanation, leaving, now),
    renderAlternatives(teller, explanation.alternatives ?? [], leaving),
    renderReasons(teller, leaving),
    renderSources(teller),
    renderCurrency(teller, explanation),
  ])
}

/** The first lines of the same, for where there is little room: what may go, what may not, and what to do now. */
export function renderSummary(explanation: Explanation, language: Language): string[] {
  const teller = new Teller(explanation, language)
  return joinSections(summarise(teller, explanation, listLeaving(explanation)))
}

/** The same for whoever decides about what is held: what the law leaves open, and what goes if it is approved. */
export function renderDecider(explanation: Explanation, language: Language): string[] {
  const teller = new Teller(explanation, language)
  const leaving = listLeaving(explanation)
  const open = [...new Set(explanation.steps.flatMap(openOf))]
  const question =
    open.length === 0
      ? []
      : [
          teller.say('Det här är inte avgjort i lagen:', 'This the law has not settled:'),
          ...open.map((id) => `– ${teller.openQuestion(id)}`),
        ]
  return joinSections([
    [teller.say('Du avgör.', 'You decide.'), ...question],
    ...OUTCOMES.map((outcome) => renderWay(teller, outcome, leaving)),
  ])
}

/** What lies behind it, for whoever decides: what follows from a yes, every reason, and where the law is read. */
export function renderBehind(explanation: Explanation, language: Language): string[] {
  const teller = new Teller(explanation, language)
  const leaving = listLeaving(explanation)
  return joinSections([
    renderObligations(teller, explanation, leaving, explanation.at),
    renderReasons(teller, leaving),
    renderSources(teller),
  ])
}

function openOf({ code, questions }: Step): readonly string[] {
  return code === 'countersign' ? questions : []
}

/**
 * The lines about something that was disclosed: what went where, what follows from it, why, and where the law is read. There
 * is nothing left to do about the decision itself.
 */
export function renderRecord(explanation: Explanation, language: Language, now: Time): string[] {
  const teller = new Teller(explanation, language)
  const leaving = listLeaving(explanation)
  return joinSections([
    ...OUTCOMES.map((outcome) => renderWay(teller, outcome, leaving)),
    renderObligations(teller, explanation, leaving, now),
    renderReasons(teller, leaving),
    renderSources(teller),
  ])
}

function listLeaving({ parts }: Explanation): readonly PartExplanation[] {
  return parts.filter(({ reasons }) => !reasons.includes('internal'))
}

function summarise(
  teller: Teller,
  explanation: Explanation,
  leaving: readonly PartExplanation[],
): string[][] {
  return [
    [teller.words(sentenceOf(explanation))],
    ...OUTCOMES.map((outcome) => renderWay(teller, outcome, leaving)),
    renderObstacles(teller, leaving),
    renderSteps(teller, explanation),
  ]
}

function joinSections(sections: readonly string[][]): string[] {
  return sections
    .filter(({ length }) => length > 0)
    .flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]))
}

/** The answer in a sentence. */
function sentenceOf({ outcome, steps }: Explanation): LocalText {
  const isMixed = outcome === 'deny' && steps.some(({ code }) => code === 'send-rest')
  return isMixed ? MIXED_SENTENCE : OUTCOME_SENTENCES[outcome]
}

/** Which parts have an outcome, receiver by receiver. */
function renderWay(
  teller: Teller,
  outcome: Outcome,
  leaving: readonly PartExplanation[],
): string[] {
  const those = leaving.filter((part) => part.outcome === outcome)
  return [...Map.groupBy(those, ({ receiver }) => receiver)].flatMap(([receiver, parts]) => [
    `${teller.words(WAY_WORDS[outcome])} ${teller.receiver(receiver)}:`,
    ...teller.persons(parts.map(({ part }) => part)).map((line) => `  – ${line}`),
  ])
}

function renderSteps(teller: Teller, { steps, day }: Explanation): string[] {
  const lines = steps.flatMap((step, i) => {
    const [first, ...rest] = describeStep(teller, step, day)
    return [`  ${i + 1}. ${first}`, ...rest.map((line) => `     ${line}`)]
  })
  return [teller.say('Gör så här:', 'Do this:'), ...lines]
}

function describeStep(
  teller: Teller,
  { code, text, parts, questions, rules }: Step,
  day: Day,
): string[] {
  const first = teller.words(text)
  if (code === 'answer') return [first, ...questions.map((name) => `– ${teller.question(name)}`)]
  if (code === 'cite-current')
    return [first, ...rules.map((rule) => `– ${teller.successor(rule, day)}`)]
  if (code === 'motive') return [first, ...rules.map((rule) => `– ${teller.motive(rule)}`)]
  if (code === 'remove' || code === 'no-ground' || code === 'send-rest')
    return [
      first,
      ...teller.persons(parts).map((line) => `– ${line}`),
      ...rules.flatMap((rule) => teller.ruleText(rule)),
    ]
  if (code === 'countersign' && questions.length > 0) {
    const heading = teller.say(
      'Beslutsfattaren tar ställning till det som inte är avgjort i lagen:',
      'The decision-maker takes a position on what the law has not settled:',
    )
    return [first, heading, ...questions.map((id) => `– ${teller.openQuestion(id)}`)]
  }
  return [first]
}

function renderObligations(
  teller: Teller,
  { outcome, at, obligations, documentation }: Explanation,
  leaving: readonly PartExplanation[],
  now: Time,
): string[] {
  const isGoing = outcome === 'permit' || outcome === 'duty'
  const going = new Set(leaving.filter((part) => part.outcome !== 'deny').map(({ part }) => part))
  const tell = isGoing ? tellDeadline : tellTerm
  const bySaying = Map.groupBy(
    obligations.toSorted(byDeadline),
    (obligation) => `${tell(teller, obligation, at, now)}${teller.obligation(obligation)}`,
  )
  // Two rules may say the same.
  const timed = [...bySaying].map(([saying, those]) => {
    const concerned = new Set(those.flatMap(({ parts }) => parts))
    const isForAll = [...going].every((part) => concerned.has(part))
    const whom = isForAll ? '' : ` ${teller.concerning(concerned)}.`
    return `  – ${saying}${whom}`
  })
  const places = documentation.map((code) => teller.documentation(code))
  const written =
    places.length === 0
      ? []
      : [`  – ${teller.say('Dokumentera', 'Document')}: ${places.join(', ')}.`]
  const lines = [...timed, ...written]
  if (lines.length === 0) return []
  const heading = isGoing
    ? teller.say('Kom ihåg:', 'Remember:')
    : teller.say('När något lämnas ut, kom ihåg:', 'When anything is disclosed, remember:')
  return [heading, ...lines]
}

/** What must be done soonest first; what has no time last. */
function byDeadline({ deadline: a }: Obligation, { deadline: b }: Obligation): number {
  if (a === b) return 0
  if (a === null) return 1
  return b === null || a < b ? -1 : 1
}

function tellDeadline(teller: Teller, { deadline }: Obligation, at: Time, now: Time): string {
  if (deadline === null) return ''
  if (deadline === at) return teller.say('Genast: ', 'At once: ')
  const moment = teller.words(tellMoment(deadline, now))
  return teller.say(`Senast ${moment}: `, `By ${moment}: `)
}

/** A time that has not begun to run, as nothing is disclosed yet. */
function tellTerm(teller: Teller, { deadline }: Obligation, at: Time): string {
  if (deadline === null) return ''
  if (deadline === at) return teller.say('Genast: ', 'At once: ')
  const term = teller.words(tellDuration(parseTime(deadline) - parseTime(at)))
  return teller.say(`Inom ${term}: `, `Within ${term}: `)
}

/** Where each rule that was named is read. */
function renderSources(teller: Teller): string[] {
  const rows = teller.told().map(({ citation, act, name, link }) => {
    // In Swedish the citation says it.
    const of = act === undefined ? '' : teller.say('', ` (${act.en})`)
    return `  ${citation}${of}: ${teller.words(name)}. ${link}`
  })
  return rows.length === 0 ? [] : [teller.say('Lagrum:', 'The law:'), ...new Set(rows)]
}

function renderCurrency(teller: Teller, { day, lawReadUntil }: Explanation): string[] {
  if (day <= lawReadUntil) return []
  const last = teller.words(tellDate(lawReadUntil))
  return [
    teller.say(
      `Reglerna bygger på lagtext läst till och med ${last}. Senare ändringar är inte kontrollerade. Fråga er jurist om lagen har ändrats.`,
      `The rules rest on law read until ${last}. Later amendments have not been checked. Ask your lawyer whether the law has changed.`,
    ),
  ]
}
