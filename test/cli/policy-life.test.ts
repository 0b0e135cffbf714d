/** The rules are changed by command line: proposed by one agency, approved by two, tried on the past. Everything live. */
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { runIn, testTown } from '../fixtures/town.ts'

interface Answer {
  readonly policySet: string
  readonly proposal: string
  readonly tested: { readonly rows: number; readonly tables: string }
  readonly policySets: readonly { readonly policySet: string; readonly state: string }[]
  readonly error: { readonly code: string }
}

const WHY = ['--reason', 'Ny källa.', '--reason-en', 'New source.']

t.test('the rules are changed', { timeout: 600_000 }, async (t) => {
  const town = await testTown(t)
  const { police, socialBoard: board } = town
  const draft = await town.file('draft.json', riskAssessmentDraft(Date.now()))
  t.equal((await runIn(police, 'send', draft, '--as', 'klas', '--json')).exit, 0)
  const kept = await readFile(join(police.actor.folder, 'kept.json'), 'utf8')
  const { law } = JSON.parse(kept) as { law: { policySet: string } }
  t.match(law.policySet, /^[\w-]{43}$/, 'the law that it was sent under is kept')
  const rules = join(town.dir, 'rules')
  await cp('policies', rules, { recursive: true })
  await keepOneTable(rules, 'gateways/osl-12-2.cases.json')
  const sources = await readFile(join(rules, 'sources.json'), 'utf8')
  await writeFile(join(rules, 'sources.json'), sources.replace(/"title": "/, '$&Ny: '))
  // That it becomes the law at its time is shown with a clock that can be moved: test/gateway/policy-life.test.ts.
  const soon = () => new Date(Date.now() + 3_600_000).toISOString()
  const json = (stdout: string) => JSON.parse(stdout) as Answer
  const at = ['--json', '--as'] as const
  const states = async () =>
    json((await runIn(police, 'policy', 'list', ...at, 'klas')).stdout).policySets.map(
      ({ state }) => state,
    )

  await t.test('a proposal needs a day that is one, rules that load, and a reason', async (t) => {
    const propose = (...words: readonly string[]) =>
      runIn(board, 'policy', 'propose', ...words, ...at, 'rut')
    t.equal((await propose(rules, '--from', soon())).exit, 2)
    t.equal((await propose(rules, '--from', '2027-02-30', ...WHY)).exit, 2)
    const missing = await propose(join(town.dir, 'no'), '--from', soon(), ...WHY)
    t.equal(json(missing.stdout).error.code, 'file-missing')
    const late = await propose(rules, '--from', '2026-01-01', ...WHY)
    t.not(late.exit, 0)
  })

  const proposed = await runIn(
    board,
    'policy',
    'propose',
    rules,
    '--from',
    soon(),
    ...WHY,
    ...at,
    'rut',
  )
  t.equal(proposed.exit, 0, proposed.stderr)
  const { policySet, tested } = json(proposed.stdout)
  t.ok(tested.rows > 5)
  t.same(await states(), ['proposed', 'active'])

  await t.test(
    'it is approved by who has the same rules, after seeing what they change',
    async (t) => {
      const approve = (...words: readonly string[]) =>
        runIn(police, 'policy', 'approve', policySet, '--as', 'klas', ...words)
      const other = await approve('--json', '--yes')
      t.equal(json(other.stdout).error.code, 'policy-differs')
      const asked = await approve('--json', '--policies', rules)
      t.equal(json(asked.stdout).error.code, 'not-confirmed')
      t.match(asked.stderr, /källa S1: ändrad/, 'the change is shown first')
      t.match(asked.stderr, /Föreslaget av latsasby-socialnamnd.*Ny källa\./)
      const done = await approve('--json', '--yes', '--policies', rules)
      t.equal(done.exit, 0, done.stderr)
      t.same(json(done.stdout).tested, tested, 'tested against the same tables')
      const own = await runIn(
        board,
        'policy',
        'approve',
        policySet,
        '--yes',
        '--policies',
        rules,
        ...at,
        'rut',
      )
      t.equal(own.exit, 3)
      t.equal(json(own.stdout).error.code, 'approver-is-proposer')
    },
  )

  await t.test('it is approved by a second agency', async (t) => {
    const second = await runIn(
      board,
      'policy',
      'approve',
      policySet,
      '--yes',
      '--policies',
      rules,
      ...at,
      'ylva',
    )
    t.equal(second.exit, 0, second.stderr)
    t.same(await states(), ['approved', 'active'])
  })

  await t.test('past decisions are tried under it, in counts', async (t) => {
    const { exit, stdout, stderr } = await runIn(
      police,
      'policy',
      'replay',
      policySet,
      '--as',
      'klas',
    )
    t.equal(exit, 0, stderr)
    t.match(stdout, /^ +1 {2}beslut prövades på nytt\n/)
    t.match(stdout, /0 {2}beslut är gallrade/)
    const unknown = await runIn(police, 'policy', 'replay', 'x', ...at, 'klas')
    t.equal(unknown.exit, 3)
  })

  await t.test('one that should not be is withdrawn before its time', async (t) => {
    await writeFile(join(rules, 'sources.json'), sources.replace(/"title": "/, '$&Fel: '))
    const again = await runIn(
      board,
      'policy',
      'propose',
      rules,
      '--from',
      soon(),
      ...WHY,
      ...at,
      'rut',
    )
    const wrong = json(again.stdout).policySet
    const { exit, stderr } = await runIn(
      police,
      'policy',
      'withdraw',
      wrong,
      ...WHY,
      '--as',
      'klas',
    )
    t.equal(exit, 0, stderr)
    t.equal((await states())[0], 'withdrawn')
    const late = await runIn(police, 'policy', 'approve', wrong, ...at, 'klas')
    t.equal(json(late.stdout).error.code, 'policy-set-missing')
    t.equal(late.exit, 2)
  })
})

/** One table is enough to test against, and keeps the test from waiting for the others. */
async function keepOneTable(rules: string, kept: string): Promise<void> {
  const files = await readdir(rules, { recursive: true })
  for (const file of files.filter((name) => name.endsWith('.cases.json') && name !== kept))
    await rm(join(rules, file))
}
