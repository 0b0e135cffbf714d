/** SOC-3: contact within 48 hours, noted in rows; a message that may not be left is warned of; all of it for the own function alone. */
import t from 'tap'
import type { Page } from 'playwright-core'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { launchChromium } from '../browser/chromium.ts'
import { answer } from '../fixtures/author.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { storedTexts } from '../fixtures/stored-texts.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const context = await launchChromium()
t.teardown(() => context.close())
const [reader, colleague, sender] = await Promise.all([
  door(world.board, 'disa'),
  door(world.board, 'emil'),
  door(world.police, 'anna'),
])
const draft = riskAssessmentDraft(world.now)
const contact = draft.document['contact'] as { readonly address: string }
const document = {
  ...draft.document,
  contact: { ...contact, mayLeaveMessage: 'no', maySendText: 'not-asked' },
}
const sent = await sendDraft(world, [world.police, 'anna'], { ...draft, document })

async function read({ url }: { readonly url: string }) {
  const opened = await openPage(context, `${url}/message/${sent.id}`)
  opened.page.setDefaultTimeout(30_000)
  for (const words of ['Nej', 'Stöd till den utsatta'])
    await opened.page.getByText(words, { exact: true }).click()
  await opened.page.getByRole('button', { name: 'Öppna' }).click()
  await opened.page.locator('.levels').waitFor()
  return opened
}

const own = (page: Page) => page.locator('.own-work')
const { page, faults } = await read(reader)

/** Notes an attempt; the form folds itself when it is kept. */
async function attempt(channel: string, result: string) {
  await own(page).getByText('Anteckna ett kontaktförsök').click()
  await answer(page, /^Hur$/, channel)
  await answer(page, /^Vad det ledde till$/, result)
  await own(page).getByRole('button', { name: 'Anteckna', exact: true }).click()
}

t.test('until somebody has taken it over nobody is asked to make contact', async (t) => {
  t.equal(await own(page).count(), 0)
  await page.getByRole('button', { name: 'Jag tar ärendet' }).click()
  await own(page).waitFor()
  await page.getByText('Inga kontaktförsök antecknade.').waitFor()
  t.match(await own(page).innerText(), /Ta kontakt senast .*\((1 dag|2 dagar|4\d tim).*kvar\)/)
  await isAccessible(t, page, 'axe: nothing noted')
})

t.test('an attempt is a row with time, way and result; without them it is not kept', async (t) => {
  const requests = () => reader.requests.filter((line) => line.startsWith('PUT')).length
  const before = requests()
  await own(page).getByText('Anteckna ett kontaktförsök').click()
  await own(page).getByRole('button', { name: 'Anteckna', exact: true }).click()
  await page.getByText('Fyll i det som saknas först.').waitFor()
  t.equal(requests(), before)
  await isAccessible(t, page, 'axe: something is missing')
  await own(page).getByText('Anteckna ett kontaktförsök').click()
  await attempt('Telefonsamtal', 'Inget svar')
  const row = own(page).locator('.notes li').first()
  await row.waitFor()
  t.match(await row.innerText(), /^\d\d:\d\d · Telefonsamtal · Inget svar antecknat av dig$/)
})

t.test('a message that may not be left is warned of before it is noted', async (t) => {
  await own(page).getByText('Anteckna ett kontaktförsök').click()
  await answer(page, /^Hur$/, 'Röstmeddelande')
  const alert = own(page).getByRole('alert')
  await alert.waitFor()
  t.match(await alert.innerText(), /får lämna meddelande.*farligt/s)
  t.equal(await own(page).getByRole('button', { name: 'Anteckna', exact: true }).count(), 0)
  await own(page).getByRole('button', { name: 'Det är redan gjort – anteckna' }).waitFor()
  await isAccessible(t, page, 'axe: warned')
  await answer(page, /^Hur$/, 'Sms')
  t.match(await alert.innerText(), /Ingen har frågat/)
  await own(page).getByText('Anteckna ett kontaktförsök').click()
})

