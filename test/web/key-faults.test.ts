/** What can go wrong around the keys, each with its own sentence and way out: two tabs, no connection, no gateway. */
import type { Locator, Page } from 'playwright-core'
import t from 'tap'
import { isAccessible } from '../fixtures/open-page.ts'
import { unlock, webTown } from '../fixtures/web-town.ts'

const { world, enter } = await webTown(t)
const { page: first, context, secret, faults } = await enter(world.board, 'disa', '/keys')
const second = await context.newPage()
second.setDefaultTimeout(20_000)
await second.goto(`${world.origin}/keys`)
await unlock(second, secret)
for (const page of [first, second]) await withAuthenticator(page)

/** A passkey in the computer, as Chromium simulates it. */
async function withAuthenticator(page: Page): Promise<void> {
  const cdp = await context.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    hasPrf: true,
    isUserVerified: true,
  } as const
  await cdp.send('WebAuthn.addVirtualAuthenticator', { options })
}

const add = (page: Page) => page.getByRole('button', { name: 'Lägg till en passernyckel' }).click()

t.test(
  'two tabs that change the keys one after the other spoil nothing of each other',
  async () => {
    for (const page of [first, second]) {
      await add(page)
      await page.getByText('Passernyckeln är tillagd.').waitFor()
    }
  },
)

t.test('what is mistyped has the focus, and what follows has it in its turn', async (t) => {
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${world.origin}/keys`)
  const hasFocus = (of: Locator) => of.evaluate((node) => node === document.activeElement)
  const button = page.getByRole('button', { name: 'Lås upp', exact: true })
  await page.getByLabel('Lösenfras').fill('tio hästar i en hage')
  await button.click()
  await page.getByText('Valvet öppnas inte').waitFor()
  t.ok(await hasFocus(button), 'the button is where it was')
  await unlock(page, secret)
  await page.getByRole('heading', { name: 'Mina nycklar' }).waitFor()
  t.ok(await hasFocus(page.locator('#content')))
  const fresh = page.getByLabel('Lösenfras', { exact: true })
  await fresh.fill('kort')
  await page.getByRole('button', { name: 'Byt lösenfras och återställningskod' }).click()
  await page.getByText('Lösenfrasen ska ha minst tolv tecken.').waitFor()
  t.ok(await hasFocus(fresh))
  await page.close()
})

t.test(
  'after another passphrase in one tab the other is locked, and opens with the new one',
  async (t) => {
    const fresh = 'sju getter på ett tak'
    await first.getByLabel('Lösenfras', { exact: true }).fill(fresh)
    await first.getByLabel('Lösenfrasen en gång till').fill(fresh)
    await first.getByRole('button', { name: 'Byt lösenfras och återställningskod' }).click()
    await first.getByRole('heading', { name: 'Skriv ut återställningskoden' }).waitFor()
    await second.getByRole('heading', { name: 'Lås upp dina nycklar' }).waitFor()
    await isAccessible(t, second, 'locked by another tab')
    await unlock(second, { ...secret, passphrase: fresh })
  },
)

t.test('who has no connection is told that, and goes on when there is one', async (t) => {
  await context.setOffline(true)
  await second.getByRole('link', { name: 'Ärenden' }).click()

  await second.getByText('Datorn har ingen anslutning').waitFor()
  await isAccessible(t, second, 'offline')
  await context.setOffline(false)
  await second.getByRole('button', { name: 'Försök igen' }).click()
  // What this screen needs of the program was first asked for without a connection.
  await second.getByText('Funktionen deltar inte i något ärende ännu.').waitFor()
  t.equal(await second.getByRole('alert').count(), 0)
})

t.test('when the gateway is away one is told that, and goes on when it is back', async (t) => {
  await context.route('**/v1/**', (route) => route.abort('connectionrefused'))
  await second.getByRole('link', { name: 'Mina öppningar' }).click()
  await second.getByText('Slussen svarar inte').first().waitFor()
  await isAccessible(t, second, 'without a gateway')
  await context.unroute('**/v1/**')
  await second.getByRole('button', { name: 'Försök igen' }).first().click()
  await second.getByText('Slussen svarar inte').first().waitFor({ state: 'detached' })
  t.same(
    faults.filter((it) => !/Failed to load resource|ERR_/.test(it)),
    [],
  )
})

t.test('who is signed in no more is told that, and comes back to the same screen', async (t) => {
  await context.clearCookies()
  await second.getByRole('link', { name: 'Ärenden' }).click()
  await second.getByText('Du är inte inloggad').waitFor()
  t.equal(await second.getByRole('button', { name: 'Försök igen' }).count(), 1)
  await isAccessible(t, second, 'signed in no more')
  await second.getByRole('button', { name: 'Logga in igen' }).click()
  await second
    .locator('li', { hasText: 'disa Påhittad' })
    .getByRole('button', { name: 'Med e-legitimation' })
    .click()
  await second.waitForURL(`${world.origin}/cases`)
  await second.getByRole('heading', { name: 'Lås upp dina nycklar' }).waitFor()
})
