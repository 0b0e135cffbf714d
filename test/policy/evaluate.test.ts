import t from 'tap'
import { findAdvice } from '../../src/policy/advice.ts'
import type { Advice } from '../../src/policy/advice.ts'
import { evaluate } from '../../src/policy/evaluate.ts'
import type { Decision } from '../../src/policy/decision.ts'
import { decisionJson, encodeDecision, parseDecision } from '../../src/policy/encode-decision.ts'
import type { PolicyRequest } from '../../src/policy/policy-request.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { splitParts } from '../../src/policy/split.ts'
import { Ways } from '../../src/policy/way.ts'
import { readDecisionTables, readPolicySet } from '../fixtures/policy-files.ts'
import { rowRequest } from '../fixtures/row-request.ts'

const set = readPolicySet()
const tables = readDecisionTables()

function requestFor(gateway: string, id: string): PolicyRequest {
  return rowRequest(tables, `gateways/${gateway}`, id)
}

function adviceOn(request: PolicyRequest): Advice {
  return findAdvice(set, request, evaluate(set, request))
}

const permitted = requestFor('osl-10-18c', '2025-all-met')

t.test('says nothing about the copy that the sending function keeps', async (t) => {
  const { parts } = evaluate(set, { ...permitted, grounds: [] })
  t.same(
    parts.map(({ receiver }) => receiver),
    ['agency-r1/r1'],
  )
})

t.test('a motive goes to no other agency', async (t) => {
  const parts = [{ ...permitted.parts[0]!, category: 'motive' as const }]
  const decision = evaluate(set, { ...permitted, parts })
  t.equal(decision.outcome, 'deny')
  t.match(decision.parts.find(({ receiver }) => receiver !== 'sender/unit')!.reasons, [
    'motive-not-internal',
  ])
})

t.test('a motive goes to the decision function of the sender', async (t) => {
  const decider = {
    agency: 'sender',
    function: 'sender/beslut',
    bodyType: 'social-board' as const,
    servesFearedPerpetrator: false,
  }
  const parts = [
    {
      id: 'p1',
      subject: 's1',
      category: 'motive' as const,
      readers: ['sender/unit', 'sender/beslut'],
    },
  ]
  t.equal(evaluate(set, { ...permitted, to: [decider], parts }).outcome, 'permit')
})

t.test('a request without parts discloses nothing and is denied', async (t) => {
  t.equal(evaluate(set, { ...permitted, parts: [] }).outcome, 'deny')
})

t.test(
  'a rule that errs denies the part, though another ground would open it, and says so',
  async (t) => {
    const consent = requestFor('osl-12-2', 'opens-osl-26-1').grounds
    const broken = Map.groupBy(
      [...set.rules.gatewaysById.values()].flat().map((gateway) => ({
        ...gateway,
        conditions: gateway.conditions.map((condition) =>
          gateway.id === 'osl-10-18c' ? { ...condition, place: null, test: FAULTY } : condition,
        ),
      })),
      ({ id }) => id,
    )
    const erring = { ...set, rules: { ...set.rules, gatewaysById: broken } }
    const request = { ...permitted, grounds: [...permitted.grounds, ...consent] }
    t.equal(evaluate(set, request).outcome, 'permit')
    const decision = evaluate(erring, request)
    t.equal(decision.outcome, 'deny')
    t.match(decision.parts[0]!.reasons, ['rule-erred'])
  },
)

t.test('a lock, a block or an obligation rule that errs denies the part', async (t) => {
  for (const list of ['locks', 'blocks', 'obligationRules'] as const) {
    const periods = set.rules.periods.map((period) => {
      const faulty = period[list].map((rule) => ({
        ...rule,
        lies: rule.lies.map((reach) => ({ ...reach, test: FAULTY })),
      }))
      return { ...period, ways: new Ways({ ...period, [list]: faulty }) }
    })
    const erring = { ...set, rules: { ...set.rules, periods } }
    const request = requestFor('osl-12-2', 'opens-osl-25-1')
    t.equal(evaluate(set, request).outcome, 'permit')
    const decision = evaluate(erring, request)
    t.match(decision.parts[0], { outcome: 'deny', reasons: ['rule-erred'] })
  }
})

function fail(): never {
  throw new Error('a fault of ours')
}

const FAULTY = { asks: [], answer: fail, lacks: fail, only: null }

t.test('says which parts can go now, which after approval and which not', async (t) => {
  const split = splitParts(evaluate(set, requestFor('osl-10-18c', 'law-12-alone')))
  t.same(split, { now: ['p1'], afterApproval: [], not: ['p2'] })
})

t.test('advises nothing about what is permitted', async (t) => {
  t.same(adviceOn(permitted), { alternatives: [], unanswered: [] })
})

t.test('says exactly what another ground lacks', async (t) => {
  const { alternatives } = adviceOn(requestFor('osl-10-18c', 'concrete-unanswered'))
  const own = alternatives.find(({ rule }) => rule === 'osl-10-18c')
  t.match(own, {
    parts: ['p1'],
    opens: ['osl-26-1'],
    outcome: 'permit',
    lacks: [
      { id: 'concrete-circumstances', result: 'unanswered', facts: ['concreteCircumstances'] },
    ],
    motive: 'needed',
  })
})

t.test(
  'says which secrecy another ground would leave closed, and whose approval it still waits for',
  async (t) => {
    const nameOf = ({ rule, version }: { rule: string; version: string }) => `${rule}@${version}`
    const offerOf = (table: string, row: string) => {
      const found = adviceOn(requestFor(table, row)).alternatives
      return found.find(({ rule }) => rule === 'osl-12-2')!
    }
    const alone = offerOf('sol-15-7', 'law-31-address-alone')
    t.same(alone.leaves.map(nameOf), ['osl-26-14c@2024-04-01'])
    const { leaves, outcome } = offerOf('sol-15-7', 'law-31')
    t.same([leaves, outcome], [[], 'escalate'])
    const { leaves: none, outcome: best } = offerOf('osl-10-15a', 'law-14')
    t.same([none, best], [[], 'permit'])
  },
)

