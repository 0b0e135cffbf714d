import { readFile, writeFile } from 'node:fs/promises'
import t from 'tap'
import published from '../vectors/protocol/published/add-checkpoint.json' with { type: 'json' }
import { Witness } from '../../src/audit/witness.ts'
import { openWitnessState } from '../../src/audit/witness-state.ts'
import { parseSigningPublicKey } from '../../src/protocol/signing-key.ts'
import { encodeAddCheckpoint } from '../../src/protocol/tlog/add-checkpoint.ts'
import { signCheckpoint } from '../../src/protocol/tlog/checkpoint.ts'
import { cosign, findCosignature } from '../../src/protocol/tlog/cosignature.ts'
import { sha256 } from '../../src/protocol/sha256.ts'
import { addSignatures, buildNoteSigner, parseNoteUnsafe } from '../../src/protocol/tlog/note.ts'
import { testSigningKey } from '../fixtures/agency.ts'
import { originOfYear } from '../../src/protocol/tlog/log-year.ts'
import { MemoryLog, SIGNER } from '../fixtures/memory-log.ts'
import { serveWitness, testWitness } from '../fixtures/witness.ts'

const PUBLISHED_LOG = {
  name: published.origin,
  key: parseSigningPublicKey(new Uint8Array(Buffer.from(published.logKey, 'hex'))),
}
const requests = published.requests

function logOf(size: number, salt = ''): MemoryLog {
  const log = new MemoryLog()
  for (let i = 0; i < size; i++) log.addOpen('test', `${salt}${i}`)
  return log
}

function ask(log: MemoryLog, from: number, to = log.size): string {
  const proof = from > 0 && from < to ? log.consistency(from, to) : []
  return encodeAddCheckpoint({ oldSize: from, proof, checkpoint: log.checkpoint(to) })
}

t.test(
  'the published requests are answered as published, and no later one rolls back',
  async (t) => {
    const { witness, signer, state } = await testWitness(t, [PUBLISHED_LOG])
    t.match(await witness.addCheckpoint(requests['1 to 3']), { outcome: 'size-differs', size: 0 })
    const first = await witness.addCheckpoint(requests['0 to 1'])
    t.equal(first.outcome, 'cosigned')
    const answers = await Promise.all(
      [requests['1 to 5'], requests['1 to 3']].map((body) => witness.addCheckpoint(body)),
    )
    t.match(answers, [
      { outcome: 'cosigned', checkpoint: { size: 5 } },
      { outcome: 'size-differs', size: 5 },
    ])
    t.equal(state.find(published.origin)?.size, 5)
    const note = requests['1 to 5'].slice(requests['1 to 5'].indexOf('\n\n') + 2)
    const line = 'line' in answers[0]! ? answers[0].line : ''
    t.ok(findCosignature(addSignatures(note, [line]), signer))
  },
)

t.test('a log is cosigned as it grows, at the time of the clock', async (t) => {
  const made = await testWitness(t, [SIGNER])
  const log = logOf(300)
  let from = 0
  for (const to of [1, 2, 2, 3, 255, 256, 257, 300]) {
    made.now++
    const answer = await made.witness.addCheckpoint(ask(log, from, to))
    t.equal(answer.outcome, 'cosigned', `${from} to ${to}`)
    const note = addSignatures(log.checkpoint(to), ['line' in answer ? answer.line : ''])
    t.equal(findCosignature(note, made.signer)?.time, made.now)
    from = to
  }
})

t.test(
  'another history is refused at any size, and evidence of it is in the request',
  async (t) => {
    const { witness } = await testWitness(t, [SIGNER])
    const served = await serveWitness(t, witness)
    const post = (body: string) => fetch(`${served.url}/add-checkpoint`, { method: 'POST', body })
    t.equal((await post(ask(logOf(8), 0))).status, 200)
    const other = logOf(12, 'other ')
    t.equal((await post(ask(other, 8, 12))).status, 422)
    const same = await post(ask(other, 8, 8))
    t.equal(same.status, 409)
    t.equal(same.headers.get('content-type'), 'text/x.tlog.size')
    t.equal(await same.text(), '8\n')
    t.match(served.events, [
      { outcome: 'cosigned', size: 8 },
      { outcome: 'not-consistent', evidence: undefined },
      { outcome: 'root-differs', evidence: /^old 8\n/ },
    ])
  },
)

