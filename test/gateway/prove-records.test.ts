import t from 'tap'
import type { Appended, EventItem } from '../../src/audit/write-item.ts'
import { verifyEvidenceRecords } from '../../src/client/evidence-records.ts'
import { proveRecords } from '../../src/gateway/prove-records.ts'
import type { Evidence } from '../../src/protocol/evidence-bundle.ts'
import { signCheckpoint } from '../../src/protocol/tlog/checkpoint.ts'
import { verifyLogCheckpoint } from '../../src/protocol/tlog/log-year.ts'
import type { PlacedRecord } from '../../src/storage/appended.ts'
import { findNewestCheckpoint } from '../../src/storage/checkpoints.ts'
import { testDatabase } from '../fixtures/database.ts'
import { EVIDENCE } from '../fixtures/evidence.ts'
import { LOG_NAME, LOG_SIGNER, LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'

const { db } = await testDatabase(t)
const EVENT: EventItem = {
  kind: 'event',
  event: 'requests.refused',
  agency: null,
  actor: null,
  counts: {},
}
let now = 0
const log = await startSequencer(db, { clock: () => now })
const answers: Appended[] = []
for (const time of ['2026-06-01', '2027-06-01', '2027-07-01', '2029-06-01', '2029-07-01']) {
  now = Date.parse(`${time}T00:00:00.000Z`)
  const [first] = await Promise.all([log.append(EVENT), log.append(EVENT)])
  answers.push(first!)
}
await log.stop()

const head = (await findNewestCheckpoint(db))!
const place = ({ position, record }: Appended): PlacedRecord => ({ position, ...record })
const [oldest, middle, , newest] = answers as [Appended, Appended, Appended, Appended]

type Proven = Pick<Evidence, 'records' | 'checkpoints'>

function verify(proven: Proven, verifier = LOG_VERIFIER) {
  return verifyEvidenceRecords({ ...EVIDENCE, ...proven }, verifier)
}

const all = await proveRecords(db, [newest, middle, oldest].map(place), head)

t.test(
  'records of several years are proven up to the newest checkpoint, in the log’s order',
  async (t) => {
    t.same(
      all.checkpoints
        .map((note) => verifyLogCheckpoint(note, LOG_VERIFIER))
        .map(({ year, size }) => [year, size]),
      [
        [2026, 3],
        [2027, 5],
        [2029, 5],
      ],
    )
    const proven = verify(all)
    t.same(
      proven.map(({ index }) => index),
      [oldest.position, 3, middle.position, 8, newest.position],
      'with the records that opened 2027 and 2029',
    )
  },
)

t.test('records of one year need that year and those after it alone', async (t) => {
  const late = await proveRecords(db, [place(newest)], head)
  t.equal(late.checkpoints.length, 1)
  t.equal(verify(late).length, 1)
  const early = await proveRecords(db, [place(middle)], head)
  t.equal(early.checkpoints.length, 2)
  t.equal(verify(early).length, 2)
})

t.test(
  'refuses years that do not follow from one another, and what is of another log',
  async (t) => {
    const [first, second, third] = all.checkpoints as [string, string, string]
    const isOpening = ({ index }: { readonly index: number }) => index === 0
    const altered: Record<string, [code: string, proven: Proven]> = {
      'a year without the record that opened it': [
        'log-year-broken',
        { ...all, records: all.records.filter((record) => !isOpening(record)) },
      ],
      'a year left out': ['log-year-broken', { ...all, checkpoints: [first, third] }],
      'years in another order': [
        'log-year-broken',
        { ...all, checkpoints: [second, first, third] },
      ],
      'a year twice': ['log-year-broken', { ...all, checkpoints: [first, second, third, third] }],
      'a checkpoint that was not the last of its year': [
        'log-year-broken',
        { ...all, checkpoints: [first, middle.checkpoint, third] },
      ],
      'no checkpoint of the record’s year': ['record-invalid', { ...all, checkpoints: [third] }],
      'no checkpoint': ['record-invalid', { ...all, checkpoints: [] }],
      'a checkpoint of another log under the same key': [
        'checkpoint-origin-wrong',
        {
          ...all,
          checkpoints: [
            first,
            second,
            signCheckpoint(verifyLogCheckpoint(third, LOG_VERIFIER), LOG_SIGNER),
          ],
        },
      ],
      'a record said to be of another year': [
        'inclusion-proof-invalid',
        {
          ...all,
          records: all.records.map((record, i) => (i === 0 ? { ...record, year: 2027 } : record)),
        },
      ],
    }
    for (const [name, [code, proven]] of Object.entries(altered))
      t.throws(() => verify(proven), { code }, name)
    const other = { ...LOG_VERIFIER, name: `${LOG_NAME}s` }
    t.throws(() => verify(all, other), { code: 'checkpoint-origin-wrong' })
  },
)
