import t from 'tap'
import { verifyRecorded } from '../../src/client/recorded.ts'
import type { RecordExpectation } from '../../src/client/recorded.ts'
import { keepCheckpoint, keepNewestCheckpoint } from '../../src/client/verified-log.ts'
import type { RecordClaim } from '../../src/protocol/record-claim.ts'
import { parseVerifierKey } from '../../src/protocol/tlog/note.ts'
import { BOARD, ISSUED, POLICE, testUuid } from '../fixtures/agency.ts'
import { MemoryLog, SIGNER, VERIFIER_KEY } from '../fixtures/memory-log.ts'

const LOG = parseVerifierKey(VERIFIER_KEY)
const ABOUT = { disclosure: testUuid(1), manifest: POLICE.pin }
const EXPECTED = { event: 'disclosure.released', ...ABOUT }

function filled(digests: readonly string[] = [POLICE.pin, BOARD.pin, POLICE.pin]): MemoryLog {
  const log = new MemoryLog()
  for (const digest of digests) log.addOpen('root', digest)
  return log
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
  const fetch = async (from: number, to: number) => log.consistency(from, to)
  const [small, large] = [log.checkpoint(2), log.checkpoint(3)]
  t.equal(await keepCheckpoint(undefined, small, LOG, fetch), small)
  t.equal(await keepCheckpoint(small, large, LOG, fetch), large)
  t.equal(await keepCheckpoint(large, small, LOG, fetch), large)
})

t.test('refuses a log that shows another history', async (t) => {
  const other = filled([BOARD.pin, BOARD.pin, BOARD.pin, POLICE.pin])
  const kept = filled().checkpoint()
  const fetch = async (from: number, to: number) => other.consistency(from, to)
  await t.rejects(keepCheckpoint(kept, other.checkpoint(), LOG, fetch), { code: 'log-forked' })
  await t.rejects(keepCheckpoint(kept, other.checkpoint(3), LOG, fetch), { code: 'log-forked' })
})

t.test('refuses a newest checkpoint that is smaller than the one kept', async (t) => {
  const log = filled()
  const fetch = async (from: number, to: number) => log.consistency(from, to)
  await t.rejects(keepNewestCheckpoint(log.checkpoint(), log.checkpoint(2), LOG, fetch), {
    code: 'log-rolled-back',
  })
})

t.test('refuses a checkpoint that another key signed', async (t) => {
  const log = filled()
  const verifier = { ...LOG, name: `${SIGNER.name}/2` }
  await t.rejects(
    keepCheckpoint(undefined, log.checkpoint(), verifier, async () => []),
    {
      code: 'log-key-wrong',
    },
  )
})
