/** Changing the passphrase in a real browser: what opened the vault before opens nothing any more, and nothing is lost on the way. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { listOpeningRoots } from '../../src/client/draft-roots.ts'
import { parseRecoveryCode } from '../../src/client/recovery-code.ts'
import { openDraft, sealDraft } from '../../src/client/sealed-draft.ts'
import { openVault } from '../../src/client/vault.ts'
import { encodeUtf8, parseUtf8 } from '../../src/protocol/bytes.ts'
import { newUuid } from '../../src/protocol/uuid.ts'
import { codeOf } from '../fixtures/code-of.ts'
import { unlock, webTown } from '../fixtures/web-town.ts'
import type { TypedSecret } from '../fixtures/web-town.ts'

const town = await webTown(t)
const { police } = town.world
const { ownerDb } = town.world.database
const FRESH = 'sju getter på ett tak'

function openAs(name: string, text: string, { passphrase, recoveryCode }: TypedSecret) {
  const { sub: subject } = police.member(name)
  const owner = { agency: police.agency, issuer: police.issuer, subject }
  const device = parseRecoveryCode(recoveryCode)
  return openVault(owner, text, { kind: 'passphrase', passphrase, device })
}

const vaultOf = (page: Page) => page.evaluate(async () => (await fetch('/v1/vault')).text())

/** Every text of this person's vaults that the database still has, the one in use last. */
async function keptTexts(name: string): Promise<string[]> {
  const rows = await ownerDb<{ bytes: Uint8Array }[]>`
    select bytes from vault.earlier union all select bytes from vault.vault
  `
  const { sub } = police.member(name)
  return rows
    .map(({ bytes }) => parseUtf8(bytes))
    .filter((text) => JSON.parse(text).owner.subject === sub)
}

const openWith = async (name: string, secret: TypedSecret) =>
  (await keptTexts(name)).filter((text) => codeOf(() => openAs(name, text, secret)) === undefined)

/** Returns what opens the vault from then on. */
async function changePassphrase(page: Page): Promise<TypedSecret> {
  await page.getByLabel('Lösenfras', { exact: true }).fill(FRESH)
  await page.getByLabel('Lösenfrasen en gång till').fill(FRESH)
  await page.getByRole('button', { name: 'Byt lösenfras och återställningskod' }).click()
  await page.getByRole('heading', { name: 'Skriv ut återställningskoden' }).waitFor()
  const recoveryCode = (await page.locator('.recovery-code').last().textContent())!
  return { passphrase: FRESH, recoveryCode }
}

async function showCode(page: Page, { recoveryCode }: TypedSecret): Promise<void> {
  await page.getByLabel(/sista fem tecknen/).fill(recoveryCode.slice(-5))
  await page.getByRole('button', { name: 'Jag har koden' }).click()
  await page.getByRole('heading', { name: 'Fler sätt att låsa upp' }).waitFor()
}

const forgotten = (page: Page) =>
  page.waitForResponse((it) => it.url().endsWith('/forget') && it.status() === 204)

/** The member has nothing more to do, and the page says nothing of earlier vaults. */
async function isRenewed(page: Page): Promise<void> {
  await page.waitForResponse((it) => it.url().includes('/v1/vault?') && it.status() === 204)
  await page.getByText('Äldre valv finns kvar').waitFor({ state: 'detached' })
}

