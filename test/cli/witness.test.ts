import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import t from 'tap'
import type { Test } from 'tap'
import { encodeAddCheckpoint } from '../../src/protocol/tlog/add-checkpoint.ts'
import { findCosignature, parseCosignerKey } from '../../src/protocol/tlog/cosignature.ts'
import { addSignatures } from '../../src/protocol/tlog/note.ts'
import { MemoryLog, VERIFIER_KEY } from '../fixtures/memory-log.ts'
import { runMain } from '../fixtures/sluss-command.ts'

/** A witness cosigns this year's log, by its own clock. */
const YEAR = new Date().getUTCFullYear()

const MAIN = resolve(import.meta.dirname, '../../src/cli/main.ts')

async function witnessFolder(t: Pick<Test, 'teardown'>): Promise<{ path: string; vkey: string }> {
  const parent = await mkdtemp(join(tmpdir(), 'sluss-witness-'))
  t.teardown(() => rm(parent, { recursive: true, force: true }))
  const path = join(parent, 'vittne')
  const { exit, stdout, stderr } = await runMain(
    ['witness', 'init', path, '--name', 'vittne.example', '--log', VERIFIER_KEY, '--json'],
    {},
  )
  if (exit !== 0) throw new Error(stderr)
  return { path, vkey: JSON.parse(stdout).vkey as string }
}

/** `sluss witness serve` as a process of its own. */
async function serve(t: Pick<Test, 'teardown'>, path: string) {
  const child = spawn(process.execPath, [MAIN, 'witness', 'serve', path, '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  t.teardown(() => child.kill('SIGKILL'))
  let [stdout, stderr] = ['', '']
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  for await (const text of child.stdout.setEncoding('utf8')) {
    stdout += text
    if (stdout.includes('}')) break
  }
  const { url } = JSON.parse(stdout) as { url: string }
  return {
    post: (body: string) => fetch(`${url}/add-checkpoint`, { method: 'POST', body }),
    end: async (signal: 'SIGTERM' | 'SIGKILL') => {
      child.kill(signal)
      return ended
    },
    stderr: () => stderr,
  }
}

function logOf(size: number, salt = ''): MemoryLog {
  const log = new MemoryLog(YEAR)
  for (let i = 0; i < size; i++) log.addOpen('test', `${salt}${i}`)
  return log
}

function ask(log: MemoryLog, from: number): string {
  const proof = from > 0 ? log.consistency(from, log.size) : []
  return encodeAddCheckpoint({ oldSize: from, proof, checkpoint: log.checkpoint() })
}

t.test('a witness is made, cosigns, ends, and goes on where it was', async (t) => {
  const { path, vkey } = await witnessFolder(t)
  const first = await serve(t, path)
  const answer = await first.post(ask(logOf(5), 0))
  const line = await answer.text()
  t.ok(findCosignature(addSignatures(logOf(5).checkpoint(), [line]), parseCosignerKey(vkey)))
  t.equal(await first.end('SIGTERM'), 0)
  const second = await serve(t, path)
  t.equal((await second.post(ask(logOf(9), 5))).status, 200)
  const shown = await runMain(['witness', 'show', path])
  t.match(shown.stdout, new RegExp(`^vittne\\.example\\+[^]*\nsluss\\.example/log/${YEAR} {2}9\n$`))
  await second.end('SIGKILL')
  const third = await serve(t, path)
  t.equal(await (await third.post(ask(logOf(9), 0))).text(), '9\n', 'kill -9 loses nothing')
})

t.test('a witness shown two histories says so and keeps the request as evidence', async (t) => {
  const { path } = await witnessFolder(t)
  const witness = await serve(t, path)
  await witness.post(ask(logOf(5), 0))
  const lie = encodeAddCheckpoint({
    oldSize: 5,
    proof: [],
    checkpoint: logOf(5, 'annan ').checkpoint(),
  })
  t.equal((await witness.post(lie)).status, 409)
  const junk = encodeAddCheckpoint({
    oldSize: 5,
    proof: [new Uint8Array(32)],
    checkpoint: logOf(6).checkpoint(),
  })
  t.equal((await witness.post(junk)).status, 422, 'an honest checkpoint with a proof of nothing')
  await witness.end('SIGTERM')
  t.match(witness.stderr(), `sluss.example/log/${YEAR}: loggen visar två historier`)
  const kept = (await readFile(join(path, 'evidence.jsonl'), 'utf8')).trim().split('\n')
  t.equal(kept.length, 1, 'a stranger’s junk is no evidence')
  t.match(JSON.parse(kept[0]!), { outcome: 'root-differs', request: lie })
})

t.test('a witness whose memory is lost is refused by name, in both languages', async (t) => {
  const { path } = await witnessFolder(t)
  await rename(join(path, 'state.json'), join(path, 'gone.json'))
  const swedish = await runMain(['witness', 'serve', path])
  t.equal(swedish.exit, 6)
  t.match(swedish.stderr, '[witness-state-missing]')
  t.match(swedish.stderr, 'Starta det aldrig på nytt. Ta vittnet ur bruk')
  const english = await runMain(['witness', 'serve', path, '--lang', 'en'])
  t.match(english.stderr, 'Never start it anew. Retire the witness')
  const again = ['witness', 'init', path, '--name', 'vittne.example', '--log', VERIFIER_KEY]
  const anew = await runMain(again)
  t.equal(anew.exit, 6, 'nor is it given a new memory')
  t.match(anew.stderr, '[file-exists]')
})

t.test('a damaged memory and one of another witness are refused by name', async (t) => {
  const [one, other] = [await witnessFolder(t), await witnessFolder(t)]
  await writeFile(join(one.path, 'state.json'), '{"v":1')
  t.match((await runMain(['witness', 'serve', one.path])).stderr, '[witness-state-invalid]')
  const state = await readFile(join(other.path, 'state.json'))
  await writeFile(join(one.path, 'state.json'), state)
  t.match((await runMain(['witness', 'serve', one.path])).stderr, '[witness-state-of-another]')
})

t.test('a second process of the same witness is refused', async (t) => {
  const { path } = await witnessFolder(t)
  await serve(t, path)
  const second = await runMain(['witness', 'serve', path, '--port', '0'])
  t.equal(second.exit, 6)
  t.match(second.stderr, '[witness-state-in-use]')
})

t.test('what is no witness, no log key and no name is refused', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'sluss-witness-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  t.match((await runMain(['witness', 'show', join(folder, 'no')])).stderr, '[witness-missing]')
  t.match((await runMain(['witness', 'show', folder])).stderr, '[witness-missing]')
  const init = (name: string, log: string) =>
    runMain(['witness', 'init', join(folder, 'w'), '--name', name, '--log', log])
  t.equal((await init('två ord', VERIFIER_KEY)).exit, 2)
  t.equal((await init('vittne.example', 'sluss.example/log+00000000+AAAA')).exit, 2)
  t.match((await runMain(['witness', 'init', '--help'])).stdout, 'loggens nyckel')
})
