import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { digestOf } from '../../src/protocol/sha256.ts'

const dir = await mkdtemp(join(tmpdir(), 'sluss-server-'))
// Under root the embedded database runs as another user, who must be able to walk here.
await chmod(dir, 0o711)
t.teardown(() => rm(dir, { recursive: true, force: true }))

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(dir, name), text, { mode: 0o600 })
  return join(dir, name)
}

const server = createServer().listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo

const settings = {
  SLUSS_ORIGIN: `http://127.0.0.1:${port}`,
  SLUSS_PORT: String(port),
  SLUSS_ISSUERS_FILE: await file(
    'issuers.json',
    JSON.stringify([
      {
        issuer: 'https://login.example',
        agency: 'polisen-sydlanda',
        jwksUri: 'https://login.example/jwks',
        algorithms: ['ES256'],
      },
    ]),
  ),
  SLUSS_PINS_FILE: await file(
    'pins.json',
    JSON.stringify({ 'polisen-sydlanda': digestOf(new Uint8Array(1)) }),
  ),
  SLUSS_NODE_KEY_FILE: await file('node.key', randomBytes(32).toString('base64url')),
  SLUSS_LOG_KEY_FILE: await file('log.key', randomBytes(32).toString('base64url')),
  SLUSS_RECORD_KEY_FILE: await file('record.key', randomBytes(32).toString('base64url')),
  SLUSS_EMBEDDED_DATABASE: join(dir, 'database'),
}

/** Runs the server; `until` decides when it has said enough, and it is then told to close. */
async function run(
  env: Record<string, string>,
  args: string[] = [],
  until?: (output: string) => boolean,
) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(SLUSS_|DATABASE_)/.test(name),
  )
  const child = spawn(process.execPath, ['src/gateway/server.ts', ...args], {
    env: { ...Object.fromEntries(inherited), ...env },
  })
  let output = ''
  let isTold = false
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (isTold || until?.(output) !== true) return
      isTold = true
      child.kill('SIGTERM')
    })
  const [code] = await once(child, 'exit')
  return { code: code as number, output }
}

t.test('refuses to start without settings, in sentences', async (t) => {
  const { code, output } = await run({})
  t.equal(code, 78)
  t.match(output, 'SLUSS_ORIGIN is not set.')
  t.notMatch(output, /\n\s+at /)
})

t.test('explains its settings', async (t) => {
  const { code, output } = await run({}, ['--help'])
  t.equal(code, 0)
  t.match(output, 'DATABASE_OWNER_URL (optional)')
})

t.test('refuses a port that is taken', async (t) => {
  const { code, output } = await run(settings)
  t.equal(code, 69)
  t.match(output, 'The port is taken.')
})

t.test('starts, is ready, and closes when told', async (t) => {
  server.close()
  const { code, output } = await run(settings, [], (seen) => seen.includes('"msg":"ready"'))
  t.equal(code, 0)
  t.match(output, '"msg":"closing"')
})

t.test('starts again on what it left, under the same keys and no others', async (t) => {
  const again = await run(settings, [], (seen) => seen.includes('"msg":"ready"'))
  t.equal(again.code, 0)
  const other = await file('other.key', randomBytes(32).toString('base64url'))
  const { code } = await run({ ...settings, SLUSS_LOG_KEY_FILE: other })
  t.not(code, 0)
})