t.test('an older checkpoint is refused with the size that was cosigned', async (t) => {
  const { witness } = await testWitness(t, [SIGNER])
  const served = await serveWitness(t, witness)
  const post = (body: string) => fetch(`${served.url}/add-checkpoint`, { method: 'POST', body })
  const log = logOf(20)
  t.equal((await post(ask(log, 0))).status, 200)
  for (const body of [ask(log, 0), ask(log, 0, 10), ask(log, 10, 10), ask(log, 10, 20)]) {
    const answer = await post(body)
    t.equal(answer.status, 409)
    t.equal(await answer.text(), '20\n')
  }
  const shrinking = await post(
    encodeAddCheckpoint({ oldSize: 20, proof: [], checkpoint: log.checkpoint(10) }),
  )
  t.equal(shrinking.status, 400, 'an old size above the new one')
})

t.test('an empty log has one root; a proof of nothing is refused', async (t) => {
  const empty = { size: 0, root: sha256(new Uint8Array()) }
  const hash = new Uint8Array(32).fill(3)
  const rows = [
    { tree: empty, proof: [], outcome: 'cosigned' },
    { tree: { size: 0, root: hash }, proof: [], outcome: 'not-consistent' },
    { tree: empty, proof: [hash], outcome: 'not-consistent' },
    { tree: { size: 1, root: hash }, proof: [], outcome: 'cosigned' },
    { tree: { size: 1, root: hash }, proof: [hash], outcome: 'not-consistent' },
  ]
  for (const { tree, proof, outcome } of rows) {
    const { witness } = await testWitness(t, [SIGNER])
    const checkpoint = signCheckpoint(tree, SIGNER)
    const answer = await witness.addCheckpoint(
      encodeAddCheckpoint({ oldSize: 0, proof, checkpoint }),
    )
    t.equal(answer.outcome, outcome, JSON.stringify({ size: tree.size, proof: proof.length }))
  }
})

t.test('a foreign log and a forged signature are refused, each by its status', async (t) => {
  const { witness } = await testWitness(t, [SIGNER])
  const served = await serveWitness(t, witness)
  const post = async (checkpoint: string) => {
    const body = encodeAddCheckpoint({ oldSize: 0, proof: [], checkpoint })
    return (await fetch(`${served.url}/add-checkpoint`, { method: 'POST', body })).status
  }
  const tree = { size: 1, root: new Uint8Array(32) }
  const foreign = buildNoteSigner('annan.example/log', testSigningKey(800))
  t.equal(await post(signCheckpoint(tree, foreign)), 404)
  const stranger = buildNoteSigner(SIGNER.name, testSigningKey(801))
  t.equal(await post(signCheckpoint(tree, stranger)), 403)
  const other = signCheckpoint({ ...tree, size: 2 }, SIGNER).split('\n\n')[1]!
  const { text } = parseNoteUnsafe(signCheckpoint(tree, SIGNER))
  t.equal(await post(`${text}\n${other}`), 403, 'the signature of another size')
  const both = addSignatures(signCheckpoint(tree, SIGNER), [cosign(text, 1, stranger)])
  t.equal(await post(both), 200, 'signatures by others are ignored')
})

const JANUARY = Date.parse('2027-01-02T00:00:00.000Z') / 1000
const NOVEMBER = Date.parse('2026-11-22T00:00:00.000Z') / 1000

function logOfYear(year: number, size: number): MemoryLog {
  const log = new MemoryLog(year)
  for (let i = 0; i < size; i++) log.addOpen('test', `${year} ${i}`)
  return log
}

