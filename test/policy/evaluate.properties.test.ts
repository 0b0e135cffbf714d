import fc from 'fast-check'
import t from 'tap'
import type { Outcome, PartDecision } from '../../src/policy/decision.ts'
import { encodeDecision } from '../../src/policy/encode-decision.ts'
import { evaluate } from '../../src/policy/evaluate.ts'
import { loadPolicySet } from '../../src/policy/load-policy-set.ts'
import { buildPolicySet } from '../../src/policy/pack.ts'
import type { PolicyRequest } from '../../src/policy/policy-request.ts'
import type { PolicySet } from '../../src/policy/policy-set.ts'
import { parseUtf8 } from '../../src/protocol/bytes.ts'
import { BODY_TYPES } from '../../src/protocol/vocabulary.ts'
import { requestsOf } from '../../src/policy/proving/decision-table.ts'
import { arbitraryFacts, arbitraryRequest } from '../fixtures/policy-arbitrary.ts'
import { readDecisionTables, readPolicyFiles, readPolicySet } from '../fixtures/policy-files.ts'

const set = readPolicySet()
// Drawn answers seldom meet every condition; the tables' situations do, and each stands one step from a change.
const known = requestsOf([...readDecisionTables().values()])
const requests = fc.oneof(arbitraryRequest(set), fc.constantFrom(...known))
const RUNS = { numRuns: process.env.SLOW ? 20_000 : 500 }

const bytesOf = (request: PolicyRequest, under = set): string =>
  parseUtf8(encodeDecision(evaluate(under, request)))

/** How much an outcome lets through; a duty and a permission let through alike. */
const OPENNESS: Readonly<Record<Outcome, number>> = { deny: 0, escalate: 1, permit: 2, duty: 2 }

/** Whether no part reaches any receiver more freely than before. */
function isNoWider(before: PolicyRequest, after: PolicyRequest): boolean {
  const freedom = new Map<string, number>()
  const key = ({ part, receiver }: PartDecision): string => part + ' ' + receiver
  for (const part of evaluate(set, before).parts) freedom.set(key(part), OPENNESS[part.outcome])
  return evaluate(set, after).parts.every(
    (part) => OPENNESS[part.outcome] <= freedom.get(key(part))!,
  )
}

t.test('gives the same decision twice, byte for byte', async () => {
  fc.assert(
    fc.property(requests, (request) => bytesOf(request) === bytesOf(structuredClone(request))),
    RUNS,
  )
})

t.test('gives the same decision in whatever order the request lists things', async () => {
  const reordered = requests.chain((request) =>
    fc
      .record({
        to: shuffled(request.to),
        subjects: shuffled(request.subjects),
        parts: shuffled(request.parts),
        grounds: shuffled(request.grounds),
        harmTests: shuffled(request.harmTests),
      })
      .map((lists) => ({ request, other: { ...request, ...lists } })),
  )
  fc.assert(
    fc.property(reordered, ({ request, other }) => bytesOf(request) === bytesOf(other)),
    RUNS,
  )
})

t.test('gives the same decision in whatever order the pack was read', async (t) => {
  const backwards = loadPolicySet(new Map([...readPolicyFiles()].toReversed()))
  t.equal(backwards.digest, set.digest)
  fc.assert(
    fc.property(requests, (request) => bytesOf(request) === bytesOf(request, backwards)),
    RUNS,
  )
})

t.test('lets nothing more through when a ground is taken away', async () => {
  const fewer = requests
    .filter(({ grounds }) => grounds.length > 0)
    .chain((request) => fc.subarray([...request.grounds]).map((grounds) => ({ request, grounds })))
  fc.assert(
    fc.property(fewer, ({ request, grounds }) => isNoWider(request, { ...request, grounds })),
    RUNS,
  )
})

t.test('lets nothing more through when an answer in a ground is taken away', async () => {
  const fewer = requests
    .filter(({ grounds }) => grounds.some(({ facts }) => Object.keys(facts).length > 0))
    .chain((request) =>
      fc.tuple(fc.nat(), fc.nat()).map(([i, j]) => ({ request, other: forget(request, i, j) })),
    )
  fc.assert(
    fc.property(fewer, ({ request, other }) => isNoWider(request, other)),
    RUNS,
  )
})

t.test('lets nothing more through when a harm test is taken away', async () => {
  fc.assert(
    fc.property(requests, (request) => isNoWider(request, { ...request, harmTests: [] })),
    RUNS,
  )
})

