import t from 'tap'
import { auditLog } from '../../src/client/log-audit.ts'
import type { LogAuditOptions } from '../../src/client/log-audit.ts'
import { encodeUtf8, equalBytes, parseUtf8 } from '../../src/protocol/bytes.ts'
import { writeOpenLeaf } from '../../src/protocol/record.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { verifyCheckpoint } from '../../src/protocol/tlog/checkpoint.ts'
import type { Checkpoint } from '../../src/protocol/tlog/checkpoint.ts'
import { leafHash } from '../../src/protocol/tlog/merkle.ts'
import { encodeEntryBundle } from '../../src/protocol/tlog/tile.ts'
import { testUuid } from '../fixtures/agency.ts'
import { LOG_NAME, LOG_SIGNER } from '../fixtures/log.ts'
import { buildLogFiles, closedLeaves, naiveRoot, sourceOf } from '../fixtures/tile-log.ts'
import type { LogFiles } from '../fixtures/tile-log.ts'

const SIZE = 66_100
const ENTRIES = closedLeaves(SIZE)
const LEAVES = ENTRIES.map(leafHash)
const FILES = buildLogFiles(ENTRIES, LOG_SIGNER)
/** A bundle that a full level-1 tile covers. */
const BUNDLE = 'tile/entries/100'

const checkpointOf = (files: LogFiles) =>
  verifyCheckpoint(parseUtf8(files.get('checkpoint')!), LOG_SIGNER)

const audit = (files: LogFiles, options?: LogAuditOptions) =>
  auditLog(checkpointOf(files), sourceOf(files), options)

/** A copy of the log with one of its files changed, or gone. */
function changed(path: string, change: (bytes: Uint8Array) => Uint8Array | undefined): LogFiles {
  const files = new Map(FILES)
  const bytes = change(files.get(path)!.slice())
  if (bytes === undefined) files.delete(path)
  else files.set(path, bytes)
  return files
}

const flipAt = (at: number) => (bytes: Uint8Array) => bytes.with(at, bytes[at]! ^ 1)

for (const size of [0, 1, 2, 255, 256, 257, 513, 65_535, 65_536, 65_537]) {
  t.test(`finds nothing wrong with ${size} records`, async (t) => {
    t.same(await audit(buildLogFiles(ENTRIES.slice(0, size), LOG_SIGNER)), {
      verified: size,
      faults: [],
    })
  })
}

t.test('hands on every record, in order and as it was logged', async (t) => {
  let next = 0
  await audit(FILES, {
    onBundle: ({ entries, end }) => {
      if (!entries.every((entry, i) => equalBytes(entry, ENTRIES[next + i]!))) t.fail(`at ${next}`)
      next += entries.length
      t.equal(end, next)
    },
  })
  t.equal(next, SIZE)
})

t.test('an edited record is found, by its index, and only that one', async (t) => {
  const { verified, faults } = await audit(changed(BUNDLE, flipAt(1000)))
  t.match(faults, [{ code: 'log-record-altered', origin: LOG_NAME, index: 25_600 + 9, count: 1 }])
  t.equal(faults.length, 1)
  t.equal(verified, SIZE - 256)
})

t.test('records that changed places are found', async (t) => {
  const bundle = ENTRIES.slice(25_600, 25_856)
  const swapped = bundle.with(3, bundle[7]!).with(7, bundle[3]!)
  const { faults } = await audit(changed(BUNDLE, () => encodeEntryBundle(swapped)))
  t.match(faults, [{ code: 'log-record-altered', index: 25_603, count: 5 }])
})

t.test('a record that is gone is found', async (t) => {
  const bundle = ENTRIES.slice(25_600, 25_856).toSpliced(17, 1)
  const { faults } = await audit(changed(BUNDLE, () => encodeEntryBundle(bundle)))
  t.match(faults, [{ code: 'log-incomplete', index: 25_617 }])
})

t.test('a bundle that is gone or no bundle is found', async (t) => {
  for (const change of [() => undefined, (bytes: Uint8Array) => bytes.subarray(1)])
    t.match((await audit(changed(BUNDLE, change))).faults, [
      { code: 'log-incomplete', index: 25_600, count: 256 },
    ])
})

t.test('an edited tile is found, and what lies below it verified all the same', async (t) => {
  for (const [path, tile] of [
    ['tile/0/100', { level: 0, index: 100 }],
    ['tile/1/000', { level: 1, index: 0 }],
  ] as const) {
    const found = await audit(changed(path, flipAt(77)))
    t.match(found, { verified: SIZE, faults: [{ code: 'log-tree-altered', tile }] })
    t.equal(found.faults.length, 1)
    t.match(await audit(changed(path, () => undefined)), {
      verified: SIZE,
      faults: [{ code: 'log-incomplete', tile }],
    })
  }
})

