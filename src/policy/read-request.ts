/**
 * Reads a request against a set: every name known, every fact of its type and in its place. What cannot be judged is
 * refused here, by name; what can be judged and must be refused is left to the decision.
 *
 * @module
 */
import type { Facts } from '../protocol/statements/facts.ts'
import { referenceKey } from './compiled-rules.ts'
import type { CompiledGateway, CompiledRules } from './compiled-rules.ts'
import type { FactSheet } from './derived-facts.ts'
import { PolicyError } from './errors.ts'
import type { PolicyErrorCode } from './errors.ts'
import type { Fact, Renamed } from './policy-set.ts'
import type {
  PolicyGround,
  PolicyHarmTest,
  PolicyPart,
  PolicyReceiver,
  PolicyRequest,
  PolicySubject,
} from './policy-request.ts'
import type { PolicySet } from './policy-set.ts'
import type { Day } from './rule.ts'
import { swedishDay } from './swedish-day.ts'

/** A request whose names are all known, in an order that does not depend on how it was written. */
export interface ReadRequest {
  readonly request: PolicyRequest
  readonly day: Day
  /** Answers about the disclosure as a whole. */
  readonly facts: Readonly<FactSheet>
  readonly subjects: ReadonlyMap<string, PolicySubject>
  readonly receivers: ReadonlyMap<string, PolicyReceiver>
  readonly parts: readonly PolicyPart[]
  readonly grounds: readonly PolicyGround[]
  /** By `lock subject receiver`. */
  readonly harmTests: ReadonlyMap<string, PolicyHarmTest>
}

/** Reads a request but for its grounds; throws `PolicyError` naming what is unknown, misplaced or too early. */
export function readRequest(set: PolicySet, request: PolicyRequest): ReadRequest {
  const { rules, pack } = set
  verifySize(request)
  const day = swedishDay(request.at)
  verifyDay(day, pack.lawKnownFrom, 'at')
  const subjects = new Map<string, PolicySubject>()
  for (const subject of request.subjects) subjects.set(subject.id, subject)
  const receivers = new Map<string, PolicyReceiver>()
  for (const receiver of request.to) receivers.set(receiver.function, receiver)
  for (const part of request.parts) verifyPart(part, request, subjects, receivers)
  const facts = rules.blankSheet.slice()
  readFacts(rules, request.facts, 'disclosure', facts)
  return {
    request,
    day,
    facts,
    subjects,
    receivers,
    parts: inOrder(request.parts, compareParts),
    grounds: inOrder(request.grounds, compareGrounds),
    harmTests: readHarmTests(rules, request, subjects),
  }
}

/**
 * The most answers of grounds, one for each part, reader and ground about its person, that a decision tells: about a megabyte.
 * Many times what a family needs; without it a request of a few pages would be answered with a hundred megabytes.
 */
const MOST_RESULTS = 5_000

function verifySize({ parts, to, grounds }: PolicyRequest): void {
  // The bound that costs nothing to see is enough for every ordinary request.
  if (parts.length * (to.length + 1) * grounds.length <= MOST_RESULTS) return
  const bySubject = Map.groupBy(grounds, ({ subject }) => subject)
  const results = parts.reduce(
    (sum, { subject, readers }) => sum + readers.length * (bySubject.get(subject)?.length ?? 0),
    0,
  )
  if (results > MOST_RESULTS) throw unknown('request-too-large', 'grounds')
}

/** A key of `ReadRequest.harmTests`. */
export function harmTestKey(lock: string, subject: string, receiver: string): string {
  return lock + ' ' + subject + ' ' + receiver
}

/** The items sorted: most lists are written in order, and then are their own. */
export function inOrder<T>(items: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  for (let i = 1; i < items.length; i++)
    if (compare(items[i - 1]!, items[i]!) > 0) return items.toSorted(compare)
  return items
}

/** `p2` before `p10`. */
function compareParts({ id: a }: PolicyPart, { id: b }: PolicyPart): number {
  return a.length - b.length || compareText(a, b)
}

