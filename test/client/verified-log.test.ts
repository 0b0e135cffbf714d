import t from 'tap'
import { verifyRecorded } from '../../src/client/recorded.ts'
import type { RecordExpectation } from '../../src/client/recorded.ts'
import { keepCheckpoint, keepNewestCheckpoint } from '../../src/client/verified-log.ts'
import type { LogProofs, LogView, YearOpening } from '../../src/client/verified-log.ts'
import { sha256 } from '../../src/protocol/sha256.ts'
import { parseSigningPublicKey } from '../../src/protocol/signing-key.ts'
import { signCheckpoint } from '../../src/protocol/tlog/checkpoint.ts'
import type { RecordClaim } from '../../src/protocol/record-claim.ts'
import { parseVerifierKey } from '../../src/protocol/tlog/note.ts'
import { BOARD, ISSUED, POLICE, testSigningKey, testUuid } from '../fixtures/agency.ts'
import { MemoryLog, SIGNER, VERIFIER_KEY } from '../fixtures/memory-log.ts'

const LOG = parseVerifierKey(VERIFIER_KEY)
const ABOUT = { disclosure: testUuid(1), manifest: POLICE.pin }
const EXPECTED = { event: 'disclosure.released', ...ABOUT }

function filled(digests: readonly string[] = [POLICE.pin, BOARD.pin, POLICE.pin]): MemoryLog {
  const log = new MemoryLog()
  for (const digest of digests) log.addOpen('root', digest)
  return log
}

/** What an honest gateway answers about its years. */
function proofsOf(...logs: readonly MemoryLog[]): LogProofs {
  const ofYear = (year: number) => logs.find((log) => log.year === year)!
  return {
    consistency: async (year, from, to) => ofYear(year).consistency(from, to),
    opening: async (year, size) => ({
      leaf: ofYear(year).leaf(0),
      proof: ofYear(year).inclusion(0, size),
      previous: logs[logs.indexOf(ofYear(year)) - 1]!.checkpoint(),
    }),
  }
}

/** Late in the year of the newest of the logs below, unless another time is given. */
function viewOf(proofs: LogProofs, now = Date.UTC(2029, 10, 1)): LogView {
  return { log: LOG, proofs, now }
}

/** What an honest gateway claims of the last record. */
function claimOf(log: MemoryLog): RecordClaim {
  const records = log.records()
  const { index, leaf, body, nonce, proof } = records.at(-1)!
  const record = { leaf, body, nonce }
  return { index, size: records.length, checkpoint: log.checkpoint(), proof, at: ISSUED, record }
}

function accepted(ev = EXPECTED.event): RecordClaim {
  const log = filled()
  log.addClosed({ v: 1, ev, ts: ISSUED, agency: POLICE.agency, actor: null, ...ABOUT })
  return claimOf(log)
}

t.test('an acceptance counts when the log proves a record of it', async (t) => {
  const { index, body } = verifyRecorded(accepted(), LOG, EXPECTED)
  t.equal(index, 3)
  t.equal(body?.manifest, ABOUT.manifest)
})

t.test('refuses a record of something else, or that is not in the log', async (t) => {
  const claim = accepted()
  const refused = { name: 'ClientError', code: 'acceptance-not-proven' }
  const verify =
    (changes: Partial<RecordClaim>, about: Partial<RecordExpectation> = {}) =>
    () =>
      verifyRecorded({ ...claim, ...changes }, LOG, { ...EXPECTED, ...about })
  t.throws(verify({}, { manifest: BOARD.pin }), refused)
  t.throws(verify({}, { disclosure: testUuid(2) }), refused)
  t.throws(verify({}, { statement: POLICE.pin }), refused)
  t.throws(verify({ index: 2 }), refused)
  t.throws(verify({ proof: claim.proof.slice(1) }), refused)
  const { record } = claim
  t.throws(verify({ record: { ...record, nonce: new Uint8Array(32) } }), refused)
  t.throws(verify({ record: { ...record, body: null } }), refused)
  t.throws(verify({ checkpoint: filled().checkpoint() }), refused)
  t.throws(verify({ checkpoint: claim.checkpoint.replace('sluss', 'slyss') }), refused)
  const open = claimOf(filled())
  const event = 'root'
  t.throws(() => verifyRecorded(open, LOG, { event, statement: BOARD.pin }), refused)
  t.equal(verifyRecorded(open, LOG, { event, statement: POLICE.pin }).body, null)
})

