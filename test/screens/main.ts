/**
 * `npm run screens [FOLDER [NAME]]`: takes a picture of every workspace and state, or of those whose name begins so, in Swedish, on a desk and on a phone, light and dark. For
 * people to look at; the tests are elsewhere. Real gateway, database and browser, in a made-up world.
 *
 * @module
 */
import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { launchChromium } from '../browser/chromium.ts'
import { workWeb } from '../fixtures/work-web.ts'
import { cameraOf } from './camera.ts'
import { shootDoor } from './door-shots.ts'
import { fillPast } from './fill-past.ts'
import { fillWorld } from './fill-world.ts'
import { shotsOf } from './shots.ts'

const folder = resolve(process.argv[2] ?? 'build/screens')
const wanted = process.argv[3] ?? ''
const take = cameraOf(folder, wanted)
const endings: (() => unknown)[] = []
const teardown = (end: () => unknown) => void endings.push(end)

try {
  await mkdir(folder, { recursive: true })
  // These have a town of their own.
  if (!wanted.startsWith('door')) await shootWork()
  if (wanted === '' || wanted.startsWith('door')) await shootDoor({ teardown }, take)
} finally {
  for (const end of endings.toReversed()) await end()
}

/** The workspaces of who has signed in and unlocked. */
async function shootWork(): Promise<void> {
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
    await take(page, name)
    await page.close()
  }
}
