/** A screen that fails in a real browser: told in its place, with a way out, and nothing that was typed is lost. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { launchChromium } from '../browser/chromium.ts'
import { begin } from '../fixtures/author.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const context = await launchChromium()
t.teardown(() => context.close())
const anna = await door(world.police, 'anna')
const RECEIVER = `${world.board.agency}/vinr-mottagning`

/** A draft just begun, and the field that is written in. */
async function atDesk() {
  const { page } = await openPage(context, `${anna.url}/write`)
  page.setDefaultTimeout(30_000)
  await begin(page, 'Riskbedömning från polisen', RECEIVER)
  return { page, field: page.locator('[id="f/assessment/assessor"]') }
}

/** What every screen that says a time rests on fails from now on, until it is mended. */
async function breakTimes(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(`{
    const { prototype } = Intl.DateTimeFormat
    const whole = Object.getOwnPropertyDescriptor(prototype, 'format')
    globalThis.mendTimes = () => Object.defineProperty(prototype, 'format', whole)
    Object.defineProperty(prototype, 'format', { configurable: true, get() { throw new Error('broken') } })
  }`)
  return () => page.evaluate('void globalThis.mendTimes()')
}

t.test('a desk that is left at once has kept what was typed, and shows it again', async (t) => {
  const { page, field } = await atDesk()
  await field.fill('Skrivet och lämnat')
  await page.getByRole('link', { name: 'Mina öppningar' }).click()
  await page.getByRole('heading', { name: 'Mina öppningar' }).waitFor()
  await page.goBack()
  t.equal(await field.inputValue(), 'Skrivet och lämnat')
  await page.close()
})

t.test('a screen that fails says so, the bar goes on, and the desk is as it was', async (t) => {
  const { page, field } = await atDesk()
  const mend = await breakTimes(page)
  await field.fill('Skrivet före felet')
  await page.getByRole('heading', { name: 'Sidan kunde inte visas' }).waitFor()
  t.match(await page.getByRole('alert').innerText(), /Det du har skrivit finns kvar/)
  t.equal(
    await page.evaluate('document.activeElement.textContent'),
    'Sidan kunde inte visas',
    'the focus is where it is told',
  )
  t.equal(await page.title(), 'Sluss')
  await isAccessible(t, page, 'axe: a screen that failed')
  await page.setViewportSize({ width: 320, height: 640 })
  t.equal(await surplusWidth(page), 0)
  await mend()
  await page.getByRole('button', { name: 'Försök igen' }).click()
  t.equal(await field.inputValue(), 'Skrivet före felet')
  await page.close()
})

t.test('another screen is shown although the one before has failed', async (t) => {
  const { page, field } = await atDesk()
  const mend = await breakTimes(page)
  await field.fill('Skrivet')
  await page.getByRole('heading', { name: 'Sidan kunde inte visas' }).waitFor()
  await mend()
  await page.getByRole('link', { name: 'Ärenden' }).click()
  await page.getByRole('heading', { name: 'Ärenden' }).waitFor()
  t.equal(await page.getByRole('heading', { name: 'Sidan kunde inte visas' }).count(), 0)
  await page.close()
})
