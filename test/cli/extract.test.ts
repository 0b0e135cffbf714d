/** An extract by command line, and what proves it. Everything live. */
import { execFileSync } from 'node:child_process'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { supportReferralDraft } from '../../src/demo/drafts.ts'
import { parseTlogProof } from '../../src/protocol/tlog/tlog-proof.ts'
import { runIn, testTown } from '../fixtures/town.ts'

t.test('an extract is made', { timeout: 600_000 }, async (t) => {
  const town = await testTown(t)
  const { police, dir } = town
  const draft = await town.file('draft.json', supportReferralDraft(Date.now(), '7KQ4-XRM2'))
  const { exit, stderr } = await runIn(police, 'send', draft, '--as', 'klas')
  t.equal(exit, 0, stderr)
  const asked = ['7KQ4-XRM2', '--delivery', 'in-person', '--as', 'kim', '--role']
  const folder = join(dir, 'utdrag')

  await t.test('as CSV, JSON Lines and PDF, for its owner alone', async (t) => {
    const made = await runIn(
      police,
      'extract',
      ...asked,
      'victim',
      '--asker',
      'subject',
      '-o',
      folder,
      '--json',
    )
    t.equal(made.exit, 0, made.stderr)
    t.match(JSON.parse(made.stdout), { folder, entries: 1 })
    t.match(made.stderr, /1 rad redovisas, 0 utelämnade \(protokollet säger varför\)\./)
    const csv = await readFile(join(folder, 'utdrag.csv'), 'utf8')
    t.match(csv, /^\uFEFF"Datum","Vad som gjordes"/)
    t.match(csv, /"lämnades ut"/)
    t.notMatch(csv, /Klas|Fiktivsson|7KQ4/, 'no names of staff, no case')
    t.match((await readFile(join(folder, 'utdrag.pdf'))).toString('latin1'), /\/Lang \(sv-SE\)/)
    const { mode } = await stat(join(folder, 'utdrag.csv'))
    t.equal(mode & 0o077, 0)
  })

  await t.test('sha256sum and the log both vouch for the files', async (t) => {
    const checked = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder }).toString()
    t.equal(checked.match(/: OK/g)?.length, 3)
    const verified = await runIn(police, 'export', 'verify', folder, '--json')
    t.equal(verified.exit, 0, verified.stderr)
    t.match(JSON.parse(verified.stdout), { ok: true, agency: 'polisen-sydlanda', what: 'extract' })
    const receipt = await runIn(police, 'log', 'verify-proof', join(folder, 'export.tlog-proof'))
    t.equal(receipt.exit, 0, receipt.stderr)
    const consistency = JSON.parse(await readFile(join(folder, 'export.consistency.json'), 'utf8'))
    const { checkpoint } = parseTlogProof(await readFile(join(folder, 'export.tlog-proof'), 'utf8'))
    t.equal(consistency.to, checkpoint)
  })

  await t.test('a changed file, list or record is found without network', async (t) => {
    for (const name of [
      'utdrag.csv',
      'utdrag.pdf',
      'export.jws',
      'export.tlog-proof.leaf',
      'export.tlog-proof.record',
      'export.tlog-proof',
    ]) {
      const path = join(folder, name)
      const before = await readFile(path)
      const after = Buffer.from(before)
      // A digit or letter somewhere in the middle.
      const at = after.findIndex(
        (byte, i) => i > after.length / 2 && /[a-z0-8]/.test(String.fromCharCode(byte)),
      )
      after[at]!++
      await writeFile(path, after)
      const { exit } = await runIn(police, 'export', 'verify', folder)
      t.not(exit, 0, name)
      await writeFile(path, before)
    }
    t.equal((await runIn(police, 'export', 'verify', folder)).exit, 0)
  })

  await t.test('a file that was added or taken away is found too', async (t) => {
    const extra = join(folder, 'utdrag-2.pdf')
    await writeFile(extra, 'x')
    const added = await runIn(police, 'export', 'verify', folder)
    t.equal(added.exit, 4, 'added')
    t.match(added.stderr, '[export-altered]')
    await rm(extra)
    for (const name of ['utdrag.csv', 'SHA256SUMS']) {
      const path = join(folder, name)
      const before = await readFile(path)
      await rm(path)
      const taken = await runIn(police, 'export', 'verify', folder)
      t.equal(taken.exit, 4, `${name} taken away`)
      await writeFile(path, before)
    }
    t.equal((await runIn(police, 'export', 'verify', folder)).exit, 0)
  })

  await t.test('nothing is written over', async (t) => {
    const again = await runIn(
      police,
      'extract',
      ...asked,
      'victim',
      '--asker',
      'subject',
      '-o',
      folder,
    )
    t.not(again.exit, 0)
    t.match(again.stderr, /file-exists|finns redan/)
  })

  await t.test(
    'what the feared one could get is the same whether there is something or not',
    async (t) => {
      const [something, nothing] = [join(dir, 'a'), join(dir, 'b')]
      for (const [reference, to, exit] of [
        ['7KQ4-XRM2', something, 0],
        ['0000-0000', nothing, 7],
      ] as const) {
        const words = [reference, ...asked.slice(1), 'victim', '--asker', 'guardian', '-o', to]
        const made = await runIn(police, 'extract', ...words)
        t.equal(made.exit, exit, made.stderr)
        t.match(
          made.stderr,
          exit === 0 ? /0 rader redovisas, 1 utelämnad / : /Inget hittades för den rollen/,
        )
        t.match(made.stderr, /kan nå den som någon fruktar/)
      }
      for (const name of ['utdrag.csv', 'utdrag.jsonl'])
        t.same(await readFile(join(something, name)), await readFile(join(nothing, name)), name)
      const drawn = async (folder: string) =>
        (await readFile(join(folder, 'utdrag.pdf')))
          .toString('latin1')
          .replace(/D:\d+Z|\d{4}-\d\d-\d\dT[\d:]+Z|\/ID \[[^\]]*\]/g, '')
      t.equal(await drawn(something), await drawn(nothing), 'but for its time')
      const protocols = [something, nothing].map((folder) =>
        join(`${folder}-protokoll`, 'protokoll.jsonl'),
      )
      const [withSome, withNone] = await Promise.all(
        protocols.map((path) => readFile(path, 'utf8')),
      )
      t.match(withSome, /"existence","entries":1/)
      t.equal(Buffer.byteLength(withSome!), Buffer.byteLength(withNone!), 'no size tells')
      for (const folder of [something, nothing])
        for (const name of ['SHA256SUMS', 'export.jws', 'export.tlog-proof.record']) {
          const text = await readFile(join(folder, name), 'utf8')
          const said = [
            text,
            ...text.split('.').map((part) => Buffer.from(part, 'base64url').toString()),
          ]
          t.notMatch(said.join(), /protokoll/, `${name}: nothing names the officer’s own record`)
        }
    },
  )

  await t.test('through a representative, asking or fetching, it shows nothing', async (t) => {
    for (const [asker, delivery] of [
      ['representative', 'in-person'],
      ['subject', 'representative'],
    ] as const) {
      const words = ['7KQ4-XRM2', '--role', 'victim', '--as', 'kim', '--json', '--asker', asker]
      const to = join(dir, `through-${asker}`)
      const made = await runIn(police, 'extract', ...words, '--delivery', delivery, '-o', to)
      t.equal(made.exit, 0, made.stderr)
      t.match(JSON.parse(made.stdout), { withheld: [{ ground: 'existence', entries: 1 }] })
      t.match(made.stderr, /Ombudet kan stå under den befarades inflytande/)
    }
  })

  await t.test('by the compliance officer alone, with every question answered', async (t) => {
    const words = ['7KQ4-XRM2', '--role', 'victim', '--asker', 'subject', '-o', join(dir, 'c')]
    t.equal((await runIn(police, 'extract', ...words, '--as', 'kim')).exit, 2)
    const byKlas = await runIn(
      police,
      'extract',
      ...words,
      '--delivery',
      'in-person',
      '--as',
      'klas',
    )
    t.equal(byKlas.exit, 3)
  })
})
