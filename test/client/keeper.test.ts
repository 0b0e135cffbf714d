/** What a client keeps must be what the witnesses have signed. */
import t from 'tap'
import { ClientError } from '../../src/client/errors.ts'
import { Keeper } from '../../src/client/keeper.ts'
import type { KeeperGateway } from '../../src/client/keeper.ts'
import { NOTHING_KEPT, parseKept } from '../../src/client/kept.ts'
import type { Kept } from '../../src/client/kept.ts'
import { readProblem } from '../../src/client/problem.ts'
import { verifyRecorded } from '../../src/client/recorded.ts'
import type { Recorded } from '../../src/client/recorded.ts'
import { encodeBase64url } from '../../src/protocol/base64url.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { buildCosigner, cosign, encodeCosignerKey } from '../../src/protocol/tlog/cosignature.ts'
import { parseNoteUnsafe, parseVerifierKey } from '../../src/protocol/tlog/note.ts'
import { parseLogPolicy } from '../../src/protocol/tlog/policy.ts'
import { BOARD, ISSUED, POLICE, testSigningKey } from '../fixtures/agency.ts'
import { MemoryLog, VERIFIER_KEY } from '../fixtures/memory-log.ts'

const LOG = parseVerifierKey(VERIFIER_KEY)
const WITNESS = buildCosigner('witness.example', testSigningKey(761))
const OTHER = buildCosigner('other.example', testSigningKey(762))
const WITNESSES = parseLogPolicy(`witness own ${encodeCosignerKey(WITNESS)}\nquorum own\n`)
const DAY = 86_400_000

const signedBy = (signer: typeof WITNESS, note: string) =>
  note + cosign(parseNoteUnsafe(note).text, 1_800_000_000, signer)

function filled(...digests: readonly string[]): MemoryLog {
  const log = new MemoryLog()
  for (const digest of digests) log.addOpen('root', digest)
  return log
}

/** The last record of a log, as a client has verified it. */
function lastOf(log: MemoryLog, digest: string): Recorded {
  const { index, leaf, proof } = log.records().at(-1)!
  const record = { leaf, body: null, nonce: null }
  const claim = { index, size: log.size, checkpoint: log.checkpoint(), proof, at: ISSUED, record }
  return verifyRecorded(claim, LOG, { event: 'root', statement: digest })
}

/** A keeper at a gateway with this log, which shows what `cosigned` is. */
function keeperAt(log: MemoryLog, first: Kept = NOTHING_KEPT) {
  const state = {
    cosigned: undefined as string | undefined,
    now: Date.UTC(2026, 10, 1),
    kept: first,
    waited: [] as number[],
    onWait: () => {},
    asked: 0,
  }
  const none = async () => {
    throw new TypeError('nobody asks for this')
  }
  const gateway: KeeperGateway = {
    consistency: async (_, from, to) => ({ proof: log.consistency(from, to).map(encodeBase64url) }),
    async cosignedCheckpoint() {
      state.asked++
      if (state.cosigned !== undefined) return encodeUtf8(state.cosigned)
      const problem = readProblem(404, { code: 'not-found' })
      throw new ClientError('gateway-refused', 'the gateway refused', { problem })
    },
    firstEntry: none,
    inclusion: none,
    opened: none,
    policySets: none,
  }
  const keeper = new Keeper(
    {
      log: LOG,
      witnesses: WITNESSES,
      gateway,
      clock: () => state.now,
      save: async (kept) => void (state.kept = parseKept(JSON.parse(JSON.stringify(kept)))),
      wait: async (ms) => {
        state.waited.push(ms)
        state.onWait()
      },
    },
    first,
  )
  return { state, keeper, gateway }
}

const keptAt = (log: MemoryLog, size?: number): Kept => ({
  ...NOTHING_KEPT,
  checkpoint: log.checkpoint(size),
})

t.test('waits some seconds until the witnesses have signed a record, and no longer', async (t) => {
  const log = filled(POLICE.pin, BOARD.pin)
  const { state, keeper } = keeperAt(log)
  const record = lastOf(log, BOARD.pin)
  const sum = () => state.waited.reduce((all, ms) => all + ms, 0)
  await t.rejects(keeper.keepWitnessed([record]), { code: 'log-not-cosigned' })
  t.ok(sum() >= 5_000 && sum() <= 15_000)
  state.cosigned = signedBy(WITNESS, log.checkpoint(1))
  await t.rejects(keeper.keepWitnessed([record]), { code: 'log-not-cosigned' }, 'not so much')
  state.cosigned = signedBy(OTHER, log.checkpoint())
  await t.rejects(keeper.keepWitnessed([record]), { code: 'log-not-cosigned' }, 'not by them')
  state.cosigned = undefined
  state.waited = []
  state.onWait = () => (state.cosigned = signedBy(WITNESS, log.checkpoint()))
  await keeper.keepWitnessed([record])
  t.equal(state.waited.length, 1)
})

t.test('refuses a log that is not the one that the witnesses have signed', async (t) => {
  const shown = filled(POLICE.pin, BOARD.pin)
  const signed = filled(POLICE.pin, POLICE.pin)
  const { state, keeper } = keeperAt(shown, keptAt(shown))
  state.cosigned = signedBy(WITNESS, signed.checkpoint())
  await t.rejects(keeper.keepWitnessed([]), { code: 'log-forked' })
  state.cosigned = signedBy(WITNESS, filled(BOARD.pin).checkpoint())
  await t.rejects(keeper.keepWitnessed([]), { code: 'log-forked' }, 'nor one that is smaller')
})

t.test('what the witnesses have not seen is believed for a day', async (t) => {
  const log = filled(POLICE.pin, BOARD.pin, POLICE.pin)
  const { state, keeper } = keeperAt(log, keptAt(log, 2))
  state.cosigned = signedBy(WITNESS, log.checkpoint(1))
  const began = state.now
  await keeper.keepWitnessed([])
  t.same(state.kept.unwitnessed, { year: 2026, size: 2, since: began })
  state.now += DAY
  await keeper.keepWitnessed([])
  state.now += 1
  await t.rejects(keeper.keepWitnessed([]), { code: 'log-not-cosigned' })

  const later = keeperAt(log, state.kept)
  later.state.now = state.now
  await t.rejects(later.keeper.keepWitnessed([]), { code: 'log-not-cosigned' }, 'nor by the next')
  later.state.cosigned = signedBy(WITNESS, log.checkpoint(2))
  await later.keeper.keepWitnessed([])
  t.equal(later.state.kept.unwitnessed, undefined, 'until they have')
  later.state.cosigned = signedBy(WITNESS, log.checkpoint())
  await later.keeper.keepWitnessed([])
  t.equal(later.state.kept.checkpoint, later.state.cosigned, 'and what they have seen is kept')
})

t.test('without witnesses nobody is asked', async (t) => {
  const log = filled(POLICE.pin)
  const { state, gateway } = keeperAt(log)
  const rest = { clock: () => state.now, save: async () => {}, wait: async () => {} }
  const keeper = new Keeper({ log: LOG, gateway, ...rest }, keptAt(log))
  await keeper.keepWitnessed([lastOf(log, POLICE.pin)])
  t.equal(state.asked, 0)
})

t.test('refuses a mark of what waits that nobody wrote', async (t) => {
  for (const unwitnessed of [null, {}, { year: 2026, size: 1 }, { year: 1, size: 1, since: '1' }])
    t.throws(() => parseKept({ ...NOTHING_KEPT, unwitnessed }), { code: 'kept-invalid' })
})
