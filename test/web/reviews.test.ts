/** POL-5 d in a real browser: when the day of an assessment has passed, its author's function has a task, which it alone can read. */
import t from 'tap'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { noteReview } from '../fixtures/review-note.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const { police } = world
const context = await launchChromium()
t.teardown(() => context.close())
const author = await door(police, 'anna')

/** Sends an assessment, and notes that it may be used until this day. */
async function sendUntil(on: string): Promise<string> {
  const sent = await sendDraft(world, [police, 'anna'], riskAssessmentDraft(world.now))
  await noteReview(world, sent, on)
  return sent.case
}
const passed = await sendUntil('2026-01-31')
const current = await sendUntil('2099-01-31')

t.test(
  'what has run out is a task of the function, what holds is none, until it is done',
  async (t) => {
    const { page, faults } = await openPage(context, `${author.url}/inbox`)
    const tasks = page.locator('section', { hasText: 'Att bedöma på nytt' })
    await tasks.getByText('Bedömningen gällde till och med 2026-01-31.').waitFor()
    t.ok(await tasks.getByRole('link', { name: passed }).isVisible())
    t.equal(await tasks.getByText(current).count(), 0)
    await isAccessible(t, page, 'axe: a task')
    for (const width of [360, 320]) {
      await page.setViewportSize({ width, height: 740 })
      t.ok((await surplusWidth(page)) <= 0, `${width} px`)
    }
    await page.getByRole('button', { name: `Ingen ny behövs: ${passed}` }).click()
    await tasks.waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('heading', { name: /^Väntar på andra/ }).waitFor()
    t.equal(await tasks.count(), 0)
    t.same(faults, [])
    await page.close()
  },
)
