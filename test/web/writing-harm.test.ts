/** The way without a ground: the author tests the harm and says why; somebody else decides, and the receiver never reads the reason. */
import t from 'tap'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const context = await launchChromium()
t.teardown(() => context.close())
const first = await sendDraft(world, [world.police, 'anna'], riskAssessmentDraft(world.now))
const [author, decides, reader] = [
  await door(world.police, 'anna'),
  await door(world.police, 'chef'),
  await door(world.board, 'disa'),
]
const MOTIVE = 'Hon har själv bett oss berätta det, och inget av det är nytt för mottagaren.'
const { page, faults } = await openPage(context, `${author.url}/case/${first.case}`)
page.setDefaultTimeout(30_000)

t.test('without a ground nothing may go, and the other way is offered', async (t) => {
  await page.getByText('Rätta eller förnya').click()
  await page.getByRole('button', { name: 'Rätta meddelandet' }).click()
  await page.getByText('Ja. Du ska lämna ut uppgifterna.').first().waitFor()
  await page.getByRole('button', { name: /^Ta bort.*12 kap\. 2 § OSL.*utsatta/ }).click()
  await page
    .getByText('Inte allt. En del får lämnas ut, men inte tillsammans med resten.')
    .first()
    .waitFor()
  await page.locator('summary', { hasText: 'Pröva skadan i stället' }).click()
  await page
    .getByRole('radiogroup', { name: /^Den utsatta:/ })
    .first()
    .waitFor()
  await isAccessible(t, page, 'axe: the questions')
  await page.setViewportSize({ width: 320, height: 640 })
  t.ok((await surplusWidth(page)) <= 0)
  await page.setViewportSize({ width: 1280, height: 900 })
})

t.test('an answer without a reason opens nothing; with one it waits for a decision', async (t) => {
  const groups = page.getByRole('radiogroup', { name: /^Den utsatta:/ })
  const count = await groups.count()
  for (let i = 0; i < count; i++) await groups.nth(i).getByText('Ja', { exact: true }).click()
  await page
    .getByText('Inte allt. En del får lämnas ut, men inte tillsammans med resten.')
    .first()
    .waitFor()
  for (const motive of await page.getByLabel('Varför det inte skadar').all())
    await motive.fill(MOTIVE)
  await page.getByText('Vänta. En beslutsfattare hos er måste godkänna först.').first().waitFor()
  await page.getByRole('button', { name: 'Läs igenom' }).click()
  await page.getByText('Ja, det ska till', { exact: false }).click()
  await page.getByRole('button', { name: 'Skriv under och skicka' }).click()
  await page.getByRole('heading', { name: 'Väntar på beslut' }).waitFor()
  t.same(faults, [])
})

t.test('who decides reads the reason and releases; the receiver has the rest', async (t) => {
  const list = await openPage(context, `${decides.url}/decide`)
  list.page.setDefaultTimeout(30_000)
  await list.page.locator('.row').first().click()
  await list.page.getByText(MOTIVE).first().waitFor()
  await list.page.getByRole('button', { name: 'Godkänn och skriv under' }).click()
  await list.page.getByText('Utlämnat.', { exact: false }).waitFor()
  const { page } = await openPage(context, `${reader.url}/case/${first.case}`)
  page.setDefaultTimeout(30_000)
  await page.locator('.thread > li').last().getByRole('link').first().click()
  for (const words of ['Nej', 'Stöd till den utsatta'])
    await page.getByText(words, { exact: true }).click()
  await page.getByRole('button', { name: 'Öppna' }).click()
  await page.getByRole('heading', { name: 'Vad vi ber er om' }).waitFor()
  t.notMatch(await page.content(), MOTIVE)
  t.same(list.faults, [])
})
