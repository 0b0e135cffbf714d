import t from 'tap'
import type { SequencerOptions } from '../../src/audit/sequencer-options.ts'
import type { Sequencer } from '../../src/audit/sequencer.ts'
import type { AuditStore, LogYear } from '../../src/audit/store.ts'
import type { Appended, EventItem } from '../../src/audit/write-item.ts'
import { parseLeaf, verifyRecordBody } from '../../src/protocol/record.ts'
import { verifyInclusion } from '../../src/protocol/tlog/inclusion.ts'
import { openedDigest, verifyLogCheckpoint } from '../../src/protocol/tlog/log-year.ts'
import { leafHash } from '../../src/protocol/tlog/merkle.ts'
import { loadAppended } from '../../src/storage/appended.ts'
import { buildAuditStore } from '../../src/storage/audit-store.ts'
import { findYearCheckpoint, listYears } from '../../src/storage/checkpoints.ts'
import { connect } from '../../src/storage/db.ts'
import { listEntryBodies } from '../../src/storage/tiles.ts'
import { POLICE } from '../fixtures/agency.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { testDatabase } from '../fixtures/database.ts'
import { LOG_NAME, LOG_SIGNER, LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'

const { db, ownerDb, url } = await testDatabase(t)
const EVENT: EventItem = {
  kind: 'event',
  event: 'requests.refused',
  agency: null,
  actor: null,
  counts: { 'token-missing': 1 },
}
const [NEW_YEARS_EVE, NEW_YEAR] = ['2026-12-31T23:59:59.998Z', '2027-01-01T00:00:00.001Z'].map(
  Date.parse,
) as [number, number]

/** The year of the checkpoint that proves it, and its place there. */
function placeOf({ index, checkpoint, proof, record }: Appended): string {
  const head = verifyLogCheckpoint(checkpoint, LOG_VERIFIER)
  verifyInclusion(leafHash(record.leaf), index, head, proof)
  return `${head.year}:${index}`
}

function start(options: Partial<SequencerOptions>): Promise<Sequencer> {
  const own = connect(url, { max: 1 })
  t.teardown(() => own.end({ timeout: 1 }))
  return startSequencer(db, { store: buildAuditStore(own), ...options })
}

t.test(
  'a year that turns in the middle of the queue ends one tree and begins another',
  async (t) => {
    let left = 3
    // Each batch looks at the clock once: the third finds the new year.
    const clock = () => (left > 0 ? NEW_YEARS_EVE : NEW_YEAR)
    const real = buildAuditStore(db)
    const store: AuditStore = {
      ...real,
      append: async (batch) => {
        left -= 1
        return real.append(batch)
      },
    }
    const log = await startSequencer(db, { store, clock, batchLimit: 2 })
    const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map(() => log.append(EVENT)))
    const places = answers.map(placeOf)
    const turned = places.findIndex((place) => place.startsWith('2027'))
    t.ok(turned > 0)
    t.same(
      places,
      answers.map((_, i) => (i < turned ? `2026:${i + 1}` : `2027:${i - turned + 1}`)),
    )
    t.same(
      answers.map(({ position }) => position),
      answers.map((_, i) => (i < turned ? i + 1 : i + 2)),
      'one order over both years',
    )
    t.same(await listYears(db), [
      { year: 2026, start: 0 },
      { year: 2027, start: turned + 1 },
    ])
    t.equal(await checkLog(ownerDb, LOG_VERIFIER), 11)
    for (const { position, checkpoint, proof } of answers) {
      const stored = await loadAppended(db, POLICE.agency, position)
      t.same([stored.checkpoint, stored.proof], [checkpoint, proof], 'and is read so again')
    }
    await log.stop()
  },
)

t.test('the first record of a year pins the final checkpoint of the one before', async (t) => {
  const final = await findYearCheckpoint(db, 2026)
  const [first, second] = await Promise.all(
    (await listYears(db)).map(async ({ start: position }) => {
      const [leaf] = await listEntryBodies(db, position, position + 1)
      return parseLeaf(leaf!)
    }),
  )
  t.match(first, { ev: 'log-opened', digest: openedDigest(null, LOG_VERIFIER) })
  t.match(second, { ev: 'log-opened', digest: openedDigest(final!.note, LOG_VERIFIER) })
})

