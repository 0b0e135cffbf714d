/** The workspaces that somebody serves are held against the log, by who serves them and by who asks. */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import type { Test } from 'tap'
import { readWebBundle, webBundleItem } from '../../src/gateway/web-bundle.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { encodeCosignerKey } from '../../src/protocol/tlog/cosignature.ts'
import { testSigningKey } from '../fixtures/agency.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { logFolder } from '../fixtures/log-folder.ts'
import { runMain } from '../fixtures/sluss-command.ts'
import { builtBundle } from '../fixtures/web-bundle.ts'

const dir = await builtBundle()
const web = await readWebBundle(dir)
const digest = digestOf(await readFile(join(dir, 'bundle.json')))
const world = await publishedWorld(t, { web, start: Date.now() })
const gateway = await world.app.listen({ port: 0, host: '127.0.0.1' })
const KEY = world.deps.logVerifierKey

/** Whoever stands before the gateway, and answers some paths otherwise. */
async function front(
  t: Pick<Test, 'teardown'>,
  change: (path: string, bytes: Buffer | undefined) => Buffer | undefined,
): Promise<string> {
  const server = createServer(async ({ url, headers }, response) => {
    const accept = headers.accept ?? '*/*'
    const answer = await fetch(new URL(url!, gateway), { headers: { accept } })
    const bytes = change(url!, answer.ok ? Buffer.from(await answer.arrayBuffer()) : undefined)
    response.writeHead(bytes === undefined ? 404 : 200).end(bytes)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const run = async (...words: string[]) => {
  const { exit, stdout, stderr } = await runMain([...words, '--log', KEY, '--json'])
  return { exit, stdout, code: /\[([a-z-]+)\]/.exec(stderr)?.[1] }
}
const check = (url: string, ...words: string[]) => run('web', 'check', url, ...words)
const serve = () => run('web', dir, '--gateway', gateway, `--digest=${digest}`, '--port', '0')

t.test('what is served and not on record is told, and an agency does not serve it', async (t) => {
  t.match(await check(gateway), { exit: 8, code: 'web-not-logged' })
  t.match(await serve(), { exit: 8, code: 'web-not-logged' })
})

t.test('what is served and on record is told with its entry', async (t) => {
  const { index } = await world.writer.append(webBundleItem(web))
  const { exit, stdout } = await check(gateway)
  t.equal(exit, 0)
  t.match(JSON.parse(stdout), { url: gateway, digest, files: web.files.size, index })
  const found = await run('log', 'verify', gateway)
  t.equal(found.exit, 0)
  t.match(JSON.parse(found.stdout), { webClients: [{ index, digest, at: String }] })
})

t.test('a file that is another, or not there, is told', async (t) => {
  const scripts = [...web.files.keys()].filter((path) => path.endsWith('.js'))
  for (const path of ['/', `/${scripts.at(-1)!}`]) {
    const other = await front(t, (asked, bytes) =>
      asked === path ? Buffer.concat([bytes!, Buffer.from('\n')]) : bytes,
    )
    t.match(await check(other), { exit: 8, code: 'web-served-altered' }, path)
    const none = await front(t, (asked, bytes) => (asked === path ? undefined : bytes))
    t.match(await check(none), { exit: 8, code: 'web-served-altered' }, `no ${path}`)
  }
  const listless = await front(t, (asked, bytes) =>
    asked === '/bundle.json' ? Buffer.from('{}') : bytes,
  )
  t.match(await check(listless), { exit: 8, code: 'web-served-altered' })
})

t.test('a list with other files is on no record, whatever is claimed of it', async (t) => {
  const page = Buffer.from('<p>Skriv in din lösenfras</p>')
  const list = Buffer.from(
    JSON.stringify({ v: 1, files: [{ path: 'index.html', digest: digestOf(page) }] }),
  )
  const forge = (claim: (asked: string) => string | undefined) =>
    front(t, (asked, bytes) => {
      if (asked === '/bundle.json') return list
      if (asked === '/') return page
      return claim(asked) === undefined ? bytes : Buffer.from(claim(asked)!)
    })
  t.match(await check(await forge(() => undefined)), { exit: 8, code: 'web-not-logged' })
  const claim = await (await fetch(`${gateway}/v1/log/web-bundles/${digest}`)).text()
  const lying = await forge((asked) =>
    asked.startsWith('/v1/log/web-bundles') ? claim : undefined,
  )
  t.match(await check(lying), { exit: 8, code: 'web-not-logged' })
})

t.test('a record that the approved witnesses have not signed is none yet', async (t) => {
  const vkey = encodeCosignerKey({ name: 'absent.example', key: testSigningKey(77) })
  const bytes = Buffer.from(`witness absent ${vkey}\nquorum absent\n`)
  const policy = join(await logFolder(t, new Map([[1, new Map([['policy', bytes]])]])), '1/policy')
  t.match(await check(gateway, '--policy', policy), { exit: 11, code: 'log-not-cosigned' })
})
