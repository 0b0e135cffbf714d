import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { LAW_EXAMPLES } from '../../src/policy/proving/law-examples.ts'
import { encoded } from '../fixtures/referral-evidence.ts'
import { runMain } from '../fixtures/sluss-command.ts'

const dir = await mkdtemp(join(tmpdir(), 'sluss-explain-'))
t.teardown(() => rm(dir, { recursive: true }))

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(dir, name)
  await writeFile(path, content)
  return path
}

const explain = (...words: string[]) => runMain(['policy', 'explain', ...words])

t.test('explains every example decision of the legal research', async (t) => {
  for (const law of LAW_EXAMPLES) {
    const { exit, stdout, stderr } = await explain('--law', law)
    t.equal(exit, 0, `${law} ${stderr}`)
    t.match(stdout, /^(Gör så här|.+ \[[a-z-]+\]):?/m, law)
  }
})

t.test('gives the same as data', async (t) => {
  const { exit, stdout } = await explain('--law', '7b', '--json')
  t.equal(exit, 0)
  const [first] = JSON.parse(stdout).explained
  t.match(first, {
    source: { kind: 'case', law: '7b' },
    explanation: { v: 1, outcome: 'escalate', glossary: { openQuestions: { Q4: {} } } },
  })
})

t.test('explains one row of a table, by the rule and its id', async (t) => {
  const { exit, stdout } = await explain('--case', 'osl-10-18c/2025-all-met', '--lang', 'en')
  t.equal(exit, 0)
  t.match(stdout, /^gateways\/osl-10-18c 2025-all-met: .+\n\nYes\. You may disclose the data\.\n/)
})

t.test('explains a draft, as it would be between two kinds of bodies', async (t) => {
  const path = await file('draft.json', JSON.stringify(riskAssessmentDraft(Date.now())))
  const bodies = ['--from', 'police', '--to', 'social-board']
  const { exit, stdout, stderr } = await explain(path, ...bodies)
  t.equal(exit, 0, stderr)
  t.match(stdout, 'socialnämnden (latsasby-socialnamnd/vinr-mottagning):')
  t.notMatch(stdout, /Tuvalisa|Fiktivgatan/)
  const { exit: unsaid, stderr: why } = await explain(path)
  t.equal(unsaid, 2)
  t.match(why, '--from')
  const { exit: unknown } = await explain(path, '--from', 'polis', '--to', 'social-board')
  t.equal(unknown, 2)
})

const SITUATION = {
  date: '2026-03-02',
  from: 'social-board',
  to: { r1: { bodyType: 'police' } },
  purpose: 'prevent-crime',
  subjects: { s1: { role: 'feared-perpetrator' } },
  parts: { p1: { about: 's1', category: 'risk' } },
}

t.test('explains a situation in the words of a decision table', async (t) => {
  const path = await file('situation.json', JSON.stringify(SITUATION))
  const { exit, stdout } = await explain(path)
  t.equal(exit, 0)
  t.match(stdout, /^Nej\./)
})

t.test('refuses a situation that is none, with the place', async (t) => {
  const path = await file('wrong.json', JSON.stringify({ ...SITUATION, from: 'polis' }))
  const { exit, stderr } = await explain(path)
  t.equal(exit, 2)
  t.match(stderr, /\/from.*\[pack-invalid\]/s)
})

t.test('says by name what cannot be judged', async (t) => {
  const facts = { shoeSize: true }
  const path = await file('unknown.json', JSON.stringify({ ...SITUATION, facts }))
  const { exit, stdout } = await explain(path)
  t.equal(exit, 0)
  t.match(stdout, '(shoeSize) [fact-unknown]')
})

t.test('says what to cite instead of a section that was repealed', async (t) => {
  const ground = { about: 's1', rule: 'sol-2001-14-1', version: '2013-01-01', facts: {} }
  const stale = { ...SITUATION, grounds: { g1: ground } }
  const path = await file('stale.json', JSON.stringify(stale))
  const { exit, stdout } = await explain(path)
  t.equal(exit, 0)
  t.match(
    stdout,
    /^Underlaget anger en paragraf som är upphävd\. \(19 kap\. 1 § SoL .+\[citation-stale\]/,
  )
  const old = await file('old.json', JSON.stringify({ ...SITUATION, date: '2012-12-31' }))
  t.match((await explain(old)).stdout, '[date-before-law]')
})

t.test('explains the decision in a bundle, and says that it is not verified', async (t) => {
  const path = await file('bevis.sluss', encoded())
  const { exit, stdout, stderr } = await explain(path)
  t.equal(exit, 0, stderr)
  t.match(stdout, 'Varför:')
  t.match(stderr, 'inte kontrollerad')
})

t.test('wants one thing to explain', async (t) => {
  for (const words of [[], ['a.json', '--law', '7b'], ['--law', '999'], ['--case', 'no-such-row']])
    t.equal((await explain(...words)).exit, 2, words.join(' '))
  t.match((await explain(join(dir, 'missing.json'))).stderr, '[file-missing]')
  const prose = await file('prose.txt', 'Hon bor hos sin syster.')
  const { exit, stderr } = await explain(prose)
  t.equal(exit, 2)
  t.match(stderr, '[draft-invalid]')
  t.notMatch(stderr, 'syster')
})

t.test('lists the deciding questions of a message type', async (t) => {
  const words = [
    'policy',
    'questions',
    'risk-assessment',
    '--from',
    'police',
    '--to',
    'social-board',
  ]
  const { exit, stdout } = await runMain(words)
  t.equal(exit, 0)
  t.match(stdout, /^Fråga i den här ordningen\..+\n\n1\. .+\?\n/)
  const { stdout: json } = await runMain([...words, '--about', 'child', '--json'])
  t.match(JSON.parse(json).questions[0], { id: 'gateway:sol-20-6' })
  t.equal((await runMain([...words, '--day', 'i dag'])).exit, 2)
  t.equal((await runMain([...words, '--purpose', 'skvaller'])).exit, 2)
})
