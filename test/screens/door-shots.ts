import type { Test } from 'tap'
import { CARD, PASSWORD } from '../../src/demo/login-page.ts'
import { launchChromium } from '../browser/chromium.ts'
import { POLICE } from '../fixtures/sign-in.ts'
import { webTown } from '../fixtures/web-town.ts'
import type { Desk, WebTown } from '../fixtures/web-town.ts'
import { changeAnswer } from './change-answer.ts'
import type { Camera } from './camera.ts'

const MINUTE = 60_000
const PASSPHRASE = 'åtta hästar i en hage'

/** What stands before the workspaces, and what comes instead of them when something is away: real sign-in, real keys. */
export async function shootDoor(t: Pick<Test, 'teardown'>, take: Camera): Promise<void> {
  const town = await webTown(t, {
    assurance: { default: [PASSWORD, CARD], functions: { [`${POLICE}/beslut`]: [CARD] } },
  })
  await shootFirstVisit(t, town, take)
  const desk = await town.enter(town.world.board, 'disa', '/keys')
  await shootKeys(town, desk, take)
  await shootFaults(desk, take)
  await shootIdle(town, take)
}

/** Somebody who has never been here: signed in too weakly, then surely, keys made, and the wait for a custodian. */
async function shootFirstVisit(
  t: Pick<Test, 'teardown'>,
  { world }: WebTown,
  take: Camera,
): Promise<void> {
  const context = await launchChromium()
  t.teardown(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const choose = (how: string) =>
    page.locator('li', { hasText: 'chef Påhittad' }).getByRole('button', { name: how }).click()
  await page.route('**/*.js', (route) => route.abort())
  await page.goto(`${world.origin}/decide`)
  await page.getByText('Startar').waitFor()
  await take(page, 'door-starting')
  await page.unroute('**/*.js')
  for (const reason of ['session-revoked', 'session-idle']) {
    await changeAnswer<object>(page, '**/auth/session', (said) => ({ ...said, reason }))
    await page.goto(`${world.origin}/decide`)
    await page.getByRole('alert').waitFor()
    await take(page, `door-${reason}`)
    await page.unroute('**/auth/session')
  }
  await page.goto(`${world.origin}/decide`)
  await page.locator('.agencies').waitFor()
  await take(page, 'door-sign-in')
  await page.locator('.agencies').getByRole('button').first().click()
  await choose('Med lösenord')
  await page.getByRole('heading', { name: 'Säkrare inloggning krävs' }).waitFor()
  await take(page, 'door-step-up')
  await page.getByRole('button', { name: 'Logga in säkrare' }).click()
  await choose('Med e-legitimation')
  await page.getByRole('heading', { name: 'Skapa dina nycklar' }).waitFor()
  await take(page, 'door-first-visit')
  await page.getByLabel('Lösenfras', { exact: true }).fill('för kort')
  await page.getByRole('button', { name: 'Skapa med lösenfras' }).click()
  await take(page, 'door-first-visit-short')
  for (const label of ['Lösenfras', 'Lösenfrasen en gång till'])
    await page.getByLabel(label, { exact: true }).fill(PASSPHRASE)
  await page.getByRole('button', { name: 'Skapa med lösenfras' }).click()
  await page.getByRole('heading', { name: 'Skriv ut återställningskoden' }).waitFor()
  await take(page, 'door-recovery-code')
  const code = await page.locator('.recovery-code').innerText()
  await page.getByLabel('Skriv de sista fem tecknen').fill(code.slice(-5))
  await page.getByRole('button', { name: 'Jag har koden' }).click()
  await page.getByRole('heading', { name: 'Ring er behörighetsansvarige' }).waitFor()
  await take(page, 'door-enrolment-wait')
}

/** Own keys, locked, and what does not open them. */
async function shootKeys({ world }: WebTown, { page, secret }: Desk, take: Camera): Promise<void> {
  await page.getByRole('heading', { name: 'Mina nycklar' }).waitFor()
  await take(page, 'door-keys')
  await page.getByRole('button', { name: 'Lås', exact: true }).click()
  const button = page.getByRole('button', { name: 'Lås upp', exact: true })
  await button.waitFor()
  await take(page, 'door-locked')
  await page.getByText('Kommer du inte in?').click()
  await take(page, 'door-locked-lost')
  await page.getByLabel('Lösenfras').fill('nio hästar i en hage')
  await button.click()
  await page.getByRole('alert').waitFor()
  await take(page, 'door-wrong-passphrase')
  await page.evaluate(`indexedDB.databases().then((all) =>
    Promise.all(all.map(({ name }) => new Promise((done) => {
      const gone = indexedDB.deleteDatabase(name); gone.onsuccess = gone.onblocked = done
    }))))`)
  await page.goto(`${world.origin}/keys`)
  await page.getByLabel('Återställningskod').fill(secret.recoveryCode.replace(/.$/, '?'))
  await take(page, 'door-new-device')
  await page.getByLabel('Återställningskod').fill(secret.recoveryCode)
  await page.getByLabel('Lösenfras').fill(secret.passphrase)
  await button.click()
  await button.waitFor({ state: 'detached' })
}

/** No connection, no gateway, and a sign-in that has ended. */
async function shootFaults({ page, context }: Desk, take: Camera): Promise<void> {
  const go = (name: string) => page.getByRole('link', { name, exact: false }).first().click()
  await context.setOffline(true)
  await go('Ärenden')
  await page.getByRole('alert').waitFor()
  await take(page, 'door-offline')
  await context.setOffline(false)
  await context.route('**/v1/**', (route) => route.abort('connectionrefused'))
  await go('Mina öppningar')
  await page.getByRole('alert').waitFor()
  await take(page, 'door-gateway-away')
  await context.unroute('**/v1/**')
  await page.getByRole('button', { name: 'Försök igen' }).first().click()
  await page.getByRole('alert').first().waitFor({ state: 'detached' })
  await context.clearCookies()
  await go('Ärenden')
  await page
    .getByRole('alert')
    .or(page.getByRole('heading', { name: 'Logga in' }))
    .first()
    .waitFor()
  await take(page, 'door-session-gone')
}

/** Nobody has done anything for a while. */
async function shootIdle({ world, enter }: WebTown, take: Camera): Promise<void> {
  const { page } = await enter(world.board, 'emil', '/keys')
  world.now += 13.5 * MINUTE
  await page.clock.install({ time: world.now })
  await page.reload()
  await page.locator('.notice.soon').waitFor()
  await take(page, 'door-idle-warning')
}
