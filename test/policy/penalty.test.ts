import t from 'tap'
import { penaltyForPast, penaltyOn } from '../../src/policy/penalty.ts'
import { readPolicySet } from '../fixtures/policy-files.ts'

const { pack } = readPolicySet()
const crimeOf = (label: string) => pack.crimes.find((crime) => crime.label === label)!

/** Lowest penalties in months on days beside a change of the law. */
const MINIMA: readonly [label: string, day: string, months: number][] = [
  ['grov-kvinnofridskrankning', '2013-06-30', 6],
  ['grov-kvinnofridskrankning', '2013-07-01', 9],
  ['grov-kvinnofridskrankning', '2021-12-31', 9],
  ['grov-kvinnofridskrankning', '2022-01-01', 12],
  ['grov-fridskrankning', '2021-12-31', 9],
  ['grov-fridskrankning', '2022-01-01', 12],
  ['grov-misshandel', '2017-07-01', 18],
  ['grov-misshandel', '2026-08-01', 18],
  ['synnerligen-grov-misshandel', '2026-07-31', 60],
  ['synnerligen-grov-misshandel', '2026-08-01', 72],
  ['grovt-barnfridsbrott', '2025-06-30', 9],
  ['grovt-barnfridsbrott', '2025-07-01', 12],
  ['grovt-olaga-tvang', '2023-06-30', 9],
  ['grovt-olaga-tvang', '2023-07-01', 12],
  ['grovt-olaga-hot', '2023-06-30', 9],
  ['grovt-olaga-hot', '2023-07-01', 12],
  ['valdtakt', '2022-07-31', 24],
  ['valdtakt', '2022-08-01', 36],
  ['sexuellt-overgrepp', '2022-07-31', 0],
  ['sexuellt-overgrepp', '2022-08-01', 6],
  ['mord', '2026-01-01', 120],
  ['drap', '2026-01-01', 72],
  ['misshandel', '2026-01-01', 0],
  ['manniskorov', '2026-01-01', 48],
  ['olaga-frihetsberovande', '2026-01-01', 12],
  ['olaga-frihetsberovande-mindre-grovt', '2026-01-01', 0],
  ['hedersfortryck', '2022-06-01', 12],
  ['olaga-forfoljelse', '2026-01-01', 0],
  ['psykiskt-vald', '2026-07-01', 0],
]
for (const [label, day, months] of MINIMA)
  t.test(`${label} had at least ${months} months on ${day}`, async (t) => {
    t.equal(penaltyOn(crimeOf(label), day).minimumMonths, months)
  })

t.test('a label is no crime before its first day', async (t) => {
  t.equal(penaltyOn(crimeOf('hedersfortryck'), '2022-05-31').chapter, 'not-in-force')
  t.equal(penaltyOn(crimeOf('psykiskt-vald'), '2026-06-30').chapter, 'not-in-force')
})

t.test('the milder of two scales counts, whichever is the older', async (t) => {
  const crime = crimeOf('valdtakt')
  t.equal(penaltyForPast(crime, '2022-07-31', '2026-01-01').minimumMonths, 24)
  const reduced = {
    ...crime,
    versions: [
      { ...crime.versions[0]!, minimumMonths: 36 },
      { ...crime.versions[1]!, minimumMonths: 24 },
    ],
  }
  t.equal(penaltyForPast(reduced, '2022-07-31', '2026-01-01').minimumMonths, 24)
})

t.test('a crime that the table lacks reaches every threshold, as an open question', async (t) => {
  const { minimumMonths, openQuestions } = penaltyOn(crimeOf('annat-brott-6-kap'), '2026-11-22')
  t.ok(minimumMonths > 240)
  t.same(openQuestions, ['Q30'])
  // What was not read and is nobody's question counts as nothing.
  t.equal(penaltyOn(crimeOf('grov-misshandel'), '2017-06-30').minimumMonths, 0)
})
