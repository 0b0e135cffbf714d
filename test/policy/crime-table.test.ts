import t from 'tap'
import { penaltyOn } from '../../src/policy/penalty.ts'
import type { Crime } from '../../src/policy/policy-set.ts'
import { readPolicySet } from '../fixtures/policy-files.ts'

const { crimes } = readPolicySet().pack

/** What the scale says: months, `unread` (counted as none), months that are `unsettled`, or no crime. */
type Scale = number | 'unread' | `${number} unsettled` | 'no crime'

/**
 * The crime table as the legal research states it, written by hand: for each crime the scale on 1 January 2013, then each
 * day on which it changed, or from which it was read in another source.
 */
const SCALES: Readonly<Record<string, readonly [Scale, ...(readonly [day: string, Scale])[]]>> = {
  mord: [120, ['2026-08-01', 120]],
  drap: [72, ['2026-08-01', 72]],
  misshandel: [0, ['2026-08-01', 0]],
  'ringa-misshandel': [0, ['2026-08-01', 0]],
  'grov-misshandel': ['unread', ['2017-07-01', 18], ['2026-08-01', 18]],
  'synnerligen-grov-misshandel': ['unread', ['2017-07-01', 60], ['2026-08-01', 72]],
  manniskorov: [48, ['2026-08-01', 48]],
  manniskohandel: [24, ['2026-08-01', 24]],
  'manniskohandel-mindre-grovt': ['6 unsettled', ['2025-04-01', 6], ['2026-08-01', 6]],
  'olaga-frihetsberovande': [12, ['2026-08-01', 12]],
  'olaga-frihetsberovande-mindre-grovt': [0, ['2026-08-01', 0]],
  barnfridsbrott: ['no crime', ['2021-07-01', 0], ['2026-08-01', 0]],
  'grovt-barnfridsbrott': ['no crime', ['2021-07-01', 9], ['2025-07-01', 12], ['2026-08-01', 12]],
  'olaga-tvang': [0, ['2026-08-01', 0]],
  'grovt-olaga-tvang': [9, ['2023-07-01', 12], ['2026-08-01', 12]],
  'grov-fridskrankning': [6, ['2013-07-01', 9], ['2022-01-01', 12], ['2026-08-01', 12]],
  'grov-kvinnofridskrankning': [6, ['2013-07-01', 9], ['2022-01-01', 12], ['2026-08-01', 12]],
  'olaga-forfoljelse': [0, ['2026-08-01', 0]],
  aktenskapstvang: [0, ['2026-08-01', 0]],
  hedersfortryck: ['no crime', ['2022-06-01', 12], ['2026-08-01', 12]],
  'olaga-hot': [0, ['2026-08-01', 0]],
  'grovt-olaga-hot': ['unread', ['2017-07-01', 9], ['2023-07-01', 12], ['2026-08-01', 12]],
  'grovt-hemfridsbrott': ['6 unsettled', ['2025-04-01', 6], ['2026-08-01', 6]],
  'grovt-olaga-integritetsintrang': ['6 unsettled', ['2025-04-01', 6], ['2026-08-01', 6]],
  'grovt-dataintrang': ['6 unsettled', ['2025-04-01', 6], ['2026-08-01', 6]],
  ofredande: [0, ['2026-08-01', 0]],
  'psykiskt-vald': ['no crime', ['2026-07-01', 0]],
  valdtakt: [24, ['2022-08-01', 36], ['2026-08-01', 36]],
  'valdtakt-mindre-grovt': ['unread', ['2022-08-01', 6], ['2026-08-01', 6]],
  'oaktsam-valdtakt': [0, ['2026-08-01', 0]],
  'sexuellt-overgrepp': [0, ['2022-08-01', 6], ['2026-08-01', 6]],
  'grovt-sexuellt-overgrepp': ['unread', ['2022-08-01', 12], ['2026-08-01', 12]],
  'overtradelse-av-kontaktforbud': [0],
  konsstympning: ['6 unsettled'],
  oskuldsingrepp: ['no crime', ['2025-12-01', 'unread']],
  'annat-brott-3-kap': ['unread'],
  'annat-brott-4-kap': ['unread'],
  'annat-brott-6-kap': ['unread'],
}

function scaleOn(crime: Crime, day: string): Scale {
  const wording = crime.versions.find(({ from, to }) => from <= day && (to === null || day <= to))
  if (wording === undefined) return 'no crime'
  const { minimumMonths, settled } = wording
  if (minimumMonths === null) return 'unread'
  return settled ? minimumMonths : `${minimumMonths} unsettled`
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)

t.test('every crime of the law is in the pack, and no other', async (t) => {
  t.same(crimes.map(({ label }) => label).sort(), Object.keys(SCALES).sort())
})

for (const crime of crimes)
  t.test(`${crime.label} has its scale the day before each change and on the day`, async (t) => {
    const [first, ...changes] = SCALES[crime.label]!
    let scale = first
    for (const [day, next] of changes) {
      t.equal(scaleOn(crime, dayBefore(day)), scale, dayBefore(day))
      t.equal(scaleOn(crime, day), next, day)
      scale = next
    }
    t.equal(scaleOn(crime, '2013-01-01'), first)
    t.equal(scaleOn(crime, '2026-11-22'), scale)
    const known = first === 'no crime' ? [] : ['2013-01-01']
    t.same(
      crime.versions.map(({ from }) => from),
      [...known, ...changes.map(([day]) => day)],
      'no other change',
    )
  })

t.test('what was not read counts as no lowest penalty, and says so', async (t) => {
  for (const { label, versions } of crimes)
    for (const { from, minimumMonths, note } of versions)
      if (minimumMonths === null) t.ok(note, `${label} from ${from}`)
  const unread = crimes.find(({ label }) => label === 'grov-misshandel')!
  t.equal(penaltyOn(unread, '2017-06-30').minimumMonths, 0)
})

t.test('a scale after August 2026 that no source gives says that it was not checked', async (t) => {
  for (const { label, versions } of crimes)
    for (const { from, sources, note, confidence } of versions)
      if (from === '2026-08-01' && !sources.includes('S22c')) {
        t.equal(confidence, 'medium', label)
        t.match(note?.sv, /SFS 2026:1318/)
      }
})
