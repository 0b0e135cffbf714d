/** The report of a period by command line. Everything live. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { runIn, testTown } from '../fixtures/town.ts'

t.test('a report is fetched', { timeout: 600_000 }, async (t) => {
  const { police, socialBoard, dir } = await testTown(t)
  const last = String(new Date().getFullYear() - 1)
  const ask = (period: string, folder: string, ...words: readonly string[]) =>
    runIn(police, 'report', period, '-o', join(dir, folder), ...words)

  await t.test('of a period that is over, the same each time', async (t) => {
    const made = await ask(last, 'a', '--as', 'kim', '--json')
    t.equal(made.exit, 0, made.stderr)
    t.match(JSON.parse(made.stdout), { period: last })
    const told = await ask(last, 'b', '--as', 'kim')
    t.equal(told.exit, 0)
    t.match(told.stdout, `Rapport för år ${last}: Polisen Sydlanda\n           Antal  Vad  Andel\n`)
    t.match(told.stdout, /Därför stämmer delarna inte alltid med totalen\./)
    const read = (folder: string) => readFile(join(dir, folder, 'rapport.json'), 'utf8')
    t.equal(await read('a'), await read('b'))
    const csv = await readFile(join(dir, 'a', 'rapport.csv'), 'utf8')
    t.match(csv, /"Nödöppningar","redovisas inte",""/)
    t.match(csv, /"Handläggare när rapporten gjordes","< 5",""/)
  })

  await t.test('both parties sign it, the one whose report it is first', async (t) => {
    const of = ['--of', police.agency.id, '--as', 'nora']
    const early = await runIn(socialBoard, 'report', 'sign', last, ...of)
    t.equal(early.exit, 3)
    t.match(early.stderr, /\[not-found\]/)
    const signed = await runIn(police, 'report', 'sign', last, '--as', 'kim')
    t.equal(signed.exit, 0, signed.stderr)
    t.match(signed.stderr, /Undertecknad\. Det är post \d+ i loggen\./)
    const other = await runIn(socialBoard, 'report', 'sign', last, ...of)
    t.equal(other.exit, 0, other.stderr)
    const folder = join(dir, 'f')
    const made = await runIn(socialBoard, 'report', last, '-o', folder, ...of)
    t.equal(made.exit, 0, made.stderr)
    t.match(made.stdout, /Undertecknad av Polisen Sydlanda \d{4}-\d\d-\d\d\.\nUndertecknad av /)
    const verified = await runIn(socialBoard, 'export', 'verify', folder)
    t.equal(verified.exit, 0, verified.stderr)
    t.match(verified.stdout, `underskrift-${police.agency.id}.jws`)
  })

  await t.test('not of one that is not over, nor for everybody', async (t) => {
    const early = await ask('2099', 'c', '--as', 'kim')
    t.equal(early.exit, 3)
    t.match(early.stderr, /är inte slut/)
    t.equal((await ask(last, 'd', '--as', 'klas')).exit, 3)
    t.equal((await ask('2026-03', 'e', '--as', 'kim')).exit, 2)
  })
})
