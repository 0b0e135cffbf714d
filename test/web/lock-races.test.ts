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

/** Ends the sign-in of a page that looks only now. */
async function endSignIn(page: Page): Promise<void> {
  const ended = await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' }
    return (await fetch('/auth/sign-out', { method: 'POST', headers, body: '{}' })).status
  })
  if (ended !== 200) throw new Error(`not signed out: ${ended}`)
  await look(page)
  await page.getByRole('heading', { name: 'Var arbetar du?' }).waitFor()
}

/** Somebody signs in in another tab of the browser, and the page sees it. */
async function signInBeside(page: Page, name: string): Promise<void> {
  // Which provider's page comes is the provider's affair.
  await page.context().clearCookies()
  const other = await page.context().newPage()
  await signIn(other, town.world, police, name)
  await look(page)
}

t.test('what is being unlocked when its sign-in ends does not open for the next one', async (t) => {
  const { page, secret } = await town.enter(police, 'anna', '/keys')
  await page.reload()
  await page.getByLabel('Lösenfras').fill(secret.passphrase)
  const { isAsked, release } = await hold(page, '**/v1/agencies')
  await page.getByRole('button', { name: 'Lås upp', exact: true }).click()
  await isAsked
  await endSignIn(page)
  release()
  await signInBeside(page, 'anna')
  await page.getByRole('heading', { name: 'Lås upp dina nycklar' }).waitFor()
  t.equal(await page.locator('.acting').count(), 0)
})

t.test(
  'what a page held for one person is gone before another sees it, though the sign-in had ended between',
  async (t) => {
    const { page } = await town.enter(police, 'chef')
    await page.evaluate("document.documentElement.dataset.person = 'before'")
    await endSignIn(page)
    t.equal(
      await page.locator('html[data-person]').count(),
      1,
      'for the same person it still stands',
    )
    await signInBeside(page, 'kim')
    await page.locator('html[data-person]').waitFor({ state: 'detached' })
    await page.locator('.signed-in summary', { hasText: 'kim' }).waitFor()
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
