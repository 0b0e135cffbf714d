/**
 * Reads a request against a set: every name known, every fact of its type and in its place. What cannot be judged is
 * refused here, by name; what can be judged and must be refused is left to the decision.
 *
 * @module
 */
import { isAgencyId } from '../protocol/agency-id.ts'
import type { Facts } from '../protocol/statements/facts.ts'
import { referenceKey } from './compiled-rules.ts'
import type { CompiledFact, CompiledGateway, CompiledRules } from './compiled-rules.ts'
import type { FactValue } from './condition.ts'
import { PolicyError } from './errors.ts'
import type { PolicyErrorCode } from './errors.ts'
import type { FactSheet } from './fact-sheet.ts'
import { comparePartIds, inOrder } from './in-order.ts'
import type { Fact, Renamed } from './policy-set.ts'
import type {
  PolicyGround,
  PolicyHarmTest,
  PolicyPart,
  PolicyReceiver,
  PolicyRequest,
} from './policy-request.ts'
import type { PolicySet } from './policy-set.ts'
import type { Day } from './rule.ts'
import { markSubject } from './scope.ts'
import type { Mark } from './scope.ts'
import { swedishDay } from './swedish-day.ts'

/** A request whose names are all known, in an order that does not depend on how it was written. */
export interface ReadRequest {
  readonly request: PolicyRequest
  readonly day: Day
  /** With the answers about the disclosure as a whole. */
  readonly sheet: FactSheet
  /** The mark of each subject. */
  readonly subjects: ReadonlyMap<string, Mark>
  readonly receivers: ReadonlyMap<string, PolicyReceiver>
  readonly parts: readonly PolicyPart[]
  /** By lock. */
  readonly harmTests: ReadonlyMap<string, readonly PolicyHarmTest[]>
}

/** Reads a request but for its grounds; throws `PolicyError` naming what is unknown, misplaced or too early. */
export function readRequest(set: PolicySet, request: PolicyRequest): ReadRequest {
  const { rules, pack } = set
  verifySize(request)
  const { from, purpose } = request
  const day = swedishDay(request.at)
  verifyDay(day, pack.lawKnownFrom, 'at')
  const subjects = new Map<string, Mark>()
  for (const { id, role, protection } of request.subjects)
    subjects.set(id, markSubject(from.bodyType, role, protection, purpose))
  const receivers = new Map<string, PolicyReceiver>()
  for (const receiver of request.to) receivers.set(receiver.function, receiver)
  for (const part of request.parts) verifyPart(part, request, subjects, receivers)
  const sheet = rules.blankSheet.copy()
  readFacts(rules, request.facts, 'disclosure', sheet)
  sheet.keep()
  return {
    request,
    day,
    sheet,
    subjects,
    receivers,
    parts: inOrder(request.parts, compareParts),
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

function compareParts(a: PolicyPart, b: PolicyPart): number {
  return comparePartIds(a.id, b.id)
}

function verifyPart(
  part: PolicyPart,
  request: PolicyRequest,
  subjects: ReadonlyMap<string, Mark>,
  receivers: ReadonlyMap<string, PolicyReceiver>,
): void {
  if (!subjects.has(part.subject)) throw unknown('subject-unknown', part.subject)
  for (const reader of part.readers)
    if (reader !== request.from.function && !receivers.has(reader))
      throw unknown('receiver-unknown', reader)
}

/** The gateway that a ground invokes; throws `PolicyError` unless it and the ground's subject are known. */
export function findGateway(
  { gatewaysById, renamed }: CompiledRules,
  { subjects, day }: ReadRequest,
  { subject, rule, version }: PolicyGround,
): CompiledGateway {
  if (!subjects.has(subject)) throw unknown('subject-unknown', subject)
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

/** Writes a ground's answers to a sheet; throws as `readFacts`, and for a crime before the known law. */
export function readGroundFacts(
  { rules, pack }: PolicySet,
  facts: Facts,
  sheet: FactSheet,
  { order }: CompiledGateway,
): void {
  readFacts(rules, facts, 'ground', sheet, order)
  const { crimeOn } = facts
  if (typeof crimeOn === 'string') verifyDay(crimeOn, pack.lawKnownFrom, 'crimeOn')
}

/** Writes answers to a sheet, each at its fact's place. `order` is a guess of the facts, place by place, that is put right. */
export function readFacts(
  { facts: known }: CompiledRules,
  facts: Facts,
  scope: Fact['scope'],
  sheet: FactSheet,
  order: CompiledFact[] = [],
): void {
  let place = 0
  for (const name in facts) {
    let fact = order[place]
    if (fact?.name !== name) {
      fact = known.get(name)
      if (fact === undefined) throw unknown('fact-unknown', name)
      order[place] = fact
    }
    place++
    if (fact.scope !== scope) throw unknown('fact-misplaced', name)
    const value = facts[name]!
    if (!isAnswer(fact, value))
      throw fact.type === 'crime'
        ? unknown('crime-unknown', String(value))
        : unknown('fact-invalid', name)
    sheet.write(fact.place, value)
  }
}

const DAY = /^20\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

function isAnswer({ type, codes }: CompiledFact, value: FactValue): boolean {
  if (type === 'boolean') return typeof value === 'boolean'
  if (type === 'code' || type === 'crime') return codes.has(value)
  if (typeof value !== 'string') return false
  if (type === 'day') return DAY.test(value)
  // A whole number is only worked out, never stated.
  return type === 'agency' && isAgencyId(value)
}

function readHarmTests(
  rules: CompiledRules,
  request: PolicyRequest,
  subjects: ReadonlyMap<string, Mark>,
): ReadonlyMap<string, readonly PolicyHarmTest[]> {
  const tests = new Map<string, PolicyHarmTest[]>()
  for (const test of request.harmTests) {
    const { lock, subject, receiver } = test
    if (!rules.locks.has(lock)) throw unknown('lock-unknown', lock)
    if (!subjects.has(subject)) throw unknown('subject-unknown', subject)
    const others = tests.get(lock)
    if (others === undefined) tests.set(lock, [test])
    // Two answers to one question would let the order choose.
    else if (others.some((one) => one.subject === subject && one.receiver === receiver))
      throw unknown('harm-test-repeated', lock)
    else others.push(test)
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
