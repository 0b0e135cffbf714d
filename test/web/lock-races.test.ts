/** Keys lock with the sign-in under which they were opened, also when that ends while they are being opened. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { signIn, webTown } from '../fixtures/web-town.ts'

const town = await webTown(t)
const { police } = town.world

/** Holds back the answers from an address until they are let through. */
async function hold(page: Page, url: string) {
  const asked = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  await page.context().route(url, async (route) => {
    // Which the browser says of itself, and what stands in for it does not.
    const headers = { ...(await route.request().allHeaders()), 'sec-fetch-site': 'same-origin' }
    const response = await route.fetch({ headers })
    asked.resolve()
    await released.promise
    await route.fulfill({ response })
  })
  return { isAsked: asked.promise, release: released.resolve }
}

const look = (page: Page) => page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

t.test(
  'what is being unlocked when its sign-in ends opens for nobody who signs in next',
  async (t) => {
    const { page, context, secret } = await town.enter(police, 'anna', '/keys')
    await page.reload()
    await page.getByLabel('Lösenfras').fill(secret.passphrase)
    const { isAsked, release } = await hold(page, '**/v1/agencies')
    await page.getByRole('button', { name: 'Lås upp', exact: true }).click()
    await isAsked
    const ended = await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch('/auth/sign-out', { method: 'POST', headers, body: '{}' })).status
    })
    t.equal(ended, 200)
    await look(page)
    await page.getByRole('heading', { name: 'Var arbetar du?' }).waitFor()
    release()
    await context.clearCookies()
    const other = await context.newPage()
    await signIn(other, town.world, police, 'bert')
    await other.getByRole('heading', { name: 'Skapa dina nycklar' }).waitFor()
    await look(page)
    await page.locator('.signed-in').waitFor()
    await page.getByRole('heading', { name: 'Skapa dina nycklar' }).waitFor()
    t.equal(await page.locator('.acting').count(), 0)
  },
)

t.test(
  'a tab that holds one person’s keys saves nothing for who has signed in in another',
  async (t) => {
    const { page, context } = await town.enter(police, 'bert', '/keys')
    await page.getByLabel('Lösenfras', { exact: true }).fill('sju getter på ett tak')
    await page.getByLabel('Lösenfrasen en gång till').fill('sju getter på ett tak')
    await context.clearCookies()
    const other = await context.newPage()
    await signIn(other, town.world, police, 'nils')
    const own = 'what opens for nils alone'
    const saved = await other.evaluate(async (body) => {
      const headers = { 'content-type': 'application/octet-stream' }
      return (await fetch('/v1/vault?generation=1', { method: 'PUT', headers, body })).status
    }, own)
    t.equal(saved, 204)
    await page.getByRole('button', { name: 'Byt lösenfras och återställningskod' }).click()
    await page.getByText('Någon annan har loggat in i den här webbläsaren').waitFor()
    t.equal(await other.evaluate(async () => (await fetch('/v1/vault')).text()), own)
  },
)
