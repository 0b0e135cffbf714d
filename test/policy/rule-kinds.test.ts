import t from 'tap'
import type { Decision } from '../../src/policy/decision.ts'
import { PolicyError } from '../../src/policy/errors.ts'
import { evaluate } from '../../src/policy/evaluate.ts'
import { buildPolicySet } from '../../src/policy/pack.ts'
import type { PolicyRequest } from '../../src/policy/policy-request.ts'
import type { Pack } from '../../src/policy/policy-set.ts'
import {
  LOCKS,
  REQUEST,
  blockOf,
  gatewayWith,
  inventedPack,
  isTrue,
  obligationRuleOf,
} from '../fixtures/invented-pack.ts'

const text = { sv: 'Påhittat.', en: 'Invented.' }

function decide(pack: Partial<Pack>, request: Partial<PolicyRequest> = {}): Decision {
  return evaluate(buildPolicySet(inventedPack(pack)), { ...REQUEST, ...request })
}

t.test('the gateway alone permits', async (t) => {
  t.match(decide({}), { outcome: 'permit', parts: [{ reasons: ['lock-open'] }] })
})

t.test('a block that denies is opened by nothing', async (t) => {
  t.match(decide({ blocks: [blockOf({})] }), { outcome: 'deny', parts: [{ reasons: ['blocked'] }] })
})

t.test(
  'a block that escalates leaves it to a decision-maker, and names its question',
  async (t) => {
    const blocks = [blockOf({ effect: 'escalate', openQuestion: 'Q2' })]
    const [part] = decide({ blocks }).parts
    t.match(part, {
      outcome: 'escalate',
      reasons: ['block-escalated'],
      blocks: [{ rule: 'block', effect: 'escalate', state: 'blocked', openQuestion: 'Q2' }],
      rules: [
        { rule: 'block', version: '2013-01-01' },
        { rule: 'gateway', version: '2013-01-01' },
      ],
    })
    t.equal(part!.locks.length, 2, 'the locks are still explained')
  },
)

t.test('a block that escalates opens nothing: what the locks deny stays denied', async (t) => {
  const blocks = [blockOf({ effect: 'escalate' })]
  const [part] = decide({ blocks }, { grounds: [] }).parts
  t.match(part, { outcome: 'deny', reasons: ['lock-closed'], blocks: [{ rule: 'block' }] })
  t.same(
    part!.rules.map(({ rule }) => rule),
    ['lock-a', 'lock-b'],
  )
})

t.test('a block that denies wins over one that escalates', async (t) => {
  const escalating = { ...blockOf({ effect: 'escalate' }), id: 'another' }
  t.match(decide({ blocks: [escalating, blockOf({})] }).parts[0], {
    outcome: 'deny',
    reasons: ['blocked'],
    blocks: [{ rule: 'another' }, { rule: 'block' }],
    rules: [{ rule: 'block' }],
  })
})

t.test('a rule lies only towards the receivers and for the purposes that it names', async (t) => {
  const towards = (lies: object) =>
    decide({ blocks: [blockOf({ lies: [lies] })] }).parts[0]!.outcome
  t.equal(towards({ receivers: ['social-board'] }), 'deny')
  t.equal(towards({ receivers: ['association'] }), 'permit')
  t.equal(towards({ purposes: ['victim-support', 'other'] }), 'deny')
  t.equal(towards({ purposes: ['other'] }), 'permit')
})

t.test('an exception takes a lock away only when it is answered so', async (t) => {
  const [lock] = LOCKS
  const lies = [{ senders: ['police' as const], unless: isTrue('excepted') }]
  const locks = [{ ...lock!, versions: [{ ...lock!.versions[0]!, lies }] }, LOCKS[1]!]
  const lying = (facts: Record<string, boolean>) =>
    decide({ locks }, { facts }).parts[0]!.locks.map(({ rule }) => rule)
  t.same(lying({ excepted: true }), ['lock-b'])
  t.same(lying({ excepted: false }), ['lock-a', 'lock-b'])
  t.same(lying({}), ['lock-a', 'lock-b'])
})

t.test('an obligation rule attaches to what leaves the agency, and to nothing else', async (t) => {
  const obligationRules = [obligationRuleOf({})]
  t.same(decide({ obligationRules }).obligations, [
    {
      rule: 'duty-to-note',
      version: '2013-01-01',
      code: 'note',
      deadline: '2026-03-04T09:40:00.000Z',
      parts: ['p1'],
    },
  ])
  t.same(decide({ obligationRules }, { grounds: [] }).obligations, [], 'not to what is denied')
  const [receiver] = REQUEST.to
  const colleague = [{ ...receiver!, agency: 'polisen', function: 'polisen/beslut' }]
  const parts = [{ ...REQUEST.parts[0]!, readers: ['polisen/beslut'] }]
  t.same(decide({ obligationRules }, { to: colleague, parts }).obligations, [], 'not at home')
})

t.test('an obligation rule may leave duties out', async (t) => {
  const obligationRules = [obligationRuleOf({ notForDuty: true })]
  t.equal(decide({ obligationRules }).obligations.length, 1)
  const gateways = [gatewayWith({ nature: 'duty' })]
  t.match(decide({ obligationRules, gateways }), { outcome: 'duty', obligations: [] })
})

t.test('a rule that names its categories carries no other', async (t) => {
  const gateways = [gatewayWith({ categories: ['identity', 'contact'] })]
  const [denied] = decide({ gateways }).parts
  t.match(denied, { outcome: 'deny', grounds: [{ mismatches: ['category'] }] })
  const parts = [{ ...REQUEST.parts[0]!, category: 'contact' as const }]
  t.equal(decide({ gateways }, { parts }).outcome, 'permit')
})

