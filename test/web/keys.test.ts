/** Keys in a real browser: made, admitted in one telephone call, locked and unlocked. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import t from 'tap'
import type { Test } from 'tap'
import { fingerprintOf } from '../../src/client/fingerprint.ts'
import { encodeIntroduction, introductionFingerprint } from '../../src/client/introduction.ts'
import { sealFunctionKey } from '../../src/client/key-handover.ts'
import { readWebBundle } from '../../src/gateway/web-bundle.ts'
import { signCustodianRequest } from '../../src/protocol/custodian-request.ts'
import type { CustodianAsk } from '../../src/protocol/custodian-request.ts'
import { verifyEnrolment } from '../../src/protocol/enrolment.ts'
import { launchChromium } from '../browser/chromium.ts'
import { lawOf } from '../fixtures/gateway.ts'
import { signInWorld } from '../fixtures/sign-in.ts'
import { builtBundle } from '../fixtures/web-bundle.ts'

const world = await signInWorld(t, {
  web: await readWebBundle(await builtBundle()),
  assurance: { default: [], functions: {} },
})
const { origin, police, board } = world

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

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

const faults: string[] = []

async function visit(): Promise<Page> {
  const context = await launchChromium()
  t.teardown(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedScript/.test(message.text())) faults.push(message.text())
  })
  return page
}

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(`${origin}/`)
  await page.locator('.agencies').getByRole('button').first().click()
  await page
    .locator('li', { hasText: `${name} Påhittad` })
    .getByRole('button', { name: 'Med e-legitimation' })
    .click()
  await page.waitForURL(`${origin}/**`)
  await page.locator('.bar').waitFor()
}

/** A passkey in the computer, as Chromium simulates it. */
async function withAuthenticator(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: true,
      isUserVerified: true,
    },
  })
}

async function custodian(asked: CustodianAsk): Promise<string[]> {
  const request = signCustodianRequest(
    { agency: police.agency, gateway: world.nodeKey.kid, asked },
    police.custodians[0],
    world.now,
  )
  const answer = await world.app.inject({
    method: 'POST',
    url: '/v1/custodian-requests',
    headers: { 'content-type': 'application/jose' },
    payload: request,
  })
  return answer.json().enrolments
}

/** What the custodian does with the fingerprint that was read out; returns the one to read back. */
async function admit(fingerprint: string, name: string, isFirst: boolean): Promise<string> {
  const all = (await custodian({ ask: 'enrolments' })).map(verifyEnrolment)
  const asked = all.find(({ key }) => fingerprintOf(key.kid) === fingerprint)!
  const [reading] = [...police.functions.values()]
  const slug = reading!.id.split('/')[1]!
  const added = police.addMember(
    name,
    { [slug]: ['author', 'reader'] },
    // Its seed never leaves the browser.
    { key: { ...asked.key, seed: new Uint8Array(0) } },
  )
  await world.publish(added.text)
  await world.publish(police.nextRoster(world.now))
  const introduction = encodeIntroduction({
    agency: police.agency,
    gateway: { node: world.nodeKey.kid, log: world.deps.logVerifierKey },
    pins: { [police.agency]: police.pin, [board.agency]: board.pin },
    witnesses: null,
    law: lawOf(world.deps),
  })
  const to = { function: reading!.id, member: added.member }
  const handovers = isFirst ? [sealFunctionKey(reading!.key, to, asked.receiving)] : []
  await custodian({ ask: 'introduce', to: asked.key.kid, introduction, handovers })
  return introductionFingerprint(introduction)
}

/** Returns the person’s own fingerprint. */
async function callCustodian(page: Page, name: string, isFirst: boolean): Promise<string> {
  await page.getByRole('heading', { name: 'Ring er behörighetsansvarige' }).waitFor()
  const fingerprint = (await page.locator('.recovery-code').textContent())!
  const back = await admit(fingerprint, name, isFirst)
  await page.getByRole('button', { name: 'Se efter igen' }).click()
  await page.getByLabel('Skriv in det som läses upp').fill('0000 0000 0000 0000 0000')
  await page.getByRole('button', { name: 'Det stämmer' }).click()
  await page.getByText('Kontrolltalet är inte det som lästes upp').waitFor()
  await page.getByLabel('Skriv in det som läses upp').fill(back.toLowerCase().replaceAll('-', ' '))
  await page.getByRole('button', { name: 'Det stämmer' }).click()
  await page.locator('.acting').waitFor()
  return fingerprint
}

const PASSPHRASE = 'åtta hästar i en hage'
const nils = await visit()
const nora = await visit()
const unlocked = (page: Page) => page.locator('.acting').waitFor()

