/**
 * A real browser for the tests: Debian's chromium where it is installed, else the one inside npm `@sparticuz/chromium`.
 *
 * The package carries NSS and expat beside the browser, for machines without them, but unpacks those only where it believes itself
 * in a cloud function; and two processes that unpack into the shared temporary directory at once would run half a file.
 * So everything is unpacked once into a folder of our own and moved into place whole. The package looks for fonts in folders of the
 * cloud function's and in the shared temporary directory; a browser that finds none ends at the first letter.
 *
 * @module
 */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import type { BrowserContext } from 'playwright-core'

const SYSTEM_CHROMIUM = '/usr/bin/chromium'
const MODULES = resolve(import.meta.dirname, '../../node_modules')

interface Installed {
  readonly executablePath: string
  readonly env: NodeJS.ProcessEnv
}

/** A browser context with a user-data directory of its own. Both are gone after `close()`. */
export async function launchChromium(): Promise<BrowserContext> {
  const { executablePath, env } = existsSync(SYSTEM_CHROMIUM)
    ? { executablePath: SYSTEM_CHROMIUM, env: process.env }
    : await unpackedChromium()
  const userData = await mkdtemp(join(tmpdir(), 'sluss-browser-'))
  const context = await chromium.launchPersistentContext(userData, {
    executablePath,
    // Tests may run as root in a container, where Chromium's sandbox cannot start. They load our own code only.
    // Nothing is drawn in three dimensions, and what stands in for a graphics card costs as much as the page.
    args: ['--no-sandbox', '--disable-gpu'],
    env: stringsOf(env),
  })
  // A browser that ends may still be writing.
  const gone = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }
  context.on('close', () => void rm(userData, gone))
  return context
}

async function unpackedChromium(): Promise<Installed> {
  const cache = join(MODULES, '.cache')
  const folder = join(cache, `sluss-chromium-with-fonts-${await packageVersion()}`)
  if (!existsSync(folder)) await unpackInto(cache, folder)
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  }
}

async function packageVersion(): Promise<string> {
  const text = await readFile(join(MODULES, '@sparticuz/chromium/package.json'), 'utf8')
  const { version } = JSON.parse(text) as { version: string }
  return version
}

async function unpackInto(cache: string, folder: string): Promise<void> {
  await mkdir(cache, { recursive: true })
  const fresh = await mkdtemp(join(cache, 'unpacking-'))
  // The package unpacks to os.tmpdir(), and its libraries only when it sees an Amazon build image.
  await withEnvironment({ TMPDIR: fresh, CODEBUILD_BUILD_IMAGE: 'nodejs24' }, async () => {
    const { default: packaged } = await import('@sparticuz/chromium')
    await packaged.executablePath()
  })
  await writeFile(join(fresh, 'fonts', 'fonts.conf'), fontsIn(join(folder, 'fonts')))
  try {
    await rename(fresh, folder)
  } catch (error) {
    // Another process was first: its folder is as good as ours.
    await rm(fresh, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

/** The package's fonts on every machine, and for signs that they lack those of the machine, if it has any. */
function fontsIn(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <match target="pattern">
    <edit name="family" mode="prepend" binding="strong"><string>Open Sans</string></edit>
  </match>
  <cachedir>${folder}/cache</cachedir>
</fontconfig>
`
}

async function withEnvironment(
  values: Readonly<Record<string, string>>,
  work: () => Promise<void>,
): Promise<void> {
  const before = { ...process.env }
  Object.assign(process.env, values)
  try {
    await work()
  } finally {
    for (const name of Object.keys(process.env)) delete process.env[name]
    Object.assign(process.env, before)
  }
}

function stringsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
