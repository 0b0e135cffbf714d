/** An officer works through a queue by command line. Everything live. */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { categoryWords, purposeWords } from '../../src/client/review-words.ts'
import { swedishMonthBefore } from '../../src/policy/swedish-month.ts'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import type { BuiltAgency } from '../../src/demo/build-town.ts'
import { runMain } from '../fixtures/sluss-command.ts'
import { testTown } from '../fixtures/town.ts'

function runIn({ actor }: BuiltAgency, ...words: readonly string[]) {
  return runMain(words, { SLUSS_FOLDER: actor.folder, SLUSS_PASSPHRASE_FILE: actor.passphrases })
}

const OPEN = ['--purpose', 'prevent-crime', '--conflict', 'none', '--as', 'ylva']

interface Row {
  readonly record: string
  readonly case: string
  readonly reasons: readonly string[]
}

t.test('what must be looked at is listed, shown and decided', { timeout: 600_000 }, async (t) => {
  const town = await testTown(t)
  const { police, socialBoard: board } = town
  const draft = await town.file('draft.json', riskAssessmentDraft(Date.now()))
  const sent = await runIn(police, 'send', draft, '--as', 'klas', '--json')
  t.equal(sent.exit, 0, sent.stderr)
  const { id } = JSON.parse(sent.stdout) as { id: string }
  const asOfficer = (...words: readonly string[]) => runIn(board, ...words, '--as', 'nora')
  const listed = async (reason = 'location') => {
    const words = ['review', 'queue', '--reason', reason, '--json']
    const { exit, stdout, stderr } = await asOfficer(...words)
    t.equal(exit, 0, stderr)
    return (JSON.parse(stdout) as { rows: readonly Row[] }).rows
  }
  t.same(await listed(), [], 'nobody has opened it')
  // Her surname is that of the feared perpetrator in the example.
  const own = await town.file('mina.txt', 'Provtoft\nexempelsson\n244 32\n')
  const declared = await runIn(board, 'relation', 'declare', own, '--as', 'ylva')
  t.equal(declared.exit, 0, declared.stderr)
  t.match(declared.stdout, /2 efternamn och 1 postnummer angivna/)
  t.equal((await runIn(board, 'open', id, ...OPEN)).exit, 0)

  await t.test('the queue says why, and nothing of what is in it', async (t) => {
    const { exit, stdout, stderr } = await asOfficer('review', 'queue', '--reason', 'location')
    t.equal(exit, 0, stderr)
    t.match(stdout, /samma efternamn som en part, såg uppgift om plats/)
    t.match(stdout, /Utlämnande öppnat {2}p1:[\w-]{22} {2}latsasby-socialnamnd/)
    t.match(stdout, /plats.* {2}senast \d+ \p{L}+\n {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}/u)
    t.match(stdout, /förebygga brott .*uppehållsplats|förebygga brott .*plats/)
    t.match(stderr, '1 att granska, 0 försenade. Visa: sluss review show ID')
    t.notMatch(stdout, /Ylva/)
    t.equal((await runIn(board, 'review', 'queue', '--as', 'ylva')).exit, 3)
  })

  const [row] = await listed()

  await t.test('who it was is shown, and to the other agency’s officer nothing', async (t) => {
    const shown = await asOfficer('review', 'show', row!.record)
    t.equal(shown.exit, 0, shown.stderr)
    t.match(shown.stdout, /Vem: Ylva Provtoft \(/)
    t.match(shown.stdout, /Ärende: .*\n {2}Funktion: .*\n {2}Ändamål: förebygga brott\n/)
    t.match(shown.stdout, /Grund: Samtycke \(12 kap\. 2 §/)
    t.match(shown.stdout, /Mottagare: .+, VINR-mottagning/)
    t.match(shown.stdout, /Granskas: samma efternamn som en part, såg uppgift om plats/)
    const of = ['--of', board.agency.id]
    const other = await runIn(police, 'review', 'show', row!.record, ...of, '--as', 'kim')
    t.equal(other.exit, 3)
    t.match(other.stderr, /\[not-found\]/)
  })

  await t.test(
    'a verdict with a comment is recorded; colleagues read it, the gateway cannot',
    async (t) => {
      const comment = await town.file('kommentar.txt', 'Ylva har ärendet. Påhittat skäl.\n')
      const asked = await asOfficer('review', 'decide', row!.record, 'ask', '--comment', comment)
      t.equal(asked.exit, 0, asked.stderr)
      t.match(asked.stdout, /chefen tillfrågas\. Händelse \d+ i loggen/)
      t.match(await listed(), [{ record: row!.record, state: 'asked' }])
      const shown = await asOfficer('review', 'show', row!.record)
      t.match(shown.stdout, /latsasby-socialnamnd: chefen tillfrågas\n {2}Ylva har ärendet/)
    },
  )

  await t.test('what is decided is gone from the queue', async (t) => {
    const decided = await asOfficer('review', 'decide', row!.record, 'ok')
    t.equal(decided.exit, 0, decided.stderr)
    t.same(await listed(), [])
    const again = await asOfficer('review', 'decide', row!.record, 'ok')
    t.equal(again.exit, 3)
    t.match(again.stderr, /Det är redan avgjort på det sättet.*\[already-decided\]/)
    t.equal((await asOfficer('review', 'decide', row!.record, 'kanske')).exit, 2)
  })

  await t.test(
    'what is typed wrongly is said before anything is signed or asked for',
    async (t) => {
      const [record, day] = [row!.record, '2026-03-01']
      const period = ['--from', day, '--until', '2026-04-01']
      const reversed = ['--from', '2026-04-01', '--until', day]
      const wrong: [string, string[]][] = [
        ['record-id-invalid', ['review', 'show', 'nope']],
        ['record-id-invalid', ['review', 'decide', 'nope', 'ok']],
        ['record-id-invalid', ['review', 'inquire', 'nope', '--case-number', 'SN 1', ...period]],
        ['period-empty', ['review', 'inquire', record, '--case-number', 'SN 1', ...reversed]],
        ['usage', ['review', 'sample', '--month', day]],
        ['period-not-over', ['review', 'sample', '--month', '2098-12']],
        ['case-invalid', ['review', 'timeline', '--case', 'fel']],
        ['inquiry-missing', ['review', 'approve', 'fel', '--yes']],
      ]
      for (const [code, words] of wrong) {
        const { exit, stderr } = await asOfficer(...words)
        t.equal(exit, 2, `${words.join(' ')}: ${stderr}`)
        t.match(stderr, `[${code}]`)
      }
      const bar = (...words: string[]) => runIn(board, 'relation', 'bar', ...words, '--as', 'ylva')
      t.match((await bar('fel', '--member', 'ylva')).stderr, '[case-invalid]')
      t.match((await bar(row!.case, '--member', 'nobody')).stderr, '[colleague-missing]')
      for (const text of ['Provtoft, Larsson\n', '2345\n']) {
        const path = await town.file(`fel-${text.length}.txt`, text)
        const { exit, stderr } = await runIn(board, 'relation', 'declare', path, '--as', 'ylva')
        t.equal(exit, 2)
        t.match(stderr, '[surname-invalid]')
      }
    },
  )

  await t.test('the last month that is over is drawn, and that once', async (t) => {
    const { exit, stdout, stderr } = await asOfficer('review', 'sample', '--json')
    t.equal(exit, 0, stderr)
    const month = swedishMonthBefore(Date.now())
    t.match(JSON.parse(stdout), { month, population: 0, drawn: [] }, 'the town is of today')
    t.match((await asOfficer('review', 'sample', '--month', month)).stderr, 'already-decided')
  })

  await t.test('a case has a timeline; a member has one when a second person agrees', async (t) => {
    const ofCase = await asOfficer('review', 'timeline', '--case', row!.case)
    t.equal(ofCase.exit, 0, ofCase.stderr)
    t.match(ofCase.stdout, /Utlämnande öppnat {2}p1:/)
    const { rows } = JSON.parse(
      (await asOfficer('review', 'timeline', '--case', row!.case, '--json')).stdout,
    ) as { rows: { body: { ev: string; purpose?: string } }[] }
    const opened = rows.find(({ body }) => body.ev === 'disclosure.opened')!
    const line = ofCase.stdout.split('\n').find((one) => one.includes('Utlämnande öppnat'))!
    t.ok(line.includes(purposeWords(opened.body.purpose!).sv), line)
    t.ok(line.includes(categoryWords('risk').sv), line)
    const period = ['--from', '2026-01-01', '--until', '2099-01-01']
    const words = ['review', 'inquire', row!.record, '--case-number', 'SN 2026/117', ...period]
    const asked = await asOfficer(...words, '--json')
    t.equal(asked.exit, 0, asked.stderr)
    const { inquiry } = JSON.parse(asked.stdout) as { inquiry: string }
    const show = ['review', 'timeline', '--inquiry', inquiry]
    t.equal((await asOfficer(...show)).exit, 3, 'not before')
    const approved = await runIn(board, 'review', 'approve', inquiry, '--as', 'rut', '--yes')
    t.equal(approved.exit, 0, approved.stderr)
    const told = (await asOfficer('review', 'inquiries')).stdout
    t.match(told, /SN 2026\/117 .* godkänd/)
    t.match(told, /\d{4}-\d\d-\d\d \d\d:\d\d {2}Utlämnande öppnat/, 'what it begins at')
    const ofMember = await asOfficer(...show)
    t.equal(ofMember.exit, 0, ofMember.stderr)
    t.match(ofMember.stdout, /Inkorgen visad|Utlämnande öppnat/)
    t.equal((await asOfficer('review', 'timeline')).exit, 2)
    const folder = join(town.dir, 'tidslinje')
    const taken = await asOfficer(...show, '-o', folder)
    t.equal(taken.exit, 0, taken.stderr)
    const verified = await runIn(board, 'export', 'verify', folder)
    t.equal(verified.exit, 0, verified.stderr)
    t.match(await readFile(join(folder, 'tidslinje.jsonl'), 'utf8'), /"event":"disclosure.opened"/)
  })

  await t.test('what is written to a file is logged first, and is looked at', async (t) => {
    t.same(await listed('export'), [], 'what was only shown is not')
    const path = join(town.dir, 'document.json')
    const run = await runIn(board, 'open', id, ...OPEN, '-o', path)
    t.equal(run.exit, 0, run.stderr)
    t.equal((await stat(path)).mode & 0o777, 0o600)
    t.match(await listed('export'), [{ event: 'disclosure.exported', case: row!.case }])
  })

  await t.test(
    'who is conflicted in a case is barred from it, and let in again under review',
    async (t) => {
      const relation = (...words: string[]) => runIn(board, 'relation', ...words, '--as', 'ylva')
      const alone = await relation('bar', row!.case, '--member', 'ylva')
      t.match(alone.stderr, '[nobody-left]', 'nobody else reads in her function')
      const barred = await relation('bar', row!.case, '--member', 'rut')
      t.equal(barred.exit, 0, barred.stderr)
      t.match(barred.stdout, /1 handläggare är utestängd från .* För dem finns ärendet inte/)
      const readmitted = await relation('readmit', row!.case, '--member', 'rut')
      t.equal(readmitted.exit, 0, readmitted.stderr)
      t.match(readmitted.stdout, /1 handläggare är inte längre utestängd/)
      const { stdout } = await asOfficer('review', 'queue', '--reason', 'deny-listed')
      t.match(stdout, /Anknytningar angivna/)
    },
  )
})
