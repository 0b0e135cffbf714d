/** An agency serves the workspaces itself: its own files, and the gateway's answers. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import t from 'tap'
import type { Test } from 'tap'
import { readWebFolder } from '../../src/cli/web-folder.ts'
import { buildWebServer } from '../../src/cli/web-server.ts'
import { readWebBundle, webBundleItem } from '../../src/gateway/web-bundle.ts'
import { encodeBouncePage } from '../../src/protocol/web-bounce.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { testWorld } from '../fixtures/gateway.ts'
import type { World } from '../fixtures/gateway.ts'
import { runMain } from '../fixtures/sluss-command.ts'
import { builtBundle } from '../fixtures/web-bundle.ts'

const MAIN = resolve(import.meta.dirname, '../../src/cli/main.ts')
const dir = await builtBundle()
const list = await readFile(join(dir, 'bundle.json'))
const digest = digestOf(list)
const { files } = JSON.parse(list.toString()) as { files: { path: string; digest: string }[] }
const HTML = { accept: 'text/html' }

async function started(t: Pick<Test, 'teardown'>, server: Server): Promise<URL> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

/** A gateway that says what it was asked, and shows this log. */
async function echo(
  t: Pick<Test, 'teardown'>,
  log?: World,
): Promise<{ url: URL; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = []
  const server = createServer(async (incoming, response) => {
    asked.push(incoming)
    if (log !== undefined && incoming.url!.startsWith('/v1/log/'))
      return void response.end((await log.app.inject(incoming.url!)).rawPayload)
    if (incoming.url === '/v1/events')
      return void response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': one\n')
    const body = Buffer.concat(await incoming.toArray()).toString()
    response
      .writeHead(201, {
        'set-cookie': '__Host-sluss=x; Path=/; Secure',
        connection: 'x-hop',
        'x-hop': 'a',
      })
      .end(body.toUpperCase())
  })
  return { url: await started(t, server), asked }
}

/** A request whose path nobody tidies on the way. */
async function raw(url: URL, path: string): Promise<number> {
  const asked = request({ host: url.hostname, port: url.port, path, headers: HTML })
  asked.end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.resume()
  return answer.statusCode!
}

t.test('every file is the agency’s own, under the policy that the gateway has', async (t) => {
  const gateway = await echo(t)
  const url = await started(t, buildWebServer(await readWebFolder(dir), gateway.url))
  const page = await fetch(new URL('/case/7KQ4-XRM2', url), { headers: HTML })
  t.match(await page.text(), '<title>Sluss</title>')
  t.match(page.headers.get('content-security-policy'), "require-trusted-types-for 'script'")
  t.equal(page.headers.get('cache-control'), 'no-store')
  for (const { path, digest: expected } of files.filter((file) => file.path !== 'index.html')) {
    const answer = await fetch(new URL(path, url))
    t.equal(digestOf(new Uint8Array(await answer.arrayBuffer())), expected, path)
    const policy = answer.headers.get('content-security-policy')
    t.equal(policy!.includes('wasm-unsafe-eval'), path.includes('crypto-worker'), path)
  }
  t.equal(gateway.asked.length, 0)
})

t.test(
  'what is asked of the gateway is passed on as it is, and its answer as it comes',
  async (t) => {
    const gateway = await echo(t)
    const url = await started(t, buildWebServer(await readWebFolder(dir), gateway.url))
    const answer = await fetch(new URL('/v1/drafts/1?a=b', url), {
      method: 'PUT',
      body: 'text',
      headers: { cookie: '__Host-sluss=y', 'sec-fetch-site': 'same-origin' },
    })
    t.equal(answer.status, 201)
    t.equal(await answer.text(), 'TEXT')
    t.match(answer.headers.get('set-cookie'), '__Host-sluss=x')
    t.equal(answer.headers.get('x-hop'), null)
    const [{ method, url: path, headers }] = gateway.asked as [IncomingMessage]
    t.match({ method, path }, { method: 'PUT', path: '/v1/drafts/1?a=b' })
    t.match(headers, { cookie: '__Host-sluss=y', host: gateway.url.host })
    const stream = await fetch(new URL('/v1/events', url))
    const first = await stream.body!.getReader().read()
    t.match(Buffer.from(first.value!).toString(), ': one')
  },
)

