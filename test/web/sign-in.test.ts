/** Signing in and out in a real browser, at real identity providers of other sites. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { BrowserContext, Page } from 'playwright-core'
import t from 'tap'
import type { Test } from 'tap'
import { readWebBundle } from '../../src/gateway/web-bundle.ts'
import { launchChromium } from '../browser/chromium.ts'
import { POLICE, signInWorld } from '../fixtures/sign-in.ts'
import { builtBundle } from '../fixtures/web-bundle.ts'
import type { WorldAgency } from '../fixtures/world-agency.ts'

const MINUTE = 60_000
const world = await signInWorld(t, {
  web: await readWebBundle(await builtBundle()),
  assurance: { default: [], functions: {} },
})
const { origin } = world
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Visit {
  readonly context: BrowserContext
  readonly page: Page
  /** Errors of the page and violations of its policy. */
  readonly faults: string[]
}

/** A browser of its own at a path of ours. */
async function visit(t: Pick<Test, 'teardown'>, path = '/'): Promise<Visit> {
  const context = await launchChromium()
  t.teardown(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(String(error)))
  await page.goto(`${origin}${path}`)
  return { context, page, faults }
}

/** Both made-up agencies are called the same here; they stand in the order of the settings. */
const agencyButton = (page: Page, { agency }: WorldAgency) =>
  page
    .locator('.agencies')
    .getByRole('button')
    .nth(agency === POLICE ? 0 : 1)

/** Goes by way of the agency's login page. */
async function signIn(page: Page, agency: WorldAgency, name: string, how = 'Med e-legitimation') {
  await agencyButton(page, agency).click()
  await page.getByRole('heading', { name: /logga in/ }).waitFor()
  await page
    .locator('li', { hasText: `${name} Påhittad` })
    .getByRole('button', { name: how })
    .click()
  await page.waitForURL(`${origin}/**`)
  // Past the page that the answer bounces off: going elsewhere before that would be too early.
  await page.locator('.bar').waitFor()
}

async function isAccessible(t: Test, page: Page, what: string) {
  const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    `${axe}; axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
  )
  const told = found.violations.map(({ id, nodes }) => [id, nodes[0]?.html])
  t.same(told, [], what)
}

t.test(
  'a person comes by a link, signs in at the own agency, and is back at the link',
  async (t) => {
    const { context, page, faults } = await visit(t, '/openings')
    await page.getByRole('heading', { name: 'Var arbetar du?' }).waitFor()
    await isAccessible(t, page, 'choosing the agency')
    await signIn(page, world.board, 'disa')
    await page.waitForURL(`${origin}/openings`)
    await page.locator('.signed-in').waitFor()
    await isAccessible(t, page, 'signed in')
    const cookies = await context.cookies(origin)
    t.match(
      cookies.filter(({ name }) => name.startsWith('__Host-')),
      [{ name: '__Host-sluss', httpOnly: true, secure: true, sameSite: 'Strict', path: '/' }],
    )
    t.equal(await page.evaluate('document.cookie'), '')
    t.equal(await page.title(), 'Sluss')
    t.same(faults, [])
  },
)

t.test(
  'a link from another site works for who is signed in: nothing is lost by the strict cookie',
  async (t) => {
    const { page } = await visit(t)
    await signIn(page, world.board, 'disa')
    const elsewhere = world.logins[POLICE]!.issuer
    await page.goto(`${elsewhere}/jwks`)
    await page.evaluate(`location.assign(${JSON.stringify(`${origin}/openings`)})`)
    await page.waitForURL(`${origin}/openings`)
    await page.locator('.signed-in').waitFor()
  },
)

t.test('another site can neither read with the cookie nor act with it', async (t) => {
  const { page } = await visit(t)
  await signIn(page, world.board, 'disa')
  await page.locator('.signed-in').waitFor()
  await page.goto(`${world.logins[POLICE]!.issuer}/jwks`)
  const ask = (init: string) =>
    page.evaluate<string>(
      `fetch('${origin}/auth/sign-out', ${init}).then((it) => String(it.status), () => 'blocked')`,
    )
  t.equal(await ask(`{ method: 'POST', credentials: 'include', body: '{}' }`), 'blocked')
  await ask(`{ method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}' }`)
  const posted = page.waitForURL(`${origin}/auth/sign-out`)
  await page.evaluate(`
    const form = document.createElement('form')
    form.method = 'post'
    form.action = '${origin}/auth/sign-out'
    document.documentElement.append(form)
    form.submit()
  `)
  await posted
  await page.goto(`${origin}/`)
  await page.locator('.signed-in').waitFor()
})

t.test('who is no member yet is signed in by name', async (t) => {
  const { page, faults } = await visit(t)
  await signIn(page, world.police, 'nils', 'Med lösenord')
  await page.getByText('nils Påhittad').waitFor()
  t.same(
    faults.filter((it) => !it.includes('403')),
    [],
  )
})

