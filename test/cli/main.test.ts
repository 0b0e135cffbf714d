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
    t.match(stderr, /^sluss: Kommandot går inte att tolka\. \(.+\) \[usage\]\n {2}Se ”sluss/)
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
