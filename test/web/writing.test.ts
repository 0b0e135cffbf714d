/** POL-1, S1 step 1 and S5 in a real browser: written with the keyboard, judged, read through, signed and sent through a real gateway. */
import type { Page } from 'playwright-core'
import t from 'tap'
import riskAssessment from '../../src/demo/documents/risk-assessment.json' with { type: 'json' }
import { todaysDocument } from '../../src/demo/todays-document.ts'
import type { JsonObject } from '../../src/protocol/json.ts'
import { launchChromium } from '../browser/chromium.ts'
import { begin, fillIn, findGrounds, press, tabTo, unprotect } from '../fixtures/author.ts'
import { isAccessible, openPage } from '../fixtures/open-page.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const context = await launchChromium()
t.teardown(() => context.close())
const police = await door(world.police, 'anna')
const document = todaysDocument(riskAssessment as JsonObject, world.now)
const RECEIVER = `${world.board.agency}/vinr-mottagning`

const visit = async (path: string) => {
  const visited = await openPage(context, `${police.url}${path}`)
  visited.page.setDefaultTimeout(30_000)
  return visited
}

/** Begins a risk assessment and chooses the social board, with the keyboard. */
const beginAssessment = (page: Page) => begin(page, 'Riskbedömning från polisen', RECEIVER)

/** The reader opens and takes over; the author's screen follows each step by itself. */
async function followReader(authors: Page): Promise<void> {
  const reception = await door(world.board, 'disa')
  const { page } = await openPage(context, `${reception.url}/inbox`)
  page.setDefaultTimeout(30_000)
  await page.locator('.row').first().click()
  for (const words of ['Nej', 'Stöd till den utsatta'])
    await page.getByText(words, { exact: true }).click()
  await page.getByRole('button', { name: 'Öppna' }).click()
  await authors.getByText(/Öppnat .* ingen har tagit över/).waitFor()
  await page.getByRole('button', { name: 'Jag tar ärendet' }).click()
  await authors.getByText(/Övertaget/).waitFor()
  await page.close()
}

t.test(
  'S1: a risk assessment is written, judged, read through and sent with the keyboard',
  async (t) => {
    const { page, faults } = await visit('/write')
    await beginAssessment(page)
    t.equal(await page.title(), 'Sluss')
    t.notOk(page.url().includes('risk'), 'the address says nothing')
    // POL-3: who has nobody to read it cannot be chosen.
    t.equal(await page.locator(`input[value="${world.board.agency}/tom"]`).count(), 0)
    await fillIn(page, document)
    await unprotect(page, 4)
    await findGrounds(page)
    await page.getByText('Ja. Du ska lämna ut uppgifterna.').first().waitFor()
    t.match(await page.locator('.saving').innerText(), /^Sparat \d\d:\d\d$/)
    await isAccessible(t, page, 'axe: the desk')
    await press(page, 'Läs igenom')
    await page.getByRole('heading', { name: 'Läs igenom innan du skickar' }).waitFor()
    await isAccessible(t, page, 'axe: the last page')
    await press(page, 'Skriv under och skicka')
    t.match(await page.getByRole('alert').innerText(), /Bekräfta mottagaren\./)
    t.notMatch(await page.getByRole('alert').innerText(), /Fyll i/)
    t.equal(posts(), 0)
    await tabTo(page, ({ name }) => name.startsWith('Ja, det ska till'))
    await page.keyboard.press('Space')
    await press(page, 'Skriv under och skicka')
    await page.getByRole('heading', { name: 'Skickat' }).waitFor()
    t.equal(posts(), 1)
    t.match(
      police.requests.filter((line) => line.startsWith('PUT') && line.includes('/notes/')),
      [/^PUT \/v1\/cases\/[^/]+\/notes\/[^?]+\?function=.*&about=/],
      'the day on which it must be assessed anew is noted, sealed',
    )
    t.match(
      await page.locator('main').innerText(),
      /Post \d+ i loggen, kontrollerad i din webbläsare/,
    )
    await isAccessible(t, page, 'axe: sent')
    await page.getByText(/Levererat .* inte öppnat/).waitFor()
    await followReader(page)
    t.same(faults, [])
    t.same(
      await page.evaluate(() =>
        [...Object.values(localStorage), ...Object.values(sessionStorage)].filter((text) =>
          text.includes('Tuvalisa'),
        ),
      ),
      [],
    )
    await page.close()
  },
)

/** How many disclosures were handed in. */
function posts(): number {
  return police.requests.filter((line) => line === 'POST /v1/disclosures').length
}

const SENTENCE =
  'Hon bor nu hos sin syster på Sagostigen 4 i Påhittsköping, dottern går på Trollskolan, ring 070-1740605.'

