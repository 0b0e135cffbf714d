/** Keys in a real browser: made, admitted in one telephone call, locked and unlocked. */
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
import { signInWorld } from '../fixtures/sign-in.ts'
import { builtBundle } from '../fixtures/web-bundle.ts'

const world = await signInWorld(t, {
  web: await readWebBundle(await builtBundle()),
  assurance: { default: [], functions: {} },
})
const { origin, police, board } = world

async function visit(t: Pick<Test, 'teardown'>): Promise<Page> {
  const context = await launchChromium()
  t.teardown(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
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
async function admit(fingerprint: string, name: string): Promise<string> {
  const all = (await custodian({ ask: 'enrolments' })).map(verifyEnrolment)
  const asked = all.find(({ key }) => fingerprintOf(key.kid) === fingerprint)!
  const [reading] = [...police.functions.values()]
  const slug = reading!.id.split('/')[1]!
  const added = police.addMember(
    name,
    { [slug]: ['author', 'reader'] },
    { key: asked.key as never },
  )
  await world.publish(added.text)
  await world.publish(police.nextRoster(world.now))
  const introduction = encodeIntroduction({
    agency: police.agency,
    gateway: { node: world.nodeKey.kid, log: world.deps.logVerifierKey },
    pins: { [police.agency]: police.pin, [board.agency]: board.pin },
  })
  const to = { function: reading!.id, member: added.member }
  const handovers = [sealFunctionKey(reading!.key, to, asked.receiving)]
  await custodian({ ask: 'introduce', to: asked.key.kid, introduction, handovers })
  return introductionFingerprint(introduction)
}

async function callCustodian(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { name: 'Ring er behörighetsansvarige' }).waitFor()
  const fingerprint = (await page.locator('.recovery-code').textContent())!
  const back = await admit(fingerprint, name)
  await page.getByRole('button', { name: 'Se efter igen' }).click()
  await page.getByLabel('Skriv in det som läses upp').fill('0000 0000 0000 0000 0000')
  await page.getByRole('button', { name: 'Det stämmer' }).click()
  await page.getByText('Kontrolltalet är inte det som lästes upp').waitFor()
  await page.getByLabel('Skriv in det som läses upp').fill(back.toLowerCase().replaceAll('-', ' '))
  await page.getByRole('button', { name: 'Det stämmer' }).click()
  await page.locator('.acting').waitFor()
}

t.test(
  'with a passkey: keys are made, one call admits, and the passkey unlocks after a reload',
  async (t) => {
    const page = await visit(t)
    await withAuthenticator(page)
    await signIn(page, 'nils')
    await page.getByRole('button', { name: 'Skapa med passernyckel' }).click()
    await callCustodian(page, 'nils')
    await page.reload()
    await page.getByRole('button', { name: 'Lås upp med passernyckel' }).click()
    await page.locator('.acting').waitFor()
    t.pass('unlocked')
  },
)

t.test(
  'with a passphrase: a wrong one, a lost device and a mistyped code each have their words and way out',
  async (t) => {
    const page = await visit(t)
    await signIn(page, 'nora')
    await page.getByLabel('Lösenfras', { exact: true }).fill('åtta hästar i en hage')
    await page.getByLabel('Lösenfrasen en gång till').fill('åtta hästar i en hage')
    await page.getByRole('button', { name: 'Skapa med lösenfras' }).click()
    await page.getByRole('heading', { name: 'Skriv ut återställningskoden' }).waitFor()
    const code = (await page.locator('.recovery-code').textContent())!
    await page.getByLabel(/sista fem tecknen/).fill(code.slice(-5))
    await page.getByRole('button', { name: 'Jag har koden' }).click()
    await callCustodian(page, 'nora')

    await page.reload()
    await page.getByLabel('Lösenfras').fill('fel lösenfras här')
    await page.getByRole('button', { name: 'Lås upp', exact: true }).click()
    await page.getByText('Valvet öppnas inte').waitFor()
    await page.getByLabel('Lösenfras').fill('åtta hästar i en hage')
    await page.getByRole('button', { name: 'Lås upp', exact: true }).click()
    await page.locator('.acting').waitFor()

    await page.evaluate(
      () => new Promise((done) => (indexedDB.deleteDatabase('sluss').onsuccess = done)),
    )
    await page.reload()
    await page.getByText('har din lösenfras inte använts förut').waitFor()
    const wrong = `${code[0] === '7' ? '8' : '7'}${code.slice(1)}`
    await page.getByLabel('Återställningskod').fill(wrong)
    await page.getByText('Grupp 1 är felskriven').waitFor()
    await page.getByLabel('Återställningskod').fill(code)
    await page.getByLabel('Lösenfras').fill('åtta hästar i en hage')
    await page.getByRole('button', { name: 'Lås upp', exact: true }).click()
    await page.locator('.acting').waitFor()
    t.pass('restored')
  },
)