t.test('nothing else reaches the gateway, and nothing outside the folder is served', async (t) => {
  const gateway = await echo(t)
  const url = await started(t, buildWebServer(await readWebFolder(dir), gateway.url))
  for (const path of [
    '/metrics.txt',
    '/docs/json',
    '/v1/../docs/json',
    '/auth/%2e%2e/assets/x',
    '/assets/../../package.json',
    '/index.html',
    '//',
    '//evil.example/inbox',
    '//a:99999/x',
  ])
    t.equal(await raw(url, path), 404, path)
  t.equal(gateway.asked.length, 0)
  t.equal((await fetch(new URL('/inbox', url), { method: 'POST' })).status, 404)
})

t.test(
  'a request with a body that its method has none for reaches nobody, however it is framed',
  async (t) => {
    const gateway = await echo(t)
    const url = await started(t, buildWebServer(await readWebFolder(dir), gateway.url))
    const hidden = 'GET /v1/other HTTP/1.1\r\nhost: x\r\n\r\n'
    for (const method of ['GET', 'DELETE', 'OPTIONS', 'HEAD'])
      for (const headers of [
        { 'transfer-encoding': 'chunked' },
        { 'content-length': hidden.length },
      ]) {
        const asked = request({
          host: url.hostname,
          port: url.port,
          path: '/v1/x',
          method,
          headers,
        })
        asked.end(hidden)
        const [answer] = (await once(asked, 'response')) as [IncomingMessage]
        answer.resume()
        t.equal(answer.statusCode, 404, `${method} ${Object.keys(headers).join()}`)
      }
    t.equal(gateway.asked.length, 0)
  },
)

