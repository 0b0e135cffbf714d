/** What the decision tables must try of every rule, seen in the decisions that their rows lead to. */
import t from 'tap'
import { compileRules } from '../../src/policy/compile-rules.ts'
import type { Decision } from '../../src/policy/decision.ts'
import { PolicyError } from '../../src/policy/errors.ts'
import { evaluate } from '../../src/policy/evaluate.ts'
import type { PolicyRequest } from '../../src/policy/policy-request.ts'
import type { Pack } from '../../src/policy/policy-set.ts'
import { situationOf } from '../../src/policy/proving/decision-table.ts'
import { isMeeting } from '../../src/policy/proving/meeting.ts'
import { shiftDay } from '../../src/policy/shift-day.ts'
import { requestOf } from '../../src/policy/proving/situation.ts'
import type { Reach, Rule, RuleVersion } from '../../src/policy/rule.ts'
import { swedishDay } from '../../src/policy/swedish-day.ts'
import { parseSurvivors } from '../../src/policy/proving/survivors.ts'
import { readDecisionTables, readPolicyFiles, readPolicySet } from '../fixtures/policy-files.ts'

const set = readPolicySet()
const { pack } = set

/** A row with its decision; null where it is an error that no decision can be made. */
interface Row {
  readonly file: string
  readonly day: string
  readonly request: PolicyRequest
  readonly decision: Decision | null
}

const rows: readonly Row[] = [...readDecisionTables()].flatMap(([file, table]) =>
  table.cases.map((item) => {
    const request = requestOf(situationOf(table, item))
    return { file, day: swedishDay(request.at), request, decision: decide(request) }
  }),
)

function decide(request: PolicyRequest, under = set): Decision | null {
  try {
    return evaluate(under, request)
  } catch (error) {
    if (error instanceof PolicyError) return null
    throw error
  }
}

/** What is wanted and was not seen. */
function missing(wanted: Iterable<string>, seen: ReadonlySet<string>): readonly string[] {
  return [...wanted].filter((one) => !seen.has(one))
}

t.test('each condition, and each motive, is met, failed and unanswered in some row', async (t) => {
  const seen = new Set(
    rows.flatMap(({ decision }) =>
      (decision?.parts ?? []).flatMap(({ grounds }) =>
        grounds.flatMap(({ rule, version, conditions }) =>
          conditions.map(({ id, result }) => `${rule}@${version} ${id} ${result}`),
        ),
      ),
    ),
  )
  const wanted = pack.gateways.flatMap(({ id: rule, versions }) =>
    versions.flatMap(({ from, conditions, motive }) => [
      ...conditions.flatMap(({ id }) =>
        ['met', 'failed', 'unanswered'].map((result) => `${rule}@${from} ${id} ${result}`),
      ),
      // A motive is there or not.
      ...(motive === undefined ? [] : ['met', 'unanswered']).map(
        (result) => `${rule}@${from} motive ${result}`,
      ),
    ]),
  )
  t.same(missing(wanted, seen), [])
})

t.test('each dispute is touched in some row, and each gateway met without any', async (t) => {
  const seen = new Set<string>()
  for (const { decision } of rows)
    for (const { grounds } of decision?.parts ?? [])
      for (const { rule, version, status, disputes } of grounds) {
        seen.add(`${rule}@${version} ${status}`)
        for (const id of disputes) seen.add(`${rule}@${version} dispute ${id}`)
      }
  const wanted = pack.gateways.flatMap(({ id: rule, versions }) =>
    versions.flatMap(({ from, settled, disputes }) => [
      ...disputes.map(({ id }) => `${rule}@${from} dispute ${id}`),
      `${rule}@${from} ${settled ? 'met' : 'disputed'}`,
      `${rule}@${from} unmet`,
      `${rule}@${from} not-applicable`,
    ]),
  )
  t.same(missing(wanted, seen), [])
})

t.test('each wording of a gateway is invoked on its first and last day and beside', async (t) => {
  const seen = new Set(
    rows.flatMap(({ day, request }) =>
      request.grounds.map(({ rule, version }) => `${rule}@${version} on ${day}`),
    ),
  )
  const wanted = pack.gateways.flatMap(({ id, versions }) =>
    versions.flatMap(({ from, to }) =>
      [...firstDays(from), ...(to === null ? [] : [to, shiftDay(to, 1)])].map(
        (day) => `${id}@${from} on ${day}`,
      ),
    ),
  )
  t.same(missing(wanted, seen), [])
})

t.test('each wording of another rule has a row on its first day and the day before', async (t) => {
  const wanted = otherRules(pack).flatMap(({ file, rule }) =>
    rule.versions.flatMap(({ from }) => firstDays(from).map((day) => `${file} on ${day}`)),
  )
  const seen = new Set(rows.map(({ file, day }) => `${file} on ${day}`))
  t.same(missing(wanted, seen), [])
})

