/** POL-1 (e, f) and the must nots of S1: how far a message has come, told to its author; what did not arrive is red and never "sent". */
import t from 'tap'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { storedTexts } from '../fixtures/stored-texts.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const context = await launchChromium()
t.teardown(() => context.close())
const draft = riskAssessmentDraft(world.now)
const sent = await sendDraft(world, [world.police, 'anna'], draft)
const author = await door(world.police, 'anna')
const SCENARIO = String((draft.document['scenario'] as { text: string }).text)

/** A gateway that has released and never delivered: its answer without the receipts. */
async function openUndelivered() {
  const opened = await openPage(context, 'about:blank')
  const { page } = opened
  page.setDefaultTimeout(30_000)
  await page.clock.install({ time: Date.now() })
  await context.route('**/v1/cases/*', async (route) => {
    const response = await route.fetch()
    const body = (await response.json()) as { messages: { progress: Record<string, unknown>[] }[] }
    for (const { progress } of body.messages) for (const one of progress) delete one['delivered']
    await route.fulfill({ response, json: body })
  })
  await page.goto(`${author.url}/case/${sent.case}`)
  return opened
}

t.test('delivered is told with its time, and that nobody has opened it', async (t) => {
  const { page, faults } = await openPage(context, `${author.url}/case/${sent.case}`)
  await page.getByText(/Levererat \d\d:\d\d .*inte öppnat/).waitFor()
  t.equal(await page.locator('.late').count(), 0)
  t.same(faults, [])
  await page.close()
})

t.test('not delivered after a minute is red, in words, and is not called sent', async (t) => {
  const { page } = await openUndelivered()
  await page.getByText(/^Skickat/).waitFor()
  t.equal(await page.locator('.late').count(), 0)
  await page.clock.fastForward(76_000)
  await page.getByText('Inte levererat efter en minut. Ring mottagaren.').waitFor()
  t.notMatch(await page.locator('.states').innerText(), /Skickat|Levererat/)
  const { color, other } = await page.evaluate(() => ({
    color: getComputedStyle(document.querySelector('.late')!).color,
    other: getComputedStyle(document.body).color,
  }))
  t.not(color, other, 'and it looks otherwise than the rest')
  await isAccessible(t, page, 'axe: late')
  await page.setViewportSize({ width: 320, height: 640 })
  t.ok((await surplusWidth(page)) <= 0)
  await page.close()
  await context.unroute('**/v1/cases/*')
})

t.test('whoever is not in the case gets one answer, and nothing of the scenario', async (t) => {
  const other = await door(world.board, 'frida')
  for (const path of [`/case/${sent.case}`, `/message/${sent.id}`]) {
    const { page } = await openPage(context, `${other.url}${path}`)
    t.match(await page.getByRole('alert').innerText(), /[Ff]inns inte.*behörig/s)
    t.notOk((await page.content()).includes(SCENARIO.slice(0, 20)))
    await page.close()
  }
})

t.test('nothing that the node keeps or is asked holds the scenario or a name', async (t) => {
  const stored = await storedTexts(world)
  t.ok(stored.includes(sent.case), 'what may be known is there to be found')
  const asked = author.requests.join('\n')
  for (const words of [SCENARIO.slice(0, 25), 'Tuvalisa', 'Gorm'])
    for (const text of [stored, asked]) t.notOk(text.includes(words), words)
})

t.test('an assessment whose last day is past is not shown as current', async (t) => {
  const assessment = {
    ...(draft.document['assessment'] as object),
    assessedOn: '2026-03-02',
    validUntil: '2026-03-09',
  }
  const document = { ...draft.document, assessment }
  const old = await sendDraft(world, [world.police, 'anna'], { ...draft, document })
  const reader = await door(world.board, 'disa')
  for (const [id, isOver] of [
    [sent.id, false],
    [old.id, true],
  ] as const) {
    const { page } = await openPage(context, `${reader.url}/message/${id}`)
    page.setDefaultTimeout(30_000)
    for (const words of ['Nej', 'Stöd till den utsatta'])
      await page.getByText(words, { exact: true }).click()
    await page.getByRole('button', { name: 'Öppna' }).click()
    await page.locator('.levels').waitFor()
    t.equal(
      await page.getByText('Bedömningen har löpt ut. Den gällde till 2026-03-09.').count(),
      isOver ? 1 : 0,
    )
    t.equal(await page.locator('.levels.over').count(), isOver ? 1 : 0)
    if (isOver) await isAccessible(t, page, 'axe: out of date')
    await page.close()
  }
})
