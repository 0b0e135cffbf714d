/**
 * Who notices what, when a superuser of the database tampers with the log. One row for each way (research of the design: "tamper
 * matrix"): what is found by whoever verifies the log with its key alone, by whoever also holds a checkpoint that a witness has
 * cosigned, by the gateway that was running, by one that starts, by one that asks a witness when it starts, and by whoever compares
 * the whole database with the log in it.
 */
import t from 'tap'
import type { Db } from '../../src/storage/db.ts'
import { testDatabase } from '../fixtures/database.ts'
import { LOG_SIGNER, LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'
import { editBody, rewriteHashes, rollBack } from '../fixtures/rewrite-log.ts'
import { EVENT, Tampering, asSuperuser, noteAt } from '../fixtures/tampered-log.ts'
import type { ServedTestWitness, TamperedLog } from '../fixtures/tampered-log.ts'
import { serveWitness, testWitness } from '../fixtures/witness.ts'

/** Records of the log, and of its prefix that the witness has cosigned. */
const SIZE = 720
const WITNESSED = 660

const database = await testDatabase(t)

/** A log of so many records, sixty to a checkpoint, and a real witness that saw it at `WITNESSED`. */
const log = await startSequencer(database.db, { batchLimit: 60 })
const answers = await Promise.all(Array.from({ length: SIZE }, () => log.append(EVENT)))
await log.stop()
const size = log.size
const last = answers.at(-1)!
const known = await noteAt(database.ownerDb, WITNESSED)
/** Sizes of earlier checkpoints. */
const [early, middle, late] = await Promise.all(
  [300, 480, 600].map(async (most) => (await noteAt(database.ownerDb, most)).size),
)
const seer = await witnessAt(known.note)
await Promise.all([database.db.end(), database.ownerDb.end()])
const tampering = new Tampering(t, database)

/** A real witness that has cosigned this note and no later one. */
async function witnessAt(note: string): Promise<ServedTestWitness> {
  const made = await testWitness(t, [LOG_VERIFIER])
  const { outcome } = await made.witness.addCheckpoint(`old 0\n\n${note}`)
  if (outcome !== 'cosigned') throw new Error('the witness refuses what is right')
  return { made, url: (await serveWitness(t, made.witness)).url }
}

/** Who notices: a code, or what goes on as if nothing had happened. */
interface Noticed {
  /** `sluss log verify` with the log's key alone. */
  readonly alone: string
  /** The same with the checkpoint that the witness cosigned. */
  readonly witnessed: string
  readonly running: string
  readonly restarted: string
  /** A gateway that starts, and asks the witness before it writes. */
  readonly askedWitness: string
  /** `npm start -- --check`: the database compared with the log in it. */
  readonly operator: string
}

/** What nobody has tampered with. */
const FINE: Noticed = {
  alone: 'clean',
  witnessed: 'clean',
  running: 'goes on',
  restarted: 'starts',
  askedWitness: 'starts',
  operator: 'clean',
}

/** What is found by everybody who verifies the log, from outside and inside. */
function everywhere(code: string, operator = code): Noticed {
  return { ...FINE, alone: code, witnessed: code, operator }
}

type Attack = (db: Db, log: TamperedLog) => Promise<unknown>

const ATTACKS: Record<string, readonly [Attack, Noticed]> = {
  'nothing at all': [async () => {}, FINE],
  '1 a body edited': [(db) => editBody(db, 100), everywhere('log-record-altered')],
  '2 a body and its leaf hash edited': [
    async (db) => {
      await editBody(db, 100)
      await db`update log.entry set hash = sha256('\\x00'::bytea || body) where index = 100`
    },
    everywhere('log-record-altered', 'log-tree-altered'),
  ],
  '3 a body and all hashes edited, without the key': [
    async (db) => {
      await editBody(db, 100)
      await rewriteHashes(db, {})
    },
    {
      alone: 'log-key-wrong',
      witnessed: 'log-key-wrong',
      running: 'log-fork',
      restarted: 'log-invalid',
      askedWitness: 'log-invalid',
      operator: 'log-key-wrong',
    },
  ],
  '4 two records swapped': [
    (db) => db`
      update log.entry e set body = o.body, hash = o.hash
        from log.entry o
       where (e.index, o.index) in ((100, 101), (101, 100))
    `,
    everywhere('log-record-altered', 'log-tree-altered'),
  ],
  '5 a record in the middle deleted': [
    (db) => db`delete from log.entry where index = 100`,
    everywhere('log-incomplete'),
  ],
  '6 the tail cut off at an older checkpoint, or a backup restored': [
    (db) => rollBack(db, middle!),
    {
      ...FINE,
      witnessed: 'log-rolled-back',
      running: 'log-fork',
      askedWitness: 'witness-ahead',
    },
  ],
  '7 history written anew with the stolen key': [
    async (db) => {
      await editBody(db, 100)
      await rewriteHashes(db, { signer: LOG_SIGNER })
    },
    // Larger than what the witness has seen: it contradicts when it is shown the next checkpoint (below).
    { ...FINE, witnessed: 'log-forked', running: 'log-fork', operator: 'record-altered' },
  ],
  '8 rolled back, and a gateway that started since has written on': [
    async (db, { db: gateway }) => {
      await rollBack(db, middle!)
      const other = await startSequencer(gateway, { batchLimit: 60 })
      await Promise.all(Array.from({ length: 240 }, () => other.append(EVENT)))
      await other.stop()
    },
    { ...FINE, witnessed: 'log-forked', running: 'log-fork' },
  ],
  '9 rolled back, and the gateway that starts asks the witness': [
    (db) => rollBack(db, late!),
    {
      ...FINE,
      witnessed: 'log-rolled-back',
      running: 'log-fork',
      askedWitness: 'witness-ahead',
    },
  ],
  '10 what came after the witness written anew with the stolen key': [
    async (db) => {
      await editBody(db, 700)
      await rewriteHashes(db, { after: known.size, signer: LOG_SIGNER })
    },
    // Only receipts (below) and the gateway that was running know better.
    { ...FINE, running: 'log-fork', operator: 'record-altered' },
  ],
  'a tile edited, the records intact': [
    (db) => db`
      update log.tile set data = set_byte(data, 99, get_byte(data, 99) # 1) where index = 1
    `,
    everywhere('log-tree-altered'),
  ],
  'the root of a tile edited': [
    (db) => db`update log.tile set root = sha256(root) where index = 1`,
    {
      ...FINE,
      alone: 'log-tree-altered',
      witnessed: 'log-tree-altered',
      restarted: 'log-invalid',
      askedWitness: 'log-invalid',
      operator: 'log-tree-altered',
    },
  ],
  'what a closed record says edited': [
    // The leaf commits to it: every reader refuses it, but nobody outside sees it.
    (db) => db`update content.record set body = body || '\\x20'::bytea where index = 100`,
    { ...FINE, operator: 'record-altered' },
  ],
  'a checkpoint in the middle deleted': [
    // Nothing that it stated is lost: the newest one proves the same records.
    (db) => db`delete from log.checkpoint where size = ${early!}`,
    { ...FINE, operator: 'log-incomplete' },
  ],
  'the newest checkpoint replaced by an older one': [
    (db) => db`
      update log.checkpoint c set note = o.note from log.checkpoint o
       where c.size = ${size} and o.size = ${middle!}
    `,
    {
      alone: 'clean',
      witnessed: 'log-rolled-back',
      running: 'goes on',
      restarted: 'log-invalid',
      askedWitness: 'log-invalid',
      operator: 'log-tree-altered',
    },
  ],
  'the newest checkpoint replaced by that of another log': [
    (db) => db`
      update log.checkpoint set note = replace(note, 'gateway.example', 'other.example')
       where size = ${size}
    `,
    {
      ...FINE,
      alone: 'log-key-wrong',
      witnessed: 'log-key-wrong',
      restarted: 'log-invalid',
      askedWitness: 'log-invalid',
      operator: 'log-key-wrong',
    },
  ],
}

for (const [what, [attack, expected]] of Object.entries(ATTACKS)) {
  t.test(`${what}: noticed by those who can`, async (t) => {
    const copy = await tampering.copy()
    await asSuperuser(copy.ownerDb, (db) => attack(db, copy))
    const found: Noticed = {
      alone: await copy.verify(),
      witnessed: await copy.verify([known.note]),
      operator: await copy.compare(),
      restarted: await copy.restart(),
      askedWitness: await copy.askWitness(seer),
      // Last, since it writes.
      running: await copy.append(copy.running),
    }
    t.same(found, expected)
  })
}

/** What the attack called so does to a copy. */
async function attacked(what: keyof typeof ATTACKS): Promise<TamperedLog> {
  const copy = await tampering.copy()
  await asSuperuser(copy.ownerDb, (db) => ATTACKS[what]![0](db, copy))
  return copy
}

t.test('the witness cosigns the log that has only grown', async (t) => {
  const copy = await tampering.copy()
  t.equal(await copy.publish(await witnessAt(known.note)), 'cosigns')
})

for (const what of Object.keys(ATTACKS).filter((name) => /^[78] /.test(name))) {
  t.test(`${what}: the witness contradicts when it is shown the log`, async (t) => {
    const copy = await attacked(what)
    t.equal(await copy.publish(await witnessAt(known.note)), 'witness-ahead')
  })
}

t.test(
  'what was written anew after the witness is found with any receipt from there',
  async (t) => {
    const copy = await attacked(Object.keys(ATTACKS).find((name) => name.startsWith('10 '))!)
    t.equal(await copy.verify([known.note]), 'clean')
    t.equal(await copy.verify([last.checkpoint]), 'log-forked')
  },
)

t.test('a witness that lost its state is found out, and asked no more', async (t) => {
  const copy = await tampering.copy()
  t.equal(await copy.publish(await witnessAt(known.note)), 'cosigns')
  await copy.append(copy.running)
  const forgetful = await witnessAt((await noteAt(copy.ownerDb, early!)).note)
  t.equal(await copy.publish(forgetful), 'witness-rolled-back')
})

t.test(
  'an auditor who asks for the witness is not shown an old checkpoint for a new one',
  async (t) => {
    const copy = await tampering.copy()
    const witness = await witnessAt(known.note)
    const day = 86_400
    const verify = (now: number) => copy.verifyCosigned(witness, now - day)
    t.match(await verify(witness.made.now), { found: 'log-not-cosigned', seen: undefined })
    await copy.publish(witness)
    t.same(await verify(witness.made.now), { found: 'clean', seen: size })
    t.match(await verify(witness.made.now + 2 * day), { found: 'log-stale' })
  },
)

t.test('a cosignature copied from another size counts for nothing', async (t) => {
  const copy = await tampering.copy()
  const witness = await witnessAt(known.note)
  await copy.publish(witness)
  await copy.append(copy.running)
  await copy.publish(witness)
  t.same(await copy.verifyCosigned(witness, 0), { found: 'clean', seen: size + 1 })
  await asSuperuser(
    copy.ownerDb,
    (db) => db`
    update log.cosignature c set line = o.line from log.cosignature o where o.size < c.size
  `,
  )
  t.same(await copy.verifyCosigned(witness, 0), { found: 'clean', seen: size }, 'as far as before')
})
