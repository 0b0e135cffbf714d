/** Denied attempts, and what one side sent and the other received, in a real browser. */
import t from 'tap'
import { newUuid } from '../../src/protocol/uuid.ts'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { admit } from '../fixtures/review.ts'
import { moveWorld, workWeb } from '../fixtures/work-web.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import { requestsOf } from '../fixtures/world-requests.ts'

const DAY = 86_400_000
const { world, door } = await workWeb(t, {}, async (past) => {
  await moveWorld(past, Date.now() - DAY)
  await admit(past, past.board, { harald: { ekonomi: ['compliance'] } })
  const { sendOne, open } = actsOf(past)
  await open(await sendOne())
  await sendOne()
})
const { police, board } = world
const { get } = requestsOf(world)
const wanted = newUuid(world.now)
for (let i = 0; i < 3; i++) await get(`/v1/disclosures/${wanted}`, board, 'disa')
await world.app.watchDeliveries()
const harald = await door(board, 'harald')
const context = await launchChromium()
t.teardown(() => context.close())
const { page, faults } = await openPage(context, `${harald.url}/review`)

t.test('the first page counts what was denied and what the node has raised', async (t) => {
  await page.getByRole('link', { name: '3 nekade försök den här månaden' }).waitFor()
  await page.getByRole('link', { name: /^\d+ larm om leveranser/ }).waitFor()
  await isAccessible(t, page, 'axe of the first page')
})

t.test('denied attempts are told by member and by day, without saying who it is', async (t) => {
  await page.getByRole('link', { name: '3 nekade försök den här månaden' }).click()
  await page.getByText(/^3 nekade försök i /).waitFor()
  const [members, days] = await page.locator('table.checks tbody').allInnerTexts()
  t.match(members, /^[\w-]{8}\s+Begär utredning av handläggaren\s+3\s+1\s/)
  t.match(days, /3\s*$/)
  const said = await page.locator('main').innerText()
  t.match(said, `meddelande ${wanted}`)
  t.match(said, 'finns inte, eller är inte för handläggaren')
  t.notMatch(said, 'Disa Påhittad')
  await isAccessible(t, page, 'axe')
  await page.getByRole('button', { name: /^Visa / }).click()
  await page.getByText(/^Inga nekade försök i /).waitFor()
})

t.test('a day is counted from what is signed, and the other side has not yet', async (t) => {
  await page.goto(`${harald.url}/review/reconciliation`)
  await page.getByText(/Ligger oöppnat för länge \(1\)\. Ring mottagaren\./).waitFor()
  await page.getByRole('button', { name: 'Räkna och skriv under' }).click()
  await page.getByText('Motparten har inte räknat ännu.').waitFor()
  await page.getByText(/Er räkning är post \d+ i loggen\./).waitFor()
  const pair = await page.locator('table.checks tbody tr').innerText()
  t.match(pair, /Mottagning\s+2\s+2\s+1\s+1\s+0\s+0\s*$/)
  await isAccessible(t, page, 'axe of the count')
})

t.test('the other side counts the same, and both see it', async (t) => {
  const kim = await door(police, 'kim')
  const other = await openPage(context, `${kim.url}/review/reconciliation`)
  await other.page.getByRole('button', { name: 'Räkna och skriv under' }).click()
  await other.page.getByText('Motparten har räknat likadant.').waitFor()
  t.same(other.faults, [])
  await other.page.close()
})

t.test('today is counted so far, and nothing is signed', async (t) => {
  const before = harald.requests.filter((line) => line === 'POST /v1/reconciliations').length
  const today = await page.getByLabel('Dygn', { exact: true }).getAttribute('max')
  await page.getByLabel('Dygn', { exact: true }).fill(today!)
  await page.getByRole('button', { name: 'Räkna hittills' }).click()
  await page.getByText('Hittills, utan underskrift.').waitFor()
  const after = harald.requests.filter((line) => line === 'POST /v1/reconciliations').length
  t.equal(after, before)
})

t.test(
  'a receipt that does not verify is an alarm, with the message that it is about',
  async (t) => {
    await page.route('**/v1/reconciliations/*?*', async (route) => {
      const answer = await route.fetch()
      const listed = await answer.json()
      const [first, second] = listed.messages
      // Another day's, which the page asked for before.
      if (second === undefined) return route.fulfill({ response: answer })
      // Each is signed by the node, and is of the other message.
      const swapped = [
        { ...first, delivered: second.delivered },
        { ...second, delivered: first.delivered },
      ]
      await route.fulfill({ json: { ...listed, messages: swapped } })
    })
    const yesterday = new Date(Date.now() - DAY).toLocaleDateString('sv-SE', {
      timeZone: 'Europe/Stockholm',
    })
    await page.getByLabel('Dygn', { exact: true }).fill(yesterday)
    await page.getByRole('button', { name: 'Räkna och skriv under' }).click()
    const alarm = page.getByRole('alert').filter({ hasText: 'Leveranskvittensen stämmer inte.' })
    await alarm.waitFor()
    t.match(await alarm.innerText(), /MOTPARTEN HAR RÄKNAT ANNORLUNDA/)
    await page.unroute('**/v1/reconciliations/*?*')
    await isAccessible(t, page, 'axe of an alarm')
  },
)

t.test('both fit 320 pixels, light and dark', async (t) => {
  await page.setViewportSize({ width: 320, height: 640 })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const path of ['/review', '/review/denied', '/review/reconciliation']) {
      await page.goto(`${harald.url}${path}`)
      await page.locator('h2, table').first().waitFor()
      t.equal(await surplusWidth(page), 0, `${path} ${colorScheme}`)
      await isAccessible(t, page, `${path} ${colorScheme}`)
    }
  }
  t.same(faults, [])
})
