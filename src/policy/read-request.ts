/**
 * Reads a request against a set: every name known, every fact of its type and in its place. What cannot be judged is
 * refused here, by name; what can be judged and must be refused is left to the decision.
 *
 * @module
 */
import type { Facts } from '../protocol/statements/facts.ts'
import type { FactValue, FactTable } from './condition.ts'
import { referenceKey } from './compiled-rules.ts'
import type { CompiledRules } from './compiled-rules.ts'
import { PolicyError } from './errors.ts'
import type { PolicyErrorCode } from './errors.ts'
import type { Fact } from './policy-set.ts'
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
  readonly facts: FactTable
  readonly subjects: ReadonlyMap<string, PolicySubject>
  readonly receivers: ReadonlyMap<string, PolicyReceiver>
  readonly parts: readonly PolicyPart[]
  readonly grounds: readonly PolicyGround[]
  /** By `lock subject receiver`. */
  readonly harmTests: ReadonlyMap<string, PolicyHarmTest>
}

/** Reads a request; throws `PolicyError` naming what is unknown, misplaced or too early. */
export function readRequest(set: PolicySet, request: PolicyRequest): ReadRequest {
  const rules = set.rules
  const day = swedishDay(request.at)
  verifyDay(day, set.pack.lawKnownFrom, 'at')
  const subjects = new Map(request.subjects.map((subject) => [subject.id, subject]))
  const receivers = new Map(request.to.map((receiver) => [receiver.function, receiver]))
  for (const part of request.parts) verifyPart(part, request, subjects, receivers)
  for (const ground of request.grounds) verifyGround(ground, set, subjects)
  return {
    request,
    day,
    facts: readFacts(rules, request.facts, 'disclosure'),
    subjects,
    receivers,
    parts: request.parts.toSorted((a, b) => comparePartIds(a.id, b.id)),
    grounds: request.grounds.toSorted(compareGrounds),
    harmTests: readHarmTests(rules, request, subjects),
  }
}

/** A key of `ReadRequest.harmTests`. */
export function harmTestKey(lock: string, subject: string, receiver: string): string {
  return lock + ' ' + subject + ' ' + receiver
}

/** `p2` before `p10`. */
export function comparePartIds(a: string, b: string): number {
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

function verifyGround(
  ground: PolicyGround,
  set: PolicySet,
  subjects: ReadonlyMap<string, PolicySubject>,
): void {
  const { rules, pack } = set
  if (!subjects.has(ground.subject)) throw unknown('subject-unknown', ground.subject)
  if (!rules.gatewayIds.has(ground.rule)) throw unknown('rule-unknown', ground.rule)
  const key = referenceKey(ground.rule, ground.version)
  if (!rules.gatewaysByKey.has(key)) throw unknown('rule-version-unknown', key)
  for (const name of Object.keys(ground.facts))
    verifyFact(rules, name, ground.facts[name]!, 'ground')
  const { crimeOn } = ground.facts
  if (typeof crimeOn === 'string') verifyDay(crimeOn, pack.lawKnownFrom, 'crimeOn')
}

function readFacts(rules: CompiledRules, facts: Facts, scope: Fact['scope']): FactTable {
  const table: { [name: string]: FactValue } = Object.create(null)
  for (const name of Object.keys(facts)) {
    verifyFact(rules, name, facts[name]!, scope)
    table[name] = facts[name]!
  }
  return table
}

const DAY = /^20\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/
const AGENCY = /^[a-z0-9][a-z0-9-]{1,40}$/

function verifyFact(
  rules: CompiledRules,
  name: string,
  value: boolean | string,
  scope: Fact['scope'],
): void {
  const fact = rules.facts.get(name)
  if (fact === undefined) throw unknown('fact-unknown', name)
  if (fact.scope !== scope) throw unknown('fact-misplaced', name)
  if (fact.type === 'crime') {
    if (typeof value !== 'string' || !rules.crimes.has(value))
      throw unknown('crime-unknown', String(value))
  } else if (!isOfType(fact, value)) throw unknown('fact-invalid', name)
}

function isOfType(fact: Fact, value: boolean | string): boolean {
  if (fact.type === 'boolean') return typeof value === 'boolean'
  if (typeof value !== 'string') return false
  if (fact.type === 'code') return Object.hasOwn(fact.values ?? {}, value)
  if (fact.type === 'day') return DAY.test(value)
  return fact.type === 'agency' && AGENCY.test(value)
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
  'rule-unknown': 'the policy set has no such gateway rule',
  'rule-version-unknown': 'the rule has no wording from that day',
  'subject-unknown': 'the subject is not among the subjects',
} as const satisfies Partial<Record<PolicyErrorCode, string>>

/** Names have the form of our own identifiers; anything else is not repeated. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9@/.-]{0,90}$/

function unknown(code: keyof typeof MESSAGES, name: string): PolicyError {
  const place = NAME.test(name) ? { reason: name } : {}
  return new PolicyError(code, MESSAGES[code], { place })
}
