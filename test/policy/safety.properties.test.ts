/** What no answer, no ground and no order of rules may ever bring about. */
import fc from 'fast-check'
import t from 'tap'
import type { Outcome, PartDecision } from '../../src/policy/decision.ts'
import { PolicyError } from '../../src/policy/errors.ts'
import { evaluate } from '../../src/policy/evaluate.ts'
import { buildPolicySet } from '../../src/policy/pack.ts'
import type { PolicyGround, PolicyRequest } from '../../src/policy/policy-request.ts'
import type { Pack, PolicySet } from '../../src/policy/policy-set.ts'
import { requestsOf } from '../../src/policy/proving/decision-table.ts'
import { drawSample } from '../../src/policy/proving/sample.ts'
import type { Reach } from '../../src/policy/rule.ts'
import { PROTECTIONS } from '../../src/protocol/vocabulary.ts'
import { arbitraryFacts, arbitraryRequest } from '../fixtures/policy-arbitrary.ts'
import { partOutcomes } from '../fixtures/part-outcomes.ts'
import { readDecisionTables, readPolicySet } from '../fixtures/policy-files.ts'

const set = readPolicySet()
const rows = requestsOf(readDecisionTables().values())
// Drawn answers seldom meet every condition; the tables' situations do.
const requests = fc.oneof(arbitraryRequest(set), fc.constantFrom(...rows))
const answers = arbitraryFacts(set, 'disclosure')
const RUNS = { numRuns: process.env.SLOW ? 20_000 : 1_000 }
const PLACES = ['contact', 'location', 'whereabouts', 'daily-places'] as const

/** Every ground of the tables, as often with its conditions met as its rows are. */
const grounds = rows.flatMap((request) => request.grounds)

/** Some of those grounds, invoked for the subjects of a request. */
function arbitraryGrounds({ subjects }: PolicyRequest): fc.Arbitrary<readonly PolicyGround[]> {
  const ground = fc.tuple(fc.constantFrom(...grounds), fc.constantFrom(...subjects))
  return fc
    .array(ground, { maxLength: 6 })
    .map((some) => some.map(([one, { id }]) => ({ ...one, subject: id, motive: true })))
}

/** A request with more answers, more grounds and every harm test said not to hold. */
function arbitraryAttempt(from: fc.Arbitrary<PolicyRequest>): fc.Arbitrary<PolicyRequest> {
  return from.chain((request) =>
    fc.record({ more: arbitraryGrounds(request), facts: answers }).map(({ more, facts }) => ({
      ...request,
      facts: { ...facts, ...request.facts },
      grounds: [...request.grounds, ...more],
      harmTests: harmless(request),
    })),
  )
}

function harmless({ subjects, to }: PolicyRequest): PolicyRequest['harmTests'] {
  return set.pack.locks.flatMap(({ id: lock }) =>
    subjects.flatMap(({ id: subject }) =>
      to.map((receiver) => ({
        lock,
        subject,
        receiver: receiver.function,
        holds: false,
        motive: true,
      })),
    ),
  )
}

/** Blocks that yield to a duty, which an answer more may bring about. */
const yielding = new Set(
  set.pack.blocks
    .filter(({ versions }) => versions.some(({ notForDuty }) => notForDuty))
    .map(({ id }) => id),
)

const isSent = ({ outcome }: PartDecision): boolean => outcome !== 'deny'

t.test('an answer more, or a ground more, never turns a block into anything else', async () => {
  const attempts = requests.chain((request) =>
    arbitraryAttempt(fc.constant(request)).map((other) => ({ request, other })),
  )
  const keyOf = ({ part, receiver }: PartDecision): string => `${part} ${receiver}`
  fc.assert(
    fc.property(attempts, ({ request, other }) => {
      const blocked = evaluate(set, request).parts.filter(({ blocks }) =>
        blocks.some(({ effect, state }) => effect === 'deny' && state === 'blocked'),
      )
      const after = new Map(evaluate(set, other).parts.map((part) => [keyOf(part), part]))
      return blocked.every((part) => after.get(keyOf(part))!.outcome === 'deny')
    }),
    RUNS,
  )
})

t.test('an answer more never lets pass what only a decision-maker may let pass', async () => {
  const attempts = requests.chain((request) => answers.map((facts) => ({ request, facts })))
  fc.assert(
    fc.property(attempts, ({ request, facts }) => {
      const escalated = evaluate(set, request).parts.filter(
        ({ outcome, blocks }) =>
          outcome === 'escalate' &&
          blocks.some(
            ({ rule, effect, state }) =>
              effect === 'escalate' && state === 'blocked' && !yielding.has(rule),
          ),
      )
      const more = { ...request, facts: { ...facts, ...request.facts } }
      const after = evaluate(set, more).parts
      return escalated.every(({ part, receiver }) =>
        after.every(
          (other) =>
            other.part !== part ||
            other.receiver !== receiver ||
            other.outcome === 'deny' ||
            other.outcome === 'escalate',
        ),
      )
    }),
    RUNS,
  )
})

t.test('no combination of grounds lets the link to an assumed identity pass', async () => {
  const linked = requests.map((request) => ({
    ...request,
    facts: { ...request.facts, linksAssumedIdentity: true },
  }))
  fc.assert(
    fc.property(arbitraryAttempt(linked), (request) => !evaluate(set, request).parts.some(isSent)),
    RUNS,
  )
})

