import t from 'tap'
import { verifyLog } from '../../src/client/log-verification.ts'
import type { LogVerificationOptions } from '../../src/client/log-verification.ts'
import type { LogTrust } from '../../src/client/log-years.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { writeOpenLeaf } from '../../src/protocol/record.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { signingKeyFromSeed } from '../../src/protocol/signing-key.ts'
import { signCheckpoint } from '../../src/protocol/tlog/checkpoint.ts'
import { buildCosigner, cosign, encodeCosignerKey } from '../../src/protocol/tlog/cosignature.ts'
import { parseLogPolicy } from '../../src/protocol/tlog/policy.ts'
import { buildNoteSigner, parseNoteUnsafe } from '../../src/protocol/tlog/note.ts'
import { testSigningKey, testUuid } from '../fixtures/agency.ts'
import { YEARLY_LOG, archiveOf, buildYear, closedLeaves, noteOf } from '../fixtures/tile-log.ts'
import type { LogFiles } from '../fixtures/tile-log.ts'

const RECORDS = { 2024: closedLeaves(300), 2026: closedLeaves(600), 2027: closedLeaves(5) }
const Y2024 = buildYear(2024, RECORDS[2024])
const Y2026 = buildYear(2026, RECORDS[2026], Y2024)
const Y2027 = buildYear(2027, RECORDS[2027], Y2026)
/** Nothing was logged in 2025. */
const YEARS = new Map([
  [2024, Y2024],
  [2026, Y2026],
  [2027, Y2027],
])

const verify = (
  years: ReadonlyMap<number, LogFiles>,
  options?: LogVerificationOptions,
  trust: LogTrust = { log: YEARLY_LOG },
) => verifyLog(archiveOf(years), trust, options)

const withYear = (year: number, files: LogFiles) => new Map(YEARS).set(year, files)

/** The log as it was when its 2026 had only so many records. */
const young = (count: number) =>
  new Map([
    [2024, Y2024],
    [2026, buildYear(2026, RECORDS[2026].slice(0, count), Y2024)],
  ])

t.test('finds nothing wrong with a log of several years', async (t) => {
  const { years, faults } = await verify(YEARS)
  t.same(faults, [])
  t.match(years, [
    { checkpoint: { year: 2024, size: 301 }, verified: 301 },
    { checkpoint: { year: 2026, size: 601 }, verified: 601 },
    { checkpoint: { year: 2027, size: 6 }, verified: 6 },
  ])
})

t.test('goes on from what was verified before, if that is a part of the log still', async (t) => {
  const done = new Map([
    [2024, { note: noteOf(Y2024), next: 301 }],
    [2026, { note: noteOf(Y2026), next: 512 }],
  ])
  const { years, faults } = await verify(YEARS, { done })
  t.same(faults, [])
  t.same(
    years.map(({ start, verified }) => [start, verified]),
    [
      [301, 45],
      [512, 89],
      [0, 6],
    ],
    'the bundle that the place is in is read again',
  )
  const rewritten = new Map([[2024, buildYear(2024, closedLeaves(300))]])
  t.match((await verify(rewritten, { done })).faults, [{ code: 'log-rolled-back' }])
})

t.test('a log with another key, or of another name, is refused', async (t) => {
  const key = signingKeyFromSeed(new Uint8Array(32).fill(77))
  for (const log of [
    { ...YEARLY_LOG, key },
    { ...YEARLY_LOG, name: 'gateway.example/other' },
    { ...YEARLY_LOG, name: 'gateway.example' },
  ])
    t.match((await verify(YEARS, {}, { log })).faults, [{ code: 'log-key-wrong' }])
})

t.test('a known note that is not of the log is refused before anything is read', async (t) => {
  const foreign = signCheckpoint(
    { size: 3, root: new Uint8Array(32) },
    buildNoteSigner('gateway.example/log/2026', signingKeyFromSeed(new Uint8Array(32).fill(77))),
  )
  const error: unknown = await verify(YEARS, { known: [foreign] }).catch((cause: unknown) => cause)
  t.match(error, { name: 'LogFaultFound', fault: { code: 'log-key-wrong' } })
})

t.test(
  'a log that has lost records, or a whole year, is found with a later checkpoint',
  async (t) => {
    t.same((await verify(young(300))).faults, [], 'by itself it is a log')
    for (const files of [Y2026, Y2027])
      t.match((await verify(young(300), { known: [noteOf(files)] })).faults, [
        { code: 'log-rolled-back' },
      ])
  },
)