t.test('each year of a log is a log of its own, and the one before grows no more', async (t) => {
  const made = await testWitness(t, [SIGNER])
  const { witness, state } = made
  made.now = NOVEMBER
  const old = logOfYear(2026, 12)
  t.match(await witness.addCheckpoint(ask(old, 0, 9)), { outcome: 'cosigned' })
  made.now = JANUARY
  t.match(await witness.addCheckpoint(ask(old, 9, 10)), { outcome: 'cosigned' }, 'its last records')
  t.match(await witness.addCheckpoint(ask(logOfYear(2027, 1), 0)), { outcome: 'cosigned' })
  t.match(await witness.addCheckpoint(ask(old, 10, 12)), { outcome: 'year-closed', size: 10 })
  t.match(
    await witness.addCheckpoint(ask(old, 10, 10)),
    { outcome: 'cosigned' },
    'as it ended it is cosigned again',
  )
  t.match(await witness.addCheckpoint(ask(old, 9, 9)), { outcome: 'size-differs', size: 10 })
  t.same(
    state.list().map(({ origin, size }) => [origin, size]),
    [
      [originOfYear(SIGNER.name, 2026), 10],
      [originOfYear(SIGNER.name, 2027), 1],
    ],
  )
})

t.test(
  'a year that has not begun, or is long over, is not opened: nobody gets a second tree that grows',
  async (t) => {
    const made = await testWitness(t, [SIGNER])
    const { witness } = made
    const served = await serveWitness(t, witness)
    made.now = NOVEMBER
    t.match(await witness.addCheckpoint(ask(logOfYear(2026, 10), 0)), { outcome: 'cosigned' })
    for (const year of [2024, 2027, 2028]) {
      const body = ask(logOfYear(year, 6), 0)
      t.match(await witness.addCheckpoint(body), { outcome: 'year-closed', size: 0 }, String(year))
      const answer = await fetch(`${served.url}/add-checkpoint`, { method: 'POST', body })
      t.equal(answer.status, 404)
    }
    t.match(await witness.addCheckpoint(ask(logOfYear(2026, 15), 10)), { outcome: 'cosigned' })
    made.now = Date.parse('2026-12-31T23:58:00.000Z') / 1000
    t.match(
      await witness.addCheckpoint(ask(logOfYear(2027, 1), 0)),
      { outcome: 'cosigned' },
      'a log’s clock may run ahead by minutes',
    )
  },
)

t.test('a log pinned by its whole origin has no years, whatever its name ends with', async (t) => {
  const made = await testWitness(t, [{ ...SIGNER, name: originOfYear(SIGNER.name, 2020) }])
  made.now = NOVEMBER
  t.match(await made.witness.addCheckpoint(ask(logOfYear(2020, 3), 0)), { outcome: 'cosigned' })
})

t.test('what is no request is refused and changes nothing', async (t) => {
  const { witness, state } = await testWitness(t, [PUBLISHED_LOG])
  const body = requests['0 to 1']
  const hash = 'KgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n'
  const wrong = {
    nothing: '',
    'no old size': body.slice('old 0\n'.length),
    'a zero before': body.replace('old 0', 'old 00'),
    'a negative size': body.replace('old 0', 'old -1'),
    'a size beyond numbers': body.replace('old 0', 'old 9007199254740993'),
    'carriage returns': body.replaceAll('\n', '\r\n'),
    '64 hashes': body.replace('old 0\n', `old 0\n${hash.repeat(64)}`),
    'a short hash': body.replace('old 0\n', 'old 0\nKgEA\n'),
    'no signature': body.slice(0, body.indexOf('\n\n—')),
    'no checkpoint': 'old 0\n\nhello\n\n— a AAAAAAAAAA==\n',
  }
  for (const [what, text] of Object.entries(wrong))
    t.match(await witness.addCheckpoint(text), { outcome: 'request-invalid' }, what)
  t.match(await witness.addCheckpoint(body.replace('old 0\n', `old 0\n${hash.repeat(63)}`)), {
    outcome: 'not-consistent',
  })
  t.same(state.list(), [])
})

t.test('the server takes add-checkpoint by POST, of bounded size, and nothing else', async (t) => {
  const served = await serveWitness(t, (await testWitness(t, [SIGNER])).witness)
  const status = async (path: string, init?: RequestInit) =>
    (await fetch(served.url + path, init)).status
  t.equal(await status('/healthz'), 200)
  t.equal(await status('/add-checkpoint'), 405)
  t.equal(await status('/state'), 404)
  t.equal(await status('/add-checkpoint', { method: 'POST', body: 'x'.repeat(600_000) }), 400)
  t.equal(await status('/add-checkpoint', { method: 'POST', body: Uint8Array.of(0xff) }), 400)
})

