/** KON-1 in a real browser: reasons and codes, a verdict in one click, and never a party. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import t from 'tap'
import { launchChromium } from '../browser/chromium.ts'
import { admit, reviewsOf } from '../fixtures/review.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const { board } = world
await admit(world, board, { harald: { ekonomi: ['compliance'] } })
const { sendPlace, open } = reviewsOf(world)
const sent = await sendPlace()
await open(sent)
const review = await door(board, 'harald')
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const context = await launchChromium()
t.teardown(() => context.close())
const page = await context.newPage()
const faults: string[] = []
page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())))
page.on('pageerror', (error) => void faults.push(String(error)))
await page.goto(`${review.url}/review`)
await page.getByRole('link', { name: /^Alltid granskas/ }).click()

t.test('a row tells why, what and until when, and names no party', async (t) => {
  await page.locator('.queue li').first().waitFor({ timeout: 30_000 })
  const row = await page.locator('.queue li').first().innerText()
  for (const said of ['Såg uppgift om plats', sent.head.case, 'granskas senast']) t.match(row, said)
  for (const kept of ['Tuvalisa', 'Fiktivgatan']) t.notMatch(await page.content(), kept)
  const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    `${axe}; axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
  )
  t.same(
    found.violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
    [],
  )
})

t.test('who it was is told when asked, and that the look is recorded', async (t) => {
  await page.getByRole('button', { name: 'Visa vem' }).first().click()
  await page.getByText(/Att du tittade är loggat/).waitFor()
  t.ok(review.requests.some((line) => line.startsWith('GET /v1/reviews/records/')))
})

t.test(
  'a verdict with a comment is two acts, and the gateway never sees the comment',
  async (t) => {
    await page.getByText('Skriv en kommentar').first().click()
    await page.locator('textarea').first().fill('Förklaring: påhittad tjänst den kvällen')
    await page.getByRole('button', { name: 'OK' }).first().click()
    await page
      .getByText(/Bedömt: förklarad\. Det är post \d+ i loggen\./)
      .waitFor({ timeout: 30_000 })
    t.match(await page.evaluate('document.activeElement.textContent'), /^Bedömt: förklarad/)
    t.notMatch(world.log(), /påhittad tjänst/)
    const rows = await world.database.ownerDb<
      { text: Uint8Array }[]
    >`select text from content.review`
    t.equal(rows.length, 1)
    t.notOk(Buffer.from(rows[0]!.text).includes('påhittad tjänst'))
  },
)

t.test('the whole log is verified in the browser, and the verification is recorded', async (t) => {
  await page.goto(`${review.url}/log`)
  await page.getByRole('button', { name: 'Kontrollera nu' }).click({ timeout: 30_000 })
  await page.getByText('Loggen stämmer med sig själv.').waitFor({ timeout: 60_000 })
  const table = await page.locator('table.checks').innerText()
  t.match(table, world.deps.logVerifierKey)
  t.match(table, /(\d+) av \1 poster lästa/)
  t.ok(review.requests.some((line) => line === 'POST /v1/verifications'))
})

t.test('fits a narrow screen and breaks no rule of the page', async (t) => {
  await page.setViewportSize({ width: 360, height: 740 })
  const surplus = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  t.ok(surplus <= 0, `${surplus} px too wide`)
  t.same(faults, [])
})

t.test(
  'without a gateway it is said so, and one click goes on when it is there again',
  async (t) => {
    await page.goto(`${review.url}/review`)
    await page.getByRole('link', { name: /^Samband/ }).waitFor()
    review.isOpen = false
    await page.getByRole('link', { name: /^Samband/ }).click()
    await page.getByRole('alert').getByText('Slussen svarar inte').waitFor()
    review.isOpen = true
    await page.getByRole('button', { name: 'Försök igen' }).click()
    await page.getByText('Inget att granska.').waitFor()
    t.equal(await page.getByRole('alert').count(), 0)
  },
)

t.test('in English everything is in English', async (t) => {
  await page.goto(`${review.url}/review`)
  await page.locator('h1').waitFor()
  await page.getByRole('button', { name: 'In English' }).press('Enter')
  await page.getByRole('heading', { name: 'To review' }).waitFor()
  for (const path of [
    '',
    '/queue/denied',
    '/case',
    '/inquiries',
    '/sample',
    '/denied',
    '/reconciliation',
  ]) {
    await page.goto(`${review.url}/review${path}`)
    await page.locator('h1').waitFor()
    await page.getByText('Loading …').waitFor({ state: 'detached' })
    t.notMatch(await page.locator('main').innerText(), /[åäöÅÄÖ]|granska/, path)
  }
  await page.evaluate('localStorage.clear()')
})
