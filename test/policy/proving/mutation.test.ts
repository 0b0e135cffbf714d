import fc from 'fast-check'
import t from 'tap'
import { MutantFactory } from '../../../src/policy/proving/mutant-factory.ts'
import { arbitraryRequest } from '../../fixtures/policy-arbitrary.ts'
import { requestsOf, situationOf } from '../../../src/policy/proving/decision-table.ts'
import type { Case } from '../../../src/policy/proving/decision-table.ts'
import { listMutants } from '../../../src/policy/proving/mutants.ts'
import type { Mutant } from '../../../src/policy/proving/mutants.ts'
import { reportMutations } from '../../../src/policy/proving/mutation-report.ts'
import { drawSample } from '../../../src/policy/proving/sample.ts'
import type { Situation } from '../../../src/policy/proving/situation.ts'
import { parseSurvivors } from '../../../src/policy/proving/survivors.ts'
import { MutantTrial } from '../../../src/policy/proving/mutant-trial.ts'
import { partOutcomes } from '../../fixtures/part-outcomes.ts'
import { readDecisionTables, readPolicyFiles, readPolicySet } from '../../fixtures/policy-files.ts'

const set = readPolicySet()
const tables = readDecisionTables()
const mutants = listMutants(set.pack)
const known = parseSurvivors(readPolicyFiles())
const seed = Number(process.env.SEED ?? 1 + (Date.now() % 1_000_000))
const count = process.env.SLOW ? mutants.length : 600
const trial = new MutantTrial(set, tables)

const tryAll = (some: readonly Mutant[]) =>
  some.map((mutant) => ({ mutant, verdict: trial.judge(mutant) }))

function find(id: string): Mutant {
  return mutants.find((mutant) => mutant.id === id)!
}

/** A trial before some rows of one table. */
function trialOf(
  file: string,
  isKept: (item: Case, situation: Situation) => boolean = () => true,
): MutantTrial {
  const table = tables.get(file)!
  const cases = table.cases.filter((item) => isKept(item, situationOf(table, item)))
  return new MutantTrial(set, new Map([[file, { ...table, cases }]]))
}

t.test('every mutant has a name of its own', async (t) => {
  t.equal(new Set(mutants.map(({ id }) => id)).size, mutants.length)
})

t.test('the tables prove the pack before they prove anything of its mutants', async (t) => {
  t.same(trial.failing, [])
})

t.test(`the tables notice every drawn slip in the rules (SEED=${seed})`, async (t) => {
  t.comment(`${count} of ${mutants.length}; all with SLOW=1 or npm run policy:mutate`)
  const { survivors } = reportMutations(mutants, tryAll(drawSample(mutants, count, seed)), known)
  t.same(
    survivors.map(({ id }) => id),
    [],
  )
})

t.test('what is said to survive is a mutant of the pack, and does', async (t) => {
  const said = mutants.filter(({ id }) => known.has(id))
  t.same(reportMutations(mutants, tryAll(said), known).stale, [])
})

t.test('what is said to survive gives no other outcome in rows or in drawn requests', async () => {
  const rows = drawSample(requestsOf(tables.values()), 500, seed)
  const survivors = mutants.filter(({ id, renamed }) => known.has(id) && renamed === null)
  const factory = new MutantFactory(set)
  const sets = survivors.map((mutant) => factory.build(mutant))
  const requests = fc.oneof(arbitraryRequest(set), fc.constantFrom(...rows))
  fc.assert(
    fc.property(requests, (request) => {
      const outcomes = partOutcomes(set, request)
      return sets.every((mutant) => partOutcomes(mutant, request) === outcomes)
    }),
    { numRuns: process.env.SLOW ? 5_000 : 200, seed },
  )
})

t.test('tables without the rows that prove a condition let the slip pass', async (t) => {
  const mutant = find('osl-10-21@2016-01-01 condition-dropped completed')
  const file = 'gateways/osl-10-21.cases.json'
  t.equal(trialOf(file).judge(mutant).by, 'row')
  const without = trialOf(
    file,
    ({ expect }) => !expect.failed?.includes('completed') && !expect.unanswered?.length,
  )
  t.equal(without.judge(mutant).by, 'nothing')
})

t.test('a wording that begins on another day is asked by its new name', async (t) => {
  const moved = find('osl-10-18c@2025-04-01 date-moved from -1')
  t.equal(moved.renamed, '2025-03-31')
  const [before] = moved.pack.gateways.find(({ id }) => id === 'osl-10-18c')!.versions
  t.equal(before!.to, '2025-03-30')
  const file = 'gateways/osl-10-18c.cases.json'
  t.equal(trialOf(file).judge(moved).by, 'row')
  const far = trialOf(file, (_item, { date }) => !/^2025-0(3-31|4-01)/.test(date))
  t.equal(far.judge(moved).by, 'nothing')
})

t.test('a pack that could not be loaded counts as refused, not as noticed', async (t) => {
  const declared = mutants.find(({ id }) => id === 'osl-26-1@2013-01-01 unopenable-swapped')!
  t.equal(trial.judge(declared).by, 'loader')
  const report = reportMutations(mutants, tryAll([declared]), new Map())
  t.match(report, { killed: 0, refused: 1, tried: 1, survivors: [] })
})

t.test('names a survivor that is noticed, and one that is no mutant, stale', async (t) => {
  const mutant = find('osl-10-21@2016-01-01 settled-swapped')
  const survivor = (id: string) => ({ mutant: id, reason: { sv: 'x', en: 'x' } })
  const said = new Map([mutant.id, 'no-such mutant'].map((id) => [id, survivor(id)]))
  t.same(reportMutations(mutants, tryAll([mutant]), said).stale, ['no-such mutant', mutant.id])
})

t.test('the same seed draws the same, another draws otherwise', async (t) => {
  const numbers = Array.from({ length: 1000 }, (_, i) => i)
  t.same(drawSample(numbers, 20, 7), drawSample(numbers, 20, 7))
  t.not(drawSample(numbers, 20, 7).join(), drawSample(numbers, 20, 8).join())
  t.equal(new Set(drawSample(numbers, 1000, 7)).size, 1000)
  t.equal(drawSample(numbers, 2000, 7).length, 1000)
})
