/** Inbox, cases, thread and own openings in a real browser, against a real gateway. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import t from 'tap'
import type { Test } from 'tap'
import { encodeTime } from '../../src/protocol/time.ts'
import { launchChromium } from '../browser/chromium.ts'
import { workWeb } from '../fixtures/work-web.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import { SECRETS } from '../fixtures/world-disclosure.ts'

const { world, door } = await workWeb(t, { eventTimes: { look: 100, beat: 500 } })
const { police, board } = world
const { sendOne, open, receipt, withdraw, judge } = actsOf(world)
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
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

interface Visit {
  readonly page: Page
  /** Errors of the page and violations of its policy. */
  readonly faults: string[]
}

async function visit(url: string): Promise<Visit> {
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(String(error)))
  await page.goto(url)
  return { page, faults }
}

async function isAccessible(t: Test, page: Page, what: string) {
  const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    `${axe}; axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
  )
  t.same(
    found.violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
    [],
    what,
  )
}

/** How many pixels the page is wider than the window. */
const surplus = (page: Page) =>
  page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )

const words = async (page: Page, selector: string) =>
  (await page.locator(selector).allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim())

t.test('the inbox lists under three headings what waits, unowned first', async (t) => {
  const { page, faults } = await visit(`${reception.url}/inbox`)
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
    const { page } = await visit(`${reception.url}/inbox`)
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
  const { page } = await visit(`${investigation.url}/inbox`)
  await page.locator('.row').first().waitFor()
  const rows = await words(page, '.row')
  t.match(
    rows.find((row) => row.includes(acute.head.case)),
    /Levererat \d\d:\d\d – inte öppnat/,
  )
  t.match(
    rows.find((row) => row.includes('beslut')),
    /Väntar på beslut av Påhittad verksamhet/,
  )
  await page.close()
})

t.test('what comes is there without a click, and is said once to who hears the page', async (t) => {
  const { page } = await visit(`${reception.url}/inbox`)
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
  reception.streamDelay = 2500
  const { page } = await visit(`${reception.url}/inbox`)
  await page.locator('.row').first().waitFor()
  const sent = await sendOne()
  await page.waitForTimeout(500)
  t.equal(await page.locator('.row', { hasText: sent.head.case }).count(), 0, 'no stream yet')
  await page.locator('.row', { hasText: sent.head.case }).waitFor({ timeout: 8000 })
  reception.streamDelay = 0
  await page.close()
})

t.test('what is asked by the page itself says that nobody is there', async (t) => {
  const { page } = await visit(`${reception.url}/inbox`)
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
    const { page } = await visit(`${reception.url}/inbox`)
    await page.locator('.row').first().waitFor()
    tabs.push(page)
  }
  await tabs[0]!.waitForTimeout(300)
  t.equal(reception.openStreams(), 1)
  const first = await sendOne()
  for (const tab of tabs)
    await tab.locator('.row', { hasText: first.head.case }).waitFor({ timeout: 5000 })
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
    const { page } = await visit(`${reception.url}/inbox`)
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

t.test('an inbox in which nothing waits says when something last came', async (t) => {
  const economy = await door(board, 'frida')
  const { page } = await visit(`${economy.url}/inbox`)
  await page.getByText('Inga väntande meddelanden. Inget har kommit hit ännu.').waitFor()
  const sent = await sendOne({ to: [board.function('ekonomi')] })
  await page.locator('.row', { hasText: sent.head.case }).waitFor({ timeout: 5000 })
  await withdraw(sent)
  await page
    .getByText(/Inga väntande meddelanden\. Senast kom Riskbedömning från polisen, /)
    .waitFor()
  await isAccessible(t, page, 'axe')
  await page.close()
})

t.test(
  'a case is read as a thread: what waits for whom, and how far each message has come',
  async (t) => {
    const { page, faults } = await visit(`${investigation.url}/cases`)
    const row = page.locator('.row', { hasText: taken.head.case })
    await row.waitFor()
    t.match(await row.innerText(), /Våld i nära relation[\s\S]*2 meddelanden/)
    await isAccessible(t, page, 'axe of the list')
    await row.getByRole('link').press('Enter')
    await page.locator('.thread > li').first().waitFor()
    t.equal(await page.locator('h1').innerText(), `Ärende ${taken.head.case}`)
    t.equal(new URL(page.url()).pathname, `/case/${taken.head.case}`)
    const waits = await words(page, '.waits li')
    t.ok(waits.some((wait) => wait.startsWith('Påhittad verksamhet, Påhittad funktion: beslut')))
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
      const { page } = await visit(`${url}/case/${taken.head.case}`)
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
    const { page } = await visit(`${decision.url}/inbox`)
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
    const { page } = await visit(`${economy.url}/case/${reference}`)
    await page.getByText('Finns inte, eller så har du inte behörighet').waitFor()
    shown.push((await page.locator('main').innerText()).replace(reference, ''))
    await page.close()
  }
  t.equal(shown[0], shown[1])
})

t.test('own openings are listed with case and purpose, from the log', async (t) => {
  const { page, faults } = await visit(`${reception.url}/openings`)
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
      const { page } = await visit(`${reception.url}${path}`)
      await page.setViewportSize({ width: 320, height: 640 })
      await page.emulateMedia({ colorScheme })
      await page.locator('.row, .thread > li, .openings > li').first().waitFor()
      t.equal(await surplus(page), 0, `${path} ${colorScheme}`)
      await isAccessible(t, page, `${path} ${colorScheme}`)
      await page.close()
    }
})

t.test(
  'every row is reached and opened by the keyboard alone, and is at least 44 pixels high',
  async (t) => {
    const { page } = await visit(`${reception.url}/inbox`)
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
  const { page } = await visit(`${reception.url}/inbox`)
  await page.getByRole('button', { name: 'In English' }).click()
  await page.getByRole('heading', { name: 'Nobody has taken' }).waitFor()
  t.match(await words(page, 'h2'), [/^Nobody has taken/, /^With us/, /^Waiting for others/])
  t.equal(await page.evaluate('document.documentElement.lang'), 'en')
  t.match(await page.locator('.row').first().innerText(), /Risk assessment from the police/)
  await page.evaluate('localStorage.clear()')
  await page.close()
})
