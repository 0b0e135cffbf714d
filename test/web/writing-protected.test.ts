/**
 * S5 whole in real browsers: words that tell where somebody protected lives are marked, stopped, released by a second person who has seen
 * them and the reason, and read; no node, log, address or notice ever holds them.
 */
import t from 'tap'
import acuteAlert from '../../src/demo/documents/acute-alert.json' with { type: 'json' }
import { todaysDocument } from '../../src/demo/todays-document.ts'
import type { JsonObject } from '../../src/protocol/json.ts'
import { launchChromium } from '../browser/chromium.ts'
import { answer, begin, fillIn, findGrounds } from '../fixtures/author.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { storedTexts } from '../fixtures/stored-texts.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const { police, board } = world
const context = await launchChromium()
t.teardown(() => context.close())
const [author, second, reader] = [
  await door(police, 'anna'),
  await door(police, 'chef'),
  await door(board, 'disa'),
]

const SENTENCE =
  'Hon bor nu hos sin syster på Sagostigen 4 i Påhittsköping, dottern går på Trollskolan, ring 070-1740605.'
const TELLING = ['Sagostigen', 'Påhittsköping', 'Trollskolan', '070-1740605']
const REASON = 'Jouren hämtar henne där i kväll och har ingen annan väg till henne.'
const alert = todaysDocument(acuteAlert as JsonObject, world.now)
const document = {
  ...alert,
  need: { kinds: [...(alert['need'] as { kinds: string[] }).kinds, 'other'], note: SENTENCE },
}

const writing = await openPage(context, `${author.url}/write`)
const { page } = writing
page.setDefaultTimeout(30_000)

t.test('four things are marked in place, with what they are', async (t) => {
  await begin(page, 'Akutlarm', `${board.agency}/vinr-mottagning`)
  await page.getByText('Akut', { exact: true }).click()
  await fillIn(page, document)
  const marks = page.locator('.marks.stopping li')
  await marks.nth(3).waitFor()
  const told = await marks.allInnerTexts()
  t.match(told[0], /Gatuadress: ”Sagostigen 4”/)
  t.match(told[1], /Ort eller kommun: ”Påhittsköping”/)
  t.match(told[2], /Skola eller förskola: ”Trollskolan”/)
  t.match(told[3], /Telefonnummer: ”070-1740605”/)
  await page.locator('select[id^=protection]').first().selectOption('skyddad-folkbokforing')
  await page.getByText('Skyddade personuppgifter i detta ärende', { exact: false }).waitFor()
  await isAccessible(t, page, 'axe: marked')
})

t.test('the law asks what it must know of somebody protected, and has its answers', async (t) => {
  await findGrounds(page)
  await answer(page, /Kan texten tillsammans/, 'Nej')
  await answer(page, /från folkbokföringen/, 'Nej')
  await page.getByText('Ja. Du ska lämna ut uppgifterna.').first().waitFor()
  t.equal(await page.locator('.outcome').first().getAttribute('class'), 'outcome duty')
})

t.test(
  'the last page stops it: nothing is sent until a second person is asked and told why',
  async (t) => {
    await page.getByRole('button', { name: 'Läs igenom' }).click()
    const stop = page.locator('.notice.acute', { hasText: 'markerade ord' })
    await stop.waitFor()
    for (const words of TELLING) t.match(await stop.innerText(), words)
    await page.getByText('Ja, det ska till', { exact: false }).click()
    const send = page.getByRole('button', { name: 'Skriv under och skicka' })
    await send.click()
    t.match(await page.getByRole('alert').innerText(), /Ta ställning till de markerade orden/)
    await page.getByText('Be en andra person granska de markerade orden').click()
    await send.click()
    t.match(await page.getByRole('alert').innerText(), /säg varför/)
    t.notOk(author.requests.includes('POST /v1/disclosures'))
    await page.getByLabel('Varför behöver orden stå kvar?').fill(REASON)
    await isAccessible(t, page, 'axe: asked')
  },
)