t.test('a clock that jumps back reopens no old year, and its records say so', async (t) => {
  const told: number[] = []
  const log = await start({
    clock: () => NEW_YEARS_EVE - 3_600_000,
    onClockBehind: (milliseconds) => told.push(milliseconds),
  })
  const { size } = log
  const answers = [await log.append(EVENT), await log.append(EVENT)]
  const [, { start: before }] = (await listYears(db)) as [LogYear, LogYear]
  t.same(answers.map(placeOf), [`2027:${size + 1 - before}`, `2027:${size + 2 - before}`])
  for (const { at, record } of answers) {
    t.equal(at, '2027-01-01T00:00:00.001Z')
    const body = verifyRecordBody(record.leaf, record.body!, record.nonce!)
    t.equal(body.clockBehind, 3_600_003)
  }
  t.same(told, [3_600_003], 'said once to whoever runs it')
  const said = await loadAppended(db, POLICE.agency, size)
  t.equal(said.record.body === null, true)
  const [row] = await ownerDb`select body from content.record where index = ${size}`
  t.match(JSON.parse(String(row!['body'])), {
    ev: 'clock.behind',
    counts: { milliseconds: 3_600_003 },
  })
  await log.stop()
  const right = await start({ clock: () => NEW_YEAR + 500 })
  const { record } = await right.append(EVENT)
  t.notOk('clockBehind' in verifyRecordBody(record.leaf, record.body!, record.nonce!))
  await right.stop()
  const nearly = await start({ clock: () => NEW_YEAR })
  const tolerated = (await nearly.append(EVENT)).record
  t.notOk('clockBehind' in verifyRecordBody(tolerated.leaf, tolerated.body!, tolerated.nonce!))
  await nearly.stop()
})

t.test('a replica follows the others over years that it did not see', async (t) => {
  let now = NEW_YEAR + 1000
  const sleeper = await start({ clock: () => now })
  await sleeper.append(EVENT)
  let later = now
  const busy = await start({ clock: () => later })
  await busy.append(EVENT)
  for (const time of ['2028-02-29T12:00:00.000Z', '2030-01-01T00:00:00.000Z']) {
    later = Date.parse(time)
    await Promise.all(Array.from({ length: 300 }, () => busy.append(EVENT)))
  }
  now = later
  t.equal(placeOf(await sleeper.append(EVENT)), '2030:301')
  t.equal(placeOf(await busy.append(EVENT)), '2030:302')
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), busy.size)
  await Promise.all([sleeper.stop(), busy.stop()])
})

t.test('a replica stops at a year that began elsewhere than the last one ended', async (t) => {
  let now = Date.parse('2030-06-01T00:00:00.000Z')
  const real = buildAuditStore(db)
  const busy = await start({ clock: () => now })
  const lies: Record<string, Partial<AuditStore>> = {
    'an earlier checkpoint of the old year is the last': {
      findYearHead: async (year) => {
        const head = (await real.findYearHead(year))!
        return { ...head, size: head.size - 1 }
      },
    },
    'the new year names another checkpoint': {
      findLeaf: async () => (await real.findLeaf(0))!,
    },
    'the new year begins later': {
      listYears: async (after) =>
        (await real.listYears(after)).map((year) => ({ ...year, start: year.start + 1 })),
    },
  }
  for (const [name, lie] of Object.entries(lies)) {
    const fatal: unknown[] = []
    const follower = await startSequencer(db, {
      store: lieLater(real, lie),
      clock: () => now,
      onFatal: (error) => fatal.push(error.code),
    })
    await busy.append(EVENT)
    now = Date.parse(`${new Date(now).getUTCFullYear() + 1}-06-01T00:00:00.000Z`)
    await busy.append(EVENT)
    await t.rejects(follower.append(EVENT), { code: 'log-fork' }, name)
    t.same(fatal, ['log-fork'], 'said once')
  }
  await checkLog(ownerDb, LOG_VERIFIER)
  await busy.stop()
})

/** A store that tells the truth while a process starts, and then lies. */
function lieLater(real: AuditStore, lie: Partial<AuditStore>): AuditStore {
  let hasStarted = false
  const store: AuditStore = {
    ...real,
    append: async (batch) => {
      hasStarted = true
      return real.append(batch)
    },
    findYearHead: (year) => ((hasStarted && lie.findYearHead) || real.findYearHead)(year),
    findLeaf: (position) => ((hasStarted && lie.findLeaf) || real.findLeaf)(position),
    listYears: (after) => ((hasStarted && lie.listYears) || real.listYears)(after),
    inTurn: (work) => work(store),
  }
  return store
}

t.test('a log whose newest year does not follow from the one before does not start', async (t) => {
  const real = buildAuditStore(db)
  const altered: Record<string, Partial<AuditStore>> = {
    'another leaf opens it': { findLeaf: () => real.findLeaf(0) },
    'the year before ends elsewhere': {
      findYearHead: async (year) => {
        const [row] = await ownerDb<{ note: string }[]>`
          select note from log.checkpoint where year = ${year} order by size limit 1
        `
        return { ...(await real.findYearHead(year))!, note: `${row!.note}` }
      },
    },
    'the log has another name': {},
  }
  const last = (await listYears(db)).at(-1)!
  t.ok(last.year > 2030)
  for (const [name, change] of Object.entries(altered)) {
    const signer =
      name === 'the log has another name' ? { ...LOG_SIGNER, name: `${LOG_NAME}s` } : LOG_SIGNER
    const started = startSequencer(db, { store: { ...real, ...change }, signer })
    await t.rejects(started, { code: 'log-invalid' }, name)
  }
})
