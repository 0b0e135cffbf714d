/** SOC-5 c and d: both sides say that a message stands in their own systems, and each is told when its content goes. */
import t from 'tap'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const context = await launchChromium()
t.teardown(() => context.close())
const [author, reader] = [await door(world.police, 'anna'), await door(world.board, 'disa')]
const sent = await sendDraft(world, [world.police, 'anna'], riskAssessmentDraft(world.now))
const day = (days: number) =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Stockholm',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(Date.now() + days * 86_400_000)

t.test('whoever registers is told the last day, and that the other side has not', async (t) => {
  const { page, faults } = await openPage(context, `${reader.url}/message/${sent.id}`)
  for (const words of ['Nej', 'Stöd till den utsatta'])
    await page.getByText(words, { exact: true }).click()
  await page.getByRole('button', { name: 'Öppna' }).click()
  await page.getByRole('button', { name: 'Jag tar ärendet' }).click()
  await page.getByRole('button', { name: 'Registrerat i vår akt' }).click()
  const told = page.getByText(/Innehållet gallras när båda sidor .* senast/)
  await told.waitFor()
  t.match(await told.innerText(), day(365))
  t.same(faults, [])
  await page.close()
})

t.test('the author registers in the thread, once, and both see the day', async (t) => {
  const { page, faults } = await openPage(context, `${author.url}/case/${sent.case}`)
  await page.getByText(/gallras när båda sidor .* senast/).waitFor()
  await isAccessible(t, page, 'axe: not registered')
  await page.getByRole('button', { name: 'Registrerat i vår akt' }).click()
  await page.getByText(/Registrerat hos er \d\d:\d\d/).waitFor()
  t.equal(await page.getByRole('button', { name: 'Registrerat i vår akt' }).count(), 0)
  t.match(await page.getByText(/^Innehållet gallras \S+ \d/).innerText(), day(30))
  await page.setViewportSize({ width: 320, height: 640 })
  t.ok((await surplusWidth(page)) <= 0)
  t.same(faults, [])
  await page.close()
  const other = await openPage(context, `${reader.url}/case/${sent.case}`)
  t.match(await other.page.getByText(/^Innehållet gallras \S+ \d/).innerText(), day(30))
  t.equal(await other.page.getByRole('button', { name: 'Registrerat i vår akt' }).count(), 0)
  await other.page.close()
})
