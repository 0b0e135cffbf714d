import t from 'tap'
import { Publisher } from '../../src/audit/publisher.ts'
import type {
  KeptCosignature,
  PublishedLog,
  PublisherOptions,
  SignedHead,
} from '../../src/audit/publisher.ts'
import { Witness } from '../../src/audit/witness.ts'
import { signCheckpoint } from '../../src/protocol/tlog/checkpoint.ts'
import { findCosignature, parseCosignerKey } from '../../src/protocol/tlog/cosignature.ts'
import { sha256 } from '../../src/protocol/sha256.ts'
import { addSignatures } from '../../src/protocol/tlog/note.ts'
import { MemoryLog, SIGNER } from '../fixtures/memory-log.ts'
import { serveWitness, testWitness } from '../fixtures/witness.ts'
import type { TestWitness } from '../fixtures/witness.ts'

/** The year of the log in memory. */
const ORIGIN = `${SIGNER.name}/2026`
const START = 1_800_000_000_000

/** A log in memory that is published, and what is kept of it. */
function published(log = new MemoryLog()) {
  const kept: KeptCosignature[] = []
  const state = { log, kept, now: START, shown: undefined as number | undefined }
  const heads = (): SignedHead[] => {
    const size = state.shown ?? state.log.size
    return size === 0 ? [] : [{ origin: ORIGIN, size, note: state.log.checkpoint(size) }]
  }
  const source: PublishedLog = {
    listHeads: async () => heads(),
    proveConsistency: async (_origin, from, to) => state.log.consistency(from, to),
    keepCosignature: async (cosignature) => void kept.push(cosignature),
    findCosigned: async (_origin, witness) => {
      const own = kept.filter((one) => one.witness === witness)
      return { size: Math.max(0, ...own.map(({ size }) => size)), time: own.at(-1)?.time ?? 0 }
    },
  }
  return Object.assign(state, { source, heads })
}

function grow(log: MemoryLog, count: number, salt = ''): void {
  for (let i = 0; i < count; i++) log.addOpen('test', `${salt}${log.size}`)
}

type Reached = { readonly made: TestWitness; readonly url: string }

function publisherOf(
  state: ReturnType<typeof published>,
  witnesses: readonly Reached[],
  changes: Partial<PublisherOptions> = {},
) {
  const troubles: string[] = []
  const fatal: string[] = []
  const publisher = new Publisher({
    log: state.source,
    witnesses: witnesses.map(({ made, url }) => ({
      name: made.signer.name,
      verifier: parseCosignerKey(made.vkey),
      url,
    })),
    fetch,
    clock: () => state.now,
    onTrouble: (name, trouble) => troubles.push(`${name} ${trouble}`),
    onFatal: ({ code }) => fatal.push(code),
    timeout: 1_000,
    ...changes,
  })
  return Object.assign(publisher, { troubles, fatal })
}

async function reached(t: Parameters<typeof testWitness>[0], seed = 700): Promise<Reached> {
  const made = await testWitness(t, [SIGNER], { name: `w${seed}.example`, seed })
  const { url } = await serveWitness(t, made.witness)
  return { made, url }
}

t.test('every witness cosigns the log as it grows, and what it says is kept', async (t) => {
  const state = published()
  const witnesses = [await reached(t, 700), await reached(t, 701)]
  const publisher = publisherOf(state, witnesses)
  for (const count of [1, 4, 251, 1]) {
    grow(state.log, count)
    await publisher.publish()
  }
  t.same(
    state.kept.map(({ size }) => size),
    [1, 1, 5, 5, 256, 256, 257, 257],
  )
  const lines = state.kept.slice(-2).map(({ line }) => line)
  const note = addSignatures(state.log.checkpoint(), lines)
  for (const { made } of witnesses) t.ok(findCosignature(note, made.signer))
  t.same(publisher.troubles, [])
})

t.test('a log that does not grow is shown again after ten minutes, not before', async (t) => {
  const state = published()
  grow(state.log, 3)
  const publisher = publisherOf(state, [await reached(t)])
  for (const minutes of [0, 1, 9.9, 10, 11]) {
    state.now = START + minutes * 60_000
    await publisher.publish()
  }
  t.equal(state.kept.length, 2)
})