/** By UTF-16 code units: the same in every locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function compareGrounds(a: PolicyGround, b: PolicyGround): number {
  return (
    compareText(a.subject, b.subject) ||
    compareText(a.rule, b.rule) ||
    compareText(a.version, b.version) ||
    Number(a.motive) - Number(b.motive) ||
    compareText(sortedFacts(a.facts), sortedFacts(b.facts))
  )
}

function sortedFacts(facts: Facts): string {
  return JSON.stringify(Object.entries(facts).sort(([a], [b]) => compareText(a, b)))
}

function verifyPart(
  part: PolicyPart,
  request: PolicyRequest,
  subjects: ReadonlyMap<string, PolicySubject>,
  receivers: ReadonlyMap<string, PolicyReceiver>,
): void {
  if (!subjects.has(part.subject)) throw unknown('subject-unknown', part.subject)
  for (const reader of part.readers)
    if (reader !== request.from.function && !receivers.has(reader))
      throw unknown('receiver-unknown', reader)
}

/** The gateway that a ground invokes; throws `PolicyError` unless it exists and all the ground's names and dates are known. */
export function readGround(
  { rules, pack }: PolicySet,
  { subjects, day }: Pick<ReadRequest, 'subjects' | 'day'>,
  ground: PolicyGround,
  sheet: FactSheet,
): CompiledGateway {
  if (!subjects.has(ground.subject)) throw unknown('subject-unknown', ground.subject)
  const gateway = findGateway(rules, ground, day)
  readFacts(rules, ground.facts, 'ground', sheet)
  const { crimeOn } = ground.facts
  if (typeof crimeOn === 'string') verifyDay(crimeOn, pack.lawKnownFrom, 'crimeOn')
  return gateway
}

function findGateway(
  { gatewaysById, renamed }: CompiledRules,
  { rule, version }: PolicyGround,
  day: Day,
): CompiledGateway {
  const wordings = gatewaysById.get(rule)
  if (wordings === undefined) {
    const stale = renamed.get(rule)
    throw stale === undefined || day <= stale.until
      ? unknown('rule-unknown', rule)
      : citationStale(stale)
  }
  for (const gateway of wordings) if (gateway.from === version) return gateway
  throw unknown('rule-version-unknown', referenceKey(rule, version))
}

/** Writes answers to a sheet, each at its fact's place. */
export function readFacts(
  { facts: known }: CompiledRules,
  facts: Facts,
  scope: Fact['scope'],
  sheet: FactSheet,
): void {
  for (const name of Object.keys(facts)) {
    const fact = known.get(name)
    if (fact === undefined) throw unknown('fact-unknown', name)
    if (fact.scope !== scope) throw unknown('fact-misplaced', name)
    const value = facts[name]!
    if (!fact.isAnswer(value))
      throw fact.type === 'crime'
        ? unknown('crime-unknown', String(value))
        : unknown('fact-invalid', name)
    sheet[fact.place] = value
  }
}

function readHarmTests(
  rules: CompiledRules,
  request: PolicyRequest,
  subjects: ReadonlyMap<string, PolicySubject>,
): ReadonlyMap<string, PolicyHarmTest> {
  const tests = new Map<string, PolicyHarmTest>()
  for (const test of request.harmTests) {
    if (!rules.lockIds.has(test.lock)) throw unknown('lock-unknown', test.lock)
    if (!subjects.has(test.subject)) throw unknown('subject-unknown', test.subject)
    const key = harmTestKey(test.lock, test.subject, test.receiver)
    // Two answers to one question would let the order choose.
    if (tests.has(key)) throw unknown('harm-test-repeated', test.lock)
    tests.set(key, test)
  }
  return tests
}

function verifyDay(day: Day, first: Day, name: string): void {
  if (day < first) throw unknown('date-before-law', name)
}

const MESSAGES = {
  'crime-unknown': 'the crime table has no such label',
  'date-before-law': 'the date lies before the law that this policy set knows',
  'fact-invalid': 'the answer to a fact has the wrong form',
  'fact-misplaced': 'a fact is answered in the wrong place',
  'fact-unknown': 'no rule asks for this fact',
  'harm-test-repeated': 'a harm test is answered twice',
  'lock-unknown': 'the policy set has no such lock',
  'receiver-unknown': 'a reader of a part is not among the receivers',
  'request-too-large': 'too many grounds for too many parts and readers',
  'rule-unknown': 'the policy set has no such gateway rule',
  'rule-version-unknown': 'the rule has no wording from that day',
  'subject-unknown': 'the subject is not among the subjects',
} as const satisfies Partial<Record<PolicyErrorCode, string>>

/** Names have the form of our own identifiers; anything else is not repeated. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9@/.-]{0,90}$/

/** A section that is no more: the error names what to cite now, in words of the pack. */
function citationStale({ now }: Renamed): PolicyError {
  return new PolicyError('citation-stale', 'the section that is cited has been repealed', {
    place: { reason: now.join(', ') },
  })
}

function unknown(code: keyof typeof MESSAGES, name: string): PolicyError {
  const place = NAME.test(name) ? { reason: name } : {}
  return new PolicyError(code, MESSAGES[code], { place })
}
