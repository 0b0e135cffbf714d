/**
 * Decisions per second against Cedar (`@cedar-policy/cedar-wasm`, policies parsed beforehand), with the same 30 rules.
 *
 * The rules are six gateways of our own pack that open social-services secrecy, each in its newest wording, repeated under
 * other names until there are 30; `cedar-rules.ts` translates them one for one. A rule counts only where the sender invokes it
 * as a ground. Measured twice: with one ground, as a disclosure about one person has, and with all 30 at once, which no
 * disclosure has but which makes both sides judge every condition. A request is one part to one receiver; some are
 * permitted, some denied. Requests and calls are built before the clock starts, and Cedar's policies are parsed by then.
 * Facts that our engine works out (the penalty of a crime on the day, whether a consent is in force) are given to Cedar
 * ready-made. Before anything is timed, both must give the same answer and name the same rules for every request.
 *
 * Inside the clock Cedar reads its call, answers allow or deny and names the policies. Ours reads and checks the request,
 * works out the facts, and besides says of each ground which condition was met, failed or lacks an answer, which locks and
 * blocks lie on the part, and what follows for sender and receiver. Advice on a refusal, which nobody asks of Cedar, is no
 * part of a decision and timed by itself.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util'
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import type { StatefulAuthorizationCall } from '@cedar-policy/cedar-wasm/nodejs'
import { findAdvice } from '../../src/policy/advice.ts'
import type { Advice } from '../../src/policy/advice.ts'
import type { Decision } from '../../src/policy/decision.ts'
import { statedFacts } from '../../src/policy/derived-facts.ts'
import type { CompiledGateway } from '../../src/policy/compiled-rules.ts'
import { evaluate } from '../../src/policy/evaluate.ts'
import { buildPolicySet } from '../../src/policy/pack.ts'
import type { PolicyRequest } from '../../src/policy/policy-request.ts'
import type { PolicySet } from '../../src/policy/policy-set.ts'
import type { Gateway } from '../../src/policy/rule.ts'
import type { Facts } from '../../src/protocol/statements/facts.ts'
import { readPolicySet } from './policy-folder.ts'
import { measure } from './rounds.ts'
import type { Plan } from './rounds.ts'
import { figure, printTable, verdict } from './table.ts'
import { cedarContext } from './cedar-context.ts'
import { translateGateway } from './cedar-rules.ts'

const RULES = 30
const TARGET = 50
const LOCK = 'osl-26-1'
const OPENERS = ['osl-10-15a', 'osl-10-18c', 'osl-10-21', 'osl-10-23', 'osl-12-2', 'sol-19-1']
const AT = '2026-03-02T09:40:00.000Z'
const DAY = '2026-03-02'
const SENDER = 'latsasby-socialnamnd/vinr-mottagning'
const RECEIVER = 'polisen-sydlanda/utredning'
const AGENCY = 'polisen-sydlanda'
const CEDAR_SET = 'bench'

/** Facts that meet the conditions of every rule, as far as one disclosure can. */
const ALL_MET: Facts = {
  concreteCircumstances: true,
  fearedCrime: 'mord',
  fearedVictimRelation: 'spouse-or-cohabitant',
  notInappropriate: true,
  concernsCommittedCrime: false,
  consentBy: 'adult-self',
  consentInformed: true,
  consentWithdrawn: false,
  consentGivenOn: '2026-02-20',
  consentValidUntil: '2026-08-20',
  consentPurpose: 'prevent-crime',
  consentReceiver: AGENCY,
  consentCoversRisk: true,
  suspectedCrime: 'mord',
  crimeOn: '2026-02-27',
  crimeStage: 'attempt',
  importantForInvestigation: true,
}

/** All answers; each answer missing in turn; each yes or no turned in turn; none. */
function factVariants(): readonly Facts[] {
  const names = Object.keys(ALL_MET)
  const without = names.map((name) => ({ ...ALL_MET, [name]: undefined }))
  const turned = names
    .filter((name) => typeof ALL_MET[name] === 'boolean')
    .map((name) => ({ ...ALL_MET, [name]: !ALL_MET[name] }))
  const all: readonly Record<string, unknown>[] = [ALL_MET, ...without, ...turned, {}]
  return all.map((facts) => JSON.parse(JSON.stringify(facts)) as Facts)
}

/** The pack with 30 gateways that open one lock, none of them disputed: disputes have no counterpart in Cedar. */
function benchSet(set: PolicySet): PolicySet {
  const openers = OPENERS.map((id) => {
    const gateway = set.pack.gateways.find((found) => found.id === id)
    const version = gateway?.versions.at(-1)
    if (gateway === undefined || !version?.opens.includes(LOCK))
      throw new TypeError(`the pack has no ${id} that opens ${LOCK}`)
    const plain = { ...version, nature: 'permission' as const, settled: true, disputes: [] }
    return { ...gateway, versions: [plain] }
  })
  const gateways: Gateway[] = Array.from({ length: RULES }, (_, i) => {
    const original = openers[i % openers.length]!
    return { ...original, id: `${original.id}-no${i + 1}` }
  })
  return buildPolicySet({ ...set.pack, gateways })
}

/** One decision to make: these of the set's rules invoked, with these answers. */
interface Question {
  readonly invoked: readonly Gateway[]
  readonly facts: Facts
}

