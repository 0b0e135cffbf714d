import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import t from 'tap'
import type { Test } from 'tap'
import { encodePolicySet } from '../../src/policy/pack.ts'
import { readPolicySet } from '../fixtures/policy-files.ts'
import { runMain } from '../fixtures/sluss-command.ts'

const SHIPPED = resolve(import.meta.dirname, '../../policies')
const RULE = 'gateways/osl-10-19.json'

/** A copy of the policy folder in which some texts of a file are replaced. */
async function changedPolicies(
  t: Test,
  file: string,
  change: (text: string) => string,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sluss-policies-'))
  t.teardown(() => rm(folder, { recursive: true }))
  await cp(SHIPPED, folder, { recursive: true })
  const path = join(folder, file)
  await writeFile(path, change(await readFile(path, 'utf8')))
  return folder
}

t.test('policy test tells how many rows there are, and that all agree', async (t) => {
  const { exit, stdout } = await runMain(['policy', 'test'])
  t.equal(exit, 0)
  t.match(stdout, /^\d{4,} rader, varav fel: 0$/m)
  t.match(stdout, /^37 \/ 37 exempel/m)
})

t.test('policy test of one rule runs its table only', async (t) => {
  const { exit, stdout } = await runMain(['policy', 'test', '--rule', 'osl-10-19', '--json'])
  t.equal(exit, 0)
  t.match(JSON.parse(stdout), {
    tables: [{ file: 'gateways/osl-10-19.cases.json', failed: 0 }],
    failures: [],
    examples: { wanted: 37, missing: [] },
  })
  t.equal((await runMain(['policy', 'test', '--rule', 'no-such'])).exit, 2)
})

t.test('policy test shows what was expected and given, and fails', async (t) => {
  const policies = await changedPolicies(t, RULE, (text) =>
    text.replace('"nature": "permission"', '"nature": "duty"'),
  )
  const { exit, stdout } = await runMain(['policy', 'test', '--policies', policies])
  t.equal(exit, 4)
  t.match(stdout, /^gateways\/osl-10-19 +\d+ {2}\d+ FEL$/m)
  t.match(stdout, /outcome: väntat "permit", gavs "duty"/)
})

t.test('rules that cannot be read are refused with file, place and reason', async (t) => {
  const policies = await changedPolicies(t, RULE, (text) => text.replace('"nature"', '"natur"'))
  const { exit, stderr } = await runMain(['policy', 'lint', '--policies', policies])
  t.equal(exit, 2)
  t.match(stderr, `Regelverket går inte att läsa: ${RULE} – /versions/0`)
  t.match(stderr, '[pack-invalid]')
  const table = await changedPolicies(t, 'gateways/osl-10-19.cases.json', (text) =>
    text.replace('"outcome": "permit"', '"outcome": "perhaps"'),
  )
  const refused = await runMain(['policy', 'test', '--policies', table, '--lang', 'en'])
  t.equal(refused.exit, 2)
  t.match(
    refused.stderr,
    /The rules cannot be read: gateways\/osl-10-19\.cases\.json – \/cases\/\d/,
  )
  t.match(
    (await runMain(['policy', 'test', '--policies', '/nonexistent'])).stderr,
    '[file-missing]',
  )
})

t.test('policy lint is content with the shipped rules, and not with worse ones', async (t) => {
  const clean = await runMain(['policy', 'lint'])
  t.match(clean, { exit: 0, stdout: '0 anmärkningar\n' })
  const policies = await changedPolicies(t, RULE, (text) =>
    text
      .replaceAll(/"sv": "[^"]+"/g, '"sv": "Same words as in English."')
      .replaceAll(/"en": "[^"]+"/g, '"en": "Same words as in English."'),
  )
  const { exit, stdout } = await runMain(['policy', 'lint', '--policies', policies, '--json'])
  t.equal(exit, 4)
  t.match(JSON.parse(stdout).findings[0], { code: 'text-untranslated', subject: 'osl-10-19' })
})

t.test('policy mutate counts the slips that the rows notice, in threads', async (t) => {
  const words = ['policy', 'mutate', '--rule', 'osl-10-19', '--json']
  const { exit, stdout } = await runMain([...words, '--threads', '2'])
  const report = JSON.parse(stdout)
  t.equal(exit, 0)
  t.ok(report.killed > 20)
  t.equal(report.killed + report.refused + report.equivalent.length, report.tried)
  const sampled = JSON.parse((await runMain([...words, '--sample', '5', '--seed', '7'])).stdout)
  t.match(sampled, { tried: 5, sample: { seed: 7 } })
})

t.test('policy mutate lists what no row notices, and fails', async (t) => {
  const policies = await changedPolicies(t, 'gateways/osl-10-19.cases.json', (text) => {
    const table = JSON.parse(text)
    return JSON.stringify({ ...table, cases: table.cases.slice(0, 1) })
  })
  const words = ['policy', 'mutate', '--rule', 'osl-10-19', '--policies', policies]
  const { exit, stdout } = await runMain(words)
  t.equal(exit, 4)
  t.match(stdout, /^obemärkt {2}osl-10-19@\S+ condition-dropped \S+ {2}\(villkoret struket\)$/m)
})

t.test('policy diff compares folders, pack files and digests', async (t) => {
  const set = readPolicySet()
  const policies = await changedPolicies(t, RULE, (text) =>
    text.replace('"nature": "permission"', '"nature": "duty"'),
  )
  const folder = await mkdtemp(join(tmpdir(), 'sluss-packs-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const file = join(folder, 'pack.json')
  await writeFile(file, encodePolicySet(set))
  const told = /osl-10-19.*\n.*\n {4}rätt eller skyldighet: duty, förut permission$/m
  for (const source of [SHIPPED, file, set.digest])
    t.match((await runMain(['policy', 'diff', source, policies])).stdout, told)
  t.equal((await runMain(['policy', 'diff', file, SHIPPED])).stdout, 'Ingen skillnad.\n')
  t.match(await runMain(['policy', 'diff', 'no-such-digest', SHIPPED]), {
    exit: 6,
    stderr: /\[file-missing\]/,
  })
})
