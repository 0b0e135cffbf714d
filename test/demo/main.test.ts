/** The demonstration as a person starts it. What it tells is asserted by the story itself: a step that fails ends it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import t from 'tap'
import type { Test } from 'tap'

const MAIN = resolve(import.meta.dirname, '../../src/demo/main.ts')

interface Ended {
  readonly exit: number | null
  readonly stdout: string
  readonly stderr: string
}

async function demo(...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
  const [exit] = (await once(child, 'close')) as [number | null]
  return { exit, ...said }
}

async function newFolder(t: Test): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sluss-demo-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  return folder
}

t.test('plays the whole story, every step held', { timeout: 600_000 }, async (t) => {
  const dir = await newFolder(t)
  const { exit, stdout, stderr } = await demo('--once', '--lang', 'en', '--port', '0', '--dir', dir)
  t.equal(stderr, '')
  t.equal(exit, 0)
  t.match(stdout, /All \d+ steps held/)
  t.notMatch(stdout, '✗')
})

t.test('says so when the port is taken', async (t) => {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.teardown(() => server.close())
  const port = String((server.address() as AddressInfo).port)
  const { exit, stderr } = await demo('--once', '--port', port, '--dir', await newFolder(t))
  t.equal(exit, 1)
  t.match(stderr, `Port ${port} används av ett annat program`)
})

t.test('explains itself', async (t) => {
  const { exit, stdout } = await demo('--help', '--lang', 'en')
  t.equal(exit, 0)
  t.match(stdout, '--once')
})

t.test('refuses an option that it does not know', async (t) => {
  const { exit, stderr } = await demo('--twice')
  t.equal(exit, 1)
  t.match(stderr, '--twice är inget val')
})
