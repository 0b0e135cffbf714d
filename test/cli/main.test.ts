import t from 'tap'
import { COMMANDS, loadCommands } from '../../src/cli/commands.ts'
import { runMain, runSluss } from '../fixtures/sluss-command.ts'

t.test('without a command shows the help and the exit codes, and is not content', async (t) => {
  const { exit, stdout, stderr } = await runSluss([])
  t.equal(exit, 2)
  for (const name of COMMANDS.keys()) t.match(stdout, new RegExp(`^  ${name}\\b`, 'm'), name)
  t.match(stdout, /Slutkoder:\n  0  klart\n/)
  t.equal(stderr, '')
})

t.test('a command is listed under its own name', async (t) => {
  t.same(
    (await loadCommands()).map(({ name }) => name),
    [...COMMANDS.keys()],
  )
})

t.test('speaks English when LANG or --lang says so', async (t) => {
  t.match((await runMain(['--help'], { LANG: 'en_GB.UTF-8' })).stdout, /Exit codes:/)
  t.match((await runMain(['--help', '--lang', 'en'])).stdout, /Exit codes:/)
  t.match((await runMain(['--help', '--lang=sv'], { LANG: 'en_GB' })).stdout, /Slutkoder:/)
})

t.test('an unknown command, option or language is a fault of usage', async (t) => {
  for (const words of [
    ['skicka'],
    ['inbox', '--bax', 'in'],
    ['send'],
    ['send', 'a.json', 'b.json'],
    ['inbox', '--box', 'ut'],
    ['agency', 'init', 'x', '--body', 'police', '--gateway', 'http://x'],
    ['inbox', '--lang', 'fi'],
  ]) {
    const { exit, stdout, stderr } = await runMain(words)
    t.equal(exit, 2, words.join(' '))
    t.equal(stdout, '')
    t.match(stderr, /^sluss: .+\. \[usage\]\n {2}Se ”sluss/)
  }
})

t.test('says which word is wrong, and how', async (t) => {
  const said: Record<string, readonly [readonly string[], string]> = {
    'a command': [['skicka'], '”skicka” är inget kommando.'],
    'a command of a group': [['review', 'approved'], '”review approved” är inget kommando.'],
    'an option': [['inbox', '--bax', 'in'], 'Kommandot har inget --bax.'],
    'an argument that is not there': [['send'], 'FIL saknas.'],
    'an option that is not there': [
      ['extract', '7KQ4-XRM2', '--role', 'victim', '--delivery', 'in-person', '-o', 'x'],
      '--asker saknas.',
    ],
    'one argument too many': [['send', 'a.json', 'b.json'], '”b.json” är ett ord för mycket.'],
    'a word that is none of those': [
      ['inbox', '--box', 'ut'],
      'Ett av orden behövs: --box in, sent, held.',
    ],
    'a day that there is not': [['reconcile', '--day', '2026-11-31'], '--day går inte att tolka.'],
  }
  for (const [what, [words, sentence]] of Object.entries(said)) {
    const { exit, stderr } = await runMain(words)
    t.equal(exit, 2, what)
    t.equal(stderr.split(' [usage]')[0], `sluss: ${sentence}`, what)
  }
  const { stderr } = await runMain(['probe', '--to', 'latsasby-socialnamnd'])
  t.match(stderr, /Skriv VERKSAMHET\/FUNKTION, som latsasby-socialnamnd\/drift\.\n$/)
  const wrong = ['extract', 'fel', '--role', 'victim', '--asker', 'subject']
  const extract = await runMain([...wrong, '--delivery', 'in-person', '-o', 'x'])
  t.match(extract.stderr, /\[case-invalid\]\n {2}Ärendet skrivs som 7KQ4-XRM2\.\n$/)
})

t.test('the first word of several commands lists these, and no others', async (t) => {
  for (const group of ['review', 'log', 'witness']) {
    const { exit, stdout } = await runMain([group])
    t.equal(exit, 2)
    const help = await runMain([group, '--help'])
    t.equal(help.exit, 0)
    t.equal(help.stdout, stdout)
    for (const name of COMMANDS.keys())
      t.equal(new RegExp(`^  ${name}\\b`, 'm').test(stdout), name.startsWith(`${group} `), name)
  }
})

t.test('every command has a help with an example that names it', async (t) => {
  for (const command of await loadCommands()) {
    const { exit, stdout } = await runMain([...command.name.split(' '), '--help', '--lang', 'en'])
    t.equal(exit, 0, command.name)
    t.match(stdout, `Examples:\n  sluss ${command.name}`, command.name)
  }
})

t.test('with --json an error is JSON too', async (t) => {
  const { exit, stdout } = await runMain(['inbox', '--folder', '/nonexistent', '--json'])
  t.equal(exit, 6)
  t.match(JSON.parse(stdout), { error: { code: 'folder-not-agency' } })
})
