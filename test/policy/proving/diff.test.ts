import t from 'tap'
import type { Pack } from '../../../src/policy/policy-set.ts'
import { diffPacks } from '../../../src/policy/proving/diff.ts'
import { PLACES } from '../../../src/policy/proving/diff-words.ts'
import { listMutants } from '../../../src/policy/proving/mutants.ts'
import { drawSample } from '../../../src/policy/proving/sample.ts'
import { renderDiff } from '../../../src/policy/proving/render-diff.ts'
import { readPolicySet } from '../../fixtures/policy-files.ts'

const { pack } = readPolicySet()
const mutants = listMutants(pack)
// Each way to change a rule stands in hundreds of mutants.
const some = drawSample(mutants, process.env.SLOW ? mutants.length : 1_000, 1)
const say = (before: Pack, after: Pack, language: 'sv' | 'en' = 'sv'): readonly string[] =>
  renderDiff(diffPacks(before, after), language)

const RULE = 'osl-10-18c'
const gateway = pack.gateways.find(({ id }) => id === RULE)!
const FROM = '2025-04-01'
const heading = `sekretessbrytande regel ${RULE}, ${gateway.citation}: ändrad`
const wording = `  lydelsen från ${FROM}:`

/** The pack with one wording of a gateway changed. */
function withVersion(change: object): Pack {
  const versions = gateway.versions.map((version) =>
    version.from === FROM ? { ...version, ...change } : version,
  )
  return withRule({ versions })
}

function withRule(change: object): Pack {
  return {
    ...pack,
    gateways: pack.gateways.map((one) => (one.id === RULE ? { ...one, ...change } : one)),
  }
}

t.test('a pack does not differ from itself, however it is ordered', async (t) => {
  const backwards = { ...pack, locks: pack.locks.toReversed(), facts: pack.facts.toReversed() }
  t.same(diffPacks(pack, backwards), [])
})

t.test('says what changed in a wording, and of text only that', async (t) => {
  const version = gateway.versions.find(({ from }) => from === FROM)!
  const [first, ...others] = version.conditions
  const lines = (change: object): readonly string[] => say(pack, withVersion(change))
  t.same(lines({ opens: [...version.opens, 'osl-37-1'] }), [
    heading,
    wording,
    '    öppnar även osl-37-1',
  ])
  t.same(lines({ conditions: others }), [heading, wording, `    villkoret ${first!.id} struket`])
  t.same(lines({ nature: 'duty' }), [
    heading,
    wording,
    '    rätt eller skyldighet: duty, förut permission',
  ])
  t.same(lines({ text: { sv: 'ny', en: 'new' } }), [
    heading,
    wording,
    '    bara texten ändrad: lydelsens text',
  ])
  t.same(lines({ text: { sv: 'ny', en: 'new' }, nature: 'duty' }).length, 3)
  const reworded = [{ ...first!, text: { sv: 'ny', en: 'new' } }, ...others]
  t.same(lines({ conditions: reworded }), [
    heading,
    wording,
    `    bara texten ändrad: villkoret ${first!.id}`,
  ])
})

t.test('follows a wording whose first day has moved', async (t) => {
  const moved = mutants.find(({ id }) => id === `${RULE}@${FROM} date-moved from +1`)!
  t.same(say(pack, moved.pack), [
    heading,
    '  lydelsen från 2021-08-01:',
    '    gäller till 2025-04-01, förut 2025-03-31',
    '  lydelsen från 2025-04-02:',
    '    gäller från 2025-04-02, förut 2025-04-01',
  ])
})

t.test('says what is new and what is gone', async (t) => {
  const without = { ...pack, gateways: pack.gateways.filter(({ id }) => id !== RULE) }
  const named = `gateway rule ${RULE}, ${gateway.citation}`
  t.same(say(pack, without, 'en'), [`${named}: removed`])
  t.same(say(without, pack, 'en'), [`${named}: new`])
  const shorter = withRule({ versions: gateway.versions.slice(0, 1) })
  t.same(say(pack, shorter, 'en'), [
    `${named}: changed`,
    `  the wording from ${FROM}:`,
    '    wording removed',
  ])
  t.same(say(shorter, pack, 'en'), [
    `${named}: changed`,
    `  the wording from ${FROM}:`,
    '    new wording',
  ])
})

t.test('tells every mutant from the pack, in the rule that it is in and no other', async (t) => {
  const untold = some.filter(({ rule, pack: mutant, operator }) => {
    const items = diffPacks(pack, mutant)
    // Dropping a lock takes it out of what opens it.
    return operator === 'rule-dropped'
      ? items.length === 0
      : items.map(({ id }) => id).join() !== rule
  })
  t.same(
    untold.map(({ id }) => id),
    [],
  )
})

t.test('has a name for every place of the pack that may change', async (t) => {
  const places = new Set(
    some.flatMap(({ pack: mutant }) =>
      diffPacks(pack, mutant).flatMap(({ changes, versions }) =>
        [...changes, ...versions.flatMap((version) => version.changes)].map(
          ({ place }) => place.split(' ')[0]!,
        ),
      ),
    ),
  )
  t.same(
    [...places].filter(
      (place) => !(place in PLACES) && !['', 'from', 'to', 'opens'].includes(place),
    ),
    [],
  )
})
