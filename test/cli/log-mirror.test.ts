import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import type { Test } from 'tap'
import { LOG_EXIT } from '../../src/cli/exit-code.ts'
import { buildCosigner, cosign, encodeCosignerKey } from '../../src/protocol/tlog/cosignature.ts'
import { encodeVerifierKey, parseNoteUnsafe } from '../../src/protocol/tlog/note.ts'
import { testSigningKey } from '../fixtures/agency.ts'
import { logFolder, writeLogFiles } from '../fixtures/log-folder.ts'
import { runMain } from '../fixtures/sluss-command.ts'
import { YEARLY_LOG, buildYear, closedLeaves, noteOf } from '../fixtures/tile-log.ts'
import type { LogFiles } from '../fixtures/tile-log.ts'

const KEY = encodeVerifierKey(YEARLY_LOG)
const RECORDS = closedLeaves(66_500)
const Y2025 = buildYear(2025, closedLeaves(3))
const small = buildYear(2026, RECORDS.slice(0, 600), Y2025)
const large = buildYear(2026, RECORDS.slice(0, 9_000), Y2025)

/** A server of a log that can be replaced, and which says what it was asked for. */
async function logServer(t: Pick<Test, 'teardown'>, first: LogFiles) {
  const state = { files: first, asked: [] as string[], breakAfter: Number.POSITIVE_INFINITY }
  const server = createServer((request, response) => {
    const path = request.url!.replace('/v1/log/', '')
    state.asked.push(path)
    if (state.asked.length > state.breakAfter) return void request.socket.destroy()
    const [, year, rest] = /^(?:(\d{4})\/)?(.+)$/.exec(path)!
    const bytes = (year === '2025' ? Y2025 : state.files).get(rest!)
    if (bytes === undefined) response.writeHead(404, { 'content-type': 'application/problem+json' })
    response.end(bytes ?? '{"code":"not-found"}')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.teardown(() => server.close())
  return { state, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function emptyFolder(t: Pick<Test, 'teardown'>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'sluss-mirror-'))
  t.teardown(() => rm(dir, { recursive: true, force: true }))
  return join(dir, 'spegel')
}

const mirror = (dir: string, from: string, ...words: string[]) =>
  runMain(['log', 'mirror', dir, '--from', from, '--log', KEY, '--json', ...words])

const verify = (dir: string) => runMain(['log', 'verify', dir, '--log', KEY, '--json'])

/** Every file below a folder, by path. */
async function filesOf(dir: string): Promise<Map<string, Uint8Array>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const paths = entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name))
  const read = async (path: string) => [path.slice(dir.length + 1), await readFile(path)] as const
  return new Map(await Promise.all(paths.map(read)))
}

t.test('a mirror holds the log, file by file, and verifies without network', async (t) => {
  const huge = buildYear(2026, RECORDS, Y2025)
  const { state, url } = await logServer(t, huge)
  const dir = await emptyFolder(t)
  const { exit, stdout, stderr } = await mirror(dir, url)
  t.equal(exit, 0, stderr)
  t.match(JSON.parse(stdout), { ok: true, mirror: dir, years: [{ size: 4 }, { size: 66_501 }] })
  const files = await filesOf(dir)
  for (const [year, log] of [
    [2025, Y2025],
    [2026, huge],
  ] as const)
    for (const [path, bytes] of log) {
      const same = Buffer.compare(files.get(`${year}/${path}`) ?? Buffer.of(), bytes) === 0
      if (!same) t.fail(`${year}/${path} differs`)
    }
  t.equal(files.size, Y2025.size + huge.size + 2, 'and one checkpoint of each year by its size')
  t.equal((await verify(dir)).exit, 0)
  t.ok(state.asked.length > 500)
})

t.test('what is new is fetched, and partial tiles go when their full one is there', async (t) => {
  const { state, url } = await logServer(t, small)
  const dir = await emptyFolder(t)
  t.equal((await mirror(dir, url)).exit, 0)
  t.ok((await filesOf(dir)).has('2026/tile/entries/002.p/89'))
  state.asked.length = 0
  t.equal((await mirror(dir, url)).exit, 0)
  t.notOk(
    state.asked.some((path) => /entries\/00[01]$/.test(path)),
    'nothing full is asked for twice',
  )
  state.files = large
  t.equal((await mirror(dir, url)).exit, 0)
  const files = await filesOf(dir)
  t.notOk(files.has('2026/tile/entries/002.p/89'))
  t.ok(files.has('2026/checkpoints/601') && files.has('2026/checkpoints/9001'))
  t.equal((await verify(dir)).exit, 0)
})

