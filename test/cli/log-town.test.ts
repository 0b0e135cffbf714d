/**
 * A running gateway's log, read from outside: verified, mirrored, proven to others' code; then its database is tampered with by
 * somebody whom no privilege stops.
 */
import { cp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { EXIT, LOG_EXIT } from '../../src/cli/exit-code.ts'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { connect } from '../../src/storage/db.ts'
import type { Db } from '../../src/storage/db.ts'
import { encodeCosignerKey } from '../../src/protocol/tlog/cosignature.ts'
import { testSigningKey } from '../fixtures/agency.ts'
import { buildGoVerifier, whyNoGo } from '../fixtures/go-verifier.ts'
import { editBody } from '../fixtures/rewrite-log.ts'
import { asSuperuser } from '../fixtures/tampered-log.ts'
import { runIn, testTown } from '../fixtures/town.ts'

/** The town lives today. */
const YEAR = String(new Date().getUTCFullYear())

t.test('the log of a running gateway', { timeout: 600_000 }, async (t) => {
  const town = await testTown(t)
  const { police, socialBoard: board } = town
  const draft = await town.file('draft.json', riskAssessmentDraft(Date.now()))
  const receipt = join(town.dir, 'kvitto.tlog-proof')
  const mirror = join(town.dir, 'spegel')
  const agency = JSON.parse(await readFile(join(police.actor.folder, 'agency.json'), 'utf8'))
  const { log } = agency
  const witnesses = await town.file('vittnen.txt', agency.witnesses)
  const verify = async (...words: string[]) => {
    const run = await runIn(police, 'log', 'verify', ...words, '--json')
    return { ...run, answer: JSON.parse(run.stdout) }
  }
  const sent = await runIn(police, 'send', draft, '--as', 'klas', '--proof', receipt, '--json')
  t.equal(sent.exit, 0, sent.stderr)
  const { index } = JSON.parse(sent.stdout)

  await t.test('holds, and each agency keeps what it saw', async (t) => {
    const { exit, answer, stderr } = await verify()
    t.equal(exit, 0, stderr)
    t.match(answer, { ok: true, faults: [] })
    const year = answer.years.at(-1)
    t.ok(year.size > index && year.verified === year.size)
    t.ok(year.cosigned > 0, 'and the witnesses that its folder trusts have seen it')
    t.notMatch(stderr, 'Inga vittnen')
    const kept = JSON.parse(await readFile(join(police.actor.folder, 'kept.json'), 'utf8'))
    t.match(kept.checkpoint, new RegExp(`^${year.origin}\n${year.size}\n`))
  })

  const ownerDb = await connectAsSuperuser(join(town.dir, 'gateway'))
  t.teardown(() => ownerDb.end({ timeout: 1 }))

  /** What is on record of a verification. */
  const outcomeIn = async ({ stderr }: { readonly stderr: string }) => {
    const index = /Kontrollen är antecknad i loggen som post (\d+)\./.exec(stderr)?.[1] ?? '-1'
    const [row] = await ownerDb`select body from content.record where index = ${index}`
    return JSON.parse(Buffer.from(row?.['body'] ?? '{}').toString()).code
  }

  await t.test('remembers who has verified it, and what was found', async (t) => {
    const run = await verify('--as', 'klas')
    t.equal(run.exit, 0, run.stderr)
    t.equal(await outcomeIn(run), 'verified')
  })

  await t.test('does not hold for who trusts a witness that has not seen it', async (t) => {
    const settings = join(police.actor.folder, 'agency.json')
    const vkey = encodeCosignerKey({ name: 'absent.example', key: testSigningKey(77) })
    const other = { ...agency, witnesses: `witness absent ${vkey}\nquorum absent\n` }
    await writeFile(settings, JSON.stringify(other))
    const { exit, answer } = await verify()
    t.equal(exit, LOG_EXIT['log-not-cosigned'])
    t.match(answer.faults, [{ code: 'log-not-cosigned' }])
    const { witnesses: _, ...none } = agency
    await writeFile(settings, JSON.stringify(none))
    const alone = await verify('--as', 'klas')
    t.equal(alone.exit, 0, alone.stderr)
    t.equal(await outcomeIn(alone), 'verified-without-witnesses', 'and no more is on record')
    await writeFile(settings, JSON.stringify(agency))
  })

  await t.test(
    'gave the sender a receipt that holds without it, and says what was done',
    async (t) => {
      const { exit, stdout, stderr } = await runIn(police, 'log', 'verify-proof', receipt, '--json')
      t.equal(exit, 0, stderr)
      t.match(JSON.parse(stdout), { ok: true, index, body: { ev: 'disclosure.released' } })
      t.equal((await verify('--known', receipt)).exit, 0, 'and is a part of the log')
    },
  )

  await t.test('can be mirrored by anybody who has its key', async (t) => {
    const words = ['log', 'mirror', mirror, '--from', town.gateway.origin, '--log', log, '--json']
    const alone = await runIn(board, ...words)
    t.equal(alone.exit, 0, alone.stderr)
    t.match(alone.stderr, 'Inga vittnen är jämförda')
    const { exit, stdout, stderr } = await runIn(board, ...words, '--policy', witnesses)
    t.equal(exit, 0, stderr)
    t.match(JSON.parse(stdout), { ok: true })
    t.equal((await verify(mirror)).exit, 0)
    const proof = join(town.dir, 'spegelkvitto.tlog-proof')
    const prove = ['log', 'prove', String(index), '--from', mirror, '-o', proof]
    t.equal((await runIn(police, ...prove)).exit, 0)
    t.equal((await runIn(board, 'log', 'verify-proof', proof)).exit, 0)
  })

  await t.test('says nothing about the case in a mirror', async (t) => {
    const { case: reference, id, manifest } = JSON.parse(sent.stdout)
    const folder = join(mirror, YEAR, 'tile/entries/000.p')
    const [name] = await readdir(folder)
    const files = await readFile(join(folder, name!), 'latin1')
    for (const secret of [reference, id, manifest, 'klas', 'disclosure', police.actor.folder])
      t.notOk(files.includes(secret), secret)
  })

  await t.test('holds for Go’s own verifier', { skip: whyNoGo() }, async (t) => {
    const go = await buildGoVerifier(t)
    const words = ['-proof', `${receipt}=${receipt}.leaf`, log, join(mirror, YEAR)]
    const { exit, output } = await go(...words)
    t.equal(exit, 0, output)
    t.match(output, /^records {5}\d+, root and tiles agree$/m)
    t.match(output, new RegExp(`^receipt .* record ${index} `, 'm'))
    t.comment(output)
  })

  await t.test('does not hold when a row was edited', async (t) => {
    const before = await ownerDb`select body from log.entry where index = ${index}`
    await asSuperuser(ownerDb, (db) => editBody(db, index))
    const { exit, answer, stderr } = await verify()
    t.equal(exit, LOG_EXIT['log-record-altered'], stderr)
    t.match(answer.faults, [{ code: 'log-record-altered', index, count: 1 }])
    t.equal((await verify(mirror)).exit, 0, 'the mirror has what was there')
    await asSuperuser(
      ownerDb,
      (db) => db`
      update log.entry set body = ${before[0]!['body']} where index = ${index}
    `,
    )
    t.equal((await verify()).exit, 0)
  })

  await t.test(
    'a mirror that is older than what was seen since is no alarm, and is said',
    async (t) => {
      const first = await readFile(join(mirror, YEAR, 'checkpoint'), 'utf8')
      await runIn(police, 'send', draft, '--as', 'klas')
      t.equal((await verify()).exit, 0)
      const keptFile = join(police.actor.folder, 'kept.json')
      const kept = await readFile(keptFile, 'utf8')
      const { exit, answer, stderr } = await verify(mirror)
      t.equal(exit, EXIT.attention, stderr)
      t.match(answer, { ok: true, faults: [], olderThan: sizeOf(JSON.parse(kept).checkpoint) })
      t.match(
        stderr,
        /Spegeln är äldre än det ni har sett \(\d+ av \d+ poster\)\. Kör ”sluss log mirror”/,
      )
      t.equal(await readFile(keptFile, 'utf8'), kept, 'what was seen later is not given up for it')

      const copy = join(town.dir, 'gammal')
      await cp(mirror, copy, { recursive: true })
      const known = join(town.dir, 'senare.txt')
      await writeFile(known, JSON.parse(kept).checkpoint)
      t.equal(
        (await verify(copy, '--known', known)).exit,
        LOG_EXIT['log-rolled-back'],
        'if it is asked for',
      )

      const path = join(copy, YEAR, 'tile/entries/000.p', String(sizeOf(first)))
      const bytes = new Uint8Array(await readFile(path))
      await writeFile(path, bytes.with(bytes.length - 5, bytes.at(-5)! ^ 1))
      t.equal(
        (await verify(copy)).exit,
        LOG_EXIT['log-record-altered'],
        'and its records are verified',
      )

      t.equal((await runIn(police, 'log', 'mirror', mirror)).exit, 0)
      t.equal((await verify(mirror)).exit, 0, 'until it is brought up to date')
    },
  )

  await t.test('does not hold when its tail was cut off, if one has seen it', async (t) => {
    const copy = join(town.dir, 'kapad')
    await cp(mirror, copy, { recursive: true })
    const sizes = (await readdir(join(copy, YEAR, 'checkpoints'))).map(Number)
    const [small, large] = [Math.min(...sizes), Math.max(...sizes)]
    t.ok(small < large)
    const kept = join(copy, YEAR, 'checkpoints')
    await cp(join(kept, String(small)), join(copy, YEAR, 'checkpoint'))
    const { exit, answer } = await verify(copy)
    t.equal(exit, LOG_EXIT['log-rolled-back'])
    t.match(answer.faults, [{ code: 'log-rolled-back', size: large }])
    const alone = await runIn(board, 'log', 'verify', copy, '--log', log)
    t.equal(alone.exit, LOG_EXIT['log-rolled-back'], 'also by who has seen nothing')
  })

  await t.test(
    'an older mirror that nobody can prove to be a part of the log is none',
    async (t) => {
      const copy = join(town.dir, 'utan-sluss')
      await cp(mirror, copy, { recursive: true })
      const kept = join(copy, YEAR, 'checkpoints')
      const sizes = (await readdir(kept)).map(Number)
      await cp(join(kept, String(Math.min(...sizes))), join(copy, YEAR, 'checkpoint'))
      await rm(kept, { recursive: true })
      t.equal((await verify(copy)).exit, EXIT.attention, 'the gateway proves it')
      const settings = join(police.actor.folder, 'agency.json')
      const before = await readFile(settings, 'utf8')
      await writeFile(settings, before.replace(town.gateway.origin, 'http://127.0.0.1:9'))
      t.equal((await verify(copy)).exit, LOG_EXIT['log-rolled-back'])
      await writeFile(settings, before)
    },
  )

  await t.test('does not hold under a checkpoint that was replaced', async (t) => {
    const copy = join(town.dir, 'bytt')
    await cp(mirror, copy, { recursive: true })
    const path = join(copy, YEAR, 'checkpoint')
    const note = await readFile(path, 'utf8')
    await writeFile(
      path,
      note.replace(/\n(\d+)\n/, (_, size: string) => `\n${Number(size) - 1}\n`),
    )
    t.equal((await verify(copy)).exit, LOG_EXIT['log-key-wrong'])
  })
})

const sizeOf = (note: string) => Number(note.split('\n')[1])

/** As nobody should be able to: with the password of the database's superuser. */
async function connectAsSuperuser(dir: string): Promise<Db> {
  const embedded = join(dir, 'database')
  const { owner } = JSON.parse(await readFile(join(embedded, 'passwords.json'), 'utf8'))
  const lines = (await readFile(join(embedded, 'data/postmaster.pid'), 'utf8')).split('\n')
  const [port, socket] = lines.slice(3)
  const host = encodeURIComponent(socket || '127.0.0.1')
  return connect(`postgres://postgres:${owner}@${host}:${port}/sluss`, { max: 1 })
}