t.test('a year that was left out, or written anew, is found', async (t) => {
  const anew = buildYear(2024, RECORDS[2024].with(7, closedLeaves(1)[0]!))
  t.match((await verify(withYear(2024, anew))).faults, [
    { code: 'log-years-broken', origin: 'gateway.example/log/2024' },
  ])
  const longer = buildYear(2024, [...RECORDS[2024], ...closedLeaves(1)])
  t.match((await verify(withYear(2024, longer))).faults, [{ code: 'log-years-broken' }])
  t.match((await verify(withYear(2024, new Map()))).faults, [{ code: 'log-incomplete' }])
  const skipped = new Map(Y2027).set('opened', encodeUtf8(noteOf(Y2024)))
  t.match((await verify(withYear(2027, skipped))).faults, [{ code: 'log-years-broken', index: 0 }])
  const unopened = new Map(Y2027)
  unopened.delete('opened')
  t.match((await verify(withYear(2027, unopened))).faults, [{ code: 'log-years-broken', index: 0 }])
})

t.test('a year that comes before itself is found', async (t) => {
  const loop = new Map(Y2027).set('opened', encodeUtf8(noteOf(Y2027)))
  t.match((await verify(withYear(2027, loop))).faults, [{ code: 'log-years-broken' }])
})

t.test('a known checkpoint of a year that the log does not have is found', async (t) => {
  const y2025 = buildYear(2025, closedLeaves(2), Y2024)
  t.match((await verify(YEARS, { known: [noteOf(y2025)] })).faults, [{ code: 'log-forked' }])
})

t.test('open records of another year, and a second opening, are found', async (t) => {
  const leaf = (ts: string, ev: string) =>
    encodeUtf8(writeOpenLeaf({ v: 1, id: testUuid(7), ts, ev, digest: digestOf(encodeUtf8('x')) }))
  for (const [ts, ev, rule] of [
    ['2027-01-01T00:00:00.000Z', 'roster', 'year-wrong'],
    ['2026-12-31T23:59:59.999Z', 'log-opened', 'opened-again'],
  ] as const) {
    const years = new Map([[2026, buildYear(2026, [leaf(ts, ev)])]])
    t.match((await verify(years)).faults, [{ code: 'log-record-refused', index: 1, rule }])
  }
})

t.test('without any checkpoint there is no log', async (t) => {
  t.match((await verify(new Map())).faults, [{ code: 'log-incomplete' }])
})

t.test('tells of every bundle how many faults there are so far', async (t) => {
  const files = new Map(Y2026)
  const bundle = files.get('tile/entries/001')!
  files.set('tile/entries/001', bundle.with(50, bundle[50]! ^ 1))
  const told: number[][] = []
  const { faults } = await verify(
    new Map([
      [2024, Y2024],
      [2026, files],
    ]),
    {
      onBundle: ({ checkpoint: { year } }, { index, faults: so }) =>
        void told.push([year, index, so]),
    },
  )
  t.match(faults, [{ code: 'log-record-altered', index: 256, count: 1 }])
  t.same(told, [
    [2024, 0, 0],
    [2024, 1, 0],
    [2026, 0, 0],
    [2026, 2, 1],
  ])
})

const WITNESSES = ['police', 'board'].map((name, i) =>
  buildCosigner(`${name}.example/witness`, testSigningKey(940 + i)),
)
const POLICY = parseLogPolicy(
  [
    ...WITNESSES.map((witness, i) => `witness w${i} ${encodeCosignerKey(witness)}`),
    'group both all w0 w1',
    'quorum both',
    '',
  ].join('\n'),
)
/** s since 1970. */
const THEN = 1_800_000_000

/** The note of these files with cosignatures by so many witnesses. */
const cosigned = (files: LogFiles, count: number, time = THEN) => {
  const note = noteOf(files)
  const { text } = parseNoteUnsafe(note)
  return encodeUtf8(
    note +
      WITNESSES.slice(0, count)
        .map((one) => cosign(text, time, one))
        .join(''),
  )
}
const withNote = (files: LogFiles, count: number, time = THEN) =>
  new Map(files).set('checkpoint', cosigned(files, count, time))
const Y2024_SEEN = withNote(Y2024, 2)
const seen = (newest: LogFiles) =>
  new Map([
    [2024, Y2024_SEEN],
    [2026, newest],
  ])
const TRUST = { log: YEARLY_LOG, policy: POLICY }

