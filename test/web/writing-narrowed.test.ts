/** Minimisation by the author: of two receivers one is kept from a kind of data, which is then not sealed to it. */
import t from 'tap'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const context = await launchChromium()
t.teardown(() => context.close())
const [reception, economy] = ['vinr-mottagning', 'ekonomi'].map(
  (slug) => world.board.function(slug).id,
)
const draft = riskAssessmentDraft(world.now)
const address = String((draft.document['contact'] as { address: string }).address)
const first = await sendDraft(world, [world.police, 'anna'], {
  ...draft,
  to: [reception!, economy!],
})
const author = await door(world.police, 'anna')
const { page, faults } = await openPage(context, `${author.url}/case/${first.case}`)
page.setDefaultTimeout(30_000)

t.test('the author unticks who does not need the contact, by keyboard', async (t) => {
  await page.getByText('Rätta eller förnya').click()
  await page.getByRole('button', { name: 'Rätta meddelandet' }).click()
  await page.getByText('Ja. Du ska lämna ut uppgifterna.').first().waitFor()
  const summary = page.locator('summary', { hasText: 'Vem får läsa vad' })
  await summary.focus()
  await page.keyboard.press('Enter')
  const group = page.getByRole('group', { name: /^den utsatta, säker kontaktväg/ })
  const boxes = group.getByRole('checkbox')
  t.equal(await boxes.count(), 2)
  await boxes.nth(1).focus()
  await page.keyboard.press('Space')
  t.same([await boxes.nth(0).isChecked(), await boxes.nth(1).isChecked()], [true, false])
  await isAccessible(t, page, 'axe: who reads what')
  await page.setViewportSize({ width: 320, height: 640 })
  t.ok((await surplusWidth(page)) <= 0)
  await page.setViewportSize({ width: 1280, height: 900 })
})

t.test('the last page shows each receiver what it will see', async (t) => {
  await page.getByRole('button', { name: 'Läs igenom' }).click()
  await page.getByRole('heading', { name: 'Läs igenom innan du skickar' }).waitFor()
  const views = await page.locator('.view').allInnerTexts()
  t.same(
    views.map((view) => view.includes(address)),
    [true, false],
  )
})

t.test('what was unticked is not sealed to it: its reader has the rest', async (t) => {
  for (const box of await page.getByText('Ja, det ska till', { exact: false }).all())
    await box.click()
  await page.getByRole('button', { name: 'Skriv under och skicka' }).click()
  await page.getByRole('heading', { name: 'Skickat' }).waitFor()
  t.same(faults, [])
  for (const [name, sees] of [
    ['disa', true],
    ['frida', false],
  ] as const) {
    const reader = await door(world.board, name)
    const opened = await openPage(context, `${reader.url}/case/${first.case}`)
    await opened.page.locator('.thread > li').last().getByRole('link').first().click()
    for (const words of ['Nej', 'Stöd till den utsatta'])
      await opened.page.getByText(words, { exact: true }).click()
    await opened.page.getByRole('button', { name: 'Öppna' }).click()
    await opened.page.getByRole('heading', { name: 'Vad vi ber er om' }).waitFor()
    const heading = opened.page.getByRole('heading', { name: 'Säker kontakt' })
    t.equal(await heading.count(), sees ? 1 : 0, name)
    const partial = opened.page.getByText('Din funktion får läsa en del av meddelandet')
    t.equal(await partial.count(), sees ? 0 : 1, name)
    if (sees) {
      const contact = opened.page.locator('section', { has: heading })
      await contact.getByRole('button', { name: 'Visa' }).click()
      await opened.page.getByText(address).waitFor()
    } else t.notOk((await opened.page.content()).includes(address))
    t.same(opened.faults, [])
    await opened.page.close()
  }
})