t.test('a record edited together with its tile is found', async (t) => {
  const files = changed(BUNDLE, flipAt(1000))
  files.set('tile/0/100', flipAt(9 * 32)(files.get('tile/0/100')!))
  const { verified, faults } = await audit(files)
  t.match(faults, [
    { code: 'log-tree-altered', tile: { level: 0, index: 100 } },
    { code: 'log-record-altered', index: 25_600, count: 256 },
  ])
  t.equal(verified, SIZE - 256)
})

t.test('an edge that does not lead to the signed root is found at once', async (t) => {
  for (const path of ['tile/0/258.p/52', 'tile/1/001.p/2', 'tile/2/000.p/1']) {
    t.match((await audit(changed(path, flipAt(5)))).faults, [{ code: 'log-tree-altered' }])
    t.match((await audit(changed(path, () => undefined))).faults, [{ code: 'log-incomplete' }])
    t.match((await audit(changed(path, (bytes) => bytes.subarray(1)))).faults, [
      { code: 'log-tree-altered' },
    ])
  }
})

t.test('a tail cut off under the old checkpoint is found', async (t) => {
  const shorter = buildLogFiles(ENTRIES.slice(0, 66_099), LOG_SIGNER)
  shorter.set('checkpoint', FILES.get('checkpoint')!)
  t.match((await audit(shorter)).faults, [{ code: 'log-incomplete' }])
})

/** Checkpoints of the true log, at any size. */
const earlier = (size: number): Checkpoint => ({
  origin: LOG_NAME,
  size,
  root: naiveRoot(LEAVES.slice(0, size)),
})

t.test('every checkpoint of its own past is a part of the log', async (t) => {
  for (const size of [0, 1, 255, 256, 300, 65_536, 65_537, SIZE])
    t.same(await audit(FILES, { known: [earlier(size)], start: size }), {
      verified: SIZE - Math.floor(size / 256) * 256,
      faults: [],
    })
})

t.test('a tail cut off, with the checkpoint of that time, is found with a later one', async (t) => {
  const cut = buildLogFiles(ENTRIES.slice(0, 300), LOG_SIGNER)
  t.same((await audit(cut)).faults, [], 'by itself it is a log')
  t.match((await audit(cut, { known: [earlier(200), earlier(301)] })).faults, [
    { code: 'log-rolled-back', size: 301 },
  ])
})

t.test('a log written anew with its own key is found with a known checkpoint', async (t) => {
  const other = ENTRIES.with(200, closedLeaves(1)[0]!).slice(0, 600)
  const forged = buildLogFiles(other, LOG_SIGNER)
  t.same((await audit(forged)).faults, [], 'by itself it is a log')
  t.match((await audit(forged, { known: [earlier(200)] })).faults, [], 'so is what came before')
  t.match((await audit(forged, { known: [earlier(201)] })).faults, [
    { code: 'log-forked', size: 201 },
  ])
  t.match((await audit(forged, { known: [earlier(600)] })).faults, [
    { code: 'log-forked', size: 600 },
  ])
})

const open = (n: number, ts: string) =>
  encodeUtf8(
    writeOpenLeaf({ v: 1, id: testUuid(n), ts, ev: 'roster', digest: digestOf(encodeUtf8('x')) }),
  )

const BROKEN: Record<string, readonly [readonly Uint8Array[], string]> = {
  'that is no record': [[encodeUtf8('hello')], 'json-invalid'],
  'with a member too many': [
    [encodeUtf8(parseUtf8(ENTRIES[0]!).replace('{', '{"x":1,'))],
    'record-invalid',
  ],
  'whose commitment is not written strictly': [
    [encodeUtf8(parseUtf8(ENTRIES[0]!).replace(/.("\})$/, 'B$1'))],
    'base64url-invalid',
  ],
  'that comes twice': [[ENTRIES[9]!, ENTRIES[0]!, ENTRIES[9]!], 'id-repeated'],
  'that goes back in time': [
    [open(1, '2026-02-01T00:00:00.000Z'), open(2, '2026-01-31T23:59:59.999Z')],
    'time-backwards',
  ],
}
for (const [which, [entries, rule]] of Object.entries(BROKEN)) {
  t.test(`a record ${which} is found although it is in the tree`, async (t) => {
    const { verified, faults } = await audit(buildLogFiles(entries, LOG_SIGNER))
    t.match(faults, [{ code: 'log-record-refused', index: entries.length - 1, rule }])
    t.equal(faults.length, 1)
    t.equal(verified, entries.length)
  })
}

t.test('a source that cannot be reached is not a fault of the log', async (t) => {
  const unreachable = new Error('unreachable')
  const source = { ...sourceOf(FILES), entries: () => Promise.reject(unreachable) }
  await t.rejects(auditLog(checkpointOf(FILES), source), unreachable)
})
