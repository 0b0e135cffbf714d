import t from 'tap'
import { buildBatch } from '../../src/audit/build-batch.ts'
import { loadLog } from '../../src/audit/known-log.ts'
import { newRecordId } from '../../src/audit/record-id.ts'
import { withDefaults } from '../../src/audit/sequencer-options.ts'
import type { Batch, Entry } from '../../src/audit/store.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { leafHash } from '../../src/protocol/tlog/merkle.ts'
import { buildAuditStore } from '../../src/storage/audit-store.ts'
import { NOW } from '../fixtures/agency.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { testDatabase } from '../fixtures/database.ts'
import { LOG_SIGNER, LOG_VERIFIER, RECORD_KEY, startSequencer } from '../fixtures/log.ts'

const { db, ownerDb } = await testDatabase(t)
const store = buildAuditStore(db)
const EVENT = {
  kind: 'event',
  event: 'requests.refused',
  agency: null,
  actor: null,
  counts: {},
} as const

const log = await startSequencer(db)
await log.append(EVENT)
const { size } = log
await log.stop()

/** A batch of two records as the log would take it. */
async function nextBatch(): Promise<Batch> {
  const means = withDefaults({ store, signer: LOG_SIGNER, recordKey: RECORD_KEY, clock: () => NOW })
  const items = [1, 2].map(() => ({ id: newRecordId(NOW, means.random), item: EVENT }))
  const known = await loadLog(store, LOG_SIGNER)
  return buildBatch(items, known, NOW, { ...means, wasClockBehind: false }).batch
}

/** The batch with another last entry. */
function withLast({ entries, ...rest }: Batch, change: (entry: Entry) => Entry): Batch {
  return { ...rest, entries: [...entries.slice(0, -1), change(entries.at(-1)!)] }
}

/** As if the tree had been made of this leaf: all that is wrong with it is what it is. */
function withLeaf(batch: Batch, leaf: string): Batch {
  return withLast(batch, (entry) => ({
    ...entry,
    record: { ...entry.record, leaf },
    leafHash: leafHash(leaf),
  }))
}

const jsonOf = (length: number) => '7'.repeat(length)

const WRONG: Readonly<Record<string, readonly [(batch: Batch) => Batch, code: string]>> = {
  'a leaf hash of another leaf': [
    (batch) => withLast(batch, (entry) => ({ ...entry, leafHash: new Uint8Array(32) })),
    '22000',
  ],
  'a leaf hash of 31 bytes': [
    (batch) => withLast(batch, (entry) => ({ ...entry, leafHash: entry.leafHash.subarray(1) })),
    '22000',
  ],
  'an empty leaf': [(batch) => withLeaf(batch, jsonOf(0)), '22000'],
  'a leaf of 65 536 bytes': [(batch) => withLeaf(batch, jsonOf(65_536)), '22000'],
  'a nonce of 31 bytes': [
    (batch) =>
      withLast(batch, (entry) => ({
        ...entry,
        record: { ...entry.record, nonce: entry.record.nonce!.subarray(1), detail: null },
      })),
    '22000',
  ],
  'a root of 31 bytes': [(batch) => ({ ...batch, root: batch.root.subarray(1) }), '23514'],
  'no records': [(batch) => ({ ...batch, entries: [] }), '23514'],
}

for (const [what, [change, code]] of Object.entries(WRONG)) {
  t.test(`the database takes no batch with ${what}`, async (t) => {
    await t.rejects(store.append(change(await nextBatch())), { severity: 'ERROR', code })
    t.equal(await checkLog(ownerDb, LOG_VERIFIER), size)
  })
}

/** A batch of one record without body or secret whose leaf is said to lie in its 7 bytes of text at such a place. */
async function appendAt(start: number, leafSize: number, leaf: string): Promise<unknown> {
  const { previous, year, root, note, at } = await nextBatch()
  const id = newRecordId(NOW, (length) => new Uint8Array(length))
  return db`
    select log.append(
      ${previous.year}, ${previous.size}, ${previous.root}, ${year}, ${root}, ${note}, ${at},
      row(
        array[${id}::uuid], array[null::text], array[null::uuid], array[${start}::int],
        array[${leafSize}::int], array[null::int], array[null::int], array[null::int]
      )::log.records,
      '{"v":1}', null, ${leafHash(encodeUtf8(leaf))}, '', '[]', ''
    )
  `
}

for (const [start, leafSize, leaf] of [
  [0, 8, '{"v":1}'],
  [1, 8, '{"v":1}'],
  [8, 1, ''],
  [-4, 5, ''],
] as const) {
  t.test(`the database takes no leaf of ${leafSize} bytes at ${start} of 7`, async (t) => {
    await t.rejects(appendAt(start, leafSize, leaf), { severity: 'ERROR', code: '22000' })
    t.equal(await checkLog(ownerDb, LOG_VERIFIER), size)
  })
}

t.test('and takes it as it was, also with a leaf of 65 535 bytes', async (t) => {
  t.match(await store.append(await nextBatch()), { outcome: 'written' })
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), size + 2)
  t.match(await store.append(withLeaf(await nextBatch(), jsonOf(65_535))), { outcome: 'written' })
})
