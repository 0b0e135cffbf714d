/** Checklist 31: an author takes back what was sent by mistake, in the browser; what that came to, and what remains to be done, is told. */
import t from 'tap'
import type { Page } from 'playwright-core'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const context = await launchChromium()
t.teardown(() => context.close())
const [author, decides, reader, colleague] = await Promise.all([
  door(world.police, 'anna'),
  door(world.police, 'chef'),
  door(world.board, 'disa'),
  door(world.police, 'tora'),
])
const draft = riskAssessmentDraft(world.now)
const send = () => sendDraft(world, [world.police, 'anna'], draft)

/** Without consent lawyers do not agree: it waits for who decides. */
const grounds = draft.grounds!.map((ground) =>
  ground.rule === 'osl-12-2'
    ? {
        subject: ground.subject,
        rule: 'osl-10-15a',
        facts: { neededForPurpose: true, overridingSecrecyReasons: false },
        motive: 'Hon går inte att nå.',
      }
    : ground,
)

async function visit(url: string) {
  const opened = await openPage(context, url)
  opened.page.setDefaultTimeout(30_000)
  return opened
}

/** The two questions before the content, and the way in. */
async function open(page: Page) {
  for (const words of ['Nej', 'Stöd till den utsatta'])
    await page.getByText(words, { exact: true }).click()
  await page.getByRole('button', { name: 'Öppna' }).click()
}

/** Takes the first message of the page back, for this reason. */
async function recall(page: Page, reason: string, act = 'Återkalla meddelandet') {
  await page.locator('summary', { hasText: /^Återkalla$/ }).click()
  await page.getByText(reason, { exact: true }).click()
  await page.getByRole('button', { name: act }).click()
}

t.test(
  'what nobody has opened is recalled by keyboard alone, after saying what was wrong',
  async (t) => {
    const sent = await send()
    const { page, faults } = await visit(`${author.url}/case/${sent.case}`)
    const summary = page.locator('summary', { hasText: /^Återkalla$/ })
    await summary.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Återkalla meddelandet' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Välj vad som var fel.').waitFor()
    t.notOk(
      author.requests.some((one) => one.includes('withdrawals')),
      'nothing without a reason',
    )
    await isAccessible(t, page, 'axe: without a reason')
    await page.getByRole('checkbox', { name: 'Fel mottagare' }).focus()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Återkalla meddelandet' }).focus()
    await page.keyboard.press('Enter')
    await page
      .getByText('Enligt slussen hade ingen mottagare öppnat det, och ingen kan göra det nu.')
      .waitFor()
    await page.getByText(/Återkallat .*, innan det öppnades/).waitFor()
    t.equal(await summary.count(), 0, 'once is enough')
    await isAccessible(t, page, 'axe: recalled')
    await page.setViewportSize({ width: 320, height: 640 })
    t.ok((await surplusWidth(page)) <= 0)
    t.same(faults, [])
    await page.close()
    const receiver = await visit(`${reader.url}/message/${sent.id}`)
    await receiver.page.getByText('Avsändaren har återkallat meddelandet').waitFor()
    await receiver.page.getByText('Det som var fel: fel mottagare.').waitFor()
    t.equal(await receiver.page.getByRole('button', { name: 'Öppna' }).count(), 0)
    await isAccessible(t, receiver.page, 'axe: recalled, at the receiver')
    await receiver.page.close()
  },
)

t.test('what had been opened tells the author who has read it, and what to do now', async (t) => {
  const sent = await send()
  const receiver = await visit(`${reader.url}/message/${sent.id}`)
  await open(receiver.page)
  await receiver.page.locator('.levels').waitFor()
  await receiver.page.close()
  const { page } = await visit(`${author.url}/case/${sent.case}`)
  await recall(page, 'En adress eller annat som visar var någon finns')
  const told = page.locator('.recall-told')
  t.match(await told.innerText(), /Ring mottagaren.*varna den som skyddas redan i dag/s)
  t.match(await page.locator('.states').innerText(), /Öppnat/)
  t.equal(await page.locator('.recall').count(), 0)
  await isAccessible(t, page, 'axe: too late')
  await page.close()
  const again = await visit(`${reader.url}/message/${sent.id}`)
  await open(again.page)
  await again.page.getByText(/visar var någon finns/).waitFor()
  await again.page.close()
})

t.test('what waits for a decision is stopped, by who decides as well', async (t) => {
  for (const door of [author, decides]) {
    const sent = await sendDraft(world, [world.police, 'anna'], { ...draft, grounds })
    t.equal(sent.state, 'held')
    const { page } = await visit(`${door.url}/case/${sent.case}`)
    await recall(page, 'Mer än vad som behövdes', 'Stoppa meddelandet')
    await page.getByText('Det lämnades aldrig ut. Inget mer behöver göras.').waitFor()
    await page.close()
  }
})

t.test(
  'a lost answer is told, and the thread says that it was recalled all the same',
  async (t) => {
    const sent = await send()
    const { page } = await visit(`${author.url}/case/${sent.case}`)
    await context.route('**/withdrawals', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await recall(page, 'Annat')
    await page
      .getByText('Enligt slussen hade ingen mottagare öppnat det, och ingen kan göra det nu.')
      .waitFor()
    t.equal(await page.locator('.recall').count(), 0)
    await context.unroute('**/withdrawals')
    await page.close()
  },
)

t.test('a gateway that is down is told in words, and what was chosen stays', async (t) => {
  const sent = await send()
  const { page } = await visit(`${author.url}/case/${sent.case}`)
  await context.route('**/withdrawals', (route) => route.abort())
  await recall(page, 'Annat')
  await page.locator('.recall').getByRole('alert').waitFor()
  t.ok(await page.getByRole('checkbox', { name: 'Annat', exact: true }).isChecked())
  await context.unroute('**/withdrawals')
  await page.getByRole('button', { name: 'Återkalla meddelandet' }).click()
  await page
    .getByText('Enligt slussen hade ingen mottagare öppnat det, och ingen kan göra det nu.')
    .waitFor()
  await page.close()
})

t.test('no receiver and no colleague of another function is offered it', async (t) => {
  const sent = await send()
  const { page } = await visit(`${reader.url}/case/${sent.case}`)
  await page.locator('.thread > li').first().waitFor()
  t.equal(await page.locator('.recall').count(), 0)
  await page.close()
  const other = await visit(`${colleague.url}/case/${sent.case}`)
  t.match(await other.page.getByRole('alert').innerText(), /[Ff]inns inte.*behörig/s)
  await other.page.close()
})
