import t from 'tap'
import { verifyLog } from '../../src/client/log-verification.ts'
import type { LogVerificationOptions } from '../../src/client/log-verification.ts'
import type { LogTrust } from '../../src/client/log-years.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { encodeOpenLeaf } from '../../src/protocol/record.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { signingKeyFromSeed } from '../../src/protocol/signing-key.ts'
import { signCheckpoint } from '../../src/protocol/tlog/checkpoint.ts'
import { buildNoteSigner } from '../../src/protocol/tlog/note.ts'
import { testUuid } from '../fixtures/agency.ts'
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
    encodeOpenLeaf({ v: 1, id: testUuid(7), ts, ev, digest: digestOf(encodeUtf8('x')) })
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
