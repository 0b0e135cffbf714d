/** What an officer must look at follows from codes, times and pseudonyms. */
import t from 'tap'
import { dueBy, stateAfter } from '../../src/audit/review/due.ts'
import { findHits } from '../../src/audit/review/find-hits.ts'
import type { HitContext } from '../../src/audit/review/find-hits.ts'
import { Relations } from '../../src/audit/review/relations.ts'
import type { ReviewedRecord } from '../../src/audit/review/reviewed-record.ts'
import { swedishOffset } from '../../src/policy/swedish-day.ts'
import type { RecordBody } from '../../src/protocol/record.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { testUuid } from '../fixtures/agency.ts'

const DAY = 86_400_000
/** A Monday, ten in the morning in Sweden. */
const MONDAY = Date.parse('2026-03-02T09:00:00.000Z')
const RECEPTION = 'latsasby-socialnamnd/vinr-mottagning'

let position = 0
function record(ev: string, at: number, more: Partial<RecordBody> = {}): ReviewedRecord {
  position += 1
  const body: RecordBody = {
    v: 1,
    ev,
    ts: encodeTime(at),
    agency: 'latsasby-socialnamnd',
    actor: 'p1:disa',
    function: RECEPTION,
    ...more,
  }
  return { position, id: testUuid(position), body }
}

const CONTEXT: HitContext = {
  now: MONDAY + 30 * DAY,
  isDuty: () => false,
  offsetAt: swedishOffset,
  personOf: ({ actor }) => actor!,
  isByOfficer: () => false,
  relatedBy: () => [],
  isTrial: () => false,
  sampled: new Set(),
}

const reasonsOf = (records: readonly ReviewedRecord[], context: Partial<HitContext> = {}) =>
  findHits(records, { ...CONTEXT, ...context }).map(({ record: { position: place }, reasons }) => [
    place - records[0]!.position,
    reasons,
  ])

const PLACE = { parts: [{ id: 'p1', category: 'whereabouts' }], case: '7KQ4-XRM2' } as const

t.test('every answer under SoL 15:7 is reviewed, held or sent, and no dry run of it', async (t) => {
  const grounds = ['sol-15-7@2025-07-01']
  const records = [
    record('disclosure.released', MONDAY, { grounds }),
    record('disclosure.held', MONDAY, {
      grounds: ['osl-10-2@2009-06-30', 'sol-15-7-2@2025-07-01'],
    }),
    record('decision.previewed', MONDAY, { grounds }),
    record('disclosure.released', MONDAY, { grounds: ['sol-12-10@2025-07-01'] }),
    record('disclosure.released', MONDAY, { grounds: ['sol-15-70@2025-07-01'] }),
  ]
  t.same(reasonsOf(records), [
    [0, ['stay-told']],
    [1, ['stay-told']],
  ])
})

t.test(
  'content with a place, of work and school too, is reviewed wherever it was seen, facts about it are not',
  async (t) => {
    const records = [
      record('disclosure.opened', MONDAY, PLACE),
      record('disclosure.looked-up', MONDAY, PLACE),
      record('held.looked-at', MONDAY, PLACE),
      record('disclosure.opened', MONDAY, { parts: [{ id: 'p1', category: 'risk' }] }),
      record('disclosure.released', MONDAY, PLACE),
      record('disclosure.opened', MONDAY, { parts: [{ id: 'p1', category: 'location' }] }),
      record('disclosure.opened', MONDAY, { parts: [{ id: 'p1', category: 'daily-places' }] }),
    ]
    t.same(reasonsOf(records), [
      [0, ['location']],
      [2, ['location']],
      [5, ['location']],
      [6, ['location']],
    ])
  },
)

t.test('to declare a conflict is nothing to review; to open in spite of it is', async (t) => {
  const inCase = { case: '7KQ4-XRM2' }
  const records = [
    record('disclosure.opened', MONDAY, { ...inCase, actor: 'p1:emil' }),
    record('conflict.declared', MONDAY, PLACE),
    record('disclosure.opened', MONDAY, { case: '0000-0000' }),
    record('disclosure.opened', MONDAY, { ...inCase, actor: 'p1:emil' }),
    record('disclosure.opened', MONDAY, inCase),
    record('disclosure.copied', MONDAY, inCase),
  ]
  t.same(reasonsOf(records), [
    [4, ['declared-conflict']],
    [5, ['declared-conflict', 'export']],
  ])
  const related = reasonsOf(records.slice(1, 2), { relatedBy: () => ['same-surname'] })
  t.same(related, [], 'who declares it has done right')
})

t.test('all exports and overrides are reviewed, for each of their reasons', async (t) => {
  const records = [
    record('disclosure.printed', MONDAY, PLACE),
    record('evidence.exported', MONDAY, PLACE),
    record('countersignature.guard-release', MONDAY),
    record('roster.overridden', MONDAY),
    record('countersignature.approve', MONDAY),
  ]
  t.same(reasonsOf(records), [
    [0, ['location', 'export']],
    [1, ['export']],
    [2, ['override']],
    [3, ['override']],
  ])
})

t.test(
  'an opening at night or on a Saturday is outside working hours, but not on duty',
  async (t) => {
    const at = (time: string) => record('disclosure.opened', Date.parse(time))
    const records = [
      at('2026-03-02T04:59:00.000Z'),
      at('2026-03-02T05:00:00.000Z'),
      at('2026-03-02T18:59:00.000Z'),
      at('2026-03-02T19:00:00.000Z'),
      at('2026-03-07T11:00:00.000Z'),
      // Summer time: six in the morning is four UTC.
      at('2026-07-06T04:00:00.000Z'),
      record('inbox.listed', Date.parse('2026-03-07T02:00:00.000Z')),
    ]
    const outside = ['outside-shift']
    t.same(reasonsOf(records), [
      [0, outside],
      [3, outside],
      [4, outside],
    ])
    t.same(reasonsOf(records, { isDuty: (id) => id === RECEPTION }), [])
    t.same(reasonsOf(records, { isTrial: () => true }), [], 'a trial is sent at any hour')
  },
)

