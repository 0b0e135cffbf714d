import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { lookOver } from './look-over.ts'

interface View {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly colorScheme?: 'light' | 'dark'
  /** The few colours that the user has chosen. */
  readonly hasFewColours?: boolean
  readonly isEnglish?: boolean
}

const DESK = { width: 1280, height: 900 }
const PHONE = { width: 360, height: 740 }
/** A window of 1280 × 1024 at 400 % (WCAG 2.2, 1.4.10). */
const ZOOMED = { width: 320, height: 256 }

const VIEWS: readonly View[] = [
  { name: 'desk-light', ...DESK },
  { name: 'desk-dark', ...DESK, colorScheme: 'dark' },
  { name: 'phone-light', ...PHONE },
  { name: 'phone-dark', ...PHONE, colorScheme: 'dark' },
  { name: 'zoom', ...ZOOMED },
  { name: 'few-colours', ...DESK, hasFewColours: true },
  { name: 'few-colours-dark', ...DESK, colorScheme: 'dark', hasFewColours: true },
  { name: 'english', ...DESK, isEnglish: true },
  { name: 'english-zoom', ...ZOOMED, isEnglish: true },
]

/** Takes the pictures of one state, in each view of it. */
export type Camera = (page: Page, name: string) => Promise<void>

/** A camera for the states whose name begins so, which leaves its pictures in a folder, and tells what nobody may find in any of them. */
export function cameraOf(folder: string, wanted: string): Camera {
  return async (page, name) => {
    if (!name.startsWith(wanted)) return
    for (const view of VIEWS) {
      if (!(await show(page, view))) continue
      await settle(page)
      for (const fault of await lookOver(page)) {
        console.error(`${name}, ${view.name}: ${fault}`)
        process.exitCode = 1
      }
      const path = join(folder, `${name}-${view.name}.png`)
      await page.screenshot({ path, fullPage: true })
      console.log(path)
    }
    await show(page, VIEWS[0]!)
  }
}

/** Whether the screen can be shown so: where nothing is below it, its language cannot be chosen. */
async function show(page: Page, view: View): Promise<boolean> {
  const { width, height, colorScheme = 'light', hasFewColours = false, isEnglish = false } = view
  await page.setViewportSize({ width, height })
  await page.emulateMedia({ colorScheme, forcedColors: hasFewColours ? 'active' : 'none' })
  const other = page.getByRole('button', { name: isEnglish ? 'In English' : 'På svenska' })
  if ((await other.count()) > 0) await other.click()
  else if (isEnglish) return (await page.getByRole('button', { name: 'På svenska' }).count()) > 0
  return true
}

/** Nothing says that it is being fetched, and what is still on its way comes in this time. */
async function settle(page: Page): Promise<void> {
  await page
    .getByText(/^(Hämtar|Loading)/)
    .first()
    .waitFor({ state: 'detached', timeout: 30_000 })
  await page.waitForTimeout(150)
}