t.test('after two in vain the sender is asked for another way', async (t) => {
  t.equal(await page.getByText('Två försök har inte nått fram', { exact: false }).count(), 0)
  await attempt('Telefonsamtal', 'Någon annan svarade')
  await page.getByText('Två försök har inte nått fram', { exact: false }).waitFor()
  await isAccessible(t, page, 'axe: another way')
  const asking = await read(reader)
  await asking.page.getByRole('button', { name: 'Fråga om en annan väg' }).click()
  await asking.page.locator('.desk').waitFor()
  t.match(await asking.page.locator('h1').innerText(), 'Begäran')
  await asking.page.close()
})

t.test('what is to be done has somebody who sees to it, and is marked done', async (t) => {
  await own(page).getByText('Lägg till en åtgärd').click()
  await page.getByLabel('Vad som ska göras').fill('Boka rum två på fredag')
  await page.getByLabel('Vem som ser till det').fill('Omar')
  await own(page).getByRole('button', { name: 'Anteckna', exact: true }).click()
  await page.getByRole('button', { name: 'Klart: Boka rum två på fredag' }).click()
  await page.getByText(/^Klart \d\d:\d\d$/).waitFor()
  await isAccessible(t, page, 'axe: a plan')
})

t.test('the number in the own system is seen by colleagues, with all the rest', async (t) => {
  await own(page).getByText('Anteckna numret').click()
  await page.getByLabel('Nummer i eget system').fill('SN 2026-0147')
  await own(page).getByRole('button', { name: 'Anteckna', exact: true }).click()
  await page.getByText('Registrerat som SN 2026-0147').waitFor()
  const other = await read(colleague)
  await other.page.getByText('Registrerat som SN 2026-0147').waitFor()
  const seen = await own(other.page).innerText()
  t.match(seen, /Telefonsamtal · Inget svar .*Disa Påhittad/)
  t.match(seen, /Boka rum två på fredag/)
  await other.page.close()
})

t.test('made contact ends the clock', async (t) => {
  await attempt('Besök eller möte', 'Fick kontakt')
  await page.getByText('Fick kontakt').first().waitFor()
  await page.getByText('Ta kontakt senast').waitFor({ state: 'detached' })
  t.equal(await page.getByText('Två försök har inte nått fram', { exact: false }).count(), 0)
})

t.test(
  'the sender sees nothing of it, nor do gateway, address, print or the journal',
  async (t) => {
    const thread = await openPage(context, `${sender.url}/case/${sent.case}`)
    await thread.page.locator('.thread > li').first().waitFor()
    t.notMatch(await thread.page.content(), /SN 2026-0147|Boka rum/)
    const stored = await storedTexts(world)
    for (const words of ['SN 2026-0147', 'Boka rum', 'no-answer', 'Omar'])
      t.notOk(stored.includes(words), words)
    t.notMatch(
      reader.requests.map((line) => decodeURIComponent(line)).join('\n'),
      /SN 2026|Boka rum/,
    )
    await page.emulateMedia({ media: 'print' })
    t.notOk(await own(page).isVisible(), 'never on paper')
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('button', { name: 'Kopiera till journalen' }).click()
    t.notMatch(await page.locator('figure pre').innerText(), /Boka rum|SN 2026-0147/)
  },
)

t.test('nobody answers: it is told, what was typed stays, and it is kept once', async (t) => {
  await own(page).getByText('Lägg till en åtgärd').click()
  await page.getByLabel('Vad som ska göras').fill('Ring skolan')
  await page.getByLabel('Vem som ser till det').fill('Ylva')
  // It arrives, and its answer is lost.
  await context.route('**/notes/**', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await own(page).getByRole('button', { name: 'Anteckna', exact: true }).click()
  await page.getByText('Slussen svarar inte').waitFor()
  t.equal(await page.getByLabel('Vad som ska göras').inputValue(), 'Ring skolan')
  await context.unroute('**/notes/**')
  await own(page).getByRole('button', { name: 'Anteckna', exact: true }).click()
  await page.getByRole('button', { name: 'Klart: Ring skolan' }).waitFor()
  t.equal(await page.getByText('Ring skolan', { exact: true }).count(), 1)
})

t.test('fits a narrow screen, and breaks no rule of the page', async (t) => {
  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 740 })
    t.ok((await surplusWidth(page)) <= 0, `${width} px`)
  }
  t.same(
    faults.filter((line) => !line.includes('net::ERR_FAILED')),
    [],
  )
})