t.test('keeps a block whatever else is answered, invoked or attested', async () => {
  const linked = requests.map((request) => ({
    ...request,
    facts: { ...request.facts, linksAssumedIdentity: true },
  }))
  const both = fc.tuple(linked, arbitraryFacts(set, 'disclosure'), requests)
  fc.assert(
    fc.property(both, ([request, more, other]) => {
      const facts = { ...more, ...request.facts }
      const ids = new Set(request.subjects.map(({ id }) => id))
      const grounds = other.grounds.filter(({ subject }) => ids.has(subject))
      const wider = { ...request, facts, grounds: [...request.grounds, ...grounds] }
      return evaluate(set, wider).parts.every(
        ({ outcome, reasons }) => outcome === 'deny' || reasons.includes('internal'),
      )
    }),
    RUNS,
  )
})

t.test('never permits what lies under a lock that nothing opens', async () => {
  fc.assert(
    fc.property(requests, (request) =>
      evaluate(set, request).parts.every(
        ({ outcome, locks }) =>
          outcome === 'deny' || locks.every(({ state }) => state !== 'closed'),
      ),
    ),
    RUNS,
  )
})

t.test('opens no lock freely by a ground whose opening of it is disputed', async () => {
  fc.assert(
    fc.property(requests, (request) =>
      evaluate(set, request).parts.every(({ locks, grounds }) =>
        locks.every(
          ({ rule, state, openedBy }) =>
            (state !== 'open' && state !== 'duty') ||
            grounds.every(
              ({ ground, escalates }) => !openedBy.includes(ground) || !escalates.includes(rule),
            ),
        ),
      ),
    ),
    RUNS,
  )
})

t.test('names the open question of everything that is disputed, and of nothing else', async () => {
  const asked = new Set(set.pack.openQuestions.map(({ id }) => id))
  fc.assert(
    fc.property(requests, (request) =>
      evaluate(set, request).parts.every(({ grounds }) =>
        grounds.every(
          ({ status, openQuestions }) =>
            (status === 'disputed') === openQuestions.length > 0 &&
            openQuestions.every((id) => asked.has(id)),
        ),
      ),
    ),
    RUNS,
  )
})

t.test('lets nothing out past a block that only a decision-maker may open', async () => {
  const guarded = withEscalatingBlock()
  fc.assert(
    fc.property(requests, (request) => {
      const before = evaluate(set, request).parts
      return evaluate(guarded, request).parts.every(({ outcome, reasons, blocks }, i) => {
        if (before[i]!.outcome === 'deny') return outcome === 'deny'
        // Within one agency nothing is disclosed, so nothing waits for approval.
        if (before[i]!.reasons.includes('internal')) return reasons.includes('internal')
        return outcome === 'escalate' && blocks.some(({ effect }) => effect === 'escalate')
      })
    }),
    RUNS,
  )
})

/** The pack with a block that lies on everything. */
function withEscalatingBlock(): PolicySet {
  const { pack } = set
  const [block] = pack.blocks
  const version = {
    ...block!.versions[0]!,
    from: pack.lawKnownFrom,
    to: null,
    effect: 'escalate' as const,
    lies: [{ senders: [...BODY_TYPES] }],
  }
  const everything = { ...block!, id: 'everything', versions: [version] }
  return buildPolicySet({ ...pack, blocks: [...pack.blocks, everything] })
}

t.test('obliges to nothing about parts that are denied to everybody or stay at home', async () => {
  fc.assert(
    fc.property(requests, (request) => {
      const { parts, obligations } = evaluate(set, request)
      const leaving = new Set(
        parts
          .filter(({ outcome, reasons }) => outcome !== 'deny' && !reasons.includes('internal'))
          .map(({ part }) => part),
      )
      return obligations.every((obligation) => obligation.parts.every((part) => leaving.has(part)))
    }),
    RUNS,
  )
})

function shuffled<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length })
}

function forget(request: PolicyRequest, i: number, j: number): PolicyRequest {
  const place = i % request.grounds.length
  const grounds = request.grounds.map((ground, at) => {
    const names = Object.keys(ground.facts)
    if (at !== place || names.length === 0) return ground
    const { [names[j % names.length]!]: _forgotten, ...facts } = ground.facts
    return { ...ground, facts }
  })
  return { ...request, grounds }
}
