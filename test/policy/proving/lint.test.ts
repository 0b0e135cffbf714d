import t from 'tap'
import type { Pack } from '../../../src/policy/policy-set.ts'
import { FINDINGS } from '../../../src/policy/proving/finding.ts'
import type { FindingCode } from '../../../src/policy/proving/finding.ts'
import { lintPolicies } from '../../../src/policy/proving/lint.ts'
import type { Gateway, GatewayVersion, Lock, LockVersion } from '../../../src/policy/rule.ts'
import { readDecisionTables, readPolicySet } from '../../fixtures/policy-files.ts'

const { pack } = readPolicySet()
const tables = readDecisionTables()

t.test('finds nothing in the rules of this checkout', async (t) => {
  t.same(lintPolicies(pack, tables), [])
})

const GATEWAY = 'osl-10-21'
const LOCK = 'osl-26-1'

/** The pack with every wording of one gateway changed. */
function withGateway(change: (version: GatewayVersion) => Partial<GatewayVersion>): Pack {
  return withRule({}, change)
}

function withRule(
  rule: Partial<Gateway>,
  change: (version: GatewayVersion) => Partial<GatewayVersion> = () => ({}),
): Pack {
  const gateways = pack.gateways.map((gateway) =>
    gateway.id === GATEWAY
      ? {
          ...gateway,
          ...rule,
          versions: gateway.versions.map((version) => ({ ...version, ...change(version) })),
        }
      : gateway,
  )
  return { ...pack, gateways }
}

/** The pack with every wording of one lock changed. */
function withLock(change: (version: LockVersion) => LockVersion): Pack {
  const locks = pack.locks.map((lock): Lock =>
    lock.id === LOCK ? { ...lock, versions: lock.versions.map(change) } : lock,
  )
  return { ...pack, locks }
}

const text = { sv: 'Stämmer det?', en: 'Is it so?' }
const asks = (name: string, ...some: (boolean | string)[]) => ({
  properties: { [name]: { enum: some } },
  required: [name],
})
const ask = (id: string, when: GatewayVersion['conditions'][number]['when']) => ({ id, text, when })
/** Asks for a fact of type boolean, code and integer that the gateway may ask for. */
const BOOLEAN = 'onRequest'

/** One fault each, and what is found. */
const FAULTS: readonly (readonly [code: FindingCode, place: string, pack: Pack])[] = [
  [
    'condition-always-met',
    'always',
    withGateway(() => ({ conditions: [ask('always', asks(BOOLEAN, true, false))] })),
  ],
  [
    'condition-never-met',
    'never',
    withGateway(() => ({
      conditions: [ask('never', { allOf: [asks(BOOLEAN, true), asks(BOOLEAN, false)] })],
    })),
  ],
  [
    'conditions-contradict',
    'yes no',
    withGateway(() => ({
      conditions: [ask('yes', asks(BOOLEAN, true)), ask('no', asks(BOOLEAN, false))],
    })),
  ],
  ['gateway-opens-nothing', '', withGateway(() => ({ opens: ['osl-37-1'] }))],
  [
    'lock-opened-in-vain',
    'osl-37-1',
    withGateway(({ opens }) => ({ opens: [...opens, 'osl-37-1'] })),
  ],
  [
    'lock-never-opened',
    '',
    {
      ...pack,
      gateways: pack.gateways.map((gateway) => ({
        ...gateway,
        versions: gateway.versions.map((version) => ({
          ...version,
          opens: version.opens.filter((id) => id !== LOCK),
        })),
      })),
    },
  ],
  ['lock-opened-against-word', '', withLock((version) => ({ ...version, unopenable: true }))],
  [
    'sender-without-lock',
    '2013-01-01',
    withLock((version) => ({
      ...version,
      lies: [{ senders: ['social-board'], categories: ['risk'] }],
    })),
  ],
  ['text-blank', '/name', withRule({ name: { sv: ' ', en: 'x' } })],
  [
    'text-untranslated',
    '/name',
    withRule({ name: { sv: 'samma ord på båda språken', en: 'samma ord på båda språken' } }),
  ],
  [
    'citation-link-differ',
    '10 kap. 21 § OSL – https://lagen.nu/2009:400#K10P2',
    withRule({ citation: '10 kap. 21 § OSL', link: 'https://lagen.nu/2009:400#K10P2' }),
  ],
  [
    'fact-unused',
    '',
    {
      ...pack,
      facts: [
        ...pack.facts,
        { name: 'askedByNobody', scope: 'ground', type: 'boolean', question: text },
      ],
    },
  ],
  [
    'open-question-unused',
    '',
    { ...pack, openQuestions: [...pack.openQuestions, { id: 'Q99', text }] },
  ],
  ['successor-gap', 'sol-19-1', withRule({ replacedBy: 'sol-19-1' })],
  [
    'answers-too-many',
    'many',
    withGateway(() => ({
      conditions: [
        ask('many', {
          allOf: pack.facts
            .filter(({ type }) => type === 'boolean')
            .slice(0, 20)
            .map(({ name }) => asks(name, true)),
        }),
      ],
    })),
  ],
]

for (const [code, place, faulty] of FAULTS)
  t.test(`finds ${code}`, async (t) => {
    const found = lintPolicies(faulty, tables).filter((finding) => finding.code === code)
    t.ok(found.some((finding) => finding.place === place))
  })

t.test('finds what the tables lack', async (t) => {
  const [file, table] = [...tables][0]!
  const codesOf = (some: typeof tables): readonly FindingCode[] =>
    lintPolicies(pack, some).map(({ code }) => code)
  t.same(codesOf(new Map([...tables].filter(([name]) => name !== 'locks/osl-37-1.cases.json'))), [
    'table-missing',
  ])
  t.same(codesOf(new Map([...tables, ['locks/no-such.cases.json', { ...table, cases: [] }]])), [
    'table-without-rule',
  ])
  t.same(codesOf(new Map([...tables, [file, { ...table, cases: [...table.cases, odd] }]])), [
    'example-unknown',
  ])
  const without = Array.from(tables, ([name, { given, cases }]) => {
    return [name, { given, cases: cases.filter(({ law }) => law !== '48') }] as const
  })
  t.same(codesOf(new Map(without)), ['example-missing'])
})

const odd = { id: 'odd', law: '99', text: 'No such example.', expect: { outcome: 'deny' } } as const

t.test('every finding is shown here', async (t) => {
  const shown = new Set<string>(FAULTS.map(([code]) => code))
  const ofTables = ['table-missing', 'table-without-rule', 'example-unknown', 'example-missing']
  t.same(
    Object.keys(FINDINGS).filter((code) => !shown.has(code) && !ofTables.includes(code)),
    [],
  )
})