t.test('who cancels is told so in words, once', async (t) => {
  const { page } = await visit(t)
  await agencyButton(page, world.board).click()
  await page.getByRole('button', { name: 'Avbryt' }).click()
  await page.getByText('Inloggningen avbröts eller godtogs inte').waitFor()
  await isAccessible(t, page, 'told why')
  t.equal(page.url(), `${origin}/`, 'nothing stays in the address')
  await page.reload()
  await page.getByRole('heading', { name: 'Var arbetar du?' }).waitFor()
  t.equal(await page.getByRole('alert').count(), 0)
})

t.test('who does nothing is warned, may stay, and is told why when it is over', async (t) => {
  const { page } = await visit(t)
  await signIn(page, world.board, 'disa')
  await page.locator('.signed-in').waitFor()
  world.now += 13 * MINUTE + 30_000
  // The gateway's clock runs ahead of the browser's here: what it says is the same, moved.
  await page.clock.install({ time: world.now })
  await page.reload()
  const stay = page.getByRole('button', { name: 'Fortsätt vara inloggad' })
  await stay.waitFor()
  await isAccessible(t, page, 'warned')
  await stay.click()
  await stay.waitFor({ state: 'detached' })
  // A minute more than a quarter of an hour: a request on its way when the clock was moved must not be the last act.
  world.now += 16 * MINUTE
  await page.clock.fastForward(16 * MINUTE)
  await page.getByText('Du har loggats ut efter en kvart').waitFor()
  await page.clock.fastForward(MINUTE)
  t.ok(await page.getByText('Du har loggats ut efter en kvart').isVisible(), 'and it stands')
})

t.test(
  'who has left an unattended desk is signed out there, though nobody can be asked',
  async (t) => {
    const { context, page } = await visit(t)
    await page.clock.install({ time: world.now })
    await signIn(page, world.board, 'disa')
    await page.locator('.signed-in').waitFor()
    await context.setOffline(true)
    await page.clock.fastForward(16 * MINUTE)
    await page.getByText('Du har loggats ut efter en kvart').waitFor()
    t.equal(await page.locator('.signed-in').count(), 0)
    await context.setOffline(false)
  },
)

t.test('whoever works on while nobody can be asked is not thrown out', async (t) => {
  const { context, page } = await visit(t)
  await page.clock.install({ time: world.now })
  await signIn(page, world.board, 'disa')
  await page.locator('.signed-in').waitFor()
  await context.setOffline(true)
  await page.clock.fastForward(14 * MINUTE)
  await page.keyboard.press('Tab')
  await page.clock.fastForward(13 * MINUTE)
  await page.getByRole('alert').first().waitFor()
  t.equal(await page.locator('.signed-in').count(), 1)
  await context.setOffline(false)
})

t.test('nothing of who was there is left when another signs in in another tab', async (t) => {
  const { context, page } = await visit(t)
  await signIn(page, world.board, 'disa')
  await page.locator('.signed-in').waitFor()
  await page.evaluate("document.documentElement.dataset.person = 'before'")
  await context.clearCookies()
  const other = await context.newPage()
  await other.goto(origin)
  await signIn(other, world.board, 'emil')
  await other.locator('.signed-in').waitFor()
  await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
  await page.locator('html[data-person]').waitFor({ state: 'detached' })
  await page.locator('.signed-in').waitFor()
  t.equal(
    await page.locator('.signed-in summary').innerText(),
    await other.locator('.signed-in summary').innerText(),
  )
})

t.test('signing out in one tab ends the others', async (t) => {
  const { context, page } = await visit(t)
  await signIn(page, world.board, 'disa')
  await page.locator('.signed-in').waitFor()
  const other = await context.newPage()
  await other.goto(origin)
  await other.locator('.signed-in').waitFor()
  await other.evaluate("document.documentElement.dataset.person = 'before'")
  await page.locator('.signed-in summary').click()
  await page.getByRole('button', { name: 'Logga ut', exact: true }).click()
  await other.locator('html[data-person]').waitFor({ state: 'detached' })
  t.pass('loaded anew')
})

t.test(
  'signing out leads past the provider’s own page, and back to the first screen',
  async (t) => {
    const { context, page } = await visit(t)
    await signIn(page, world.board, 'disa')
    await page.locator('.signed-in summary').click()
    await page.getByRole('button', { name: 'Logga ut', exact: true }).click()
    await page.getByRole('heading', { name: 'Logga ut även här?' }).waitFor()
    await page.getByRole('button', { name: 'Logga ut' }).click()
    await page.waitForURL(`${origin}/`)
    await page.getByRole('heading', { name: 'Var arbetar du?' }).waitFor()
    t.same(
      (await context.cookies(origin)).filter(({ name }) => name.startsWith('__Host-')),
      [],
    )
    await agencyButton(page, world.board).click()
    await page.getByRole('heading', { name: /logga in/ }).waitFor()
  },
)