t.test('refuses the record of a refusal as proof of an acceptance', async (t) => {
  const refused = { name: 'ClientError', code: 'acceptance-not-proven' }
  for (const ev of ['request.refused', 'write.refused', 'disclosure.denied', 'disclosure.held'])
    t.throws(() => verifyRecorded(accepted(ev), LOG, EXPECTED), refused, ev)
})

t.test('keeps the larger of two checkpoints of one history', async (t) => {
  const log = filled()
  const fetch = proofsOf(log)
  const [small, large] = [log.checkpoint(2), log.checkpoint(3)]
  t.equal(await keepCheckpoint(undefined, small, viewOf(fetch)), small)
  t.equal(await keepCheckpoint(small, large, viewOf(fetch)), large)
  t.equal(await keepCheckpoint(large, small, viewOf(fetch)), large)
})

t.test('refuses a log that shows another history', async (t) => {
  const other = filled([BOARD.pin, BOARD.pin, BOARD.pin, POLICE.pin])
  const kept = filled().checkpoint()
  const fetch = proofsOf(other)
  await t.rejects(keepCheckpoint(kept, other.checkpoint(), viewOf(fetch)), { code: 'log-forked' })
  await t.rejects(keepCheckpoint(kept, other.checkpoint(3), viewOf(fetch)), { code: 'log-forked' })
})

t.test('refuses a newest checkpoint that is smaller than the one kept', async (t) => {
  const log = filled()
  const fetch = proofsOf(log)
  await t.rejects(keepNewestCheckpoint(log.checkpoint(), log.checkpoint(2), viewOf(fetch)), {
    code: 'log-rolled-back',
  })
})

t.test('refuses a checkpoint that another key signed, or that is of another log', async (t) => {
  const log = filled()
  const key = testSigningKey(5)
  const verifier = { ...LOG, key: parseSigningPublicKey(key.publicKey) }
  await t.rejects(
    keepCheckpoint(undefined, log.checkpoint(), { ...viewOf(proofsOf(log)), log: verifier }),
    {
      code: 'log-key-wrong',
    },
  )
  for (const name of ['sluss.example/lag', 'sluss.example/log/2026', 'sluss.example']) {
    const foreign = keepCheckpoint(undefined, log.checkpoint(), {
      ...viewOf(proofsOf(log)),
      log: { ...LOG, name },
    })
    await t.rejects(foreign, { code: 'log-origin-wrong' }, name)
  }
  for (const origin of ['sluss.example/log', 'sluss.example/log/26', 'sluss.example/log/2026/1']) {
    const note = signCheckpoint(
      { size: 0, root: sha256(Uint8Array.of()) },
      { ...SIGNER, name: origin },
    )
    const foreign = keepCheckpoint(undefined, note, viewOf(proofsOf(log)))
    await t.rejects(foreign, { code: 'log-origin-wrong' }, origin)
  }
})

/** Three years, each begun where the one before ended. */
function years(): MemoryLog[] {
  const logs = [filled()]
  for (const year of [2027, 2029]) {
    const next = new MemoryLog(year)
    next.addOpened(logs.at(-1)!.checkpoint())
    next.addOpen('root', BOARD.pin)
    logs.push(next)
  }
  return logs
}