t.test('a publisher that starts anew learns from the witness where it stands', async (t) => {
  const state = published()
  grow(state.log, 10)
  const witness = await reached(t)
  await publisherOf(state, [witness]).publish()
  state.kept.length = 0
  grow(state.log, 7)
  const publisher = publisherOf(state, [witness])
  await publisher.publish()
  t.match(state.kept, [{ size: 17 }])
})

t.test('two processes publish one log and neither takes the other for a fork', async (t) => {
  const state = published()
  const witness = await reached(t)
  const [one, other] = [publisherOf(state, [witness]), publisherOf(state, [witness])]
  for (let i = 0; i < 20; i++) {
    grow(state.log, 3)
    await Promise.all([one.publish(), other.publish()])
  }
  await one.publish()
  t.equal(Math.max(...state.kept.map(({ size }) => size)), 60)
  t.same([one.fatal, other.fatal, one.troubles], [[], [], []])
})

t.test(
  'start is refused when a witness knows more, another history, or a log that was emptied',
  async (t) => {
    const state = published()
    grow(state.log, 12)
    const witness = await reached(t)
    const publisher = publisherOf(state, [witness])
    await publisher.check(state.heads())
    await publisher.publish()
    await publisher.check(state.heads())
    const older = [{ origin: ORIGIN, size: 9, note: state.log.checkpoint(9) }]
    await t.rejects(publisher.check(older), { code: 'witness-ahead' })
    const empty = { size: 0, root: sha256(new Uint8Array()) }
    const emptied = [
      { origin: ORIGIN, size: 0, note: signCheckpoint(empty, { ...SIGNER, name: ORIGIN }) },
    ]
    await t.rejects(publisher.check(emptied), { code: 'witness-ahead' })
    const forked = new MemoryLog()
    grow(forked, 12, 'other ')
    const fork = [{ origin: ORIGIN, size: 12, note: forked.checkpoint() }]
    await t.rejects(publisher.check(fork), { code: 'witness-ahead' })
    grow(state.log, 1)
    await publisher.check(state.heads())
  },
)

t.test('a witness that cannot be reached does not keep the log from starting', async (t) => {
  const state = published()
  grow(state.log, 1)
  const { made } = await reached(t)
  await publisherOf(state, [{ made, url: 'http://127.0.0.1:1' }]).check(state.heads())
})

t.test('a log rolled back, or rewritten with its own key, under way is stopped', async (t) => {
  const cases = {
    'rolled back': { size: 15, salt: '' },
    'rewritten and longer': { size: 25, salt: 'other ' },
    'rewritten to the same size': { size: 20, salt: 'other ' },
  }
  for (const [what, { size, salt }] of Object.entries(cases)) {
    const state = published()
    grow(state.log, 20)
    const witness = await reached(t)
    await publisherOf(state, [witness]).publish()
    state.kept.length = 0 // Went with the rest of the database.
    state.log = new MemoryLog()
    grow(state.log, size, salt)
    const publisher = publisherOf(state, [witness])
    await publisher.publish()
    t.same(publisher.fatal, ['witness-ahead'], what)
    t.same(state.kept, [], what)
  }
})

t.test('a refused proof is tried once more before the log is stopped for it', async (t) => {
  const state = published()
  grow(state.log, 5)
  const { made } = await reached(t)
  const first = await made.witness.addCheckpoint(`old 0\n\n${state.log.checkpoint()}`)
  t.equal(first.outcome, 'cosigned')
  let doubts = 0
  const lying = (times: number) => ({
    addCheckpoint: (body: string) =>
      body.startsWith('old 0') || doubts++ >= times
        ? made.witness.addCheckpoint(body)
        : Promise.resolve({ outcome: 'not-consistent' } as const),
  })
  const once = publisherOf(state, [{ made, url: (await serveWitness(t, lying(1))).url }])
  grow(state.log, 1)
  await once.publish()
  t.same(once.fatal, [])
  t.equal(state.kept.at(-1)?.size, 6)
  doubts = 0
  const always = publisherOf(state, [{ made, url: (await serveWitness(t, lying(9))).url }])
  grow(state.log, 1)
  await always.publish()
  t.same(always.fatal, ['witness-ahead'])
})