async function unlockWith(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Lösenfras').fill(passphrase)
  await page.getByRole('button', { name: 'Lås upp', exact: true }).click()
}

t.test('with a passkey keys are made, one call admits, and it unlocks from then on', async (t) => {
  await withAuthenticator(nils)
  await signIn(nils, 'nils')
  await nils.getByRole('button', { name: 'Skapa med passernyckel' }).waitFor()
  await isAccessible(t, nils, 'the first visit')
  await nils.getByRole('button', { name: 'Skapa med passernyckel' }).click()
  await callCustodian(nils, 'nils', true)
  await nils.reload()
  await nils.getByRole('button', { name: 'Lås upp med passernyckel' }).waitFor()
  await isAccessible(t, nils, 'unlocking with a passkey')
  await nils.getByRole('button', { name: 'Lås upp med passernyckel' }).click()
  await unlocked(nils)
})

let code = ''
let fingerprint = ''

t.test('with a passphrase the recovery code is shown once, and asked back', async (t) => {
  await signIn(nora, 'nora')
  await nora.getByLabel('Lösenfras', { exact: true }).fill('kort')
  await nora.getByRole('button', { name: 'Skapa med lösenfras' }).click()
  await nora.getByText('Lösenfrasen ska ha minst tolv tecken.').waitFor()
  await nora.getByLabel('Lösenfras', { exact: true }).fill(PASSPHRASE)
  await nora.getByLabel('Lösenfrasen en gång till').fill(PASSPHRASE)
  await nora.getByRole('button', { name: 'Skapa med lösenfras' }).click()
  await nora.getByRole('heading', { name: 'Skriv ut återställningskoden' }).waitFor()
  await isAccessible(t, nora, 'the recovery code')
  code = (await nora.locator('.recovery-code').textContent())!
  await nora.getByLabel(/sista fem tecknen/).fill('00000')
  await nora.getByRole('button', { name: 'Jag har koden' }).click()
  await nora.getByText('Det är inte de sista fem tecknen.').waitFor()
  await nora.getByLabel(/sista fem tecknen/).fill(code.slice(-5))
  await nora.getByRole('button', { name: 'Jag har koden' }).click()
  await nora.getByRole('heading', { name: 'Ring er behörighetsansvarige' }).waitFor()
  await isAccessible(t, nora, 'the call')
  fingerprint = await callCustodian(nora, 'nora', false)
})

t.test('a colleague who has heard the fingerprint hands the function’s key over', async (t) => {
  await nora.getByText('Det är något med dina nycklar.').waitFor()
  await nils.goto(`${origin}/keys/colleagues`)
  await nils.getByRole('button', { name: 'Lås upp med passernyckel' }).click()
  await nils.getByRole('heading', { name: 'Nora Påhittad' }).waitFor()
  await isAccessible(t, nils, 'colleagues')
  await nils.getByLabel('Skriv in det som läses upp').fill('0'.repeat(20))
  await nils.getByRole('button', { name: 'Lämna över' }).click()
  await nils.getByText('Kontrolltalet är inte det som lästes upp').waitFor()
  await nils.getByLabel('Skriv in det som läses upp').fill(fingerprint)
  await nils.getByRole('button', { name: 'Lämna över' }).click()
  await nils.getByText('Nyckeln är överlämnad').waitFor()
  await nora.reload()
  await unlockWith(nora, PASSPHRASE)
  await unlocked(nora)
  t.equal(await nora.getByText('Det är något med dina nycklar.').count(), 0)
  await nora.goto(`${origin}/keys`)
  await unlockWith(nora, PASSPHRASE)
  await nora.getByRole('heading', { name: 'Mina nycklar' }).waitFor()
  await isAccessible(t, nora, 'my keys')
})

t.test(
  'a wrong passphrase, a lost device and a mistyped code each have words and a way out',
  async (t) => {
    await nora.reload()
    await unlockWith(nora, 'fel lösenfras här')
    await nora.getByText('Valvet öppnas inte').waitFor()
    await unlockWith(nora, PASSPHRASE)
    await unlocked(nora)
    await nora.evaluate(
      () => new Promise((done) => (indexedDB.deleteDatabase('sluss').onsuccess = done)),
    )
    await nora.reload()
    await nora.getByText('har din lösenfras inte använts förut').waitFor()
    const wrong = `${code[0] === '7' ? '8' : '7'}${code.slice(1)}`
    await nora.getByLabel('Återställningskod').fill(wrong)
    await nora.getByText('Grupp 1 är felskriven').waitFor()
    await isAccessible(t, nora, 'a new device')
    await nora.getByLabel('Återställningskod').fill(code)
    await unlockWith(nora, PASSPHRASE)
    await unlocked(nora)
  },
)

