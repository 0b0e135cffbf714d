import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { LOG_FAULT_CODES } from '../../src/client/log-fault.ts'
import { LOG_EXIT } from '../../src/cli/exit-code.ts'
import { encodeVerifierKey } from '../../src/protocol/tlog/note.ts'
import { logFolder, writeLogFiles } from '../fixtures/log-folder.ts'
import { runMain } from '../fixtures/sluss-command.ts'
import { YEARLY_LOG, buildYear, closedLeaves, noteOf } from '../fixtures/tile-log.ts'
import type { LogFiles } from '../fixtures/tile-log.ts'

const KEY = encodeVerifierKey(YEARLY_LOG)
const RECORDS = closedLeaves(700)
const Y2025 = buildYear(2025, closedLeaves(3))
const Y2026 = buildYear(2026, RECORDS, Y2025)
const YEARS = new Map([
  [2025, Y2025],
  [2026, Y2026],
])

const verify = (dir: string, ...words: string[]) =>
  runMain(['log', 'verify', dir, '--log', KEY, '--json', ...words])

/** The log with one file of 2026 changed. */
function damaged(path: string, bytes: Uint8Array): ReadonlyMap<number, LogFiles> {
  return new Map(YEARS).set(2026, new Map(Y2026).set(path, bytes))
}

const flip = (bytes: Uint8Array, at: number) => bytes.with(at, bytes[at]! ^ 1)

t.test('a mirrored log holds, without network and without a key folder', async (t) => {
  const { exit, stdout, stderr } = await verify(await logFolder(t, YEARS))
  t.equal(exit, 0, stderr)
  t.match(JSON.parse(stdout), {
    ok: true,
    years: [
      { origin: 'gateway.example/log/2025', size: 4, start: 0, verified: 4, ok: true },
      { origin: 'gateway.example/log/2026', size: 701, start: 0, verified: 701, ok: true },
    ],
    faults: [],
  })
  t.match(stderr, /^Loggen håller\.\nInga vittnen är jämförda: .*\n$/, 'and that is all')
})

t.test('says it to a person in Swedish and in English', async (t) => {
  const dir = await logFolder(t, YEARS)
  const words = ['log', 'verify', dir, '--log', KEY]
  const { stdout } = await runMain(words)
  t.match(stdout, /^håller {8}gateway\.example\/log\/2025 {2}4 poster\n/)
  const bundle = Y2026.get('tile/entries/001')!
  await writeLogFiles(join(dir, '2026'), new Map([['tile/entries/001', flip(bundle, 90)]]))
  const english = await runMain([...words, '--lang', 'en'])
  t.equal(english.exit, 18)
  t.match(english.stdout, /^DOES NOT HOLD {2}gateway\.example\/log\/2026 {2}701 records$/m)
  t.match(
    english.stdout,
    /^ {2}gateway\.example\/log\/2026 record 256: Records are not those that were logged: .* \[log-record-altered\]$/m,
  )
  t.match(english.stderr, /^The log does NOT hold\. .*\n {2}Alert security/)
})

const OTHER = buildYear(2026, RECORDS.with(50, RECORDS[51]!).with(51, RECORDS[50]!), Y2025)
const SHORTER = buildYear(2026, RECORDS.slice(0, 650), Y2025)

/** What is done to the log's folder, and the exit code that tells of it. */
const DAMAGE: Record<string, readonly [ReadonlyMap<number, LogFiles>, keyof typeof LOG_EXIT]> = {
  'an edited record': [
    damaged('tile/entries/001', flip(Y2026.get('tile/entries/001')!, 90)),
    'log-record-altered',
  ],
  'an edited tile': [damaged('tile/0/001', flip(Y2026.get('tile/0/001')!, 90)), 'log-tree-altered'],
  'the checkpoint of an earlier year': [
    damaged('checkpoint', Y2025.get('checkpoint')!),
    'log-rolled-back',
  ],
  'an edited checkpoint': [
    damaged('checkpoint', flip(Y2026.get('checkpoint')!, 30)),
    'log-key-wrong',
  ],
  'a bundle of nothing': [damaged('tile/entries/001', new Uint8Array()), 'log-incomplete'],
  'a tail that was cut off': [new Map(YEARS).set(2026, SHORTER), 'log-rolled-back'],
  'a history written anew': [new Map(YEARS).set(2026, OTHER), 'log-forked'],
}
for (const [what, [years, code]] of Object.entries(DAMAGE)) {
  t.test(`${what} is told by exit code ${LOG_EXIT[code]}, ${code}`, async (t) => {
    const dir = await logFolder(t, years)
    const known = join(dir, 'known.txt')
    await writeFile(known, noteOf(Y2026))
    const { exit, stdout, stderr } = await verify(dir, '--known', known)
    t.equal(exit, LOG_EXIT[code], stderr)
    t.match(JSON.parse(stdout), { ok: false, faults: [{ code }] })
    t.match(stderr, `[${code}]`)
  })
}

