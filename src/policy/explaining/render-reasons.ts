/**
 * Why each part has its outcome: the blocks and locks that lie on it, and each invoked ground with all its conditions. Parts
 * with the same reasons are told together.
 *
 * @module
 */
import type { BlockResult, GroundResult, LockResult } from '../decision.ts'
import type { PartExplanation } from './explanation.ts'
import type { Teller } from './teller.ts'
import { CONDITION_WORDS, HARM_TEST_WORDS, MISMATCH_WORDS, REASON_WORDS } from './words.ts'

/** The reasons of the parts that leave the sending function. */
export function renderReasons(teller: Teller, leaving: readonly PartExplanation[]): string[] {
  const groups = [...Map.groupBy(leaving, findingOf).values()]
  if (groups.length === 0) return []
  return [teller.say('Varför:', 'Why:'), ...groups.flatMap((group) => renderGroup(teller, group))]
}

/** Two parts have the same finding when all results are the same. */
function findingOf({
  subject,
  receiver,
  outcome,
  reasons,
  locks,
  blocks,
  grounds,
}: PartExplanation) {
  return JSON.stringify([subject, receiver, outcome, reasons, locks, blocks, grounds])
}

function renderGroup(teller: Teller, group: readonly PartExplanation[]): string[] {
  const { receiver, outcome, reasons, locks, blocks, grounds, rules } = group[0]!
  const what = teller.persons(group.map(({ part }) => part)).join('; ')
  const why = reasons.map((reason) => teller.words(REASON_WORDS[reason])).join('; ')
  const decided = rules.map((rule) => teller.citation(rule))
  return [
    `  ${capital(what)} → ${receiver}`,
    `    ${teller.outcome(outcome)}: ${why}.`,
    ...blocks.flatMap((block) => renderBlock(teller, block)),
    ...locks.map((lock) => renderLock(teller, lock, grounds)),
    ...grounds.flatMap((ground) => renderGround(teller, ground)),
    ...(decided.length === 0
      ? []
      : [`    ${teller.say('Avgörande', 'Decisive')}: ${teller.list(decided)}.`]),
  ]
}

function renderBlock(
  teller: Teller,
  { effect, state, unanswered, openQuestion, ...rule }: BlockResult,
): string[] {
  const title = teller.title(rule)
  const questions = unanswered.map((name) => `      ${teller.question(name)}`)
  const open = openQuestion === null ? [] : [`      ${teller.openQuestion(openQuestion)}`]
  if (state === 'unanswered')
    return [
      teller.say(
        `    Hinder som först måste uteslutas: ${title}.`,
        `    A block that must first be ruled out: ${title}.`,
      ),
      ...questions,
      ...open,
    ]
  const passing =
    effect === 'escalate'
      ? teller.say(
          ' Bara en beslutsfattare kan släppa förbi det.',
          ' Only a decision-maker can let it pass.',
        )
      : ''
  const says = teller.ruleText(rule).map((text) => `      ${text}`)
  return [
    teller.say(`    Hinder: ${title}.${passing}`, `    Block: ${title}.${passing}`),
    ...says,
    ...open,
  ]
}

function renderLock(teller: Teller, lock: LockResult, grounds: readonly GroundResult[]): string {
  const title = teller.title(lock)
  const state = capital(tellState(teller, lock, grounds))
  const asked =
    lock.state === 'closed'
      ? lock.unanswered.map((name) => ` ${teller.question(name)}`).join('')
      : ''
  return teller.say(
    `    Sekretess: ${title}. ${state}.${asked}`,
    `    Secrecy: ${title}. ${state}.${asked}`,
  )
}

function tellState(
  teller: Teller,
  { state, harmTest, openedBy }: LockResult,
  grounds: readonly GroundResult[],
): string {
  const openers = grounds.filter(({ ground }) => openedBy.includes(ground))
  const by = teller.list([...new Set(openers.map((ground) => teller.citation(ground)))])
  const tested = teller.words(HARM_TEST_WORDS[harmTest])
  if (state === 'closed') return teller.say(`gäller: ${tested}`, `holds: ${tested}`)
  if (by === '')
    return state === 'escalate'
      ? tested
      : teller.say(`gäller inte: ${tested}`, `does not hold: ${tested}`)
  if (state === 'escalate')
    return teller.say(
      `öppnas av ${by} efter medunderskrift`,
      `is opened by ${by} after a countersignature`,
    )
  return state === 'duty'
    ? teller.say(`bryts av skyldigheten i ${by}`, `yields to the duty in ${by}`)
    : teller.say(`öppnas av ${by}`, `is opened by ${by}`)
}

function renderGround(teller: Teller, ground: GroundResult): string[] {
  const title = teller.title(ground)
  const head = teller.say('Rättslig grund', 'Ground')
  if (ground.status === 'erred')
    return [
      teller.say(
        `    ${head}: ${title}. Kunde inte prövas.`,
        `    ${head}: ${title}. Could not be applied.`,
      ),
    ]
  if (ground.status === 'not-applicable') {
    const why = ground.mismatches.map((word) => teller.words(MISMATCH_WORDS[word]))
    return [`    ${head}: ${title}. ${capital(teller.list(why))}.`]
  }
  return [
    `    ${head}: ${title}.`,
    ...ground.conditions.map(
      ({ id, result }) =>
        `      ${teller.words(CONDITION_WORDS[result])}: ${teller.condition(ground, id)}`,
    ),
    ...renderDisputes(teller, ground),
  ]
}

/** The disputes that the facts touch, each with the question that lawyers have not answered. */
function renderDisputes(teller: Teller, ground: GroundResult): string[] {
  const { disputes } = teller.rule(ground)
  const told = ground.disputes.flatMap((id) => disputes?.[id] ?? [])
  return [
    ...told.map((text) => `      ${teller.say('Oklart', 'Not settled')}: ${teller.words(text)}`),
    ...ground.openQuestions.map(
      (id) => `      ${teller.say('Öppen fråga', 'Open question')}: ${teller.openQuestion(id)}`,
    ),
  ]
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
