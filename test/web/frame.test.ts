/** What stands around every screen, in a real browser: the bar, locking, themes, and a policy under which nothing foreign runs. */
import { readFile, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import t from 'tap'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { workWeb } from '../fixtures/work-web.ts'
import { actsOf } from '../fixtures/world-acts.ts'

const WEB = resolve(import.meta.dirname, '../../src/web')
const { world, door } = await workWeb(t)
const sent = await actsOf(world).sendOne()
const anna = await door(world.police, 'anna')
const chef = await door(world.police, 'chef')
const context = await launchChromium()
t.teardown(() => context.close())

const open = (path: string, { url } = anna) => openPage(context, `${url}${path}`)
const ready = (page: Page) => page.locator('.bar .acting').waitFor()

/** Every address that a screen has, with something in place of what it names. */
async function addresses(): Promise<string[]> {
  const files = (await readdir(WEB, { recursive: true })).filter((file) =>
    file.endsWith('routes.tsx'),
  )
  const texts = await Promise.all(files.map((file) => readFile(join(WEB, file), 'utf8')))
  return texts
    .flatMap((text) => Array.from(text.matchAll(/path: '([^']+)'/g), ([, path]) => path!))
    .map((path) => path.replace(':case', sent.head.case).replace(/:\w+/, sent.head.id))
}

t.test('no screen breaks the policy, says what it is about, or lacks the bar', async (t) => {
  const paths = await addresses()
  t.ok(paths.length > 8, `${paths.length} screens`)
  for (const path of [...paths, '/nothing-of-ours']) {
    const { page, faults } = await open(path)
    await ready(page)
    // Nothing is fetched any more that a screen begins with.
    await page.waitForTimeout(500)
    t.same(faults, [], path)
    t.equal(await page.title(), 'Sluss', path)
    await page.close()
  }
})

t.test('the bar names the screens of the member’s roles, and where one is', async (t) => {
  const named = async ({ url }: typeof anna) => {
    const { page } = await openPage(context, `${url}/cases`)
    await ready(page)
    const links = await page.locator('.bar nav a').allInnerTexts()
    t.equal(await page.locator('.bar nav [aria-current=page]').innerText(), 'Ärenden')
    await page.close()
    return links.map((text) => text.replace(/\s.*\d.*/s, ''))
  }
  t.same(await named(anna), ['Inkorg', 'Nytt meddelande', 'Ärenden', 'Mina öppningar'])
  t.ok((await named(chef)).includes('Att besluta'))
})

t.test('who goes by the keyboard skips the bar, and begins each screen at its top', async (t) => {
  const { page } = await open('/inbox')
  await ready(page)
  await page.keyboard.press('Tab')
  t.equal(await page.evaluate('document.activeElement.textContent'), 'Till innehållet')
  await page.keyboard.press('Enter')
  t.equal(await page.evaluate('document.activeElement.id'), 'content')
  await page.getByRole('link', { name: 'Ärenden' }).press('Enter')
  await page.getByRole('heading', { name: 'Ärenden' }).waitFor()
  t.equal(await page.evaluate('document.activeElement.id'), 'content')
  await page.close()
})

t.test('locking ends every tab at once, and nothing is left of what was shown', async (t) => {
  const shown = await open(`/case/${sent.head.case}`)
  const other = await open('/openings')
  await ready(other.page)
  await shown.page.getByRole('heading', { name: sent.head.case }).waitFor()
  const workers = shown.page.workers()
  t.equal(workers.length, 1)
  let ended = 0
  workers[0]!.on('close', () => ended++)
  await shown.page.keyboard.press('Control+Shift+L')
  for (const { page } of [shown, other]) {
    await page.waitForURL(`${anna.url}/`)
    await ready(page)
    t.notMatch(await page.locator('main').innerText(), 'Mina öppningar')
  }
  t.equal(ended, 1, 'the worker and what it knew')
  await shown.page.goBack().catch(() => {})
  t.notMatch(shown.page.url(), sent.head.case, 'the address is not in the history')
  for (const { page } of [shown, other]) await page.close()
})

t.test('what was typed is kept when the page is locked', async (t) => {
  const { page } = await open(`/case/${sent.head.case}/write`)
  await page.getByRole('button').filter({ hasText: 'Riskbedömning' }).first().click()
  const field = page.locator('main textarea').first()
  await field.fill('Skrivet strax före låset')
  await page.keyboard.press('Control+Shift+L')
  await page.waitForURL(`${anna.url}/`)
  await page.goto(`${anna.url}/write`)
  await page.locator('main a[href^="/write/"]').first().click()
  await field.waitFor()
  t.equal(await field.inputValue(), 'Skrivet strax före låset')
  await page.close()
})

t.test('the theme is the device’s until another is chosen, and then that one', async (t) => {
  const { page } = await open('/inbox')
  await ready(page)
  const paper = () =>
    page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor')
  const light = await paper()
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await paper()
  t.not(light, dark)
  await page.getByLabel('Utseende').selectOption('light')
  t.equal(await paper(), light)
  await page.reload()
  await ready(page)
  t.equal(await paper(), light)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByLabel('Utseende').selectOption('dark')
  t.equal(await paper(), dark)
  await page.emulateMedia({ media: 'print' })
  t.equal(await paper(), 'rgb(255, 255, 255)', 'paper is white')
  await page.evaluate('localStorage.clear()')
  await page.close()
})

t.test('the frame fits 320 pixels, in high contrast too', async (t) => {
  const { page } = await open('/openings')
  await ready(page)
  await page.setViewportSize({ width: 320, height: 640 })
  t.equal(await surplusWidth(page), 0)
  await isAccessible(t, page, 'narrow')
  await page.emulateMedia({ contrast: 'more', forcedColors: 'active' })
  t.equal(await surplusWidth(page), 0)
  await isAccessible(t, page, 'high contrast')
  await page.close()
})

/** What a script that got into the page would try. Each must throw, or be refused and reported. */
const ATTEMPTS: Readonly<Record<string, string>> = {
  'text as a script': `Object.assign(document.createElement('script'), { text: 'window.ran = 1' })`,
  'text as markup': `document.body.innerHTML = '<img src=x onerror="window.ran = 1">'`,
  'a handler in an attribute': `document.body.setAttribute('onclick', 'window.ran = 1')`,
  'a worker of its own': `new Worker('/assets/other.js')`,
  'the worker’s policy again': `trustedTypes.createPolicy('sluss-worker', { createScriptURL: (x) => x })`,
  'a policy of its own': `trustedTypes.createPolicy('mine', { createHTML: (x) => x })`,
  'a request elsewhere': `await fetch('https://elsewhere.example/')`,
  'a picture elsewhere': `await reported(() => { new Image().src = 'https://elsewhere.example/x.png' })`,
  'a form elsewhere': `await reported(() => { const form = document.createElement('form'); form.action = 'https://elsewhere.example/'; document.body.append(form); form.submit() })`,
  'a frame': `await reported(() => { const frame = document.createElement('iframe'); frame.src = '/'; document.body.append(frame) })`,
  'a style': `await reported(() => { const style = document.createElement('style'); style.textContent = 'body { display: none }'; document.head.append(style) })`,
}

t.test('a script that got into the page could neither run more nor tell anybody', async (t) => {
  const { page } = await open('/inbox')
  await ready(page)
  for (const [what, attempt] of Object.entries(ATTEMPTS)) {
    const came = await page.evaluate<string>(`(async () => {
      const reported = (act) => new Promise((resolve, reject) => {
        document.addEventListener('securitypolicyviolation', () => reject(new Error('refused')), { once: true })
        setTimeout(resolve, 2000)
        act()
      })
      try { ${attempt}; return 'done' } catch { return 'refused' }
    })()`)
    t.equal(came, 'refused', what)
  }
  t.equal(await page.evaluate('window.ran'), undefined)
  await page.close()
})

t.test('no other site can show the workspaces in a frame', async (t) => {
  const { headers } = await fetch(`${anna.url}/inbox`, { headers: { accept: 'text/html' } })
  t.match(headers.get('content-security-policy'), "frame-ancestors 'none'")
})