t.test(
  'of a person with an assumed identity nothing passes until the link is asked for',
  async () => {
    const unasked = arbitraryAttempt(requests).map(({ facts, ...request }) => {
      const { linksAssumedIdentity: _unasked, ...others } = facts
      const subjects = request.subjects.map((one) => ({ ...one, protection: 'fingerade' as const }))
      return { ...request, subjects, facts: others }
    })
    fc.assert(
      fc.property(unasked, (request) => !evaluate(set, request).parts.some(isSent)),
      RUNS,
    )
  },
)

t.test(
  'no combination of grounds tells a function that serves the feared perpetrator where a protected person is',
  async () => {
    const protections = PROTECTIONS.filter((protection) => protection !== 'none')
    const exposed = fc
      .record({
        request: requests,
        protection: fc.constantFrom(...protections),
        category: fc.constantFrom(...PLACES),
      })
      .map(({ request, protection, category }) => ({
        ...request,
        to: request.to.map((receiver) => ({ ...receiver, servesFearedPerpetrator: true })),
        // His own whereabouts are no secret to those who work with him.
        subjects: request.subjects.map(({ id, role }) => ({
          id,
          protection,
          role: role === 'feared-perpetrator' ? ('victim' as const) : role,
        })),
        parts: request.parts.map((part) => ({ ...part, category })),
      }))
    fc.assert(
      fc.property(
        arbitraryAttempt(exposed),
        (request) => !evaluate(set, request).parts.some(isSent),
      ),
      RUNS,
    )
  },
)

t.test(
  'towards such a function no data of a protected person pass that would show the place',
  async () => {
    const exposed = requests.map((request) => ({
      ...request,
      facts: { ...request.facts, placeReachesPerpetrator: true },
      to: request.to.map((receiver) => ({ ...receiver, servesFearedPerpetrator: true })),
      subjects: request.subjects.map((one) => ({ ...one, protection: 'local-threat' as const })),
    }))
    fc.assert(
      fc.property(
        arbitraryAttempt(exposed),
        (request) => !evaluate(set, request).parts.some(isSent),
      ),
      RUNS,
    )
  },
)

const OPENNESS: Readonly<Record<Outcome, number>> = { deny: 0, escalate: 1, permit: 2, duty: 2 }

t.test('a ground less never widens, however many there are', async () => {
  const fewer = arbitraryAttempt(requests).chain((request) =>
    fc.subarray([...request.grounds]).map((some) => ({ request, some })),
  )
  fc.assert(
    fc.property(fewer, ({ request, some }) => {
      const before = evaluate(set, request).parts
      const after = evaluate(set, { ...request, grounds: some }).parts
      return after.every((part, i) => OPENNESS[part.outcome] <= OPENNESS[before[i]!.outcome])
    }),
    RUNS,
  )
})

t.test('the order of rules in a pack makes no difference to it or to any decision', async () => {
  const some = drawSample(rows, 400, 1)
  fc.assert(
    fc.property(arbitraryOrder(set.pack), (pack) => {
      const other = buildPolicySet(pack)
      return (
        other.digest === set.digest && some.every((one) => textOf(other, one) === textOf(set, one))
      )
    }),
    { numRuns: 5 },
  )
})

t.test('the order of ways, conditions and words inside rules changes no outcome', async () => {
  const some = drawSample(rows, 400, 2)
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const other = buildPolicySet(reorder(set.pack, seed))
      return some.every((one) => partOutcomes(other, one) === partOutcomes(set, one))
    }),
    { numRuns: 5 },
  )
})

function arbitraryOrder(pack: Pack): fc.Arbitrary<Pack> {
  const shuffled = <T>(items: readonly T[]): fc.Arbitrary<readonly T[]> =>
    fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length })
  return fc
    .record({
      locks: shuffled(pack.locks),
      gateways: shuffled(pack.gateways),
      blocks: shuffled(pack.blocks),
      obligationRules: shuffled(pack.obligationRules),
      facts: shuffled(pack.facts),
      crimes: shuffled(pack.crimes),
      renamed: shuffled(pack.renamed),
    })
    .map((lists) => ({ ...pack, ...lists }))
}

/** The same law with its inner lists in another order: ways to lie, conditions, disputes, opened locks, words. */
function reorder(pack: Pack, seed: number): Pack {
  const mix = <T>(items: readonly T[]): readonly T[] => drawSample(items, items.length, seed)
  const mixWords = <T extends object>(item: T): T =>
    Object.fromEntries(
      Object.entries(item).map(([name, value]) => [
        name,
        Array.isArray(value) ? mix(value) : value,
      ]),
    ) as T
  const mixReaches = (reaches: readonly Reach[]): readonly Reach[] => mix(reaches).map(mixWords)
  return {
    ...pack,
    locks: pack.locks.map((lock) => ({
      ...lock,
      versions: lock.versions.map((one) => ({ ...one, lies: mixReaches(one.lies) })),
    })),
    blocks: pack.blocks.map((block) => ({
      ...block,
      versions: block.versions.map((one) => ({ ...one, lies: mixReaches(one.lies) })),
    })),
    gateways: pack.gateways.map((gateway) => ({
      ...gateway,
      versions: gateway.versions.map((one) => ({
        ...mixWords(one),
        conditions: mix(one.conditions).map(mixWords),
        disputes: mix(one.disputes).map(mixWords),
      })),
    })),
  }
}

function textOf(under: PolicySet, request: PolicyRequest): string {
  try {
    return JSON.stringify(evaluate(under, request))
  } catch (error) {
    if (error instanceof PolicyError) return error.code
    throw error
  }
}
