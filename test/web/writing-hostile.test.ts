/** Hostile content in every field that takes words: shown as the words that it is, at the desk, on the last page, and to whoever decides or reads. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { listFields } from '../../src/protocol/document-field.ts'
import { putValue } from '../../src/protocol/json-pointer.ts'
import type { JsonObject, JsonValue } from '../../src/protocol/json.ts'
import { launchChromium } from '../browser/chromium.ts'
import { messageType } from '../fixtures/message-types.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const context = await launchChromium()
t.teardown(() => context.close())

const MARKUP = '<img src=x onerror="globalThis.hostile=1"><script>globalThis.hostile=1</script>'
const WORDS = `${MARKUP}{{case}}$t(send)\u202Elanif ${'Å'.repeat(90)}`
const draft = riskAssessmentDraft(world.now)
const document = spoil(draft.document)
const sent = await sendDraft(world, [world.police, 'anna'], { ...draft, document })
const author = await door(world.police, 'anna')
const reader = await door(world.board, 'disa')

/** The document with hostile words wherever words are free. */
function spoil(clean: JsonObject): JsonObject {
  const spoilt = structuredClone(clean)
  for (const { pointer, leaf, value } of listFields(messageType('risk-assessment'), clean)) {
    const { enum: answers, format, pattern, maxLength } = leaf.schema
    const isFree = [answers, format, pattern].every((it) => it === undefined)
    if (typeof value === 'string' && isFree) putValue(spoilt, pointer, words(maxLength))
  }
  return spoilt
}

function words(maxLength: JsonValue | undefined): string {
  return WORDS.slice(0, Number(maxLength)).trim()
}

/** Nothing ran, nothing was fetched, nothing is wider than the smallest screen, in the dark. */
async function isHarmless(page: Page, what: string): Promise<void> {
  await page.evaluate(`for (const it of document.querySelectorAll('main details')) it.open = true`)
  t.equal(await page.evaluate('globalThis.hostile'), undefined, `${what}: nothing runs`)
  t.equal(await page.locator('main img, main script').count(), 0, `${what}: no markup`)
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 700 })
    t.ok((await surplusWidth(page)) <= 0, `${what}: fits ${width} px`)
  }
  await isAccessible(t, page, `${what}: axe in the dark`)
}

const { page, faults } = await openPage(context, `${author.url}/case/${sent.case}`)
page.setDefaultTimeout(30_000)

t.test('at the desk', async (t) => {
  await page.getByText('Rätta eller förnya').click()
  await page.getByRole('button', { name: 'Rätta meddelandet' }).click()
  await page.locator('.live .outcome').waitFor()
  t.match(await page.locator('[id="f/victim/name"]').inputValue(), MARKUP.slice(0, 60))
  await isHarmless(page, 'desk')
})

t.test('on the last page, where it is read as the receiver will see it', async (t) => {
  await page.getByRole('button', { name: 'Läs igenom' }).click()
  await page.getByRole('heading', { name: 'Läs igenom innan du skickar' }).waitFor()
  t.ok((await page.locator('.view').first().innerText()).includes(MARKUP))
  await isHarmless(page, 'last page')
  t.same(faults, [])
})

t.test('in the note of what is not disclosed', async () => {
  await page.getByRole('button', { name: 'Lämna inte ut, därför att …' }).click()
  await page.getByText('Mottagaren behöver inte uppgifterna').click()
  await page.getByLabel('Med egna ord').fill(WORDS)
  await page.getByRole('button', { name: 'Avsluta utan att lämna ut' }).click()
  await page.locator('.journal').waitFor()
  await isHarmless(page, 'note')
  await page.close()
})

t.test('to the reader', async (t) => {
  const opened = await openPage(context, `${reader.url}/message/${sent.id}`)
  opened.page.setDefaultTimeout(30_000)
  for (const text of ['Nej', 'Stöd till den utsatta'])
    await opened.page.getByText(text, { exact: true }).click()
  await opened.page.getByRole('button', { name: 'Öppna' }).click()
  await opened.page.getByRole('heading', { name: 'Vad vi ber er om' }).waitFor()
  await isHarmless(opened.page, 'reading')
  t.same(opened.faults, [])
  await opened.page.close()
})
