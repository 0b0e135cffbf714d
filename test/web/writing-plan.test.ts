/** S1: a plan cannot rest on an assessment that has run out. */
import t from 'tap'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage } from '../fixtures/open-page.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const context = await launchChromium()
t.teardown(() => context.close())
const draft = riskAssessmentDraft(world.now)
const assessment = {
  ...(draft.document['assessment'] as object),
  assessedOn: '2026-03-02',
  validUntil: '2026-03-09',
}
const sent = await sendDraft(world, [world.police, 'anna'], {
  ...draft,
  document: { ...draft.document, assessment },
})
const reader = await door(world.board, 'disa')
const { page, faults } = await openPage(context, `${reader.url}/message/${sent.id}`)
page.setDefaultTimeout(30_000)
for (const words of ['Nej', 'Stöd till den utsatta'])
  await page.getByText(words, { exact: true }).click()
await page.getByRole('button', { name: 'Öppna' }).click()
await page.getByRole('button', { name: 'Svara med skydds- och åtgärdsplan' }).click()
await page.locator('.desk').waitFor()
const validUntil = page.getByLabel('Giltig till')

/** What the author is told who wants to send it: the way from the list to the field, and the words there. */
async function isToldOfDay(words: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Läs igenom' }).click()
  await page.getByRole('button', { name: 'Skriv under och skicka' }).click()
  await page.getByRole('alert').getByRole('link', { name: 'Giltig till' }).click()
  await page.locator('.desk .field', { has: validUntil, hasText: words }).waitFor()
}

t.test('an assessment that has run out cannot be quoted in a new plan', async (t) => {
  t.equal(await validUntil.inputValue(), '2026-03-09')
  await isToldOfDay(/Dagen har passerat/)
  await isAccessible(t, page, 'axe: a plan on what has run out')
})

t.test('nor can it be given another last day than it says', async () => {
  await validUntil.fill('2099-12-31')
  await isToldOfDay(/Stämmer inte med meddelandet som du svarar på/)
})

t.test('nothing broke a rule of the page', async (t) => {
  t.same(faults, [])
})