t.test('what was cosigned is remembered by the next process', async (t) => {
  const made = await testWitness(t, [SIGNER])
  const log = logOf(9)
  await made.witness.addCheckpoint(ask(log, 0))
  await made.state.release()
  const state = await openWitnessState(made.statePath, made.vkey)
  t.teardown(() => state.release())
  const clock = () => 1_800_000_000_000
  const again = new Witness({ signer: made.signer, logs: [SIGNER], state, clock })
  t.match(await again.addCheckpoint(ask(log, 0, 5)), { outcome: 'size-differs', size: 9 })
})

t.test('nothing is cosigned when it cannot be remembered, and a later try succeeds', async (t) => {
  const made = await testWitness(t, [SIGNER])
  const full = new AggregateError([], 'no space')
  let isFull = true
  const state = {
    ...made.state,
    keep: (checkpoint: Parameters<typeof made.state.keep>[0]) =>
      isFull ? Promise.reject(full) : made.state.keep(checkpoint),
  }
  const clock = () => 1_800_000_000_000
  const witness = new Witness({ signer: made.signer, logs: [SIGNER], state, clock })
  const served = await serveWitness(t, witness)
  const post = () =>
    fetch(`${served.url}/add-checkpoint`, { method: 'POST', body: ask(logOf(4), 0) })
  const refused = await post()
  t.equal(refused.status, 503)
  t.notMatch(await refused.text(), '—')
  t.match(served.events, [{ outcome: 'failed', error: full }])
  isFull = false
  t.equal((await post()).status, 200)
})

t.test(
  'of two processes that hold one state the first stops, whatever their process numbers',
  async (t) => {
    const made = await testWitness(t, [SIGNER])
    const log = logOf(9)
    t.match(await made.witness.addCheckpoint(ask(log, 0, 4)), { outcome: 'cosigned' })
    // As in two containers that share a folder: our own number stands in the lock.
    const state = await openWitnessState(made.statePath, made.vkey)
    t.teardown(() => state.release())
    const other = new Witness({
      signer: made.signer,
      logs: [SIGNER],
      state,
      clock: () => 1_800_000_000_000,
    })
    t.match(await other.addCheckpoint(ask(log, 4, 6)), { outcome: 'cosigned' })
    await t.rejects(made.witness.addCheckpoint(ask(log, 4, 9)), { code: 'witness-state-in-use' })
    await writeFile(
      made.statePath,
      (await readFile(made.statePath, 'utf8')).replace('"v": 1', '"v":  1'),
    )
    await t.rejects(
      other.addCheckpoint(ask(log, 6, 9)),
      { code: 'witness-state-in-use' },
      'nor is it changed behind us',
    )
  },
)

t.test('a witness whose state is lost, another’s, damaged or in use does not start', async (t) => {
  const made = await testWitness(t, [SIGNER])
  await made.witness.addCheckpoint(ask(logOf(3), 0))
  const kept = await readFile(made.statePath, 'utf8')
  await made.state.release()
  const open = (path = made.statePath, vkey = made.vkey) => openWitnessState(path, vkey)
  await t.rejects(open(`${made.statePath}.lost`), { code: 'witness-state-missing' })
  const other = (await testWitness(t, [], { seed: 701 })).vkey
  await t.rejects(open(made.statePath, other), { code: 'witness-state-of-another' })
  for (const damaged of ['', '{', '{}', kept.replace('"v": 1', '"v": 2'), kept.slice(0, -20)]) {
    await writeFile(made.statePath, damaged)
    await t.rejects(open(), { code: 'witness-state-invalid' })
  }
  await writeFile(made.statePath, kept)
  await writeFile(`${made.statePath}.lock`, '1\n')
  await t.rejects(open(), { code: 'witness-state-in-use' }, 'process 1 is always alive')
  await writeFile(`${made.statePath}.lock`, '999999999\n')
  const state = await open()
  t.equal(state.find(`${SIGNER.name}/2026`)?.size, 3, 'a lock of a process that has ended is none')
  await state.release()
})
