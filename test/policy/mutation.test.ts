import { isDeepStrictEqual } from 'node:util'
import t from 'tap'
import { PolicyError } from '../../src/policy/errors.ts'
import { buildPolicySet } from '../../src/policy/pack.ts'
import type { Pack } from '../../src/policy/policy-set.ts'
import type { Gateway, GatewayVersion, Lock, LockVersion } from '../../src/policy/rule.ts'
import { BODY_TYPES, PURPOSES } from '../../src/protocol/vocabulary.ts'
import { expectationOf, resultOf } from '../../src/policy/proving/judge-case.ts'
import { readDecisionTables, readPolicySet } from '../fixtures/policy-files.ts'

const { pack } = readPolicySet()
const tables = [...readDecisionTables().values()]

/** A rule said slightly wrong. Each of these must make some table disagree. */
type Mutants = [what: string, mutant: Pack][]

t.test(
  'the tables notice every dropped condition, dispute, motive and moved date of a gateway',
  async (t) => {
    for (const gateway of pack.gateways)
      for (const [what, mutant] of gateway.versions.flatMap((_, place) =>
        mutateGateway(gateway, place),
      ))
        t.ok(isNoticed(mutant), `${gateway.id}: ${what}`)
  },
)

t.test('the tables notice every changed reach, date and harm test of a lock', async (t) => {
  for (const lock of pack.locks)
    for (const [what, mutant] of lock.versions.flatMap((_, place) => mutateLock(lock, place)))
      t.ok(isNoticed(mutant), `${lock.id}: ${what}`)
})

t.test('the tables notice every dropped block', async (t) => {
  for (const { id } of pack.blocks)
    t.ok(isNoticed({ ...pack, blocks: pack.blocks.filter((block) => block.id !== id) }), id)
})

function isNoticed(mutant: Pack): boolean {
  try {
    const set = buildPolicySet(mutant)
    return tables.some((table) =>
      table.cases.some(
        (item) => !isDeepStrictEqual(resultOf(set, table, item), expectationOf(item)),
      ),
    )
  } catch (error) {
    // A pack that no longer loads is noticed too.
    if (error instanceof PolicyError) return true
    throw error
  }
}

function mutateGateway(gateway: Gateway, place: number): Mutants {
  const version = gateway.versions[place]!
  const mutants: Mutants = []
  const add = (what: string, change: Partial<GatewayVersion>): void => {
    const versions = gateway.versions.with(place, { ...version, ...change })
    const gateways = pack.gateways.map((other) =>
      other.id === gateway.id ? { ...gateway, versions } : other,
    )
    mutants.push([`${version.from} ${what}`, { ...pack, gateways }])
  }
  const { conditions, disputes, opens, senders, receivers } = version
  for (const { id } of conditions)
    add(`without ${id}`, { conditions: conditions.filter((condition) => condition.id !== id) })
  for (const { id } of disputes)
    add(`without dispute ${id}`, { disputes: disputes.filter((dispute) => dispute.id !== id) })
  for (const lock of pack.locks)
    if (opens.includes(lock.id))
      add(`not opening ${lock.id}`, { opens: opens.filter((id) => id !== lock.id) })
    else if (
      lock.versions[0]!.lies.some(
        (reach) => reach.senders?.some((s) => senders.includes(s)) ?? true,
      )
    )
      add(`opening ${lock.id}`, { opens: [...opens, lock.id] })
  if (version.motive !== undefined) {
    const { motive: _dropped, ...rest } = version
    const versions = gateway.versions.with(place, rest)
    mutants.push([
      `${version.from} without motive`,
      {
        ...pack,
        gateways: pack.gateways.map((g) => (g.id === gateway.id ? { ...g, versions } : g)),
      },
    ])
  }
  if (version.notCategories !== undefined) add('every category', { notCategories: ['metadata'] })
  if (version.purposes !== undefined) add('every purpose', { purposes: [...PURPOSES] })
  // An unsettled duty and an unsettled permission both give escalate.
  if (version.settled)
    add('the other nature', { nature: version.nature === 'duty' ? 'permission' : 'duty' })
  add('settled the other way', { settled: !version.settled })
  if (receivers.length < BODY_TYPES.length) add('to everybody', { receivers: [...BODY_TYPES] })
  if (receivers.length > 1) add('to the first only', { receivers: receivers.slice(0, 1) })
  if (version.to !== null) add('ending a day early', { to: moved(version.to, -1) })
  if (version.from > pack.lawKnownFrom)
    add('beginning a day late', { from: moved(version.from, 1) })
  return mutants
}

function mutateLock(lock: Lock, place: number): Mutants {
  const version = lock.versions[place]!
  const mutants: Mutants = []
  const add = (what: string, change: Partial<LockVersion>): void => {
    const versions = lock.versions.with(place, { ...version, ...change })
    const locks = pack.locks.map((other) => (other.id === lock.id ? { ...lock, versions } : other))
    mutants.push([what, { ...pack, locks }])
  }
  const { kind, settled } = version.harmTest
  add('settled the other way', {
    harmTest: { kind, settled: kind === 'absolute' ? settled : !settled },
  })
  if (kind === 'absolute') {
    mutants.pop()
    add('testable', { harmTest: { kind: 'straight', settled } })
  }
  version.lies.forEach((reach, at) => {
    for (const list of ['senders', 'subjectRoles', 'categories', 'protections'] as const)
      for (const word of reach[list] ?? []) {
        const fewer = (reach[list] as readonly string[]).filter((other) => other !== word)
        if (fewer.length > 0)
          add(`not ${word}`, { lies: version.lies.with(at, { ...reach, [list]: fewer }) })
      }
    if (reach.ifUnanswered === 'lies')
      add('open while unanswered', {
        lies: version.lies.with(at, { ...reach, ifUnanswered: 'does-not-lie' }),
      })
  })
  if (version.from > pack.lawKnownFrom)
    add('beginning a day late', { from: moved(version.from, 1) })
  return mutants
}

function moved(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