t.test('counts deadlines from the moment of release', async (t) => {
  const request = requestFor('sol-19-1', 'law-24')
  const duty = evaluate(set, request).obligations.filter(({ rule }) => rule === 'sol-19-1')
  const deadlines = duty.map(({ code, deadline }) => [code, deadline])
  t.same(Object.fromEntries(deadlines), {
    acknowledge: '2026-11-23T12:00:00.000Z',
    assess: '2026-11-22T12:00:00.000Z',
    'at-once': '2026-11-22T12:00:00.000Z',
    decide: '2026-12-06T12:00:00.000Z',
    feedback: null,
    minimise: null,
  })
})

t.test('refuses two answers to one harm test', async (t) => {
  const test = {
    lock: 'osl-26-1',
    subject: 's1',
    receiver: 'agency-r1/r1',
    holds: false,
    motive: true,
  }
  const request = { ...permitted, harmTests: [test, { ...test, holds: true }] }
  t.throws(() => evaluate(set, request), { name: 'PolicyError', code: 'harm-test-repeated' })
})

t.test('refuses a request whose answer would be out of all proportion', async (t) => {
  const [part] = permitted.parts
  const [ground] = permitted.grounds
  const parts = Array.from({ length: 50 }, (_, i) => ({ ...part!, id: `p${i + 1}` }))
  const times = (count: number) => Array.from({ length: count }, () => ground!)
  const readers = part!.readers.length
  const most = Math.floor(5_000 / 50 / readers)
  t.doesNotThrow(() => evaluate(set, { ...permitted, parts, grounds: times(most) }))
  t.throws(() => evaluate(set, { ...permitted, parts, grounds: times(most + 1) }), {
    name: 'PolicyError',
    code: 'request-too-large',
  })
})

const unknown: Record<string, [change: Partial<PolicyRequest>, code: string, reason?: string]> = {
  'a reader who is no receiver': [{ to: [] }, 'receiver-unknown', 'agency-r1/r1'],
  'a part about nobody': [{ subjects: [], grounds: [] }, 'subject-unknown', 's1'],
  'a ground about nobody': [{ subjects: [], parts: [] }, 'subject-unknown', 's1'],
  'a lock that does not exist': [
    { harmTests: [{ lock: 'osl-99-1', subject: 's1', receiver: 'x', holds: true, motive: false }] },
    'lock-unknown',
    'osl-99-1',
  ],
  'a name that is none of ours, without repeating it': [
    { facts: { 'Anna bor på Sagostigen 4': true } },
    'fact-unknown',
  ],
  'a ground’s fact about the whole disclosure': [
    { facts: { childMayBeHarmed: true } },
    'fact-misplaced',
    'childMayBeHarmed',
  ],
}
for (const [what, [change, code, reason]] of Object.entries(unknown))
  t.test(`refuses ${what}`, async (t) => {
    try {
      evaluate(set, { ...permitted, ...change })
      t.fail('should have refused')
    } catch (error) {
      t.match(error, { name: 'PolicyError', code })
      t.equal((error as { place: { reason?: string } }).place.reason, reason)
    }
  })

t.test('writes what was found for several parts once', async (t) => {
  const { parts, findings } = decisionJson(evaluate(set, permitted))
  const texts = findings.map((finding) => JSON.stringify(finding))
  t.equal(new Set(texts).size, findings.length)
  t.same([...new Set(parts.map(({ finding }) => finding))], [...findings.keys()])
})

t.test('writes equal decisions alike, whatever they share in memory', async (t) => {
  const decision = evaluate(set, permitted)
  t.same(encodeDecision(structuredClone(decision)), encodeDecision(decision))
  const apart = JSON.parse(JSON.stringify(decision)) as Decision
  t.same(encodeDecision(apart), encodeDecision(decision))
})

t.test('reads back a decision, and refuses bytes that are none', async (t) => {
  const decision = evaluate(set, permitted)
  t.same(parseDecision(encodeDecision(decision)), decision)
  const json = decisionJson(decision)
  const { v, ...rest } = json
  const { findings, parts } = json
  const wrongs = {
    'of another version': { ...json, v: 2 },
    'with members in another order': { ...rest, v },
    'with a member more': { ...json, more: 1 },
    'with a member less': rest,
    'with an outcome of no law': { ...json, outcome: 'maybe' },
    'at no time': { ...json, at: 'now' },
    'with parts that are no list': { ...json, parts: {} },
    'with a part that refers to nothing': {
      ...json,
      parts: parts.map((part) => ({ ...part, finding: findings.length })),
    },
    'with a finding that is none': { ...json, findings: findings.map(() => ({})) },
    'with a finding that nothing refers to': { ...json, findings: [...findings, findings[0]] },
    'with a finding that stands twice': {
      ...json,
      parts: parts.map((part, i) => ({
        ...part,
        finding: i === 0 ? findings.length : part.finding,
      })),
      findings: [...findings, findings[0]],
    },
    'that are no object': [],
  }
  const refused = { name: 'PolicyError', code: 'decision-invalid' }
  for (const [name, wrong] of Object.entries(wrongs))
    t.throws(() => parseDecision(encodeUtf8(JSON.stringify(wrong))), refused, name)
  t.throws(() => parseDecision(encodeUtf8(JSON.stringify(json, null, 1))), refused, 'spaced')
  t.throws(() => parseDecision(encodeUtf8('{')), refused, 'cut off')
})