t.test('an interrupted run is gone on with, and counts for nothing before its end', async (t) => {
  const { state, url } = await logServer(t, large)
  const dir = await emptyFolder(t)
  state.breakAfter = 40
  t.equal((await mirror(dir, url)).exit, 5)
  t.notOk((await filesOf(dir)).has('2026/checkpoint'))
  t.equal((await verify(dir)).exit, 0, 'the year that was complete')
  const fetched = (await filesOf(dir)).size
  t.ok(fetched > 20, 'what was verified is kept')
  state.breakAfter = Number.POSITIVE_INFINITY
  state.asked.length = 0
  t.equal((await mirror(dir, url)).exit, 0)
  t.ok(state.asked.length < large.size - fetched + 25, 'and not fetched again')
  t.equal((await verify(dir)).exit, 0)
})

t.test('what was cut short in the folder is fetched again', async (t) => {
  const { url } = await logServer(t, large)
  const dir = await emptyFolder(t)
  await mirror(dir, url)
  await rm(join(dir, '2026/checkpoint'))
  await writeFile(join(dir, '2026/tile/entries/003'), large.get('tile/entries/003')!.subarray(9))
  t.equal((await mirror(dir, url)).exit, 0)
  t.ok((await filesOf(dir)).has('2026/checkpoint'))
  t.equal((await verify(dir)).exit, 0)
})

t.test('a log that was tampered with is not taken over what is kept', async (t) => {
  const { state, url } = await logServer(t, small)
  const dir = await emptyFolder(t)
  await mirror(dir, url)
  const kept = noteOf(small)
  const bad: Record<string, readonly [LogFiles, keyof typeof LOG_EXIT]> = {
    'rolled back': [buildYear(2026, RECORDS.slice(0, 500), Y2025), 'log-rolled-back'],
    'written anew': [
      buildYear(2026, RECORDS.slice(0, 700).with(2, closedLeaves(1)[0]!), Y2025),
      'log-forked',
    ],
    'edited in what is new': [
      new Map(large).set('tile/entries/009', large.get('tile/entries/008')!),
      'log-record-altered',
    ],
    'without what is new': [
      new Map([...large].filter(([path]) => path !== 'tile/entries/009')),
      'log-incomplete',
    ],
  }
  for (const [what, [files, code]] of Object.entries(bad)) {
    state.files = files
    const { exit, stderr } = await mirror(dir, url)
    t.equal(exit, LOG_EXIT[code], `${what}: ${stderr}`)
    t.equal(await readFile(join(dir, '2026/checkpoint'), 'utf8'), kept, what)
    t.equal((await verify(dir)).exit, 0, what)
  }
})

t.test('what the witnesses have signed is mirrored too, if it was asked for', async (t) => {
  const witness = buildCosigner('board.example/witness', testSigningKey(941))
  const sign = (files: LogFiles) => {
    const line = cosign(parseNoteUnsafe(noteOf(files)).text, 1_800_000_000, witness)
    return Buffer.from(noteOf(files) + line)
  }
  const alone = buildYear(2026, RECORDS.slice(0, 600))
  const seen = buildYear(2026, RECORDS.slice(0, 500))
  const files = new Map(alone).set('checkpoint?cosigned=yes', sign(seen))
  const { state, url } = await logServer(t, files)
  const dir = await emptyFolder(t)
  const policy = `${dir}.policy`
  await writeFile(policy, `witness board ${encodeCosignerKey(witness)}\nquorum board\n`)
  t.equal((await mirror(dir, url, '--policy', policy)).exit, 0)
  t.same((await filesOf(dir)).get('2026/cosigned'), sign(seen))
  const found = await runMain(['log', 'verify', dir, '--log', KEY, '--policy', policy, '--json'])
  t.match(JSON.parse(found.stdout), { ok: true, years: [{ size: 601, cosigned: 501 }] })
  state.files = new Map(buildYear(2026, RECORDS.slice(0, 650)))
  t.equal((await mirror(dir, url, '--policy', policy)).exit, LOG_EXIT['log-not-cosigned'])
  t.equal(
    await readFile(join(dir, '2026/checkpoint'), 'utf8'),
    noteOf(alone),
    'nothing else is taken',
  )
})

t.test('a mirror can be mirrored', async (t) => {
  const dir = await emptyFolder(t)
  const from = await logFolder(t, new Map([[2025, Y2025]]))
  await writeLogFiles(join(from, '2026'), small)
  t.equal((await mirror(dir, from)).exit, 0)
  t.equal((await verify(dir)).exit, 0)
})

t.test('a folder with another log in it is left alone', async (t) => {
  const { url } = await logServer(t, small)
  const dir = await logFolder(t, new Map([[2026, new Map([['checkpoint', Buffer.from('hej')]])]]))
  t.equal((await mirror(dir, url)).exit, LOG_EXIT['log-key-wrong'])
})
