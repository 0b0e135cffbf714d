/** A function that asks for a surer sign-in says so before anything else, and leads there and back. */
import t from 'tap'
import { CARD, PASSWORD } from '../../src/demo/login-page.ts'
import { readWebBundle } from '../../src/gateway/web-bundle.ts'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { POLICE, signInWorld } from '../fixtures/sign-in.ts'
import { builtBundle } from '../fixtures/web-bundle.ts'

const world = await signInWorld(t, {
  web: await readWebBundle(await builtBundle()),
  assurance: { default: [PASSWORD, CARD], functions: { [`${POLICE}/beslut`]: [CARD] } },
})
const context = await launchChromium()
t.teardown(() => context.close())
const { page, faults } = await openPage(context, `${world.origin}/decide`)
const press = (how: string) =>
  page.locator('li', { hasText: 'chef Påhittad' }).getByRole('button', { name: how }).click()

t.test('who has signed in with too little is told what for, and what to do', async (t) => {
  await page.locator('.agencies').getByRole('button').first().click()
  await press('Med lösenord')
  await page.getByRole('heading', { name: 'Säkrare inloggning krävs' }).waitFor()
  await page.getByText('Beslut kräver att du loggar in säkrare').waitFor()
  t.equal(await page.getByRole('heading', { name: 'Skapa dina nycklar' }).count(), 0)
  await isAccessible(t, page, 'step-up')
  await page.setViewportSize({ width: 320, height: 700 })
  t.ok((await surplusWidth(page)) <= 0)
})

t.test('the surer sign-in leads back to the same screen, and is enough', async (t) => {
  await page.getByRole('button', { name: 'Logga in säkrare' }).click()
  await press('Med e-legitimation')
  await page.waitForURL(`${world.origin}/decide`)
  await page.getByRole('heading', { name: 'Skapa dina nycklar' }).waitFor()
  t.equal(await page.getByRole('heading', { name: 'Säkrare inloggning krävs' }).count(), 0)
  t.same(faults, [])
})
