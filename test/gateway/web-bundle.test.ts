/** The web client is served as it was recorded, under a policy that lets nothing else run. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { recordConfiguration } from '../../src/gateway/configuration.ts'
import { readWebBundle, webBundleItem } from '../../src/gateway/web-bundle.ts'
import { parseLeaf } from '../../src/protocol/record.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { testWorld } from '../fixtures/gateway.ts'
import { builtBundle } from '../fixtures/web-bundle.ts'

const dir = await builtBundle()
const web = await readWebBundle(dir)
const world = await testWorld(t, { web })
const { app } = world

const page = (url: string) => app.inject({ url, headers: { accept: 'text/html' } })
const worker = [...web.files.keys()].find((path) => path.startsWith('assets/crypto-worker-'))!

t.test('a screen is the page, whatever its address', async (t) => {
  for (const url of ['/', '/inbox', '/case/7KQ4-XRM2']) {
    const { statusCode, headers, body } = await page(url)
    t.equal(statusCode, 200)
    t.equal(headers['content-type'], 'text/html; charset=utf-8')
    t.equal(headers['cache-control'], 'no-store')
    t.match(body, '<title>Sluss</title>')
  }
})

t.test('what programs ask for is never answered with a page', async (t) => {
  for (const url of ['/v1/nothing', '/auth/nothing', '/assets/nothing.js', '/nothing.php']) {
    const { statusCode, headers } = await page(url)
    t.equal(statusCode, 404, url)
    t.match(headers['content-type'], 'application/problem+json')
  }
  const { statusCode } = await app.inject({
    url: '/inbox',
    headers: { accept: 'application/json' },
  })
  t.equal(statusCode, 404)
})

t.test('an address that is none is answered like any other that is not there', async (t) => {
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  for (const path of ['//', '///', '//a:99999/x', '//evil.example/inbox', '*']) {
    // Nobody tidies the path on the way.
    const asked = request({ port, host: '127.0.0.1', path, headers: { accept: 'text/html' } })
    asked.end()
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    answer.resume()
    t.equal(answer.statusCode, 404, path)
  }
})

t.test('the page may run our own files alone, and only the worker WebAssembly', async (t) => {
  const { headers } = await page('/')
  const policy = String(headers['content-security-policy'])
  for (const rule of [
    "default-src 'none'",
    "script-src 'self';",
    "require-trusted-types-for 'script'",
    'trusted-types sluss-worker',
    "frame-ancestors 'none'",
  ])
    t.match(policy, rule)
  t.notMatch(policy, 'unsafe')
  const ofWorker = await app.inject({ url: `/${worker}` })
  t.match(ofWorker.headers['content-security-policy'], "script-src 'self' 'wasm-unsafe-eval'")
})

t.test('every file is the one whose digest is recorded, compressed or not', async (t) => {
  const end = await recordConfiguration({
    writer: world.writer,
    items: [webBundleItem(web)],
    log: world.deps.log,
  })
  await end()
  const [row] = await world.database.ownerDb<{ text: Uint8Array }[]>`
    select c.text
      from facts.configuration f
      join content.configuration c on c.digest = f.digest
     where f.digest = ${web.digest}
  `
  t.equal(Buffer.from(row!.text).toString(), web.text)
  const [entry] = await world.database.ownerDb<{ body: Uint8Array }[]>`
    select body from log.entry order by index desc limit 1
  `
  t.match(parseLeaf(entry!.body), { ev: 'web-bundle', digest: web.digest })
  t.equal((await app.inject('/bundle.json')).body, web.text)
  const { files } = JSON.parse(web.text) as { files: { path: string; digest: string }[] }
  for (const { path, digest } of files.filter((file) => file.path.startsWith('assets/'))) {
    const plain = await app.inject(`/${path}`)
    t.equal(digestOf(plain.rawPayload), digest, path)
    t.match(plain.headers['cache-control'], 'immutable')
    const packed = await app.inject({ url: `/${path}`, headers: { 'accept-encoding': 'gzip' } })
    t.equal(packed.headers['content-encoding'], 'gzip')
  }
})

t.test('refuses a folder without a web client, and one in which a file was changed', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'sluss-web-'))
  await t.rejects(readWebBundle(folder), { name: 'ConfigError', message: /no web client/ })
  const index = await readFile(join(dir, 'index.html'), 'utf8')
  const files = [{ path: 'index.html', digest: digestOf(encodeUtf8(index)) }]
  await writeFile(join(folder, 'bundle.json'), JSON.stringify({ v: 1, files }))
  await writeFile(join(folder, 'index.html'), index)
  t.equal((await readWebBundle(folder)).files.size, 1)
  await writeFile(join(folder, 'index.html'), `${index} `)
  await t.rejects(readWebBundle(folder), { name: 'ConfigError', message: /not the one/ })
  for (const path of ['../secret.json', 'assets/../../secret.js', 'x.exe']) {
    await writeFile(
      join(folder, 'bundle.json'),
      JSON.stringify({ v: 1, files: [{ path, digest: 'x' }] }),
    )
    await t.rejects(
      readWebBundle(folder),
      { name: 'ConfigError', message: /lists no web client/ },
      path,
    )
  }
})