t.test('another passphrase ends what opened the vault before', async (t) => {
  const fresh = 'sju getter på ett tak'
  await nora.goto(`${origin}/keys`)
  await unlockWith(nora, PASSPHRASE)
  await nora.getByRole('heading', { name: 'Mina nycklar' }).waitFor()
  await nora.getByLabel('Lösenfras', { exact: true }).fill(fresh)
  await nora.getByLabel('Lösenfrasen en gång till').fill(fresh)
  await nora.getByRole('button', { name: 'Byt lösenfras och återställningskod' }).click()
  await nora.getByRole('heading', { name: 'Skriv ut återställningskoden' }).waitFor()
  const before = code
  code = (await nora.locator('.recovery-code').last().textContent())!
  t.not(code, before)
  await nora.reload()
  await unlockWith(nora, PASSPHRASE)
  await nora.getByText('Valvet öppnas inte').waitFor()
  await unlockWith(nora, fresh)
  await unlocked(nora)
})

t.test(
  'a screen that was left open deletes no vault, and a deleted one is taken back',
  async (t) => {
    world.now += 6 * 60_000
    await nora.goto(`${origin}/keys`)
    await nora.getByText('Kommer du inte in?').click()
    const erase = nora.getByRole('button', { name: 'Ja, radera mitt valv och börja om' })
    await erase.click()
    await nora.getByText('Du måste logga in på nytt för att göra det här').waitFor()
    await isAccessible(t, nora, 'told to sign in again')
    await nora.getByRole('button', { name: 'Logga in igen' }).click()
    await nora
      .locator('li', { hasText: 'nora Påhittad' })
      .getByRole('button', { name: 'Med e-legitimation' })
      .click()
    await nora.waitForURL(`${origin}/keys`)
    await nora.getByText('Kommer du inte in?').click()
    await erase.click()
    await nora.getByRole('heading', { name: 'Skapa dina nycklar' }).waitFor()
    await nora.getByRole('heading', { name: 'Valv som har ersatts eller raderats' }).waitFor()
    await isAccessible(t, nora, 'earlier vaults')
    await nora
      .getByRole('button', { name: /Ta tillbaka/ })
      .first()
      .click()
    await nora.getByLabel('Återställningskod').fill(code)
    await unlockWith(nora, 'sju getter på ett tak')
    await nora.getByRole('heading', { name: 'Mina nycklar' }).waitFor()
  },
)

t.test(
  'what the gateway exchanges is noticed: an older vault, another person’s, none',
  async (t) => {
    const vaultOf = async (page: Page) =>
      page.evaluate(async () => (await fetch('/v1/vault')).text())
    const [older, other] = [await vaultOf(nils), await vaultOf(nora)]
    await nils.goto(`${origin}/keys`)
    await nils.getByRole('button', { name: 'Lås upp med passernyckel' }).click()
    await nils.getByLabel('Lösenfras', { exact: true }).fill(PASSPHRASE)
    await nils.getByLabel('Lösenfrasen en gång till').fill(PASSPHRASE)
    await nils.getByRole('button', { name: 'Byt lösenfras och återställningskod' }).click()
    await nils.getByRole('heading', { name: 'Skriv ut återställningskoden' }).waitFor()

    const shown = async (body: string | null) => {
      await nils.context().unroute('**/v1/vault')
      await nils.context().route('**/v1/vault', (route) =>
        body === null
          ? route.fulfill({
              status: 404,
              contentType: 'application/problem+json',
              body: '{"code":"not-found"}',
            })
          : route.fulfill({ body, contentType: 'application/octet-stream' }),
      )
      await nils.reload()
    }
    await shown(older)
    await nils.getByRole('button', { name: 'Lås upp med passernyckel' }).click()
    await nils.getByText('Slussen lämnade ut ett äldre valv').waitFor()
    t.equal(await nils.locator('.acting').count(), 0, 'it is not unlocked')
    await shown(other)
    await nils.getByText('Valvet är någon annans').waitFor()
    await shown(null)
    await nils.getByText('i den här webbläsaren har de funnits').waitFor()
  },
)

t.test('nothing broke the page’s policy, and nothing rests in the browser in clear', async (t) => {
  t.same(faults, [])
  const kept = await nora.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name)
    return { names, local: { ...localStorage }, session: { ...sessionStorage } }
  })
  t.same(kept.names, ['sluss'])
  t.same(Object.keys(kept.session), [])
  t.notMatch(JSON.stringify(kept.local), /seed|key|polisen/)
})
