/**
 * `npm run screens [FOLDER [NAME]]`: takes a picture of every workspace and state, or of those whose name begins so, in Swedish, on a desk and on a phone, light and dark. For
 * people to look at; the tests are elsewhere. Real gateway, database and browser, in a made-up world.
 *
 * @module
 */
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { launchChromium } from '../browser/chromium.ts'
import { workWeb } from '../fixtures/work-web.ts'
import { fillPast } from './fill-past.ts'
import { fillWorld } from './fill-world.ts'
import { shotsOf } from './shots.ts'

const VIEWS = [
  { name: 'desk', width: 1280, height: 900 },
  { name: 'phone', width: 360, height: 740 },
] as const
const SCHEMES = ['light', 'dark'] as const

const folder = resolve(process.argv[2] ?? 'build/screens')
const wanted = process.argv[3] ?? ''
const endings: (() => unknown)[] = []
const teardown = (end: () => unknown) => void endings.push(end)

try {
  await mkdir(folder, { recursive: true })
  const web = await workWeb({ teardown }, {}, fillPast)
  const sent = await fillWorld(web.world)
  const context = await launchChromium()
  teardown(() => context.close())
  await web.world.app.watchDeliveries()
  for (const { name, who, path, act } of shotsOf(web.world, sent)) {
    if (!name.startsWith(wanted)) continue
    const { url } = await web.door(...who)
    const page = await context.newPage()
    await page.goto(`${url}${path}`)
    try {
      await page.locator('h1').first().waitFor({ timeout: 30_000 })
      await act?.(page)
    } catch (error) {
      // The picture shows how far it came.
      console.error(`${name}: ${String(error).split('\n')[0]}`)
      process.exitCode = 1
    }
    for (const { name: view, ...size } of VIEWS)
      for (const colorScheme of SCHEMES) {
        await page.setViewportSize(size)
        await page.emulateMedia({ colorScheme })
        await settle(page)
        const path = join(folder, `${name}-${view}-${colorScheme}.png`)
        await page.screenshot({ path, fullPage: true })
        console.log(path)
      }
    await page.close()
  }
} finally {
  for (const end of endings.toReversed()) await end()
}

/** Nothing says that it is being fetched, and what is still on its way comes in this time. */
async function settle(page: Page): Promise<void> {
  await page
    .getByText(/^Hämtar/)
    .first()
    .waitFor({ state: 'detached', timeout: 30_000 })
  await page.waitForTimeout(150)
}