t.test('start tells who could be asked', async (t) => {
  const state = published()
  grow(state.log, 1)
  const [here, gone] = [await reached(t, 700), await reached(t, 701)]
  const publisher = publisherOf(state, [here, { made: gone.made, url: 'http://127.0.0.1:1' }])
  t.same([...(await publisher.check(state.heads()))], ['w700.example'])
})

t.test(
  'a silent witness raises one alarm after its time, and another when it answers',
  async (t) => {
    const state = published()
    grow(state.log, 1)
    const made = await testWitness(t, [SIGNER])
    const served = await serveWitness(t, made.witness)
    const publisher = publisherOf(state, [{ made, url: served.url }], { patience: 60_000 })
    await publisher.publish()
    await served.stop()
    for (const seconds of [1, 30, 60, 62, 90]) {
      grow(state.log, 1)
      state.now = START + seconds * 1_000
      await publisher.publish()
      t.equal(publisher.troubles.length, seconds > 61 ? 1 : 0, `${seconds} s`)
    }
    t.same(publisher.silent, ['witness.example'])
    await serveWitness(t, made.witness, Number(new URL(served.url).port))
    await publisher.publish()
    t.same(publisher.troubles, [
      'witness.example witness-silent',
      'witness.example witness-answers',
    ])
    t.same(publisher.silent, [])
    t.equal(state.kept.at(-1)?.size, state.log.size)
    t.same(publisher.fatal, [])
  },
)

t.test('a witness that does not know the log is named, and cosigns nothing', async (t) => {
  const state = published()
  grow(state.log, 2)
  const made = await testWitness(t, [{ ...SIGNER, name: 'annan.example/log' }])
  const { url } = await serveWitness(t, made.witness)
  const publisher = publisherOf(state, [{ made, url }])
  await publisher.publish()
  await publisher.publish()
  t.same(publisher.troubles, ['witness.example witness-refuses'])
})

t.test('a cosignature of another size, or by another key, is refused and not kept', async (t) => {
  const state = published()
  grow(state.log, 5)
  const made = await testWitness(t, [SIGNER])
  const liar = await testWitness(t, [SIGNER], { seed: 702 })
  const small = published(new MemoryLog())
  grow(small.log, 4)
  const ofOther = `old 0\n\n${small.log.checkpoint()}`
  const answers = [
    { addCheckpoint: () => made.witness.addCheckpoint(ofOther) },
    { addCheckpoint: (body: string) => liar.witness.addCheckpoint(body) },
  ]
  for (const answer of answers) {
    const { url } = await serveWitness(t, answer)
    const publisher = publisherOf(state, [{ made, url }])
    await publisher.publish()
    t.same(publisher.troubles, ['witness.example cosignature-invalid'])
  }
  t.same(state.kept, [])
})

t.test('a witness that has forgotten what it cosigned is named and asked no more', async (t) => {
  const state = published()
  grow(state.log, 8)
  const before = await reached(t)
  await publisherOf(state, [before]).publish()
  // The same key with a new state: what an operator must never do.
  const again = await testWitness(t, [SIGNER], { name: 'w700.example' })
  const anew = new Witness({
    signer: before.made.signer,
    logs: [SIGNER],
    state: again.state,
    clock: () => START,
  })
  const served = await serveWitness(t, anew)
  const publisher = publisherOf(state, [{ made: before.made, url: served.url }])
  grow(state.log, 1)
  await publisher.publish()
  await publisher.publish()
  t.same(publisher.troubles, ['w700.example witness-rolled-back'])
  t.equal(served.events.length, 1)
  t.equal(state.kept.length, 1)
})

t.test('what a witness says without its signature cannot make us wait for ever', async (t) => {
  const state = published()
  grow(state.log, 5)
  const { made } = await reached(t)
  let size = 0
  const { url, events } = await serveWitness(t, {
    addCheckpoint: async () => ({ outcome: 'size-differs', size: ++size % 4 }),
  })
  const publisher = publisherOf(state, [{ made, url }])
  await publisher.publish()
  t.equal(events.length, 4)
  t.same(publisher.fatal, [])
})