/** A gateway that answers everything like this. */
async function hostile(
  t: Pick<Test, 'teardown'>,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<URL> {
  const server = createServer((_, response) => void response.writeHead(200, headers).end(body))
  return started(t, buildWebServer(await readWebFolder(dir), await started(t, server)))
}

t.test('no page of the gateway’s is shown in the agency’s origin', async (t) => {
  const url = await hostile(
    t,
    {
      'content-type': 'text/html',
      'service-worker-allowed': '/',
      'clear-site-data': '"*"',
      'set-cookie': '__Host-sluss=x',
      link: '</v1/x.js>; rel=preload',
      refresh: '0; url=//evil.example',
    },
    '<p>Skriv in din lösenfras</p>',
  )
  const shown = await fetch(new URL('/v1/x', url), { headers: HTML })
  t.equal(shown.headers.get('content-type'), 'application/octet-stream')
  for (const name of ['service-worker-allowed', 'clear-site-data', 'link', 'refresh'])
    t.equal(shown.headers.get(name), null, name)
  const callback = await fetch(new URL('/auth/callback/polisen', url), { headers: HTML })
  t.equal(await callback.text(), encodeBouncePage('/'))
  t.equal(callback.headers.get('set-cookie'), '__Host-sluss=x')
  t.match(callback.headers.get('content-security-policy'), "form-action 'none'")
})

t.test(
  'from a sign-in one comes back to the screen that the gateway names, if it is one',
  async (t) => {
    const answers: Record<string, string> = {
      [encodeBouncePage('/inbox')]: '/inbox',
      [encodeBouncePage('/?sign-in=sign-in-late')]: '/?sign-in=sign-in-late',
      [encodeBouncePage('/inbox').replaceAll('/inbox', '//evil.example')]: '/',
      [encodeBouncePage('/inbox').replaceAll('/inbox', '/\\evil.example')]: '/',
      [encodeBouncePage('/inbox').replace('<p>', '<p>Ring oss. ')]: '/',
    }
    for (const [page, path] of Object.entries(answers)) {
      const url = await hostile(t, { 'content-type': 'text/html' }, page)
      const answer = await fetch(new URL('/auth/callback/polisen', url))
      t.equal(await answer.text(), encodeBouncePage(path), path)
    }
  },
)

t.test('a page of a sign-in that never ends is not waited for, nor kept', async (t) => {
  const server = createServer((_, response) => {
    const more = () => void (response.write('<p>'.repeat(5_000)) && setImmediate(more))
    response.on('drain', more)
    response.writeHead(200, { 'content-type': 'text/html' })
    more()
  })
  const gateway = await started(t, server)
  const url = await started(t, buildWebServer(await readWebFolder(dir), gateway))
  const answer = await fetch(new URL('/auth/callback/polisen', url))
  t.equal(await answer.text(), encodeBouncePage('/'))
})

t.test('the gateway is told who asks, and never by who asks', async (t) => {
  const gateway = await echo(t)
  const url = await started(t, buildWebServer(await readWebFolder(dir), gateway.url))
  const claims = {
    'x-forwarded-for': '198.51.100.7, 203.0.113.9',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'evil.example',
    forwarded: 'for=198.51.100.7',
    'x-real-ip': '198.51.100.7',
  }
  await fetch(new URL('/v1/x', url), { headers: claims })
  await fetch(new URL('/v1/x', url))
  const [behind, direct] = gateway.asked as [IncomingMessage, IncomingMessage]
  t.equal(behind.headers['x-forwarded-for'], '203.0.113.9', 'as what ends TLS on this machine says')
  t.equal(direct.headers['x-forwarded-for'], '127.0.0.1')
  for (const name of ['x-forwarded-proto', 'x-forwarded-host', 'forwarded', 'x-real-ip'])
    t.notOk(name in behind.headers, name)
  const page = await fetch(url, { headers: HTML })
  t.equal(page.headers.get('strict-transport-security'), 'max-age=63072000')
})

t.test('nothing of the gateway’s may run in the agency’s origin', async (t) => {
  const gateway = await echo(t)
  const url = await started(t, buildWebServer(await readWebFolder(dir), gateway.url))
  const { headers } = await fetch(new URL('/auth/callback/x', url), { method: 'POST', body: 'x' })
  t.match(headers.get('content-security-policy'), "default-src 'none'")
  t.equal(headers.get('x-content-type-options'), 'nosniff')
  const worker = await fetch(new URL('/v1/x', url), { headers: { 'service-worker': 'script' } })
  t.equal(worker.status, 404)
})

t.test('when the gateway is away the page is told so in words', async (t) => {
  const url = await started(
    t,
    buildWebServer(await readWebFolder(dir), new URL('http://127.0.0.1:1')),
  )
  const answer = await fetch(new URL('/v1/node', url))
  t.equal(answer.status, 502)
  t.match(await answer.json(), { code: 'gateway-unreachable', sv: { title: String } })
})

t.test('runs the pinned version until it is told to end', async (t) => {
  const world = await testWorld(t, { start: Date.now() })
  await world.writer.append(webBundleItem(await readWebBundle(dir)))
  const gateway = await echo(t, world)
  const child = spawn(
    process.execPath,
    [
      MAIN,
      'web',
      dir,
      '--gateway',
      gateway.url.origin,
      `--digest=${digest}`,
      `--log=${world.deps.logVerifierKey}`,
      '--port',
      '0',
      '--json',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  t.teardown(() => child.kill('SIGKILL'))
  const [said] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string]
  const { url } = JSON.parse(said) as { url: string }
  t.equal((await fetch(url, { headers: HTML })).status, 200)
  const stream = await fetch(`${url}/v1/events`)
  t.equal(stream.status, 200)
  child.kill('SIGTERM')
  t.same(await once(child, 'exit'), [0, null])
})

t.test('refuses another version, a changed file and a folder without any', async (t) => {
  const run = async (folder: string, pin: string) => {
    const { exit, stderr } = await runMain(
      ['web', folder, '--gateway', 'https://sluss.example', `--digest=${pin}`],
      {},
    )
    return { exit, code: /\[([a-z-]+)\]/.exec(stderr)?.[1] }
  }
  t.same(await run(dir, 'x'.repeat(43)), { exit: 4, code: 'web-not-pinned' })
  const copy = await mkdtemp(join(tmpdir(), 'sluss-web-'))
  t.teardown(() => rm(copy, { recursive: true, force: true }))
  t.same(await run(copy, digest), { exit: 2, code: 'web-missing' })
  await cp(dir, copy, { recursive: true })
  await writeFile(join(copy, 'index.html'), '<p>another</p>')
  t.same(await run(copy, digest), { exit: 4, code: 'web-altered' })
})
