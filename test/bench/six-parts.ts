/**
 * The decision of one whole disclosure: six parts about a person with a protected identity, the general rule of OSL 10:15 a, a
 * consent for each receiver, and a harm test that settles one of the locks for one of them. Sent to one receiving function, as
 * the messages of the demonstration are, which the target is for; and to two, which is twice as much to decide. Timed with the
 * whole structured decision, and with the structured explanation that a caseworker is shown; texts are rendered on demand
 * and advice is not included.
 *
 * Cedar gets the same questions ready-made: for each part, reader and lock that our decision finds on the part, whether some
 * invoked rule opens it, against all rules of the pack of that day that open the lock, parsed beforehand. That is one call a
 * lock, of which Cedar knows neither whether it lies on the part nor what the harm test gives. Both must name the same
 * rules before anything is timed.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util'
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import type { StatefulAuthorizationCall } from '@cedar-policy/cedar-wasm/nodejs'
import type { Decision, PartDecision } from '../../src/policy/decision.ts'
import { evaluate } from '../../src/policy/evaluate.ts'
import { explainDecision } from '../../src/policy/explaining/explanation.ts'
import { findInForce } from '../../src/policy/in-force.ts'
import type { PolicyReceiver, PolicyRequest } from '../../src/policy/policy-request.ts'
import type { PolicySet } from '../../src/policy/policy-set.ts'
import type { Facts } from '../../src/protocol/statements/facts.ts'
import { cedarContext } from './cedar-context.ts'
import { translateGateway } from './cedar-rules.ts'
import { readPolicySet } from './policy-folder.ts'
import { measure } from './rounds.ts'
import type { Plan } from './rounds.ts'
import { figure, printTable, verdict } from './table.ts'

/** Microseconds. */
const TARGET = 30
const RATIO = 50
const AT = '2026-03-02T09:40:00.000Z'
const DAY = '2026-03-02'
const SENDER = 'polisen-sydlanda/utredning'
const BOARD = 'latsasby-socialnamnd/vinr-mottagning'
const CARE = 'region-sydlanda/akutmottagning'
const CATEGORIES = ['identity', 'contact', 'risk', 'offence', 'protection', 'plan'] as const

function consentTo(agency: string): Facts {
  return {
    consentBy: 'adult-self',
    consentInformed: true,
    consentWithdrawn: false,
    consentGivenOn: '2026-02-20',
    consentValidUntil: '2026-08-20',
    consentPurpose: 'victim-support',
    consentReceiver: agency,
    consentCoversIdentity: true,
    consentCoversContact: true,
    consentCoversRisk: true,
    consentCoversOffence: true,
    consentCoversProtection: true,
    consentCoversPlan: false,
  }
}

const GENERAL: Facts = { neededForPurpose: true, overridingSecrecyReasons: false }

const RECEIVERS: readonly PolicyReceiver[] = [
  {
    agency: 'latsasby-socialnamnd',
    function: BOARD,
    bodyType: 'social-board',
    servesFearedPerpetrator: false,
  },
  {
    agency: 'region-sydlanda',
    function: CARE,
    bodyType: 'health-public',
    servesFearedPerpetrator: false,
  },
]

/** The disclosure to so many of the receivers. */
function requestTo(count: number): PolicyRequest {
  const to = RECEIVERS.slice(0, count)
  return {
    at: AT,
    from: { agency: 'polisen-sydlanda', function: SENDER, bodyType: 'police' },
    to,
    purpose: 'victim-support',
    urgency: 'priority',
    messageType: 'referral',
    facts: {
      investigationInterest: true,
      addressFromRegister: false,
      togetherRevealPlace: false,
      revealsShelter: false,
      fromIntelligence: false,
      fromPoliceAssistance: false,
    },
    subjects: [{ id: 's1', role: 'victim', protection: 'sekretessmarkering' }],
    parts: CATEGORIES.map((category, i) => ({
      id: `p${i + 1}`,
      subject: 's1',
      category,
      readers: [...to.map((receiver) => receiver.function), SENDER],
    })),
    grounds: [
      groundOf('osl-10-15a', '2025-12-01', GENERAL),
      ...to.map(({ agency }) => groundOf('osl-12-2', '2013-01-01', consentTo(agency))),
    ],
    harmTests: [{ lock: 'osl-18-1', subject: 's1', receiver: BOARD, holds: false, motive: true }],
  }
}

function groundOf(rule: string, version: string, facts: Facts) {
  return { subject: 's1', rule, version, facts, motive: true }
}

/** As many as make the clock and the loop around them count for nothing. */
const REPEATS = 50

function repeat(run: () => unknown): void {
  for (let i = 0; i < REPEATS; i++) run()
}

/** One question to Cedar, and the rules that our decision says open the lock. */
interface LockQuestion {
  readonly call: StatefulAuthorizationCall
  readonly openers: readonly string[]
}