t.test(
  'who had the earlier secret opens no vault and no draft once the new code is kept',
  async (t) => {
    const { page, context, secret, faults } = await town.enter(police, 'anna', '/keys')
    const { member } = police.member('anna')
    const place = { agency: police.agency, member, id: newUuid(Date.now()), sequence: 1 }
    const [stolen] = listOpeningRoots(
      openAs('anna', await vaultOf(page), secret).content.drafts,
      Date.now(),
    )
    const bytes = sealDraft(stolen!, place, encodeUtf8('{"a":1}'))
    const saved = await page.evaluate(
      async ([id, body]) => {
        const headers = { 'content-type': 'application/octet-stream' }
        const init = { method: 'PUT', headers, body: Uint8Array.from(body) }
        return (await fetch(`/v1/drafts/${id}?sequence=1`, init)).status
      },
      [place.id, [...bytes]] as const,
    )
    t.equal(saved, 204)

    const beside = await context.newPage()
    await beside.goto(page.url())
    await unlock(beside, secret)
    const fresh = await changePassphrase(page)
    t.equal((await openWith('anna', secret)).length, 1, 'nothing goes before the code is kept')
    await beside.getByRole('heading', { name: 'Lås upp dina nycklar' }).waitFor()
    const [forgetting, renewed] = [forgotten(page), isRenewed(page)]
    await showCode(page, fresh)
    await forgetting
    await renewed

    t.same(await openWith('anna', secret), [], 'no vault that the gateway has opens any more')
    const { content } = openAs('anna', await vaultOf(page), fresh)
    const [newest] = listOpeningRoots(content.drafts, Date.now())
    const [draft] = await ownerDb<{ bytes: Uint8Array; sequence: number }[]>`
    select bytes, sequence from desk.draft where id = ${place.id}
  `
    const now = { ...place, sequence: draft!.sequence }
    t.equal(
      codeOf(() => openDraft(stolen!, now, draft!.bytes)),
      'draft-unreadable',
    )
    t.equal(parseUtf8(openDraft(newest!, now, draft!.bytes)), '{"a":1}', 'its member has it still')
    t.same(content.keys.signing.kid, police.member('anna').key.kid)
    t.same(faults, [])
  },
)

t.test(
  'who did not show the new code keeps the earlier vault until the new one is unlocked',
  async (t) => {
    const { page, secret } = await town.enter(police, 'bert', '/keys')
    const fresh = await changePassphrase(page)
    await page.getByRole('link', { name: 'Kollegor som väntar på läsnyckel' }).click()
    await page.getByText('Ingen väntar.').waitFor()
    await page.goBack()
    await page.getByText('Äldre valv finns kvar').waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Lås upp', exact: true }).waitFor()
    t.equal((await openWith('bert', secret)).length, 1)
    const forgetting = forgotten(page)
    await unlock(page, fresh)
    await forgetting
    t.same(await openWith('bert', secret), [])
  },
)

t.test('nothing is forgotten for a vault that does not come back as it was saved', async (t) => {
  const { page, context, secret } = await town.enter(police, 'chef', '/keys')
  const older = await vaultOf(page)
  let asked = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/forget')) asked += 1
  })
  await context.route('**/v1/vault', (route) =>
    route.fulfill({ body: older, contentType: 'application/octet-stream' }),
  )
  const fresh = await changePassphrase(page)
  await showCode(page, fresh)
  await page.getByText('Äldre valv finns kvar').waitFor()
  t.equal(asked, 0)
  t.equal((await openWith('chef', secret)).length, 1)
  await context.unroute('**/v1/vault')
  const forgetting = forgotten(page)
  await page.reload()
  await unlock(page, fresh)
  await forgetting
  t.same(await openWith('chef', secret), [], 'when the vault is there, it is')
})

t.test('a change whose answer was lost is taken back: nothing was forgotten for it', async (t) => {
  const { page, context, secret } = await town.enter(police, 'kim', '/keys')
  await context.route('**/v1/vault?*', async (route) => {
    // Which the browser says of itself, and what stands in for it does not.
    const headers = { ...(await route.request().allHeaders()), 'sec-fetch-site': 'same-origin' }
    await route.fetch({ headers })
    await route.abort()
  })
  await page.getByLabel('Lösenfras', { exact: true }).fill(FRESH)
  await page.getByLabel('Lösenfrasen en gång till').fill(FRESH)
  await page.getByRole('button', { name: 'Byt lösenfras och återställningskod' }).click()
  await page.getByRole('alert').waitFor()
  await context.unroute('**/v1/vault?*')
  t.equal((await keptTexts('kim')).length, 2, 'it was saved, and the earlier one is kept')
  await page.reload()
  await page.getByLabel('Lösenfras').fill(secret.passphrase)
  await page.getByRole('button', { name: 'Lås upp', exact: true }).click()
  await page.getByText('Valvet öppnas inte').waitFor()
  await page.getByText('Kommer du inte in?').click()
  await page.getByRole('button', { name: /Ta tillbaka/ }).click()
  await unlock(page, secret)
  t.equal((await openWith('kim', secret)).length, 2, 'the one that is there, and as it is kept')
})
