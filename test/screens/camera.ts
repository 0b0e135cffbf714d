import { join } from 'node:path'
import type { Page } from 'playwright-core'

const VIEWS = [
  { name: 'desk', width: 1280, height: 900 },
  { name: 'phone', width: 360, height: 740 },
] as const
const SCHEMES = ['light', 'dark'] as const

/** Takes the pictures of one state: on a desk and on a phone, light and dark. */
export type Camera = (page: Page, name: string) => Promise<void>

/** A camera for the states whose name begins so, which leaves its pictures in a folder. */
export function cameraOf(folder: string, wanted: string): Camera {
  return async (page, name) => {
    if (!name.startsWith(wanted)) return
    for (const { name: view, ...size } of VIEWS)
      for (const colorScheme of SCHEMES) {
        await page.setViewportSize(size)
        await page.emulateMedia({ colorScheme })
        await settle(page)
        const path = join(folder, `${name}-${view}-${colorScheme}.png`)
        await page.screenshot({ path, fullPage: true })
        console.log(path)
      }
    const { name: _, ...first } = VIEWS[0]
    await page.setViewportSize(first)
  }
}

/** Nothing says that it is being fetched, and what is still on its way comes in this time. */
async function settle(page: Page): Promise<void> {
  await page
    .getByText(/^Hämtar/)
    .first()
    .waitFor({ state: 'detached', timeout: 30_000 })
  await page.waitForTimeout(150)
}