t.test(
  'S5: four things are marked, and what is about somebody protected stops there',
  async (t) => {
    const { page, faults } = await visit('/write')
    await beginAssessment(page)
    await tabTo(page, ({ name }) => name === 'Ja, ta med ”Vad som kan hända”')
    await page.keyboard.press('Space')
    const scenario = page.locator('[id="f/scenario/text"]')
    await scenario.fill(SENTENCE)
    const marks = page.locator('.marks li')
    await marks.nth(3).waitFor()
    const told = await marks.allInnerTexts()
    t.match(told[0], /Gatuadress: ”Sagostigen 4” – meddelandet har inget fält för det. Ta bort det/)
    t.match(told[1], /Ort eller kommun: ”Påhittsköping”/)
    t.match(told[2], /Skola eller förskola: ”Trollskolan”/)
    t.match(told[3], /Telefonnummer: ”070-1740605”/)
    t.same(await page.locator('.underlay mark').allInnerTexts(), [
      'Sagostigen 4',
      'Påhittsköping',
      'Trollskolan',
      '070-1740605',
    ])
    await isAccessible(t, page, 'axe: marked')
    const before = posts()
    await page.getByRole('button', { name: 'Läs igenom' }).click()
    await page.getByText('Be en andra person granska de markerade orden').waitFor()
    t.ok(await page.getByText('Kan texten tillsammans med annat visa var hon bor?').isVisible())
    await page.getByRole('button', { name: 'Skriv under och skicka' }).click()
    const alert = await page.getByRole('alert').first().innerText()
    t.match(alert, /Ta ställning till de markerade orden/)
    t.match(alert, /Svara på om texten kan visa var någon bor/)
    t.equal(posts(), before)
    await isAccessible(t, page, 'axe: stopped')

    await page.getByRole('button', { name: 'Tillbaka till texten' }).click()
    await page.getByRole('radiogroup', { name: 'Säkraste väg' }).getByText('Telefon').click()
    await page.getByRole('button', { name: /^Flytta ”070-1740605” till ”Säker kontakt/ }).click()
    const contact = page.locator('[id="f/contact/address"]')
    t.equal(await contact.inputValue(), '070-1740605')
    await contact.and(page.locator(':focus')).waitFor()
    t.notMatch(await scenario.inputValue(), /070/)
    await page.waitForFunction(() => globalThis.document.querySelectorAll('.marks li').length === 3)
    for (let left = 3; left > 0; left--) {
      await page
        .getByRole('button', { name: /^Ta bort ”/ })
        .first()
        .click()
      await page.waitForFunction(
        (count) => globalThis.document.querySelectorAll('.marks li').length < count,
        left,
      )
    }
    t.notMatch(await scenario.inputValue(), /Sagostigen|Påhittsköping|Trollskolan|070/)
    t.same(faults, [])
    await page.close()
  },
)

t.test(
  'S5: a text without a mark is asked about all the same, and a yes sends nothing',
  async (t) => {
    const { page } = await visit('/write')
    await beginAssessment(page)
    await page.getByText('Ja, ta med ”Vad som kan hända”').click()
    await page
      .locator('[id="f/scenario/text"]')
      .fill('hos systern, andra sidan bron, buss 999 till ändhållplatsen')
    await page.getByRole('button', { name: 'Läs igenom' }).click()
    await page.getByText('Kan texten tillsammans med annat visa var hon bor?').waitFor()
    t.equal(await page.getByText('Be en andra person granska').count(), 0)
    const group = page.getByRole('radiogroup', { name: /Kan texten tillsammans/ })
    await group.getByText('Ja, eller jag är osäker').click()
    t.ok(await page.getByText('Skriv om texten så att den inte visar var hon bor.').isVisible())
    await page.getByRole('button', { name: 'Skriv under och skicka' }).click()
    t.match(await page.getByRole('alert').first().innerText(), /visa var någon bor/)
    await group.getByText('Nej', { exact: true }).click()
    await page.getByRole('button', { name: 'Skriv under och skicka' }).click()
    await page.getByRole('alert').filter({ hasNotText: 'visa var någon bor' }).waitFor()
    t.pass('it is not in the way any more')
    await page.close()
  },
)

t.test('what is typed is there again after the page was loaded anew', async (t) => {
  const { page } = await visit('/write')
  await beginAssessment(page)
  const assessor = page.locator('[id="f/assessment/assessor"]')
  await assessor.fill('Utredning, Polisen Sydlanda')
  await assessor.blur()
  await page.getByText(/^Sparat/).waitFor()
  await page.reload()
  await assessor.waitFor()
  t.equal(await assessor.inputValue(), 'Utredning, Polisen Sydlanda')
  t.equal(
    await page.locator('input[type=checkbox]:checked').count(),
    1,
    'and the receiver is chosen',
  )
  await page.close()
})

t.test(
  'not to disclose is as quick: a reason, a note for the file, and nothing is sent',
  async (t) => {
    const { page, faults } = await visit('/write')
    await beginAssessment(page)
    const before = posts()
    await page.getByRole('button', { name: 'Lämna inte ut, därför att …' }).click()
    await page.getByText('Mottagaren behöver inte uppgifterna').click()
    await isAccessible(t, page, 'axe: withhold')
    await page.getByRole('button', { name: 'Avsluta utan att lämna ut' }).click()
    t.match(await page.locator('.journal').innerText(), /Mottagaren behöver inte uppgifterna/)
    t.equal(posts(), before)
    t.same(faults, [])
    await page.close()
  },
)

t.test(
  'two tabs: the second to save is told so, loses nothing, and goes on as a draft of its own',
  async (t) => {
    const { page } = await visit('/write')
    await beginAssessment(page)
    const field = (of: Page) => of.locator('[id="f/assessment/assessor"]')
    await field(page).fill('Först')
    await field(page).blur()
    await page.getByText(/^Sparat/).waitFor()
    const other = await visit(new URL(page.url()).pathname)
    await field(other.page).waitFor()
    await field(other.page).fill('I den andra fliken')
    await field(other.page).blur()
    await other.page.getByText(/^Sparat/).waitFor()
    await field(page).fill('Här')
    await field(page).blur()
    await page.getByText('Utkastet har ändrats i en annan flik').waitFor()
    await isAccessible(t, page, 'axe: another tab')
    const before = page.url()
    await page.getByRole('button', { name: 'Behåll det här som ett nytt utkast' }).click()
    await page.waitForURL((url) => url.href !== before)
    t.equal(await field(page).inputValue(), 'Här')
    await field(page).fill('Här också')
    await field(page).blur()
    await page.getByText(/^Sparat/).waitFor()
    t.equal(await field(other.page).inputValue(), 'I den andra fliken')
    await page.close()
    await other.page.close()
  },
)
