/** The web client as it is built: small enough, the same wherever it is built, and with nothing in it that evaluates text. */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import type { BundleFile } from '../../src/web/build/bundle.ts'
import { builtBundle } from '../fixtures/web-bundle.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const KIB = 1024
const dir = await builtBundle()
const listed = await readFile(join(dir, 'bundle.json'), 'utf8')
const { files } = JSON.parse(listed) as { readonly files: readonly BundleFile[] }
const scripts = new Map<string, string>()
for (const { path } of files)
  if (path.endsWith('.js')) scripts.set(path, await readFile(join(dir, path), 'utf8'))

/** A script and all that it imports before it runs. */
function withImports(path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found
  found.add(path)
  const imports = scripts.get(path)!.matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)
  for (const [, name] of imports) withImports(`assets/${name}`, found)
  return found
}

/** The one file of this name, whatever it holds. */
function named(name: RegExp): string {
  const found = files.map(({ path }) => path).filter((path) => name.test(path))
  if (found.length !== 1) throw new TypeError(`${found.length} files of this name`)
  return found[0]!
}

/** What travels, in KiB. */
function weigh(paths: Iterable<string>): number {
  const weights = new Map(files.map(({ path, gzip }) => [path, gzip]))
  return [...paths].reduce((sum, path) => sum + weights.get(path)!, 0) / KIB
}

const page = await readFile(join(dir, 'index.html'), 'utf8')
const entry = /<script[^>]* src="\/([^"]+)"/.exec(page)![1]!
const worker = named(/crypto-worker-[^/]*\.js$/)

t.test('the script of the page is at most 250 KiB packed', async (t) => {
  const weight = weigh(withImports(entry))
  t.comment(`${weight.toFixed(1)} KiB`)
  t.ok(weight > 50 && weight <= 250, `${weight} KiB`)
  t.notOk(withImports(entry).has(worker), 'the worker is loaded beside it')
})

t.test(
  'the worker is at most 200 KiB packed until an inbox is listed, WebAssembly counted',
  async (t) => {
    const needed = withImports(worker)
    withImports(named(/assets\/inbox-[^/]*\.js$/), needed)
    const weight = weigh([...needed, named(/\.wasm$/)])
    t.comment(`${weight.toFixed(1)} KiB`)
    t.ok(weight > 100 && weight <= 200, `${weight} KiB`)
  },
)

t.test('no script evaluates text, and none of them is written into the page', async (t) => {
  for (const [path, script] of scripts) {
    t.notMatch(script, /\bnew Function\b|[^.\w]eval\(|\bFunction\(["'`]/, path)
    t.notMatch(script, /\bsourceMappingURL\b/, path)
  }
  t.notMatch(page, /<script(?![^>]* src=)|<style|\son\w+=|\sstyle=|javascript:|https?:/)
})

t.test('the same sources give the same bytes in another folder and another place', async (t) => {
  const copy = await mkdtemp(join(tmpdir(), 'sluss-sources-'))
  t.teardown(() => rm(copy, { recursive: true, force: true }))
  await mkdir(join(copy, 'src'))
  for (const path of ['src/web', 'src/client', 'src/policy', 'src/protocol', 'schemas'])
    await cp(join(ROOT, path), join(copy, path), { recursive: true })
  for (const file of ['package.json', 'tsconfig.json']) await cp(join(ROOT, file), join(copy, file))
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  const out = join(copy, 'out')
  await promisify(execFile)(process.execPath, ['src/web/build/main.ts', out], {
    cwd: copy,
    env: { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8' },
    maxBuffer: 2 ** 24,
  })
  t.equal(await readFile(join(out, 'bundle.json'), 'utf8'), listed)
})
