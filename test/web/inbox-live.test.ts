/** The inbox while it is open: what comes, in one tab or several, and when the gateway is away. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage } from '../fixtures/open-page.ts'
import { workWeb } from '../fixtures/work-web.ts'
import { actsOf } from '../fixtures/world-acts.ts'

const { world, door } = await workWeb(t, { eventTimes: { look: 100, beat: 500 } })
const { board } = world
const { sendOne, withdraw } = actsOf(world)
const context = await launchChromium()
t.teardown(() => context.close())
await sendOne()
const reception = await door(board, 'disa')

t.test('what comes is there without a click, and is said once to who hears the page', async (t) => {
  const { page } = await openPage(context, `${reception.url}/inbox`)
  await page.locator('.row').first().waitFor()
  t.equal(await page.locator('[aria-live=polite]').innerText(), '')
  const sent = await sendOne()
  await page.locator('.row', { hasText: sent.head.case }).waitFor({ timeout: 5000 })
  t.equal(await page.locator('[aria-live=polite]').innerText(), 'Ett nytt meddelande har kommit.')
  t.equal(await page.locator('[aria-live=assertive]').innerText(), '')
  const alarm = await sendOne({ head: { urgency: 'acute' } })
  await page.locator('.row', { hasText: alarm.head.case }).waitFor({ timeout: 5000 })
  t.equal(
    await page.locator('[aria-live=assertive]').innerText(),
    'Ett akut meddelande har kommit.',
  )
  await page.close()
})

t.test('what comes between the list and its stream is not missed', async (t) => {
  reception.holdsStreams = true
  const { page } = await openPage(context, `${reception.url}/inbox`)
  await page.locator('.row').first().waitFor()
  while (reception.openStreams() === 0) await page.waitForTimeout(20)
  const sent = await sendOne()
  t.equal(await page.locator('.row', { hasText: sent.head.case }).count(), 0, 'no stream yet')
  reception.holdsStreams = false
  await page.locator('.row', { hasText: sent.head.case }).waitFor({ timeout: 8000 })
  await page.close()
})

t.test('what is asked by the page itself says that nobody is there', async (t) => {
  const { page } = await openPage(context, `${reception.url}/inbox`)
  await page.locator('.row').first().waitFor()
  const asked: (string | undefined)[] = []
  page.context().on('request', (request) => {
    if (request.url().includes('/inbox/work')) asked.push(request.headers()['sluss-passive'])
  })
  const sent = await sendOne()
  await page.locator('.row', { hasText: sent.head.case }).waitFor({ timeout: 5000 })
  t.same(asked, ['1'])
  page.context().removeAllListeners('request')
  await page.close()
})

t.test('one stream serves all tabs, and another tab goes on when its tab is closed', async (t) => {
  const tabs: Page[] = []
  for (let i = 0; i < 3; i++) {
    const { page } = await openPage(context, `${reception.url}/inbox`)
    await page.locator('.row').first().waitFor()
    tabs.push(page)
  }
  const first = await sendOne()
  for (const tab of tabs)
    await tab.locator('.row', { hasText: first.head.case }).waitFor({ timeout: 5000 })
  t.equal(reception.openStreams(), 1)
  await tabs[0]!.close()
  const second = await sendOne()
  for (const tab of tabs.slice(1))
    await tab.locator('.row', { hasText: second.head.case }).waitFor({ timeout: 5000 })
  t.equal(reception.openStreams(), 1)
  for (const tab of tabs.slice(1)) await tab.close()
})

t.test(
  'when the gateway is away the list stays, says so, and goes on when it is back',
  async (t) => {
    const { page } = await openPage(context, `${reception.url}/inbox`)
    await page.locator('.row').first().waitFor()
    const before = await page.locator('.row').count()
    reception.isOpen = false
    await page
      .getByText('Inkorgen uppdateras inte av sig själv just nu.')
      .waitFor({ timeout: 5000 })
    await page.getByRole('button', { name: 'Hämta igen' }).click()
    await page.getByText('Slussen svarar inte').waitFor()
    t.equal(await page.locator('.row').count(), before)
    await isAccessible(t, page, 'axe')
    reception.isOpen = true
    const sent = await sendOne()
    await page.locator('.row', { hasText: sent.head.case }).waitFor({ timeout: 25_000 })
    t.equal(await page.getByText('Slussen svarar inte').count(), 0)
    await page.close()
  },
)

t.test('that the gateway is away is said once, whatever could not be fetched', async (t) => {
  const away = /\/tasks/
  await context.route(away, (route) => route.abort())
  const { page } = await openPage(context, `${reception.url}/inbox`)
  await page.locator('.row').first().waitFor()
  const said = page.getByRole('alert').getByText('Slussen svarar inte')
  await said.waitFor()
  reception.isOpen = false
  await page.getByRole('button', { name: 'Försök igen' }).click()
  await page.getByText('Inkorgen uppdateras inte av sig själv just nu.').waitFor()
  t.equal(await said.count(), 1)
  await context.unroute(away)
  reception.isOpen = true
  await sendOne()
  await said.waitFor({ state: 'detached', timeout: 25_000 })
  await page.close()
})

t.test('an inbox in which nothing waits says when something last came', async (t) => {
  const economy = await door(board, 'frida')
  const { page } = await openPage(context, `${economy.url}/inbox`)
  await page.getByText('Inga väntande meddelanden. Inget har kommit hit ännu.').waitFor()
  const sent = await sendOne({ to: [board.function('ekonomi')] })
  await page.locator('.row', { hasText: sent.head.case }).waitFor({ timeout: 5000 })
  await withdraw(sent)
  await page
    .getByText(/Inga väntande meddelanden\. Senast kom riskbedömning från polisen, /)
    .waitFor()
  await isAccessible(t, page, 'axe')
  await page.close()
})
