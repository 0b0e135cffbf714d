/** Checklist 26: a colleague whom a case concerns too closely is shut out of it, and finds no such case. */
import t from 'tap'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const context = await launchChromium()
t.teardown(() => context.close())
const sent = await sendDraft(world, [world.police, 'anna'], riskAssessmentDraft(world.now))
const disa = await door(world.board, 'disa')
const emil = await door(world.board, 'emil')
const { page, faults } = await openPage(context, `${disa.url}/case/${sent.case}`)
page.setDefaultTimeout(30_000)
const bar = page.locator('details', { hasText: 'Stäng ute någon från ärendet' })

/** What the colleague finds at an address of his. */
async function found(path: string): Promise<string> {
  const opened = await openPage(context, `${emil.url}${path}`)
  const main = opened.page.locator('main')
  await main
    .getByText(/Inga väntande|deltar inte|Finns inte|Riskbedömning/)
    .first()
    .waitFor()
  const text = await main.innerText()
  await opened.page.close()
  return text
}

t.test('before, a colleague of the function finds the case', async (t) => {
  t.match(await found(`/case/${sent.case}`), /Riskbedömning/)
})

t.test('somebody must be chosen', async (t) => {
  await bar.locator('summary').click()
  await bar.getByRole('button', { name: 'Stäng ute' }).click()
  await bar.getByText('Välj minst en.').waitFor()
  t.equal(await bar.getByText('Disa Påhittad').count(), 0, 'not oneself')
  await isAccessible(t, page, 'axe: nobody chosen')
  await page.setViewportSize({ width: 320, height: 640 })
  t.ok((await surplusWidth(page)) <= 0)
})

t.test('a colleague who is shut out finds no such case, and none in a list', async (t) => {
  await bar.getByText('Emil Påhittad').click()
  await bar.getByRole('button', { name: 'Stäng ute' }).click()
  await bar.getByText('Klart. Ärendet finns inte längre för den som du valde.').waitFor()
  t.match(await found(`/case/${sent.case}`), /[Ff]inns inte.*behörig/s)
  t.match(await found(`/message/${sent.id}`), /[Ff]inns inte.*behörig/s)
  t.match(await found('/inbox'), 'Inga väntande meddelanden.')
  t.match(await found('/cases'), 'deltar inte i något ärende')
})

t.test('who is let in again finds it', async (t) => {
  await bar.getByText('Emil Påhittad').click()
  await bar.getByRole('button', { name: 'Släpp in igen' }).click()
  await bar.getByText('Klart. Den som du valde kan se ärendet igen.').waitFor()
  t.match(await found(`/case/${sent.case}`), /Riskbedömning/)
})

t.test('nothing broke a rule of the page', async (t) => {
  t.same(faults, [])
})