t.test('a rule that is not settled names its open question', async (t) => {
  const gateways = [gatewayWith({ settled: false, openQuestion: 'Q1' })]
  t.match(decide({ gateways }).parts[0], {
    outcome: 'escalate',
    reasons: ['disputed'],
    grounds: [
      {
        status: 'disputed',
        disputes: ['unsettled'],
        openQuestions: ['Q1'],
        opens: ['lock-a', 'lock-b'],
        escalates: ['lock-a', 'lock-b'],
      },
    ],
  })
})

t.test('a dispute over one lock leaves the opening of others alone', async (t) => {
  const disputes = [{ id: 'b-too', text, openQuestion: 'Q2', locks: ['lock-b'] }]
  const gateways = [gatewayWith({ disputes })]
  const [both] = decide({ gateways }).parts
  t.match(both, {
    outcome: 'escalate',
    locks: [{ state: 'open' }, { state: 'escalate' }],
    grounds: [{ status: 'disputed', openQuestions: ['Q2'], escalates: ['lock-b'] }],
  })
  const locks = [LOCKS[0]!, { ...LOCKS[1]!, versions: [elsewhere()] }]
  const [alone] = decide({ gateways, locks }).parts
  t.match(alone, {
    outcome: 'permit',
    grounds: [{ status: 'met', disputes: [], openQuestions: [] }],
  })
})

/** The second lock, lying on what somebody else sends. */
function elsewhere() {
  return { ...LOCKS[1]!.versions[0]!, lies: [{ senders: ['customs' as const] }] }
}

t.test(
  'a dispute arises only towards the receivers and about the categories it names',
  async (t) => {
    const outcome = (limits: object) =>
      decide({
        gateways: [gatewayWith({ disputes: [{ id: 'd', text, openQuestion: 'Q1', ...limits }] })],
      }).outcome
    t.equal(outcome({ receivers: ['social-board'] }), 'escalate')
    t.equal(outcome({ receivers: ['police'] }), 'permit')
    t.equal(outcome({ categories: ['risk'] }), 'escalate')
    t.equal(outcome({ categories: ['health'] }), 'permit')
  },
)

t.test('a condition may be asked towards some receivers only', async (t) => {
  const needed = { id: 'needed', text, when: isTrue('needed') }
  const agreed = { id: 'agreed', text, when: isTrue('agreed') }
  const outcome = (receiver: 'social-board' | 'police') =>
    decide({
      gateways: [gatewayWith({ conditions: [needed, { ...agreed, receivers: [receiver] }] })],
    }).outcome
  t.equal(outcome('police'), 'permit')
  t.equal(outcome('social-board'), 'deny')
})

t.test(
  'a section that was repealed is refused from the day after, with what to cite now',
  async (t) => {
    const renamed = [
      {
        id: 'old-1',
        citation: 'Gamla 1 §',
        until: '2025-06-30',
        now: ['gateway', 'Nya 2 §'],
        text,
      },
    ]
    const grounds = [{ ...REQUEST.grounds[0]!, rule: 'old-1' }]
    const refusalOn = (day: string): unknown => {
      try {
        return decide({ renamed }, { grounds, at: `${day}T12:00:00.000Z` })
      } catch (error) {
        return error instanceof PolicyError ? [error.code, error.place.reason] : error
      }
    }
    t.same(refusalOn('2025-06-30'), ['rule-unknown', 'old-1'])
    t.same(refusalOn('2025-07-01'), ['citation-stale', 'gateway, Nya 2 §'])
  },
)

const refused: Readonly<Record<string, [pack: Partial<Pack>, reason: string]>> = {
  'what is not settled without a question': [
    { gateways: [gatewayWith({ settled: false })] },
    'names no open question',
  ],
  'what is settled with a question': [
    { gateways: [gatewayWith({ openQuestion: 'Q1' })] },
    'is settled but names an open question',
  ],
  'a question that nobody asks': [
    { blocks: [blockOf({ effect: 'escalate', openQuestion: 'Q9' })] },
    'names an unknown open question',
  ],
  'a question of a block that denies': [
    { blocks: [blockOf({ openQuestion: 'Q1' })] },
    'is settled but names an open question',
  ],
  'a gateway to a lock that nothing opens': [
    {
      locks: LOCKS.map((lock) => ({
        ...lock,
        versions: [{ ...lock.versions[0]!, unopenable: true as const }],
      })),
    },
    'opens a lock that is declared to be opened by nothing lock-a',
  ],
  'a dispute over a lock that is not opened': [
    {
      gateways: [
        gatewayWith({
          opens: ['lock-a'],
          disputes: [{ id: 'd', text, openQuestion: 'Q1', locks: ['lock-b'] }],
        }),
      ],
    },
    'disputes a lock that it does not open lock-b',
  ],
  'an exception that asks for a ground’s fact': [
    { blocks: [blockOf({ lies: [{ senders: ['police'], unless: isTrue('needed') }] })] },
    'asks for a fact in the wrong place needed',
  ],
  'an obligation told twice': [
    {
      obligationRules: [
        obligationRuleOf({
          obligations: [
            { code: 'note', text },
            { code: 'note', text },
          ],
        }),
      ],
    },
    'obliges twice to the same',
  ],
  'a repealed section that is a rule': [
    {
      renamed: [{ id: 'gateway', citation: 'x', until: '2025-06-30', now: ['y'], text }],
    },
    'stands twice among rules',
  ],
}
for (const [what, [pack, reason]] of Object.entries(refused))
  t.test(`refuses ${what}`, async (t) => {
    t.throws(() => buildPolicySet(inventedPack(pack)), { code: 'pack-invalid', place: { reason } })
  })
