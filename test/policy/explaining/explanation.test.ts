import fc from 'fast-check'
import t from 'tap'
import { PolicyError } from '../../../src/policy/errors.ts'
import { evaluate } from '../../../src/policy/evaluate.ts'
import { buildExplanation } from '../../../src/policy/explaining/explanation.ts'
import type { Explanation } from '../../../src/policy/explaining/explanation.ts'
import type { PolicyRequest } from '../../../src/policy/policy-request.ts'
import { requestsOf } from '../../../src/policy/proving/decision-table.ts'
import { renderExplanation } from '../../../src/policy/explaining/render-explanation.ts'
import { explainRequest } from '../../fixtures/explain-request.ts'
import { arbitraryRequest } from '../../fixtures/policy-arbitrary.ts'
import { readDecisionTables, readPolicySet } from '../../fixtures/policy-files.ts'
import { rowRequest } from '../../fixtures/row-request.ts'

const set = readPolicySet()
const tables = readDecisionTables()

function requestFor(table: string, id: string): PolicyRequest {
  return rowRequest(tables, table, id)
}

function explain(request: PolicyRequest): Explanation {
  return explainRequest(set, request)
}

/** As `explain`; null for a request that cannot be judged. */
function tryExplain(request: PolicyRequest): Explanation | null {
  try {
    return explain(request)
  } catch (error) {
    if (error instanceof PolicyError) return null
    throw error
  }
}

function textOf(request: PolicyRequest, language: 'sv' | 'en' = 'sv'): string {
  return renderExplanation(explain(request), language).join('\n')
}

const permitted = requestFor('gateways/osl-10-18c', '2025-all-met')

/** The explanation of every row of every table that can be judged. */
const explained = requestsOf([...tables.values()]).flatMap((request) => tryExplain(request) ?? [])

t.test(
  'every id in an explanation has its words in the glossary, and nothing else has',
  async (t) => {
    const faults: unknown[] = []
    for (const explanation of explained) {
      const { parts, obligations, alternatives, steps, glossary } = explanation
      const grounds = parts.flatMap((part) => part.grounds)
      const locks = parts.flatMap((part) => part.locks)
      const blocks = parts.flatMap((part) => part.blocks)
      const conditions = [
        ...grounds.flatMap((ground) => ground.conditions),
        ...(alternatives ?? []).flatMap(({ lacks }) => lacks),
      ]
      const named = {
        rules: [
          locks,
          blocks,
          grounds,
          obligations,
          alternatives ?? [],
          ...parts.map((part) => part.rules),
          ...steps.map((step) => step.rules),
        ]
          .flat()
          .map(({ rule, version }) => `${rule}@${version}`),
        questions: [
          ...conditions.flatMap(({ facts }) => facts),
          ...[...locks, ...blocks].flatMap(({ unanswered }) => unanswered),
        ],
        openQuestions: [
          ...grounds.flatMap((ground) => ground.openQuestions),
          ...blocks.flatMap(({ openQuestion }) => openQuestion ?? []),
        ],
        reasons: parts.flatMap(({ reasons }) => reasons),
        harmTests: locks.map(({ harmTest }) => harmTest),
        mismatches: grounds.flatMap(({ mismatches }) => mismatches),
        categories: parts.map(({ category }) => category),
        obligations: obligations.map(({ code }) => code),
        documentation: explanation.documentation,
      }
      for (const [kind, ids] of Object.entries(named)) {
        const words = Object.keys(glossary[kind as keyof typeof named]).sort()
        const wanted = [...new Set<string>(ids)].sort()
        if (words.join() !== wanted.join()) faults.push({ kind, words, wanted })
      }
    }
    t.same(faults, [])
  },
)

t.test('the sending function’s own copies are left out', async (t) => {
  t.same(
    explain(permitted).parts.map(({ part, receiver }) => [part, receiver]),
    [['p1', permitted.to[0]!.function]],
  )
})

t.test('survives being written as JSON', async (t) => {
  const explanation = explain(requestFor('gateways/osl-10-18c', 'law-6'))
  t.same(JSON.parse(JSON.stringify(explanation)), explanation)
})

/** Every line of every row's text. */
const told = {
  sv: new Set(explained.flatMap((one) => renderExplanation(one, 'sv'))),
  en: new Set(explained.flatMap((one) => renderExplanation(one, 'en'))),
}