t.test('with a policy the witnesses must have cosigned, each year', async (t) => {
  const found = await verify(seen(withNote(Y2026, 2)), {}, TRUST)
  t.match(found, { faults: [], years: [{}, { cosigned: { checkpoint: { size: 601 } } }] })
  const few = await verify(seen(withNote(Y2026, 1)), {}, TRUST)
  t.match(few.faults, [{ code: 'log-not-cosigned', origin: 'gateway.example/log/2026' }])
  t.equal(few.years[1]!.verified, 601, 'what is there is verified all the same')
  const earlier = new Map([
    [2024, Y2024],
    [2026, withNote(Y2026, 2)],
  ])
  t.match((await verify(earlier, {}, TRUST)).faults, [
    { code: 'log-not-cosigned', origin: 'gateway.example/log/2024' },
  ])
})

t.test('a cosignature must be as new as asked for, of the newest year alone', async (t) => {
  const years = seen(withNote(Y2026, 2))
  t.same((await verify(years, {}, { ...TRUST, notBefore: THEN })).faults, [])
  t.match((await verify(years, {}, { ...TRUST, notBefore: THEN + 1 })).faults, [
    { code: 'log-stale', origin: 'gateway.example/log/2026' },
  ])
})

t.test('what the witnesses have seen may lie some records back, if it is of the log', async (t) => {
  const young2026 = young(300).get(2026)!
  const behind = new Map(Y2026).set('cosigned', cosigned(young2026, 2))
  const found = await verify(seen(behind), {}, TRUST)
  t.match(found, { faults: [], years: [{}, { cosigned: { checkpoint: { size: 301 } } }] })
  const foreign = buildYear(2026, closedLeaves(300), Y2024)
  const other = new Map(Y2026).set('cosigned', cosigned(foreign, 2))
  t.match((await verify(seen(other), {}, TRUST)).faults, [{ code: 'log-forked', size: 301 }])
})

t.test('what the witnesses have seen may be newer than what was the newest just now', async (t) => {
  const growing = new Map(Y2026)
    .set('checkpoint', encodeUtf8(noteOf(young(300).get(2026)!)))
    .set('cosigned', cosigned(Y2026, 2))
  const { years, faults } = await verify(seen(growing), {}, TRUST)
  t.same(faults, [])
  t.equal(years[1]!.checkpoint.size, 601)
})

t.test('the end of a year must have been cosigned when the next one had begun', async (t) => {
  const turn = Date.UTC(2026) / 1000
  const years = (time: number) =>
    new Map([
      [2024, withNote(Y2024, 2, time)],
      [2026, withNote(Y2026, 2)],
    ])
  t.same((await verify(years(turn), {}, TRUST)).faults, [])
  const { faults } = await verify(years(turn - 1), {}, TRUST)
  t.match(faults, [
    { code: 'log-not-cosigned', origin: 'gateway.example/log/2024', rule: 'cosigned-before-turn' },
  ])
  const fresh = { ...TRUST, notBefore: turn - 60 }
  t.same((await verify(years(turn - 1), {}, fresh)).faults, [], 'unless the turn is only just over')
})

t.test('who cuts the tail of a year before the next one is opened is found out', async (t) => {
  // The witnesses saw all of 2024; the next year is opened upon what was left, and shown with old cosignatures.
  const before = Date.UTC(2024, 11, 31) / 1000
  const cut = buildYear(2024, RECORDS[2024].slice(0, 200))
  const next = buildYear(2026, RECORDS[2026], cut)
  const shown = new Map([
    [2024, withNote(cut, 2, before)],
    [2026, withNote(next, 2)],
  ])
  t.match((await verify(shown, {}, TRUST)).faults, [{ rule: 'cosigned-before-turn' }])
  const kept = { known: [noteOf(Y2024)] }
  t.match(
    (await verify(shown, kept)).faults,
    [{ code: 'log-rolled-back' }],
    'also by who kept a note',
  )
})

t.test('a record cannot be of a later time than the cosignature over it', async (t) => {
  const at = (ms: number) => new Date(ms).toISOString()
  const open = (ms: number) =>
    encodeUtf8(
      writeOpenLeaf({
        v: 1,
        id: testUuid(9),
        ts: at(ms),
        ev: 'roster',
        digest: digestOf(encodeUtf8('x')),
      }),
    )
  const time = Date.UTC(2026, 5) / 1000
  const yearWith = (ms: number) =>
    new Map([
      [2024, Y2024_SEEN],
      [2026, withNote(buildYear(2026, [open(ms)], Y2024), 2, time)],
    ])
  t.same((await verify(yearWith(time * 1000 + 60_000), {}, TRUST)).faults, [])
  t.match((await verify(yearWith(time * 1000 + 60_001), {}, TRUST)).faults, [
    { code: 'log-record-refused', index: 1, rule: 'time-after-cosignature' },
  ])
})
