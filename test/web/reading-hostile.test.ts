/** Hostile words in every field of every message type: the reader sees the words that they are, what cannot be seen too, and nothing runs. */
import t from 'tap'
import { arrangeDocument } from '../../src/client/reading/arrange.ts'
import type { Arrangement } from '../../src/client/reading/arrange.ts'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { listFields } from '../../src/protocol/document-field.ts'
import { putValue } from '../../src/protocol/json-pointer.ts'
import type { JsonObject, JsonValue } from '../../src/protocol/json.ts'
import { launchChromium } from '../browser/chromium.ts'
import { EXAMPLES } from '../fixtures/example-documents.ts'
import { messageType } from '../fixtures/message-types.ts'
import { isAccessible, surplusWidth } from '../fixtures/open-page.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const reader = await door(world.board, 'disa')
const context = await launchChromium()
t.teardown(() => context.close())
const sent = await sendDraft(world, [world.police, 'anna'], riskAssessmentDraft(world.now))
const SHOWN =
  '<img src=x onerror="globalThis.hostile=1">{{case}}$t(send)</bdi><script>globalThis.hostile=1</script>'
const WORDS = `\u202Egnal\u2066\u200B\uFEFF${SHOWN}${'Å'.repeat(120)}`

/** The document with these words wherever there are any: whatever the sender's program should have refused. */
function spoil(type: string): Arrangement {
  const spoilt = structuredClone(EXAMPLES[type]!) as JsonObject
  for (const { pointer, leaf, value } of listFields(messageType(type), spoilt))
    if (leaf.schema['enum'] === undefined) putValue(spoilt, pointer, spoilValue(value))
  return arrangeDocument(messageType(type), spoilt)
}

function spoilValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') return WORDS
  return Array.isArray(value) ? value.map(spoilValue) : value
}

/** As if the worker had opened this: nothing that the page is given is believed to be harmless, whoever has verified it. */
function hand(arrangement: Arrangement): void {
  const add = Worker.prototype.addEventListener
  Worker.prototype.addEventListener = function (
    this: Worker,
    type: string,
    listener: EventListenerOrEventListenerObject,
  ) {
    const heard = (event: Event) => {
      const { value } = (event as MessageEvent).data as { value?: { arrangement?: Arrangement } }
      if (value?.arrangement) value.arrangement = arrangement
      return (listener as EventListener)(event)
    }
    return add.call(this, type, type === 'message' ? heard : listener)
  } as typeof Worker.prototype.addEventListener
}

for (const type of Object.keys(EXAMPLES))
  t.test(`${type}: every field is words`, async (t) => {
    const { page, faults } = await openHanded(spoil(type))
    for (const answer of ['Nej', 'Stöd till den utsatta'])
      await page.getByText(answer, { exact: true }).click()
    await page.getByRole('button', { name: 'Öppna' }).click()
    await page.locator('article.reading').waitFor()
    await page.evaluate(`for (const it of document.querySelectorAll('details')) it.open = true`)
    for (const name of ['Visa', /^Visa: /])
      for (const one of await page.getByRole('button', { name, exact: true }).all())
        await one.click()
    const shown = await page.locator('article').innerText()
    t.match(shown, `[U+202E]gnal[U+2066][U+200B][U+FEFF]${SHOWN}`, 'words as they are')
    t.notMatch(shown, /[\u202E\u2066\u200B]/, 'nothing turns what stands around it')
    t.equal(await page.evaluate('globalThis.hostile'), undefined, 'nothing runs')
    t.equal(await page.locator('article img, article script').count(), 0, 'no markup')
    await page.emulateMedia({ colorScheme: 'dark' })
    for (const width of [360, 320]) {
      await page.setViewportSize({ width, height: 740 })
      t.ok((await surplusWidth(page)) <= 0, `${width} px`)
    }
    await isAccessible(t, page, 'axe in the dark')
    t.same(faults, [])
    await page.close()
  })

/** A page that is given this in the place of what the worker has opened. */
async function openHanded(arrangement: Arrangement) {
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.addInitScript(hand, arrangement)
  const faults: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())))
  page.on('pageerror', (error) => void faults.push(String(error)))
  await page.goto(`${reader.url}/message/${sent.id}`)
  return { page, faults }
}