t.test('has whole sentences for every decision of every table, in both languages', async (t) => {
  for (const language of ['sv', 'en'] as const) {
    t.same(
      [...told[language]].filter((line) =>
        /undefined|null|NaN|\[object|\.\.|\S {2}\S|\s$/.test(line),
      ),
      [],
    )
  }
})

t.test('tells no ISO times and no ids of rules or questions', async (t) => {
  const ids = [
    ...set.pack.locks,
    ...set.pack.gateways,
    ...set.pack.blocks,
    ...set.pack.obligationRules,
  ]
  const names = new Set([...ids.map(({ id }) => id), ...set.pack.facts.map(({ name }) => name)])
  const text = [...told.sv].join('\n')
  t.notMatch(text, /\d{4}-\d{2}-\d{2}T/)
  const words = text.replaceAll(/https:\S+/g, '').match(/[A-Za-z][A-Za-z0-9-]+/g) ?? []
  t.same(
    [...new Set(words)].filter((word) => names.has(word)),
    [],
  )
})

t.test('repeats no answer: only ids of parts and functions come from the request', async () => {
  fc.assert(
    fc.property(arbitraryRequest(set), (drawn) => {
      const secret = 'hemliga-kvarnby'
      const request = {
        ...drawn,
        grounds: drawn.grounds.map((ground) => ({
          ...ground,
          facts: { ...ground.facts, consentReceiver: secret },
        })),
      }
      const explanation = tryExplain(request)
      if (explanation === null) return true
      const told = [JSON.stringify(explanation)]
      for (const language of ['sv', 'en'] as const)
        told.push(renderExplanation(explanation, language).join())
      return !told.join().includes(secret)
    }),
    { numRuns: 200 },
  )
})

t.test('is the same whatever the order of what was asked', async () => {
  fc.assert(
    fc.property(arbitraryRequest(set), (request) => {
      const turned = {
        ...request,
        parts: request.parts.toReversed(),
        grounds: request.grounds.toReversed(),
        harmTests: request.harmTests.toReversed(),
      }
      const [one, other] = [tryExplain(request), tryExplain(turned)]
      return JSON.stringify(one) === JSON.stringify(other)
    }),
    { numRuns: 100 },
  )
})

t.test('what may go comes first, then what to do, then why, then the law', async (t) => {
  const text = textOf(requestFor('gateways/osl-10-18c', 'law-12-alone'))
  const places = [
    'Inte allt.',
    'Får lämnas ut till Polismyndigheten (agency-r1/r1):',
    'Får inte lämnas ut till',
    'Gör så här:',
    'När något lämnas ut, kom ihåg:',
    'Andra vägar, och vad de kräver:',
    'Varför:',
    'Lagrum:',
    'Reglerna bygger på lagtext',
  ].map((heading) => text.indexOf(heading))
  t.notOk(places.includes(-1), places.join())
  t.same(
    places.toSorted((a, b) => a - b),
    places,
  )
})

t.test(
  'a denied part under secrecy that may be tested is told so; one that a block holds is not',
  async (t) => {
    const shelter = textOf(requestFor('gateways/osl-10-18c', 'law-38'))
    t.match(shelter, '– Skadeprövning (17 kap. 11 § SoL): ')
    t.match(
      textOf(requestFor('gateways/osl-10-18c', 'law-38'), 'en'),
      '– Harm test (17 kap. 11 § SoL',
    )
    t.notMatch(textOf(requestFor('blocks/osl-21-3-assumed-identity', 'law-48')), 'Skadeprövning (')
    t.notMatch(
      textOf(requestFor('gateways/osl-12-2', 'not-osl-26-14c')),
      'Skadeprövning (26 kap. 3',
    )
    t.notMatch(textOf(permitted), 'Skadeprövning (')
  },
)

t.test('a part is told by the person and the kind of data', async (t) => {
  const text = textOf(permitted)
  t.match(text, '– den befarade våldsutövaren: riskbedömning (p1)')
})

t.test('two persons in one role are told apart', async (t) => {
  const [part] = permitted.parts
  const subjects = ['s1', 's2'].map((id) => ({ id, role: 'child', protection: 'none' }) as const)
  const parts = subjects.map(({ id }, i) => ({ ...part!, id: `p${i + 1}`, subject: id }))
  const text = textOf({ ...permitted, subjects, parts, grounds: [] })
  t.match(text, '– barn 1: riskbedömning (p1)')
  t.match(text, '– barn 2: riskbedömning (p2)')
})

t.test('a deadline is told by Swedish clocks, seen from when it is read', async (t) => {
  const explanation = explain(requestFor('gateways/sol-19-1', 'law-24'))
  const [sv, en, later] = [
    renderExplanation(explanation, 'sv'),
    renderExplanation(explanation, 'en'),
    renderExplanation(explanation, 'sv', '2026-11-23T06:00:00.000Z'),
  ].map((lines) => lines.join('\n')) as [string, string, string]
  t.match(sv, 'Senast i morgon kl. 13.00: ')
  t.match(en, 'By tomorrow at 13:00: ')
  t.match(later, 'Senast i dag kl. 13.00: ')
  t.match(sv, /Genast: .*[Aa]nmäl/)
})

t.test('a term that has not begun to run is told by its length', async (t) => {
  const request = requestFor('gateways/sol-19-1', 'law-24')
  const [part] = request.parts
  const denied = { ...part!, id: 'p9', category: 'motive' as const }
  const text = textOf({ ...request, parts: [...request.parts, denied] })
  t.match(text, 'När något lämnas ut, kom ihåg:')
  t.match(text, 'Inom 1 dygn: ')
})

t.test('English keeps the citation and names the act', async (t) => {
  const text = textOf(permitted, 'en')
  t.match(text, '10 kap. 18 c § OSL (Public Access to Information and Secrecy Act): ')
  t.match(text, 'https://lagen.nu/2009:400#K10P18c')
})

t.test('says what to cite instead of a repealed rule', async (t) => {
  t.match(textOf(requestFor('gateways/sol-14-1', 'law-56')), /Ange i stället 19 kap\. 1 § SoL/)
})

t.test('a rule that errs is told, and that support must know', async (t) => {
  const request = permitted
  const decision = evaluate(set, request)
  const parts = decision.parts.map((part) => ({
    ...part,
    outcome: 'deny' as const,
    reasons: ['rule-erred' as const],
    grounds: part.grounds.map((ground) => ({ ...ground, status: 'erred' as const })),
  }))
  const erred = { ...decision, outcome: 'deny' as const, parts }
  const explanation = buildExplanation(set, request, erred)
  t.ok(explanation.steps.some(({ code }) => code === 'support'))
  t.match(renderExplanation(explanation, 'sv').join('\n'), 'Kunde inte prövas.')
})

t.test('refuses a decision about another request, or by another set', async (t) => {
  const decision = evaluate(set, permitted)
  t.throws(() => buildExplanation(set, { ...permitted, parts: [] }, decision), TypeError)
  const other = {
    ...decision,
    policySet: decision.policySet.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')),
  }
  t.throws(() => buildExplanation(set, permitted, other), TypeError)
})
