import t from 'tap'
import type { Rule, RuleVersion } from '../../src/policy/rule.ts'
import { situationOf } from '../../src/policy/proving/decision-table.ts'
import type { Case, DecisionTable } from '../../src/policy/proving/decision-table.ts'
import { expectationOf } from '../../src/policy/proving/judge-case.ts'
import type { Situation } from '../../src/policy/proving/situation.ts'
import { readDecisionTables, readPolicySet } from '../fixtures/policy-files.ts'

const { pack } = readPolicySet()
const tables = readDecisionTables()

/** The example decisions of the legal research that concern rules of this pack. */
const EXAMPLES = '1 3 5 6 7 7b 8 12 13 14 16 17 23 24 26 27 28 29 30 38 41 48 49 56'.split(' ')

const dayBefore = (day: string): string => shift(day, -1)
const shift = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

function tableOf(folder: string, { id }: Rule<RuleVersion>): DecisionTable {
  return tables.get(`${folder}/${id}.cases.json`)!
}

/** The cases that invoke a wording, with their situations. */
function invoking(table: DecisionTable, rule: string, version: string) {
  return table.cases
    .map((item) => ({ item, situation: situationOf(table, item) }))
    .filter(({ situation }) =>
      Object.values(situation.grounds ?? {}).some(
        (ground) => ground.rule === rule && ground.version === version,
      ),
    )
}

const dayOf = ({ date }: Situation): string => date.slice(0, 10)
const hasFailed = ({ expect }: Case, id: string): boolean => expect.failed?.includes(id) ?? false

t.test('the tables hold every example decision that concerns the pack', async (t) => {
  const held = new Set([...tables.values()].flatMap(({ cases }) => cases.map(({ law }) => law)))
  t.same(
    EXAMPLES.filter((law) => !held.has(law)),
    [],
  )
})

for (const rule of pack.gateways)
  t.test(
    `the table of ${rule.id} tries each wording on its first and last day and beside`,
    async (t) => {
      const table = tableOf('gateways', rule)
      for (const { from, to } of rule.versions) {
        const days = new Set(
          invoking(table, rule.id, from).map(({ situation }) => dayOf(situation)),
        )
        const wanted = [from, ...(to === null ? [] : [to, shift(to, 1)])]
        // Before the first day of the law that the pack knows there is an error, which has no day.
        if (from > pack.lawKnownFrom) wanted.push(dayBefore(from))
        for (const day of wanted) t.ok(days.has(day), `${from} is tried on ${day}`)
      }
    },
  )

for (const rule of pack.gateways)
  t.test(`the table of ${rule.id} fails each condition of each wording`, async (t) => {
    const table = tableOf('gateways', rule)
    for (const { from, conditions, motive, disputes } of rule.versions) {
      const cases = invoking(table, rule.id, from)
      for (const { id } of conditions)
        t.ok(
          cases.some(({ item }) => hasFailed(item, id)),
          `${from} fails ${id}`,
        )
      for (const { id } of disputes)
        t.ok(
          cases.some(({ item }) => item.expect.disputes?.includes(id)),
          `${from} disputes ${id}`,
        )
      if (motive !== undefined)
        t.ok(
          cases.some(
            ({ item, situation }) => item.expect.outcome === 'deny' && hasNoMotive(situation),
          ),
          `${from} lacks its motive`,
        )
    }
  })

function hasNoMotive({ grounds }: Situation): boolean {
  return Object.values(grounds ?? {}).some(({ motive }) => motive === false)
}

for (const rule of pack.locks)
  t.test(`the table of ${rule.id} tries its first day and its harm test`, async (t) => {
    const table = tableOf('locks', rule)
    const situations = table.cases.map((item) => situationOf(table, item))
    for (const { from } of rule.versions) t.ok(situations.some((s) => dayOf(s) === from))
    const tests = situations.flatMap(({ harmTests }) => Object.values(harmTests ?? {}))
    t.ok(tests.some(({ lock, holds }) => lock === rule.id && !holds))
  })

t.test(
  'every gateway is tried against every lock: opened where it says so, else not',
  async (t) => {
    for (const gateway of pack.gateways)
      for (const lock of pack.locks) {
        const cases = triedAgainst(gateway.id, lock.id)
        const opens = gateway.versions.some(({ opens }) => opens.includes(lock.id))
        if (opens) t.ok(cases.includes('opened'), `${gateway.id} opens ${lock.id}`)
        else if (canMeet(gateway.id, lock.id))
          t.ok(cases.includes('shut'), `${gateway.id} leaves ${lock.id}`)
      }
  },
)

/** Whether some sender of the gateway has the lock. */
function canMeet(gateway: string, lock: string): boolean {
  const senders = new Set(
    pack.gateways.find(({ id }) => id === gateway)!.versions.flatMap((version) => version.senders),
  )
  return pack.locks
    .find(({ id }) => id === lock)!
    .versions.flatMap(({ lies }) => lies)
    .some((reach) => reach.senders?.some((sender) => senders.has(sender)) ?? true)
}

/** What became of a lock in the cases that invoke a gateway, by the rules that the cases name. */
function triedAgainst(gateway: string, lock: string): readonly ('opened' | 'shut')[] {
  const sender: Readonly<Record<string, readonly string[]>> = {
    'osl-26-1': ['social-board'],
    'osl-25-1': ['health-public'],
    'osl-35-1': ['police', 'prosecutor'],
    'unlisted-secrecy': [
      'prison-probation',
      'school-public',
      'other-authority',
      'private-professional',
    ],
  }
  return [...tables.values()].flatMap((table) =>
    table.cases.flatMap((item): ('opened' | 'shut')[] => {
      const situation = situationOf(table, item)
      const invoked = Object.values(situation.grounds ?? {}).some(({ rule }) => rule === gateway)
      if (!invoked) return []
      const rules = expectationOf(item).rules ?? []
      if (rules.some((rule) => rule.startsWith(`${lock}@`))) return ['shut']
      const lies = sender[lock]?.includes(situation.from) ?? isLying(lock, situation)
      return lies && rules.some((rule) => rule.startsWith(`${gateway}@`)) ? ['opened'] : []
    }),
  )
}

/** Whether a lock that depends on more than the sender lies in a situation. */
function isLying(lock: string, { facts, subjects, parts, from }: Situation): boolean {
  if (lock === 'osl-18-1')
    return (from === 'police' || from === 'prosecutor') && facts?.investigationInterest !== false
  if (lock === 'osl-26-14c') return facts?.revealsShelter === true
  const protections = Object.values(subjects).map(({ protection }) => protection ?? 'none')
  const places = ['contact', 'location', 'whereabouts', 'daily-places']
  return (
    protections.some((protection) => protection !== 'none') &&
    Object.values(parts).some(({ category }) => places.includes(category))
  )
}