/** Of days before the law that the pack knows no row can tell more than that. */
function firstDays(from: string): readonly string[] {
  return from === pack.lawKnownFrom ? [from] : [shiftDay(from, -1), from]
}

function otherRules({ locks, blocks, obligationRules }: Pack) {
  return Object.entries({ locks, blocks, obligations: obligationRules }).flatMap(
    ([folder, rules]) =>
      (rules as readonly Rule<RuleVersion>[]).map((rule) => ({
        file: `${folder}/${rule.id}.cases.json`,
        rule,
      })),
  )
}

t.test('each lock is tried in its own table: holding, and said not to hold', async (t) => {
  const seen = new Set<string>()
  for (const { file, decision } of rows)
    for (const { locks } of decision?.parts ?? [])
      for (const { rule, harmTest } of locks)
        if (file === `locks/${rule}.cases.json`) seen.add(`${rule} ${harmTest}`)
  const wanted = pack.locks.flatMap(({ id, versions }) =>
    versions.flatMap(({ harmTest: { kind, settled } }) =>
      kind === 'absolute'
        ? [`${id} absolute`]
        : [`${id} not-attested`, `${id} no-motive`, `${id} no-harm${settled ? '' : '-unsettled'}`],
    ),
  )
  t.same(missing(wanted, seen), [])
})

t.test('each way in which a rule lies has a row where it lies in that way alone', async (t) => {
  for (const { file, rule } of otherRules(pack))
    rule.versions.forEach((version, place) => {
      const reaches = reachesOf(version)
      reaches.forEach((_reach, at) => {
        const name = `${rule.id}@${version.from} reach ${at + 1}`
        t.ok(hasRowFor(file, rule, place, at), name)
      })
    })
})

function reachesOf(version: RuleVersion): readonly Reach[] {
  const { lies, applies } = version as { lies?: readonly Reach[]; applies?: readonly Reach[] }
  return lies ?? applies ?? []
}

/** Whether some row of a rule's table says otherwise when one reach is taken away, or the whole rule if it has no other. */
function hasRowFor(file: string, rule: Rule<RuleVersion>, place: number, at: number): boolean {
  const version = rule.versions[place]!
  const member = 'applies' in version ? 'applies' : 'lies'
  const fewer = { ...version, [member]: reachesOf(version).toSpliced(at, 1) }
  const changed = { ...rule, versions: rule.versions.with(place, fewer) }
  const list = file.startsWith('obligations/') ? 'obligationRules' : file.split('/')[0]!
  const rules = pack[list as 'locks'].map((other) => (other.id === rule.id ? changed : other))
  const without = { ...set, rules: compileRules({ ...pack, [list]: rules }) }
  return rows.some(
    (row) =>
      row.file === file &&
      JSON.stringify(decide(row.request, without)) !== JSON.stringify(row.decision),
  )
}

t.test(
  'each gateway opens what it says in some row, and nothing else that lies there',
  async (t) => {
    const seen = new Set<string>()
    for (const { decision } of rows)
      for (const { grounds, locks } of decision?.parts ?? [])
        for (const { rule, version, ground, status } of grounds)
          for (const lock of locks)
            if (status === 'met' || status === 'disputed') {
              const isOpened = lock.openedBy.includes(ground)
              seen.add(`${rule}@${version} ${isOpened ? 'opens' : 'leaves'} ${lock.rule}`)
            }
    t.same(missing(wantedOpenings(), seen), [])
  },
)

/** Of a lock that is known to change nothing in a place, no row can tell. */
function wantedOpenings(): readonly string[] {
  const known = parseSurvivors(readPolicyFiles())
  return pack.gateways.flatMap(({ id, versions }) =>
    versions.flatMap((version) =>
      pack.locks
        .filter((lock) => lock.versions.some((wording) => isMeeting(wording, version)))
        .filter((lock) => !known.has(`${id}@${version.from} opened-lock-added ${lock.id}`))
        .map((lock) => {
          const does = version.opens.includes(lock.id) ? 'opens' : 'leaves'
          return `${id}@${version.from} ${does} ${lock.id}`
        }),
    ),
  )
}

t.test('each escalating block, and each block that denies, decides in some row', async (t) => {
  const seen = new Set<string>()
  for (const { decision } of rows)
    for (const { reasons, blocks } of decision?.parts ?? [])
      for (const { rule, version } of blocks)
        for (const reason of reasons) seen.add(`${rule}@${version} ${reason}`)
  const wanted = pack.blocks.flatMap(({ id, versions }) =>
    versions.map(
      ({ from, effect }) => `${id}@${from} ${effect === 'deny' ? 'blocked' : 'block-escalated'}`,
    ),
  )
  t.same(missing(wanted, seen), [])
})
