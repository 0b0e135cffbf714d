/**
 * Runs every test of the protocol that needs no Node again, in a browser: the formats and their cryptography must give the
 * same answers on both sides of the wire. Tests named `*.node.test.ts` compare with Node's own code and stay there.
 */
import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import type { BrowserContext, Page } from 'playwright-core'
import t from 'tap'
import { launchChromium } from './chromium.ts'
import type { Result } from './tap.ts'

const FOLDER = resolve(import.meta.dirname, '../protocol')
// Secure contexts, which `crypto.subtle` needs, include localhost by name. Nothing listens there: playwright answers.
const ORIGIN = 'http://localhost'

const names = await readdir(FOLDER, { recursive: true })
const files = names.filter((name) => /(?<!\.node)\.test\.ts$/.test(name)).sort()

async function bundle(file: string): Promise<string> {
  const built = await build({
    stdin: {
      contents: `import './${file}'\nimport { collectResults } from 'tap'\nwindow.results = collectResults()`,
      resolveDir: FOLDER,
    },
    alias: { tap: join(import.meta.dirname, 'tap.ts') },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2024',
    sourcemap: 'inline',
    write: false,
  })
  return built.outputFiles[0]!.text
}

async function openPage(context: BrowserContext, script: string): Promise<Page> {
  const page = await context.newPage()
  await page.route(`${ORIGIN}/**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>tests</title>' }),
  )
  await page.goto(`${ORIGIN}/`)
  return page
}

async function runInBrowser(context: BrowserContext, file: string): Promise<readonly Result[]> {
  const page = await openPage(context, await bundle(file))
  try {
    return await page.evaluate<readonly Result[]>(
      `import('/${encodeURIComponent(file)}.js').then(() => window.results)`,
    )
  } finally {
    await page.close()
  }
}

t.test('the protocol answers the same in a browser', async (t) => {
  const context = await launchChromium()
  t.teardown(() => context.close())
  t.comment(`Chromium ${context.browser()?.version()}`)
  t.ok(files.length > 0, 'there are tests to run')

  for (const file of files) {
    await t.test(file, async (t) => {
      const results = await runInBrowser(context, file)
      t.ok(results.length > 0, 'asserts something')
      for (const { path, ok, why } of results) {
        t.ok(ok, [...path, why].filter((part) => part !== '').join(' › '))
      }
    })
  }
})