t.test('a log that is not there is no fault that anybody has to be told of twice', async (t) => {
  const { exit } = await verify(await logFolder(t, new Map()))
  t.equal(exit, LOG_EXIT['log-incomplete'])
})

t.test('a folder that is not there is a mistyped name, and no alarm', async (t) => {
  const { exit, stderr } = await verify('/nonexistent/spegel')
  t.equal(exit, 2)
  t.match(stderr, /^sluss: Mappen finns inte\. .*\[folder-missing\]/)
})

t.test('a key, a policy or a kept checkpoint that is none is what was given', async (t) => {
  const dir = await logFolder(t, YEARS)
  const key = await runMain(['log', 'verify', dir, '--log', 'fel'])
  t.equal(key.exit, 2)
  t.match(key.stderr, /--log är ingen loggnyckel\..*\[log-key-invalid\]\n {2}Kopiera hela nyckeln/)
  const path = join(dir, 'fel.txt')
  await writeFile(path, 'c2sp.org/tlog-proof@v1\nfel')
  for (const option of ['--known', '--policy']) {
    const { exit, stderr } = await verify(dir, option, path)
    t.equal(exit, 2, option)
    t.match(stderr, '[input-invalid]')
  }
})

t.test('a folder must reach the largest checkpoint that it was ever brought up to', async (t) => {
  const cut = new Map(SHORTER).set('checkpoints/701', Buffer.from(noteOf(Y2026)))
  const { exit, stdout } = await verify(await logFolder(t, new Map(YEARS).set(2026, cut)))
  t.equal(exit, LOG_EXIT['log-rolled-back'])
  t.match(JSON.parse(stdout), { faults: [{ code: 'log-rolled-back', size: 701 }] })
  const gone = new Map([['checkpoints/701', Buffer.from(noteOf(Y2026))]])
  const year = await verify(await logFolder(t, new Map(YEARS).set(2026, gone)))
  t.equal(year.exit, LOG_EXIT['log-rolled-back'], 'also when its whole year is gone')
})

t.test('a kept checkpoint by another key is refused', async (t) => {
  const dir = await logFolder(t, YEARS)
  const known = join(dir, 'known.txt')
  await writeFile(known, noteOf(Y2026).replace('701', '702'))
  const { exit, stderr } = await verify(dir, '--known', known)
  t.equal(exit, LOG_EXIT['log-key-wrong'])
  t.match(stderr, /\[log-key-wrong\]/)
})

t.test('a run goes on where the last one ended, and finds what was changed before', async (t) => {
  const dir = await logFolder(t, new Map([...YEARS, [2026, SHORTER]]))
  const state = join(dir, 'state.json')
  t.match(JSON.parse((await verify(dir, '--state', state)).stdout), { ok: true })
  await writeLogFiles(join(dir, '2026'), Y2026)
  const { stdout } = await verify(dir, '--state', state)
  t.match(JSON.parse(stdout), {
    ok: true,
    years: [
      { start: 4, verified: 4 },
      { start: 651, verified: 701 - 512 },
    ],
  })
  await rm(join(dir, '2026'), { recursive: true })
  await writeLogFiles(join(dir, '2026'), OTHER)
  const rewritten = await verify(dir, '--state', state)
  t.equal(rewritten.exit, LOG_EXIT['log-forked'], rewritten.stderr)
})

t.test('a state file of anything else is refused, and one that others may write to', async (t) => {
  const dir = await logFolder(t, YEARS)
  const state = join(dir, 'state.json')
  for (const text of ['', '{}', '{"v":1,"years":{"2026":{"note":1,"next":0}}}']) {
    await writeFile(state, text, { mode: 0o600 })
    t.equal((await verify(dir, '--state', state)).exit, 2, text)
  }
  await writeFile(`${state}2`, '{"v":1,"years":{}}', { mode: 0o666 })
  t.equal((await verify(dir, '--state', `${state}2`)).exit, 6)
})

t.test(
  'behind a fault nothing counts as verified, so the next run tells of it again',
  async (t) => {
    const dir = await logFolder(t, DAMAGE['an edited record']![0])
    const state = join(dir, 'state.json')
    for (const _ of [1, 2]) t.equal((await verify(dir, '--state', state)).exit, 18)
    t.match(JSON.parse(await readFile(state, 'utf8')), { years: { 2026: { next: 256 } } })
  },
)

t.test('a log over the network that does not answer is exit code 5', async (t) => {
  const { exit } = await verify('http://127.0.0.1:9')
  t.equal(exit, 5)
})

t.test('the help names every exit code', async (t) => {
  const { stdout } = await runMain(['log', 'verify', '--help'])
  for (const code of LOG_FAULT_CODES)
    t.match(stdout, new RegExp(`^ {2}${LOG_EXIT[code]} {2}\\S`, 'm'))
})
