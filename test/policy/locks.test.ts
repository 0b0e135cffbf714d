/** The locks of the legal research, held against the pack: none is missing, none is milder. */
import t from 'tap'
import { BODY_TYPES, SUBJECT_ROLES } from '../../src/protocol/vocabulary.ts'
import type { HarmTestRule } from '../../src/policy/rule.ts'
import { readPolicySet } from '../fixtures/policy-files.ts'

const { locks } = readPolicySet().pack

type Kind = HarmTestRule['kind']

/** The research's secrecy rules: the lock, its test of harm, the first day that the pack knows it. */
const RESEARCH: readonly (readonly [lock: string, test: Kind, from: string])[] = [
  ['osl-18-1', 'straight', '2013-01-01'],
  ['osl-18-2', 'reversed', '2013-01-01'],
  ['osl-18-3', 'straight', '2013-01-01'],
  ['osl-21-3', 'straight', '2013-01-01'],
  ['osl-21-3a', 'reversed', '2019-01-01'],
  ['osl-22-1', 'straight', '2013-01-01'],
  ['osl-22-2', 'reversed', '2013-01-01'],
  ['osl-23-1', 'reversed', '2013-01-01'],
  ['osl-23-2-health', 'reversed', '2013-01-01'],
  ['osl-23-2-support', 'straight', '2013-01-01'],
  ['osl-23-2-identity', 'straight', '2013-01-01'],
  // 23:3 has two tests; ours is the stricter.
  ['osl-23-3', 'reversed', '2013-01-01'],
  ['osl-25-1', 'reversed', '2013-01-01'],
  ['osl-25-7', 'straight', '2013-01-01'],
  ['osl-26-1', 'reversed', '2013-01-01'],
  ['osl-26-2', 'straight', '2013-01-01'],
  ['osl-26-3', 'absolute', '2013-01-01'],
  ['osl-26-5', 'straight', '2013-01-01'],
  ['osl-26-14b', 'reversed', '2024-04-01'],
  ['osl-26-14c', 'reversed', '2024-04-01'],
  ['osl-35-1', 'reversed', '2013-01-01'],
  ['osl-35-2', 'straight', '2013-01-01'],
  ['osl-35-15', 'straight', '2013-01-01'],
  ['osl-35-20', 'straight', '2013-01-01'],
  ['osl-37-1', 'reversed', '2013-01-01'],
  ['osl-40-7g', 'reversed', '2026-01-15'],
  ['sol-17-11', 'reversed', '2013-01-01'],
  ['sol-17-12', 'reversed', '2013-01-01'],
  ['psl-6-12', 'reversed', '2013-01-01'],
  ['skollag-29-14', 'reversed', '2013-01-01'],
  ['association-contract', 'reversed', '2013-01-01'],
  ['unlisted-secrecy', 'absolute', '2013-01-01'],
]

/** Straight tests that a member’s “no harm” does not settle alone: they are about threats, or about a hidden child. */
const NEVER_ALONE = ['osl-21-3', 'osl-25-7', 'osl-26-2', 'osl-26-5', 'osl-35-2']

t.test('the pack has the locks of the research and no others', async (t) => {
  t.same(locks.map(({ id }) => id).sort(), RESEARCH.map(([id]) => id).sort())
})

for (const [id, test, from] of RESEARCH)
  t.test(`${id} has its test of harm, from its first day until further notice`, async (t) => {
    const { versions } = locks.find((lock) => lock.id === id)!
    t.equal(versions[0]!.from, from)
    t.equal(versions.at(-1)!.to, null)
    for (const { harmTest } of versions) {
      t.equal(harmTest.kind, test)
      const isAlone = test === 'absolute' || (test === 'straight' && !NEVER_ALONE.includes(id))
      t.equal(harmTest.settled, isAlone, 'a decision-maker confirms a reversed test')
    }
  })

t.test('every kind of body has a lock that lies on each person whatever is answered', async (t) => {
  const persons = SUBJECT_ROLES.filter((role) => role !== 'professional')
  for (const body of BODY_TYPES)
    for (const role of persons)
      t.ok(
        locks.some(({ versions }) =>
          versions[0]!.lies.some(
            ({ senders, subjectRoles, categories, protections, when, ifUnanswered }) =>
              senders!.includes(body) &&
              subjectRoles!.includes(role) &&
              categories === undefined &&
              protections === undefined &&
              (when === undefined || ifUnanswered === 'lies'),
          ),
        ),
        `${body} about ${role}`,
      )
})