function questionsOf(set: PolicySet, decision: Decision): readonly LockQuestion[] {
  return decision.parts.flatMap((part) =>
    part.locks.map(({ rule: lock }) => ({
      call: callFor(set, part, lock),
      openers: [
        ...new Set(
          part.grounds.filter(({ opens }) => opens.includes(lock)).map(({ rule }) => rule),
        ),
      ].sort(),
    })),
  )
}

function callFor(set: PolicySet, { part, receiver }: PartDecision, lock: string) {
  const category = CATEGORIES[Number(part.slice(1)) - 1]!
  const { agency, bodyType } = RECEIVERS.find((to) => to.function === receiver)!
  const context = cedarContext(set, {
    facts: { ...GENERAL, ...consentTo(agency) },
    invoked: ['osl-10-15a', 'osl-12-2'],
    way: {
      senderBody: 'police',
      receiverBody: bodyType,
      role: 'victim',
      category,
      purpose: 'victim-support',
    },
    day: DAY,
    receiverAgency: agency,
  })
  return {
    principal: { type: 'Function', id: SENDER },
    action: { type: 'Action', id: 'disclose' },
    resource: { type: 'Part', id: part },
    context,
    preparsedPolicySetId: lock,
    entities: [],
  }
}

/** Parses, for each lock of a decision, the rules that open it. */
function preparse({ pack }: PolicySet, decision: Decision): void {
  const locks = new Set(decision.parts.flatMap((part) => part.locks.map(({ rule }) => rule)))
  for (const lock of locks) {
    const rules = pack.gateways.flatMap((gateway) => {
      const version = findInForce(gateway.versions, DAY)
      return version?.opens.includes(lock) ? [{ ...gateway, versions: [version] }] : []
    })
    const parsed = preparsePolicySet(lock, {
      staticPolicies: Object.fromEntries(rules.map((rule) => [rule.id, translateGateway(rule)])),
    })
    if (parsed.type !== 'success') throw new TypeError(`Cedar does not read the rules for ${lock}`)
  }
}

function cedarOpeners(call: StatefulAuthorizationCall): readonly string[] {
  const answer = statefulIsAuthorized(call)
  if (answer.type !== 'success' || answer.response.diagnostics.errors.length > 0)
    throw new TypeError('Cedar could not decide')
  return answer.response.diagnostics.reason.toSorted()
}

/** Measures and prints. Returns whether both targets were met for the disclosure to one function. */
export async function benchSixParts(plan: Plan): Promise<boolean> {
  const set = await readPolicySet()
  const one = await compare(set, requestTo(1), plan)
  const two = await compare(set, requestTo(2), plan)
  const rows = (to: string, { alone, explained, cedar, questions }: Comparison) => [
    [`Sluss, structured decision, to ${to}`, `${figure(alone)} µs`, `${figure(cedar / alone)} ×`],
    ['  with structured explanation', `${figure(explained)} µs`, `${figure(cedar / explained)} ×`],
    [`  Cedar, ${questions} questions`, `${figure(cedar)} µs`, ''],
  ]
  printTable(
    `One disclosure: ${CATEGORIES.length} parts, a ground and a consent each, 1 harm test, the whole pack`,
    ['', 'per disclosure', 'to Cedar'],
    [...rows('one function', one), ...rows('two functions', two)],
    [
      `to one function, with explanation, under ${TARGET} µs: ${one.explained < TARGET ? 'met' : 'MISSED'}`,
      `times as many as Cedar, with explanation: ${verdict(one.cedar / one.explained, RATIO)}`,
    ],
  )
  return one.explained < TARGET && one.cedar / one.explained >= RATIO
}

/** Microseconds per disclosure. */
interface Comparison {
  readonly alone: number
  readonly explained: number
  readonly cedar: number
  readonly questions: number
}

async function compare(set: PolicySet, request: PolicyRequest, plan: Plan): Promise<Comparison> {
  const decision = evaluate(set, request)
  if (decision.parts.some(({ blocks }) => blocks.length > 0))
    throw new TypeError('a block stands in the way: no lock would be decided')
  preparse(set, decision)
  const questions = questionsOf(set, decision)
  for (const { call, openers } of questions)
    if (!isDeepStrictEqual(cedarOpeners(call), openers))
      throw new TypeError(`Cedar opens ${call.preparsedPolicySetId} otherwise`)
  const times = await measure(
    [
      { name: 'decision', run: () => repeat(() => evaluate(set, request)) },
      {
        name: 'explained',
        run: () => repeat(() => explainDecision(set, request, evaluate(set, request))),
      },
      { name: 'cedar', run: () => questions.forEach(({ call }) => statefulIsAuthorized(call)) },
    ],
    plan,
  )
  return {
    alone: times.get('decision')! / REPEATS,
    explained: times.get('explained')! / REPEATS,
    cedar: times.get('cedar')!,
    questions: questions.length,
  }
}