t.test('it waits for a decision and says so; the receiver has nothing', async (t) => {
  await page.getByRole('button', { name: 'Skriv under och skicka' }).click()
  await page.getByRole('heading', { name: 'Väntar på beslut' }).waitFor()
  await isAccessible(t, page, 'axe: held')
  const inbox = await openPage(context, `${reader.url}/inbox`)
  await inbox.page.getByText('Senast hämtat', { exact: false }).waitFor()
  t.equal(await inbox.page.locator('.row').count(), 0)
  await inbox.page.close()
})

t.test('the author cannot release her own words', async (t) => {
  const list = await openPage(context, `${second.url}/decide`)
  const path = await list.page.locator('.row a').first().getAttribute('href')
  await list.page.close()
  const { page } = await openPage(context, `${author.url}${path}`)
  page.setDefaultTimeout(30_000)
  await page.getByRole('button', { name: /Träffarna är granskade/ }).click()
  t.match(await page.getByRole('alert').innerText(), /annan/)
  await page.close()
})

t.test('the second person sees each word where it stands, and why it has to stay', async (t) => {
  const { page, faults } = await openPage(context, `${second.url}/decide`)
  page.setDefaultTimeout(30_000)
  await page.locator('.row').first().waitFor()
  for (const words of [...TELLING, REASON]) t.notMatch(await page.content(), words)
  await page.locator('.row').first().click()
  await page.getByText(REASON).waitFor()
  const marked = page.locator('section', { hasText: 'Markerade ord om någon' })
  for (const words of TELLING) t.match(await marked.innerText(), words)
  t.equal(await page.locator('dd mark:visible').count(), 4, 'what is marked stands open')
  t.same(await page.locator('dd mark').allInnerTexts(), [
    'Sagostigen 4',
    'Påhittsköping',
    'Trollskolan',
    '070-1740605',
  ])
  await isAccessible(t, page, 'axe: to decide')
  await page.setViewportSize({ width: 320, height: 640 })
  t.ok((await surplusWidth(page)) <= 0, 'fits 400 %')
  await page.getByRole('button', { name: /Träffarna är granskade/ }).click()
  await page.getByText('Det väntar på ännu en underskrift.', { exact: false }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: /Jag är den andra personen/ }).click()
  await page.getByText('Utlämnat. Beslutet är undertecknat och står i loggen.').waitFor()
  t.same(faults, [])
  await page.close()
})

t.test('the author sees that it is delivered', async (t) => {
  await page.getByRole('link', { name: 'Till ärendet' }).click()
  await page.getByText(/Levererat/).waitFor()
  t.notMatch(await page.content(), /Väntar på beslut/)
  t.same(writing.faults, [])
})

t.test('the reader’s own check finds what the sender stated, and nothing else', async (t) => {
  const { page, faults } = await openPage(context, `${reader.url}/inbox`)
  page.setDefaultTimeout(30_000)
  await page.locator('.row').first().click()
  for (const words of ['Nej', 'Stöd till den utsatta'])
    await page.getByText(words, { exact: true }).click()
  await page.getByRole('button', { name: 'Öppna' }).click()
  await page.getByRole('heading', { name: 'Vad vi ber er om' }).waitFor()
  t.match(await page.locator('main').innerText(), SENTENCE)
  t.notMatch(await page.locator('main').innerText(), /stämmer inte/)
  t.notMatch(await page.content(), REASON)
  t.notMatch(page.url(), /[A-ZÅÄÖ]|%C3/)
  t.equal(await page.title(), 'Sluss')
  t.same(faults, [])
  await page.close()
})

t.test(
  'no table, no log of the server, no address and no store of the browser holds any of it',
  async (t) => {
    const stored = await storedTexts(world)
    t.match(stored, /place-name/, 'what the guard stated is there to be found')
    const kept = await page.evaluate<string>(
      `(async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, await Promise.all((await indexedDB.databases()).map(({ name }) => name))]))()`,
    )
    const asked = [author, second, reader].flatMap(({ requests }) => requests).join('\n')
    for (const words of [...TELLING, REASON]) {
      t.notOk(stored.includes(words), words)
      t.notOk(kept.includes(words), words)
      t.notOk(decodeURIComponent(asked).includes(words), words)
    }
  },
)