t.test('the third denial within a day is one hit, and the sixth the next', async (t) => {
  const denied = (minutes: number, more: Partial<RecordBody> = {}) =>
    record('look-up.denied', MONDAY + minutes * 60_000, { code: 'not-found', ...more })
  const six = [0, 1, 2, 3, 4, 5].map((minutes) => denied(minutes))
  t.same(reasonsOf(six), [
    [2, ['repeated-denials']],
    [5, ['repeated-denials']],
  ])
  t.same(reasonsOf([denied(0), denied(1), denied(25 * 60)]), [], 'not within a day')
  t.same(reasonsOf([denied(0), denied(1, { actor: 'p1:emil' }), denied(2)]), [], 'two members')
  const overMonths = [0, 1, 2].map((at) => denied(at, { actor: `p1:${at}` }))
  t.same(reasonsOf(overMonths, { personOf: () => 'disa' }), [[2, ['repeated-denials']]])
  const clumsy = [0, 1, 2].map((at) =>
    record('request.refused', MONDAY + at, { code: 'request-invalid' }),
  )
  t.same(reasonsOf(clumsy), [], 'a form that was filled in wrongly is no denial')
  for (const code of ['day-not-over', 'request-invalid'])
    t.same(
      reasonsOf([0, 1, 2].map((at) => denied(at, { code }))),
      [],
      'nor a question asked wrongly',
    )
})

t.test('the third case that is opened and left for a week is a hit', async (t) => {
  const opened = (reference: string, day = 0) =>
    record('disclosure.opened', MONDAY + day * DAY, { case: reference })
  const three = [opened('AAAA-AAAA'), opened('BBBB-BBBB'), opened('CCCC-CCCC')]
  t.same(reasonsOf(three), [[2, ['openings-without-act']]])
  t.same(reasonsOf(three, { now: MONDAY + 6 * DAY }), [], 'there is still time')
  const acted = record('disclosure.taken-over', MONDAY + DAY, { case: 'BBBB-BBBB' })
  t.same(reasonsOf([...three, acted]), [])
  const late = record('disclosure.taken-over', MONDAY + 8 * DAY, { case: 'BBBB-BBBB' })
  t.same(reasonsOf([...three, late]), [[2, ['openings-without-act']]])
  const colleague = { case: 'BBBB-BBBB', actor: 'p1:emil' }
  const byColleague = record('disclosure.taken-over', MONDAY + DAY, colleague)
  t.same(reasonsOf([...three, byColleague]), [[2, ['openings-without-act']]])
  const again = [opened('AAAA-AAAA'), opened('AAAA-AAAA', 1), opened('AAAA-AAAA', 2)]
  t.same(reasonsOf(again), [], 'one case, three times')
})

t.test('an officer’s openings, and what a sample has drawn, are reviewed', async (t) => {
  const records = [record('disclosure.opened', MONDAY), record('disclosure.opened', MONDAY)]
  t.same(reasonsOf(records, { isByOfficer: () => true }), [
    [0, ['officer-opening']],
    [1, ['officer-opening']],
  ])
  t.same(reasonsOf(records, { sampled: new Set([records[1]!.id]) }), [[1, ['sample']]])
})

t.test('an officer who has thirty records shown within a day is a hit', async (t) => {
  const shown = Array.from({ length: 30 }, (_, i) => record('review.record-shown', MONDAY + i))
  t.same(reasonsOf(shown.slice(1)), [])
  t.same(reasonsOf(shown), [[29, ['many-look-ups']]])
})

t.test('what ties a member to a party counts within one function and one key', async (t) => {
  const [disa, emil] = [testUuid(1), testUuid(2)]
  const self = {
    digest: 'a',
    function: RECEPTION,
    member: disa,
    case: null,
    kid: 'k1',
    tokens: [{ what: 'surname', token: 'x' }],
    barred: [],
    readmitted: [],
  } as const
  const said = { ...self, member: emil, case: '7KQ4-XRM2', barred: [emil] } as const
  const isActor = (member: string, { actor }: RecordBody) =>
    actor === (member === disa ? 'p1:disa' : 'p1:emil')
  const relations = new Relations([self, said], isActor)
  const opened = record('disclosure.opened', MONDAY, { case: '7KQ4-XRM2' }).body
  t.same(relations.reasonsOf(opened), ['same-surname'])
  t.same(relations.reasonsOf({ ...opened, actor: 'p1:emil' }), ['deny-listed'])
  t.same(relations.reasonsOf({ ...opened, case: '0000-0000' }), [])
  for (const other of [{ kid: 'k2' }, { function: 'latsasby-socialnamnd/ekonomi' }])
    t.same(new Relations([{ ...self, ...other }, said], isActor).reasonsOf(opened), [])
})

t.test('what is open has a day when it must be done', async (t) => {
  t.equal(stateAfter(undefined), 'new')
  t.equal(stateAfter('ask'), 'asked')
  t.equal(stateAfter('incident'), 'closed')
  const since = MONDAY
  t.equal(dueBy('new', { since, isSampleOnly: false }), MONDAY + 7 * DAY)
  t.equal(dueBy('new', { since, isSampleOnly: true }), MONDAY + 31 * DAY)
  t.equal(dueBy('asked', { since, isSampleOnly: true }), MONDAY + 14 * DAY)
})
