/** Inbox, cases, thread and own openings in a real browser, against a real gateway. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { encodeTime } from '../../src/protocol/time.ts'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { workWeb } from '../fixtures/work-web.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import { SECRETS } from '../fixtures/world-disclosure.ts'

const { world, door } = await workWeb(t, { eventTimes: { look: 100, beat: 500 } })
const { police, board } = world
const { sendOne, open, receipt, judge } = actsOf(world)
const context = await launchChromium()
t.teardown(() => context.close())

const HOUR = 3_600_000
const inTime = (ms: number) => encodeTime(Date.now() + ms)
const acute = await sendOne({ head: { urgency: 'acute' } })
const soon = await sendOne({ head: { respondBy: inTime(2 * HOUR - 90_000) } })
const taken = await sendOne()
await open(taken)
await receipt(taken, 'taken-over')
const held = await sendOne({ escalates: true, head: { case: taken.head.case } })

const reception = await door(board, 'disa')
const investigation = await door(police, 'anna')

const words = async (page: Page, selector: string) =>
  (await page.locator(selector).allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim())

t.test('the inbox lists under three headings what waits, unowned first', async (t) => {
  const { page, faults } = await openPage(context, `${reception.url}/inbox`)
  await page.locator('.row').first().waitFor()
  t.same(await words(page, 'h2'), ['Ingen har tagit 2', 'Hos oss 1', 'Väntar på andra 0'])
  const rows = await words(page, '.row')
  t.match(
    rows[0],
    new RegExp(`^AKUT ${acute.head.case} Riskbedömning från polisen .* \\(9 min\\)$`),
  )
  t.match(rows[1], new RegExp(`${soon.head.case} .* \\(1 tim 5[78] min\\)$`))
  t.match(rows[2], new RegExp(`${taken.head.case} .* du$`))
  t.match(await page.locator('.screen-head').innerText(), /Senast hämtat \d\d:\d\d/)
  t.equal(await page.title(), 'Sluss')
  t.same(faults, [])
  await isAccessible(t, page, 'axe')
  await page.close()
})

t.test(
  'nothing of what is in a message is shown, or kept by the browser, before it is opened',
  async (t) => {
    const { page } = await openPage(context, `${reception.url}/inbox`)
    await page.locator('.row').first().waitFor()
    const kept = await page.evaluate<string>(
      `(async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, (await indexedDB.databases()).map(({ name }) => name), await caches.keys()]))()`,
    )
    const shown = await page.content()
    for (const secret of SECRETS) {
      t.notMatch(shown, secret)
      t.notMatch(kept, secret)
    }
    t.same(JSON.parse(kept), [{}, {}, [], []])
    await page.close()
  },
)

t.test('the sender sees what waits for others, in whole words', async (t) => {
  const { page } = await openPage(context, `${investigation.url}/inbox`)
  await page.locator('.row').first().waitFor()
  const rows = await words(page, '.row')
  t.match(
    rows.find((row) => row.includes(acute.head.case)),
    /Levererat \d\d:\d\d – inte öppnat/,
  )
  t.match(
    rows.find((row) => row.includes('beslut')),
    /Väntar på beslut av Polisen Sydlanda/,
  )
  await page.close()
})

t.test(
  'a case is read as a thread: what waits for whom, and how far each message has come',
  async (t) => {
    const { page, faults } = await openPage(context, `${investigation.url}/cases`)
    const row = page.locator('.row', { hasText: taken.head.case })
    await row.waitFor()
    t.match(await row.innerText(), /Våld i nära relation[\s\S]*2 meddelanden/)
    await isAccessible(t, page, 'axe of the list')
    await row.getByRole('link').press('Enter')
    await page.locator('.thread > li').first().waitFor()
    t.equal(await page.locator('h1').innerText(), `Ärende ${taken.head.case}`)
    t.equal(new URL(page.url()).pathname, `/case/${taken.head.case}`)
    const waits = await words(page, '.waits li')
    t.ok(waits.some((wait) => wait.startsWith('Polisen Sydlanda, Beslut: beslut')))
    t.ok(waits.some((wait) => wait.includes('registrering i eget system')))
    const messages = await words(page, '.thread > li')
    t.match(messages[0], /Övertaget \d\d:\d\d/)
    t.match(messages[1], /Väntar på beslut av/)
    await isAccessible(t, page, 'axe of the thread')
    await judge(held, 'refuse')
    await page.getByText('Avslaget vid beslut').waitFor({ timeout: 5000 })
    t.same(faults, [])
    await page.close()
  },
)

t.test(
  'each message leads to where the member does something with it, and nowhere else',
  async (t) => {
    const other = await sendOne({ escalates: true, head: { case: taken.head.case } })
    const links = async (url: string) => {
      const { page } = await openPage(context, `${url}/case/${taken.head.case}`)
      await page.locator('.thread > li').first().waitFor()
      const found = await page
        .locator('.thread h3 a')
        .evaluateAll((all) => all.map((each) => each.getAttribute('href')))
      await page.close()
      return found
    }
    t.same(await links(reception.url), [`/message/${taken.id}`])
    t.same(await links(investigation.url), [], 'the sender has nothing to open')
    const decision = await door(police, 'chef')
    t.ok((await links(decision.url)).includes(`/decide/${other.id}`))
    const { page } = await openPage(context, `${decision.url}/inbox`)
    await page.getByRole('link', { name: '1 utlämnande väntar på ert beslut' }).waitFor()
    await judge(other, 'refuse')
    await page.getByText('väntar på ert beslut').waitFor({ state: 'detached', timeout: 5000 })
    await page.close()
  },
)

t.test('a case of others and one that does not exist are answered alike', async (t) => {
  const shown: string[] = []
  const economy = await door(board, 'frida')
  for (const reference of [acute.head.case, '0000-0000']) {
    const { page } = await openPage(context, `${economy.url}/case/${reference}`)
    await page.getByText('Finns inte, eller så har du inte behörighet').waitFor()
    shown.push((await page.locator('main').innerText()).replace(reference, ''))
    await page.close()
  }
  t.equal(shown[0], shown[1])
})

t.test('own openings are listed with case and purpose, from the log', async (t) => {
  const { page, faults } = await openPage(context, `${reception.url}/openings`)
  await page.locator('.openings > li').first().waitFor()
  const [first] = await words(page, '.openings > li')
  t.match(first, new RegExp(`Öppnade Riskbedömning från polisen ärende ${taken.head.case}`))
  t.match(first, /Syfte: stöd till den utsatta\. Uppgifter: Identitet, Säker kontaktväg, som/)
  await page.reload()
  await page.locator('.openings > li').first().waitFor()
  t.equal(await page.locator('.openings > li').count(), 1, 'looking is no opening')
  await page.getByRole('button', { name: /^Visa / }).click()
  await page.locator('h2').nth(1).waitFor()
  await isAccessible(t, page, 'axe')
  t.same(faults, [])
  await page.close()
})

t.test('every screen fits 320 pixels, which is 400 % of 1280, in both themes', async (t) => {
  const paths = ['/inbox', '/cases', `/case/${taken.head.case}`, '/openings']
  for (const colorScheme of ['light', 'dark'] as const)
    for (const path of paths) {
      const { page } = await openPage(context, `${reception.url}${path}`)
      await page.setViewportSize({ width: 320, height: 640 })
      await page.emulateMedia({ colorScheme })
      await page.locator('.row, .thread > li, .openings > li').first().waitFor()
      t.equal(await surplusWidth(page), 0, `${path} ${colorScheme}`)
      await isAccessible(t, page, `${path} ${colorScheme}`)
      await page.close()
    }
})

t.test(
  'every row is reached and opened by the keyboard alone, and is at least 44 pixels high',
  async (t) => {
    const { page } = await openPage(context, `${reception.url}/inbox`)
    await page.locator('.row').first().waitFor()
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate<boolean>(`document.activeElement.closest('.row') !== null`)) break
    }
    const box = await page.locator('.row a:focus').boundingBox()
    t.ok(box!.height >= 44)
    const href = await page.locator('.row a:focus').getAttribute('href')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${href}`)
    await page.close()
  },
)

t.test('in English everything is in English', async (t) => {
  const { page } = await openPage(context, `${reception.url}/inbox`)
  await page.getByRole('button', { name: 'In English' }).press('Enter')
  await page.getByRole('heading', { name: 'Not taken yet' }).waitFor()
  t.match(await words(page, 'h2'), [/^Not taken yet/, /^With us/, /^Waiting for others/])
  t.equal(await page.evaluate('document.documentElement.lang'), 'en')
  t.match(await page.locator('.row').first().innerText(), /Risk assessment from the police/)
  await page.evaluate('localStorage.clear()')
  await page.close()
})
