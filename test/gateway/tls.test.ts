import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { choosePort } from '../../src/demo/gateway-process.ts'
import { externalPostgres } from '../fixtures/external-postgres.ts'
import { operator } from '../fixtures/operator.ts'
import { selfSigned } from '../fixtures/self-signed.ts'

const CLIENT = resolve(import.meta.dirname, '../fixtures/speak-to-gateway.ts')
const port = String(await choosePort(0))
const origin = `https://localhost:${port}`
const { url, ownerUrl } = await externalPostgres(t)
const node = await operator(t, {
  DATABASE_URL: url,
  DATABASE_OWNER_URL: ownerUrl,
  SLUSS_ORIGIN: origin,
})
const { cert, key } = selfSigned()
const own = {
  SLUSS_PORT: port,
  SLUSS_TLS_CERT_FILE: await node.file('tls.crt', cert),
  SLUSS_TLS_KEY_FILE: await node.file('tls.key', key),
}

/** What the client gets to hear, trusting these besides the well-known. */
async function speak(trusted: Record<string, string>): Promise<Record<string, unknown>> {
  const env = { PATH: process.env['PATH'], ...trusted }
  const { stdout } = await promisify(execFile)(process.execPath, [CLIENT, origin], { env })
  return JSON.parse(stdout) as Record<string, unknown>
}

t.test('serves HTTPS to who trusts its certificate, and to nobody else', async (t) => {
  const server = await node.start(own)
  await server.ready()
  const said = await speak({ NODE_EXTRA_CA_CERTS: own.SLUSS_TLS_CERT_FILE })
  t.match(said, { origin, policySet: node.active.digest })
  t.match(await speak({}), { code: 'gateway-unreachable' })
  await t.rejects(fetch(`http://localhost:${port}/healthz`), 'and not in the clear')
  await server.stop()
  t.equal(await server.ended, 0)
})

t.test('refuses half a setting, and what is no certificate with its key', async (t) => {
  const other = await node.file('other.key', selfSigned().key)
  const cases: Record<string, [Record<string, string | undefined>, RegExp]> = {
    'a certificate without key': [{ SLUSS_TLS_KEY_FILE: undefined }, /belong together/],
    'the key of another certificate': [{ SLUSS_TLS_KEY_FILE: other }, /SLUSS_TLS_CERT_FILE/],
    'a file that holds no certificate': [{ SLUSS_TLS_CERT_FILE: other }, /SLUSS_TLS_CERT_FILE/],
  }
  await Promise.all(
    Object.entries(cases).map(async ([name, [changes, sentence]]) => {
      const server = await node.start({ ...own, ...changes })
      t.equal(await server.ended, 78, name)
      t.match(server.output(), sentence)
      t.notMatch(server.output(), /\n\s+at |PRIVATE/)
    }),
  )
})
