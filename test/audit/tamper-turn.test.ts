/**
 * As `tamper.test.ts`, for what only the turn of a year makes possible: each year is a tree of its own, which a witness has to be shown
 * for the first time, and whose end nobody may need to look at again. One row for each way, by somebody who has the log's key and the
 * database.
 */
import t from 'tap'
import type { Db } from '../../src/storage/db.ts'
import { keepCosignature } from '../../src/storage/cosignatures.ts'
import { testDatabase } from '../fixtures/database.ts'
import { LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'
import { rollBack } from '../fixtures/rewrite-log.ts'
import { EVENT, Tampering, asSuperuser, noteAt } from '../fixtures/tampered-log.ts'
import type { ServedTestWitness, TamperedLog } from '../fixtures/tampered-log.ts'
import { serveWitness, testWitness } from '../fixtures/witness.ts'

const [NOVEMBER, NEW_YEARS_EVE, NEW_YEAR, JANUARY] = [
  '2026-11-20T10:00:00.000Z',
  '2026-12-31T23:50:00.000Z',
  '2027-01-01T00:00:01.000Z',
  '2027-01-03T10:00:00.000Z',
].map(Date.parse) as [number, number, number, number]

const database = await testDatabase(t)
await write(database.db, NOVEMBER, 120)
const early = await noteAt(database.ownerDb, 121)
await cosign(database.db, await witnessAt([], NOVEMBER), early.note)
await write(database.db, NEW_YEARS_EVE, 60)
const last = await noteAt(database.ownerDb, 1_000)
await cosign(database.db, await witnessAt([], NEW_YEARS_EVE), last.note)
await Promise.all([database.db.end(), database.ownerDb.end()])
const tampering = new Tampering(t, database)

/** Records at a time, as a gateway writes them that starts then. */
async function write(db: Db, at: number, count: number): Promise<void> {
  const gateway = await startSequencer(db, { clock: () => at })
  await Promise.all(Array.from({ length: count }, () => gateway.append(EVENT)))
  await gateway.stop()
}

/** The one real witness, which has cosigned these checkpoints, at this time by its clock. */
async function witnessAt(notes: readonly string[], at: number): Promise<ServedTestWitness> {
  const made = Object.assign(await testWitness(t, [LOG_VERIFIER]), { now: at / 1000 })
  const witness = { made, url: (await serveWitness(t, made.witness)).url }
  for (const note of notes) await ask(witness, note)
  return witness
}

/** What a witness answers that is shown the tree of a year for the first time. */
async function ask({ made }: ServedTestWitness, note: string) {
  return made.witness.addCheckpoint(`old 0\n\n${note}`)
}

/** Has it cosign, and keeps what it says in the database, as a gateway does. */
async function cosign(db: Db, witness: ServedTestWitness, note: string): Promise<void> {
  const answer = await ask(witness, note)
  if (answer.outcome !== 'cosigned') throw new Error(answer.outcome)
  const { origin, size } = answer.checkpoint
  const { vkey: name, now: time } = witness.made
  const year = Number(origin.slice(-4))
  await keepCosignature(db, { year, size, witness: name, time, line: answer.line })
}

/** Who notices: a code, or what goes on as if nothing had happened. */
interface Noticed {
  /** `sluss log verify` with the log's key alone. */
  readonly alone: string
  /** The same with the checkpoint of the old year's end that somebody has kept. */
  readonly kept: string
  /** The same with the witness's key, who must have cosigned within the last hour. */
  readonly cosigned: string
  /** A member's program that has kept the checkpoint of November. */
  readonly member: string
  /** A gateway that starts and asks the witness. */
  readonly askedWitness: string
  /** The witness, when it is shown the log. */
  readonly shown: string
  readonly running: string
}

interface Attack {
  /** When it is looked at, in ms since 1970. */
  readonly now: number
  readonly act: (copy: TamperedLog, witness: ServedTestWitness) => Promise<unknown>
  readonly noticed: Noticed
}

const FINE: Noticed = {
  alone: 'clean',
  kept: 'clean',
  cosigned: 'clean',
  member: 'believes',
  askedWitness: 'starts',
  shown: 'cosigns',
  running: 'goes on',
}

const newest = ({ ownerDb }: TamperedLog) => noteAt(ownerDb, Number.MAX_SAFE_INTEGER)

const ATTACKS: Record<string, Attack> = {
  'a year that turns as it should': {
    now: JANUARY,
    act: async (copy, witness) => {
      await write(copy.db, NEW_YEAR, 10)
      await copy.publish(witness)
    },
    noticed: FINE,
  },
  'the tail cut off on New Year’s Eve, and the new year opened upon the rest': {
    now: JANUARY,
    act: async (copy, witness) => {
      await asSuperuser(copy.ownerDb, (db) => rollBack(db, early.size))
      await write(copy.db, NEW_YEAR, 10)
      // Whoever does this shows the witness nothing but the new year: a tree that it has not seen.
      await cosign(copy.db, witness, (await newest(copy)).note)
    },
    noticed: {
      ...FINE,
      kept: 'log-rolled-back',
      // The end of the year that it shows was cosigned in November only.
      cosigned: 'log-not-cosigned',
      askedWitness: 'witness-ahead',
      shown: 'witness-ahead',
      running: 'log-fork',
    },
  },
  'the next year opened in November, for some to see': {
    now: NOVEMBER,
    act: (copy) => write(copy.db, NEW_YEAR, 10),
    // The gateways that run on this database follow it: it is one history, and nobody outside believes it.
    noticed: {
      ...FINE,
      cosigned: 'log-not-cosigned',
      member: 'log-year-ahead',
      shown: 'witness-refuses',
    },
  },
  'the old year written on after the turn, for those who have not seen it': {
    now: JANUARY,
    act: async (copy, witness) => {
      const elsewhere = await tampering.copy(JANUARY)
      await write(elsewhere.db, NEW_YEAR, 10)
      await elsewhere.publish(witness)
      await write(copy.db, NEW_YEARS_EVE, 10)
    },
    noticed: {
      ...FINE,
      cosigned: 'log-stale',
      member: 'log-year-over',
      askedWitness: 'witness-ahead',
      shown: 'witness-refuses',
    },
  },
  'the old year shown as the newest, as if nobody had used the gateway since': {
    now: JANUARY,
    act: async () => {},
    noticed: { ...FINE, cosigned: 'log-stale', member: 'log-year-over' },
  },
}

for (const [what, { now, act, noticed }] of Object.entries(ATTACKS)) {
  t.test(`${what}: noticed by those who can`, async (t) => {
    const copy = await tampering.copy(now)
    const witness = await witnessAt([last.note], now)
    await act(copy, witness)
    const found: Noticed = {
      alone: await copy.verify(),
      kept: await copy.verify([last.note]),
      cosigned: (await copy.verifyCosigned(witness, now / 1000 - 3600)).found,
      member: await copy.read(early.note),
      askedWitness: await copy.askWitness(witness),
      shown: await copy.publish(witness),
      // Last, since it writes.
      running: await copy.append(copy.running),
    }
    t.same(found, noticed)
  })
}
