import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { commitmentOf } from '../../src/protocol/commitment.ts'
import { encodeBase64url } from '../../src/protocol/base64url.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { writeClosedLeaf, writeRecordBody } from '../../src/protocol/record.ts'
import { buildCosigner, cosign, encodeCosignerKey } from '../../src/protocol/tlog/cosignature.ts'
import { encodeVerifierKey, parseNoteUnsafe } from '../../src/protocol/tlog/note.ts'
import { parseEntryBundle } from '../../src/protocol/tlog/tile.ts'
import { testSigningKey, testUuid } from '../fixtures/agency.ts'
import { logFolder } from '../fixtures/log-folder.ts'
import { runMain } from '../fixtures/sluss-command.ts'
import { YEARLY_LOG, buildYear, closedLeaves, noteOf } from '../fixtures/tile-log.ts'

const KEY = encodeVerifierKey(YEARLY_LOG)
const NONCE = new Uint8Array(32).fill(5)
const BODY = encodeUtf8(
  writeRecordBody({
    v: 1,
    ev: 'disclosure.delivered',
    ts: '2026-03-02T09:40:00.000Z',
    agency: 'polisen-sydlanda',
    actor: null,
  }),
)
const CLOSED = encodeUtf8(writeClosedLeaf({ v: 1, id: testUuid(77), c: commitmentOf(BODY, NONCE) }))
const Y2025 = buildYear(2025, closedLeaves(3))
const PLAIN = buildYear(2026, [...closedLeaves(399), CLOSED, ...closedLeaves(200)], Y2025)
const WITNESS = buildCosigner('board.example/witness', testSigningKey(941))
const NOTE = noteOf(PLAIN)
const LINE = cosign(parseNoteUnsafe(NOTE).text, 1_800_000_000, WITNESS)
const Y2026 = new Map(PLAIN).set('checkpoint', Buffer.from(NOTE + LINE))
const dir = await logFolder(
  t,
  new Map([
    [2025, Y2025],
    [2026, Y2026],
  ]),
)
const policy = join(dir, 'policy.txt')
await writeFile(policy, `witness board ${encodeCosignerKey(WITNESS)}\nquorum board\n`)
const file = join(dir, 'kvitto.tlog-proof')

const words = ['--from', dir, '--log', KEY, '-o', file]

async function clear(): Promise<void> {
  for (const path of [file, `${file}.leaf`, `${file}.record`]) await rm(path, { force: true })
}

/** Into a place where no receipt lies: none is overwritten. */
async function prove(index: number, ...more: string[]) {
  await clear()
  return runMain(['log', 'prove', String(index), ...words, ...more])
}
const check = (...words: string[]) =>
  runMain(['log', 'verify-proof', file, '--log', KEY, '--json', ...words])

t.test('every record gets a receipt that holds without the log', async (t) => {
  for (const index of [0, 1, 255, 256, 400, 600]) {
    t.match(await prove(index, '--json'), { exit: 0 })
    const { exit, stdout } = await check()
    t.equal(exit, 0)
    t.match(JSON.parse(stdout), { ok: true, origin: 'gateway.example/log/2026', size: 601, index })
  }
  t.match(await readFile(file, 'utf8'), /^c2sp\.org\/tlog-proof@v1\nindex 600\n/)
})

t.test('a receipt is not overwritten, nor a part of one', async (t) => {
  await prove(1)
  const first = await readFile(file, 'utf8')
  const { exit, stderr } = await runMain(['log', 'prove', '2', ...words])
  t.equal(exit, 6)
  t.match(stderr, '[file-exists]')
  t.equal(await readFile(file, 'utf8'), first)
  await rm(file)
  t.match(
    (await runMain(['log', 'prove', '2', ...words])).stderr,
    '.tlog-proof.leaf) [file-exists]',
  )
})

t.test('of an earlier year too, and of no other', async (t) => {
  t.match(await prove(2, '--year', '2025'), { exit: 0 })
  t.match(JSON.parse((await check()).stdout), { origin: 'gateway.example/log/2025', index: 2 })
  t.match(await prove(2, '--year', '2024'), { exit: 2 })
  t.match(await prove(601), { exit: 2 })
  t.match(await prove(-1), { exit: 2 })
})

t.test('with a policy the receipt carries what the witnesses say', async (t) => {
  t.equal((await prove(2, '--year', '2025', '--policy', policy)).exit, 11, 'nobody has')
  t.equal((await prove(400, '--policy', policy)).exit, 0)
  const { exit, stdout } = await check('--policy', policy)
  t.equal(exit, 0)
  t.match(JSON.parse(stdout), { witnesses: ['board'] })
  await writeFile(file, (await readFile(file, 'utf8')).replace(LINE, ''))
  t.equal((await check('--policy', policy)).exit, 11)
})

t.test(
  'the receipt is under what the witnesses have seen, not under what has come since',
  async (t) => {
    const grown = buildYear(2026, [...closedLeaves(5), ...closedLeaves(4)], Y2025)
    const young = buildYear(
      2026,
      parseEntryBundle(grown.get('tile/entries/000.p/10')!).slice(1, 6),
      Y2025,
    )
    const line = cosign(parseNoteUnsafe(noteOf(young)).text, 1_800_000_000, WITNESS)
    grown.set('cosigned', Buffer.from(noteOf(young) + line))
    const from = await logFolder(
      t,
      new Map([
        [2025, Y2025],
        [2026, grown],
      ]),
    )
    const seen = ['--from', from, '--log', KEY, '-o', file, '--policy', policy]
    await clear()
    t.match(await runMain(['log', 'prove', '5', ...seen]), { exit: 0 })
    t.match(JSON.parse((await check('--policy', policy)).stdout), { size: 6, witnesses: ['board'] })
    await clear()
    t.equal((await runMain(['log', 'prove', '6', ...seen])).exit, 2, 'not seen yet')
  },
)

t.test('who has the opening of a closed record is told what it says', async (t) => {
  await prove(400)
  t.match(JSON.parse((await check()).stdout), { body: null, leaf: { id: testUuid(77) } })
  const [body, nonce] = [BODY, NONCE].map(encodeBase64url)
  await writeFile(`${file}.record`, JSON.stringify({ body, nonce }))
  t.match(JSON.parse((await check()).stdout), { body: { ev: 'disclosure.delivered' } })
  const wrong = encodeBase64url(NONCE.with(0, 6))
  await writeFile(`${file}.record`, JSON.stringify({ body, nonce: wrong }))
  t.equal((await check()).exit, 4)
  await writeFile(`${file}.record`, '[]')
  t.equal((await check()).exit, 2)
})

t.test('a receipt of anything else is refused', async (t) => {
  await prove(300)
  const good = await readFile(file, 'utf8')
  await rm(`${file}.record`, { force: true })
  t.equal((await check()).exit, 0)
  await writeFile(file, good.replace('index 300', 'index 301'))
  t.equal((await check()).exit, 4)
  await writeFile(file, good.replace('\n601\n', '\n600\n'))
  t.equal((await check()).exit, 10)
  await writeFile(file, good)
  await writeFile(`${file}.leaf`, closedLeaves(1)[0]!)
  t.equal((await check()).exit, 4)
})
