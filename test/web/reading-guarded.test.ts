/** Checklist 25: what leads to somebody is hidden, shown by one click, and hidden again after a minute or when the page is left. */
import t from 'tap'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage } from '../fixtures/open-page.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const context = await launchChromium()
t.teardown(() => context.close())
const reader = await door(world.board, 'disa')
const draft = riskAssessmentDraft(world.now)
const ADDRESS = String((draft.document['contact'] as { address: string }).address)
const PLACE = String((draft.document['whereabouts'] as { place: string }).place)
const sent = await sendDraft(world, [world.police, 'anna'], draft)
// The page's clock is the test's; the worker's and the gateway's are real.
await context.clock.install({ time: world.now })
const { page, faults } = await openPage(context, `${reader.url}/message/${sent.id}`)
page.setDefaultTimeout(30_000)
for (const words of ['Nej', 'Stöd till den utsatta'])
  await page.getByText(words, { exact: true }).click()
await page.getByRole('button', { name: 'Öppna' }).click()
await page.locator('.levels').waitFor()

/** Where it stands, and the button that shows it. */
const GUARDED = [
  ['the contact', ADDRESS, 'Visa'],
  ['a place', PLACE, 'Visa: Känd uppehållsplats'],
] as const

/** What is drawn over a text that is shown; a screen reader is told none of it. */
function watermarkOver(text: string): Promise<string> {
  const shown = page.locator('.watermarked', { hasText: text })
  return shown.evaluate((element) => getComputedStyle(element, '::after').content)
}

for (const [what, text, name] of GUARDED) {
  const button = page.getByRole('button', { name, exact: true })
  t.test(`${what} is not in the page before it is wanted`, async (t) => {
    t.equal(await page.getByText(text, { exact: false }).count(), 0)
    t.notOk((await page.content()).includes(text))
  })

  t.test(`${what} is shown by one click, for a minute`, async (t) => {
    await button.click()
    await page.getByText(text, { exact: false }).waitFor()
    t.match(
      await watermarkOver(text),
      /^"disa \S+ \d+ \S+ \d{4} \d\d:\d\d · disa /,
      'who sees it, and when',
    )
    await isAccessible(t, page, 'axe: shown')
    await page.clock.fastForward(55_000)
    t.equal(await page.getByText(text, { exact: false }).count(), 1)
    await page.clock.fastForward(6_000)
    await page.getByText(text, { exact: false }).waitFor({ state: 'detached' })
    t.notOk((await page.content()).includes(text))
    await button.waitFor()
  })

  t.test(`${what} is hidden when the page is left, and never printed`, async (t) => {
    await button.click()
    const shown = page.getByText(text, { exact: false })
    await shown.waitFor()
    await page.emulateMedia({ media: 'print' })
    t.notOk(await shown.isVisible())
    await page.emulateMedia({ media: 'screen' })
    await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))')
    await shown.waitFor({ state: 'detached' })
  })
}

t.test('nothing broke a rule of the page', async (t) => {
  t.same(faults, [])
})