t.test(
  'a checkpoint of a later year extends one of an earlier year, over years between',
  async (t) => {
    const logs = years()
    const proofs = proofsOf(...logs)
    const [old, newest] = [logs[0]!.checkpoint(2), logs[2]!.checkpoint()]
    t.equal(await keepNewestCheckpoint(old, newest, viewOf(proofs)), newest)
    t.equal(
      await keepCheckpoint(newest, old, viewOf(proofs)),
      newest,
      'an old answer is no new year',
    )
    t.equal(await keepNewestCheckpoint(logs[1]!.checkpoint(), newest, viewOf(proofs)), newest)
    await t.rejects(keepNewestCheckpoint(newest, old, viewOf(proofs)), { code: 'log-rolled-back' })
  },
)

t.test('refuses a year that began with another end of the year before', async (t) => {
  const logs = years()
  const [first, second] = logs as [MemoryLog, MemoryLog]
  const honest = proofsOf(...logs)
  const newest = second.checkpoint()
  const other = filled([BOARD.pin, POLICE.pin, BOARD.pin])
  await t.rejects(keepCheckpoint(other.checkpoint(), newest, viewOf(honest)), {
    code: 'log-forked',
  })
  const lies: Record<string, Partial<YearOpening>> = {
    'another checkpoint': { previous: other.checkpoint() },
    'one that is not the last': { previous: first.checkpoint(2) },
    'another leaf': { leaf: second.leaf(1) },
    'a proof of another size': { proof: second.inclusion(0, 1) },
  }
  for (const [name, lie] of Object.entries(lies)) {
    const proofs: LogProofs = {
      ...honest,
      opening: async (year, size) => ({ ...(await honest.opening(year, size)), ...lie }),
    }
    await t.rejects(
      keepCheckpoint(first.checkpoint(), newest, viewOf(proofs)),
      { code: 'log-forked' },
      name,
    )
  }
})

t.test('cosignatures under the last checkpoint of a year change nothing', async (t) => {
  const [first, second] = years() as [MemoryLog, MemoryLog]
  const cosigned = `${first.checkpoint()}— witness.example ${'AAAA'.repeat(24)}\n`
  const proofs: LogProofs = {
    ...proofsOf(first, second),
    opening: async (_year, size) => ({
      leaf: second.leaf(0),
      proof: second.inclusion(0, size),
      previous: cosigned,
    }),
  }
  const newest = second.checkpoint()
  t.equal(await keepCheckpoint(first.checkpoint(1), newest, viewOf(proofs)), newest)
})

t.test('refuses a year that has not begun by its own clock', async (t) => {
  const [first, second] = years() as [MemoryLog, MemoryLog]
  const turn = Date.UTC(2027)
  const proofs = proofsOf(first, second)
  const keep = (now: number) =>
    keepCheckpoint(first.checkpoint(), second.checkpoint(), viewOf(proofs, now))
  await t.rejects(keep(turn - 60_001), { name: 'ClientError', code: 'log-year-ahead' })
  t.equal(await keep(turn - 60_000), second.checkpoint(), 'clocks may differ by a minute')
})

t.test('refuses a newest checkpoint of a year that has been over for a day', async (t) => {
  const log = filled()
  const keep = (now: number) =>
    keepNewestCheckpoint(undefined, log.checkpoint(), viewOf(proofsOf(log), now))
  const over = Date.UTC(2027) + 86_400_000
  t.equal(await keep(over), log.checkpoint())
  await t.rejects(keep(over + 1), { name: 'ClientError', code: 'log-year-over' })
})

t.test('who has kept a year follows no growth of the one before', async (t) => {
  const [first, second] = years() as [MemoryLog, MemoryLog]
  const proofs = proofsOf(first, second)
  const kept = second.checkpoint()
  const final = first.checkpoint()
  t.equal(await keepCheckpoint(kept, final, viewOf(proofs)), kept)
  const grown = filled([POLICE.pin, BOARD.pin, POLICE.pin, BOARD.pin])
  const lying: LogProofs = {
    opening: proofs.opening,
    consistency: async (year, from, to) => (year === 2026 ? grown : second).consistency(from, to),
  }
  await t.rejects(keepCheckpoint(kept, grown.checkpoint(), viewOf(lying)), { code: 'log-forked' })
})
