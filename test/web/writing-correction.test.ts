/** POL-5: a message that was wrong is corrected by one that begins where it ended; the receiver sees which one holds. */
import t from 'tap'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { launchChromium } from '../browser/chromium.ts'
import { answer } from '../fixtures/author.ts'
import { isAccessible, openPage } from '../fixtures/open-page.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const context = await launchChromium()
t.teardown(() => context.close())
const sent = await sendDraft(world, [world.police, 'anna'], riskAssessmentDraft(world.now))
const author = await door(world.police, 'anna')
const reader = await door(world.board, 'disa')
const { page, faults } = await openPage(context, `${author.url}/case/${sent.case}`)
page.setDefaultTimeout(30_000)

t.test(
  'an own message is read and corrected from the case, and nobody has opened it by that',
  async (t) => {
    await page.getByText('Rätta eller förnya').click()
    await isAccessible(t, page, 'axe: case')
    await page.getByRole('button', { name: 'Rätta meddelandet' }).click()
    await page.locator('.desk').waitFor()
    t.notOk(author.requests.some((line) => line.endsWith('/open')))
    await page.getByText('Rättar ett tidigare meddelande').waitFor()
    t.equal(await page.locator('[id="f/victim/name"]').inputValue(), 'Tuvalisa Påhittad')
    await page.getByText('Ja. Du ska lämna ut uppgifterna.').first().waitFor()
  },
)

t.test('what was wrong is changed, and sent in the same case', async (t) => {
  await answer(page, /^Akut risk/, 'Medel')
  await page.getByRole('button', { name: 'Läs igenom' }).click()
  await page.getByText('Ja, det ska till', { exact: false }).click()
  await page.getByRole('button', { name: 'Skriv under och skicka' }).click()
  await page.getByRole('heading', { name: 'Skickat' }).waitFor()
  t.match(await page.locator('main').innerText(), sent.case)
  t.same(faults, [])
})

t.test(
  'author and receiver see both, which corrects which, and that the first one does not hold',
  async (t) => {
    for (const { url } of [author, reader]) {
      const { page } = await openPage(context, `${url}/case/${sent.case}`)
      await page.getByText('Rättat genom ett senare meddelande').waitFor()
      await page.getByText('Rättar Riskbedömning från polisen').waitFor()
      t.equal(await page.locator('.thread > li').count(), 2)
      await page.close()
    }
  },
)

t.test('the receiver has the correction to take over', async () => {
  const { page } = await openPage(context, `${reader.url}/inbox`)
  await page.locator('.row').first().waitFor()
  await page.close()
})
