/** What can go wrong while a message is read, each told in words with a way out: recalled while open, altered on the way, taken by another. */
import t from 'tap'
import type { Page, Route } from 'playwright-core'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { encodeHandover, parseHandover } from '../../src/protocol/handover.ts'
import type { Handover } from '../../src/protocol/handover.ts'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const context = await launchChromium()
t.teardown(() => context.close())
const [author, reader, colleague] = await Promise.all([
  door(world.police, 'anna'),
  door(world.board, 'disa'),
  door(world.board, 'emil'),
])
const draft = riskAssessmentDraft(world.now)
const SCENARIO = String((draft.document['scenario'] as { text: string }).text).slice(0, 25)
const send = () => sendDraft(world, [world.police, 'anna'], draft)

async function read({ url }: { readonly url: string }, id: string) {
  const opened = await openPage(context, `${url}/message/${id}`)
  opened.page.setDefaultTimeout(30_000)
  for (const words of ['Nej', 'Stöd till den utsatta'])
    await opened.page.getByText(words, { exact: true }).click()
  await opened.page.getByRole('button', { name: 'Öppna' }).click()
  return opened
}

async function recall(sent: { readonly case: string }) {
  const { page } = await openPage(context, `${author.url}/case/${sent.case}`)
  await page.locator('summary', { hasText: /^Återkalla$/ }).click()
  await page.getByText('Fel person', { exact: true }).click()
  await page.getByRole('button', { name: 'Återkalla meddelandet' }).click()
  await page.locator('.recall-told').waitFor()
  await page.close()
}

/** Opens a message of which the gateway hands out something else. */
async function readAltered(alter: (handover: Handover) => Handover) {
  const sent = await send()
  const altered = async (route: Route) => {
    const response = await route.fetch()
    const body = Buffer.from(encodeHandover(alter(parseHandover(await response.body()))))
    await route.fulfill({ response, body })
  }
  await context.route('**/open', altered)
  const opened = await read(reader, sent.id)
  return { ...opened, end: () => context.unroute('**/open').then(() => opened.page.close()) }
}

const contentOf = (page: Page) => page.locator('main').innerText()

t.test(
  'recalled while it is open: told at once, the content leaves, and there is a way out',
  async (t) => {
    const sent = await send()
    const { page, faults } = await read(reader, sent.id)
    await page.locator('.levels').waitFor()
    t.ok((await page.content()).includes(SCENARIO))
    await recall(sent)
    await page.getByText('Avsändaren återkallade meddelandet medan du hade det öppet').waitFor()
    t.match(await page.getByRole('alert').innerText(), /fel person.*Ring avsändaren/s)
    t.notOk((await page.content()).includes(SCENARIO), 'nothing of it is left in the page')
    t.notMatch(await contentOf(page), /Säker kontakt|Kopiera till journalen/)
    await isAccessible(t, page, 'axe: recalled')
    await page.setViewportSize({ width: 320, height: 640 })
    t.ok((await surplusWidth(page)) <= 0)
    await page.getByRole('link', { name: 'Till ärendet' }).click()
    await page.getByText(/Återkallat .*, efter att det öppnats/).waitFor()
    t.same(faults, [])
    await page.close()
    const again = await read(reader, sent.id)
    await again.page.getByText(/har återkallat detta efter att ni hade öppnat det/).waitFor()
    await again.page.locator('.levels').waitFor()
    await again.page.close()
  },
)

t.test('a part that was altered on the way is told in words, and the rest is shown', async (t) => {
  const { page, faults, end } = await readAltered((handover) => {
    const [[id, bytes], ...others] = [...handover.parts] as [[string, Uint8Array]]
    const flipped = bytes.map((byte, i) => (i === 40 ? byte ^ 1 : byte))
    return { ...handover, parts: new Map([[id, flipped], ...others]) }
  })
  await page.getByText('Något stämmer inte').waitFor()
  const told = await page.getByRole('alert').innerText()
  t.match(told, /En del kom inte fram som den skickades, och visas inte \(den .*: .*\)/)
  t.match(told, /Ring avsändaren/)
  t.notMatch(await contentOf(page), /part-digest-mismatch/, 'no code where people read')
  await page.locator('.levels').waitFor()
  await page.locator('summary', { hasText: 'Bevis' }).click()
  await page.getByText(/För den som utreder: .*part-digest-mismatch/).waitFor()
  await isAccessible(t, page, 'axe: a difference')
  t.same(faults, [])
  await end()
})

t.test(
  'what does not verify at all shows nothing, says whom to call, and is reported, signed',
  async (t) => {
    const reports = () => reader.requests.filter((line) => /^POST .*\/receipts$/.test(line)).length
    const before = reports()
    const { page, end } = await readAltered((handover) => ({
      ...handover,
      keyring: handover.keyring!.map((byte, i) => (i === 1200 ? byte ^ 1 : byte)),
    }))
    const alert = page.getByRole('alert')
    await alert.waitFor()
    t.match(await alert.innerText(), /gick inte att kontrollera och visas inte.*Ring avsändaren/s)
    t.equal(await page.locator('.reading').count(), 0)
    t.equal(reports(), before + 1)
    await isAccessible(t, page, 'axe: untrustworthy')
    await end()
  },
)

t.test('who has it open sees at once that a colleague takes it, and who', async (t) => {
  const sent = await send()
  const [first, second] = await Promise.all([read(reader, sent.id), read(colleague, sent.id)])
  const button = second.page.getByRole('button', { name: 'Jag tar ärendet' })
  for (const { page } of [first, second]) await page.locator('.levels').waitFor()
  await first.page.getByRole('button', { name: 'Jag tar ärendet' }).click()
  await first.page.getByText(/Övertaget av dig/).waitFor()
  await second.page.getByText(/Övertaget av Disa Påhittad .*\d\d:\d\d/).waitFor()
  t.equal(await button.count(), 0)
  await Promise.all([first.page.close(), second.page.close()])
})

t.test('whoever is a moment too late is told who was faster, and when', async (t) => {
  const sent = await send()
  const second = await read(colleague, sent.id)
  await second.page.locator('.levels').waitFor()
  const own = second.page.getByRole('button', { name: 'Jag tar ärendet' })
  const held = Promise.withResolvers<void>()
  const isAsked = Promise.withResolvers<void>()
  await context.route('**/receipts', async (route) => {
    if (!route.request().url().startsWith(colleague.url)) return route.continue()
    isAsked.resolve()
    await held.promise
    await route.continue()
  })
  await own.click()
  await isAsked.promise
  const first = await read(reader, sent.id)
  await first.page.locator('.levels').waitFor()
  await first.page.getByRole('button', { name: 'Jag tar ärendet' }).click()
  await first.page.getByText(/Övertaget av dig/).waitFor()
  held.resolve()
  await second.page.getByText('En kollega har redan tagit över').waitFor()
  await second.page.getByText(/Övertaget av Disa Påhittad .*\d\d:\d\d/).waitFor()
  await isAccessible(t, second.page, 'axe: too late')
  await context.unroute('**/receipts')
  await Promise.all([first.page.close(), second.page.close()])
})