function requestFor({ rules }: PolicySet, { invoked, facts }: Question): PolicyRequest {
  return {
    at: AT,
    from: { agency: 'latsasby-socialnamnd', function: SENDER, bodyType: 'social-board' },
    to: [
      { agency: AGENCY, function: RECEIVER, bodyType: 'police', servesFearedPerpetrator: false },
    ],
    purpose: 'prevent-crime',
    urgency: 'priority',
    messageType: 'risk-assessment',
    facts: { linksAssumedIdentity: false, revealsShelter: false },
    subjects: [{ id: 's1', role: 'victim', protection: 'none' }],
    parts: [{ id: 'p1', subject: 's1', category: 'risk', readers: [RECEIVER] }],
    grounds: invoked.map(({ id }) => {
      const [{ asks, from }] = rules.gatewaysById.get(id)! as [CompiledGateway]
      const stated = new Set(Array.from(asks, (name) => statedFacts(name, 'risk')).flat())
      const answers = Object.entries(facts).filter(([name]) => stated.has(name))
      return {
        subject: 's1',
        rule: id,
        version: from,
        facts: Object.fromEntries(answers),
        motive: true,
      }
    }),
    harmTests: [],
  }
}

function cedarCallFor(set: PolicySet, { invoked, facts }: Question): StatefulAuthorizationCall {
  return {
    principal: { type: 'Function', id: SENDER },
    action: { type: 'Action', id: 'disclose' },
    resource: { type: 'Part', id: 'p1' },
    context: cedarContext(set, {
      facts,
      invoked: invoked.map(({ id }) => id),
      way: {
        senderBody: 'social-board',
        receiverBody: 'police',
        role: 'victim',
        category: 'risk',
        purpose: 'prevent-crime',
      },
      day: DAY,
      receiverAgency: AGENCY,
    }),
    preparsedPolicySetId: CEDAR_SET,
    entities: [],
  }
}

/** The rules that let the part through, sorted; none: it stays. */
function openers(decision: Decision): readonly string[] {
  const part = decision.parts.find(({ receiver }) => receiver === RECEIVER)!
  const opened = part.grounds.filter(
    ({ status, opens }) => status === 'met' && opens.includes(LOCK),
  )
  return part.outcome === 'permit' ? opened.map(({ rule }) => rule).sort() : []
}

function cedarOpeners(call: StatefulAuthorizationCall): readonly string[] {
  const answer = statefulIsAuthorized(call)
  if (answer.type !== 'success' || answer.response.diagnostics.errors.length > 0)
    throw new TypeError('Cedar could not decide')
  const { decision, diagnostics } = answer.response
  return decision === 'allow' ? diagnostics.reason.toSorted() : []
}

/** Measures and prints. Returns whether the target was met with one rule invoked. */
export async function benchDecisions(plan: Plan): Promise<boolean> {
  const set = benchSet(await readPolicySet())
  const { gateways } = set.pack
  const parsed = preparsePolicySet(CEDAR_SET, {
    staticPolicies: Object.fromEntries(gateways.map((rule) => [rule.id, translateGateway(rule)])),
  })
  if (parsed.type !== 'success') throw new TypeError('Cedar does not read the translated rules')

  const variants = factVariants()
  const one = await compare(
    set,
    variants.map((facts, i) => ({ invoked: [gateways[i % RULES]!], facts })),
    plan,
  )
  const all = await compare(
    set,
    variants.map((facts) => ({ invoked: gateways, facts })),
    plan,
  )
  const row = (name: string, time: number, cedar: number) => [
    name,
    `${figure(time)} µs`,
    figure(1e6 / time),
    time === cedar ? '' : `${figure(cedar / time)} ×`,
  ]
  const rows = (invoked: string, { sluss, advised, cedar }: Comparison) => [
    row(`Sluss, ${invoked} invoked`, sluss, cedar),
    row(`  with advice where denied`, advised, cedar),
    row(`Cedar, ${invoked} invoked`, cedar, cedar),
  ]
  printTable(
    `Decisions: ${RULES} rules, ${variants.length} requests of one part, answers compared and equal`,
    ['', 'per decision', 'decisions/s', 'to Cedar'],
    [...rows('one rule', one), ...rows(`all ${RULES}`, all)],
    [
      `permitted: ${one.permitted} with one rule invoked, ${all.permitted} with all; the others denied`,
      `times as many decisions as Cedar, one invoked: ${verdict(one.cedar / one.sluss, TARGET)}`,
      `all invoked, as no disclosure does: ${figure(all.cedar / all.sluss)} times as many (no target)`,
    ],
  )
  return one.cedar / one.sluss >= TARGET
}

interface Comparison {
  /** Microseconds per decision. */
  readonly sluss: number
  /** The same with the advice that a refused sender gets. */
  readonly advised: number
  readonly cedar: number
  /** How many requests both permit. */
  readonly permitted: number
}

async function compare(
  set: PolicySet,
  questions: readonly Question[],
  plan: Plan,
): Promise<Comparison> {
  const requests = questions.map((question) => requestFor(set, question))
  const calls = questions.map((question) => cedarCallFor(set, question))
  const permitted = requests.filter((request, i) => {
    const ours = openers(evaluate(set, request))
    if (!isDeepStrictEqual(ours, cedarOpeners(calls[i]!)))
      throw new TypeError(`Cedar answers request ${i} otherwise`)
    return ours.length > 0
  })
  // One operation is all requests in turn, so that neither the clock nor the loop around it counts.
  const times = await measure(
    [
      { name: 'sluss', run: () => requests.forEach((request) => evaluate(set, request)) },
      { name: 'advised', run: () => requests.forEach((request) => advise(set, request)) },
      { name: 'cedar', run: () => calls.forEach((call) => statefulIsAuthorized(call)) },
    ],
    plan,
  )
  const perDecision = (name: string) => times.get(name)! / requests.length
  return {
    sluss: perDecision('sluss'),
    advised: perDecision('advised'),
    cedar: perDecision('cedar'),
    permitted: permitted.length,
  }
}

function advise(set: PolicySet, request: PolicyRequest): Advice {
  return findAdvice(set, request, evaluate(set, request))
}
