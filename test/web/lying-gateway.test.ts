/** What the screens tell when the gateway lies about how far a message has come: never more than was signed, and what to do. */
import t from 'tap'
import type { Page } from 'playwright-core'
import { encodeTime } from '../../src/protocol/time.ts'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { workWeb } from '../fixtures/work-web.ts'
import { actsOf } from '../fixtures/world-acts.ts'

const { world, door } = await workWeb(t)
const { sendOne } = actsOf(world)
const { police, board } = world
const context = await launchChromium()
t.teardown(() => context.close())
const [author, reader] = await Promise.all([door(police, 'anna'), door(board, 'disa')])
const sent = await sendOne()
const NOW = encodeTime(world.now)
const CASE = `${author.url}/case/${sent.head.case}`

async function visit(url: string): Promise<Page> {
  const { page } = await openPage(context, url)
  page.setDefaultTimeout(30_000)
  return page
}

// oxlint-disable-next-line typescript/no-explicit-any
type Told = any

/** Opens the thread while the gateway says this of its message. */
async function threadWith(alter: (message: Told) => unknown): Promise<Page> {
  author.lie = {
    path: /^\/v1\/cases\/[^/]+$/,
    alter: (thread: Told) => {
      alter(thread.messages[0])
      return thread
    },
  }
  return visit(CASE)
}

const textOf = async (page: Page) => {
  await page.locator('ol.thread li').first().waitFor()
  return page.locator('main').innerText()
}

t.test('a sender is not told that anybody has taken over, when nobody has signed', async (t) => {
  const page = await threadWith((message) =>
    Object.assign(message.progress[0], { opened: NOW, takenOver: NOW, answered: NOW }),
  )
  const text = await textOf(page)
  t.match(text, /Levererat .* – inte öppnat/)
  t.match(text, /visar ingen underskrift som håller\. Räkna inte med det\./)
  t.match(text, /Ring den andra sidan/)
  t.notMatch(text, /Övertaget|Besvarat/)
  t.match(text, /att någon tar över/, 'it still waits for that')
  await isAccessible(t, page, 'axe')
  await page.setViewportSize({ width: 360, height: 800 })
  t.equal(await surplusWidth(page), 0)
  await page.close()
})

t.test('an invented recall, correction or type is told as the gateway’s word', async (t) => {
  const recalled = await threadWith((message) =>
    Object.assign(message, { state: 'recalled', withdrawnAt: NOW }),
  )
  const said = await textOf(recalled)
  t.match(said, /Uppges återkallat, utan avsändarens underskrift/)
  t.match(said, /men visar ingen underskrift av avsändaren/)
  await recalled.close()
  const corrected = await threadWith((message) => (message.correctedBy = sent.id))
  t.match(await textOf(corrected), /men visar ingen rättelse av avsändaren/)
  await corrected.close()
  const other = await threadWith((message) => (message.type = 'information-request'))
  const shown = await textOf(other)
  t.match(shown, /Riskbedömning/)
  t.match(shown, /bekräftas inte av avsändarens underskrift/)
  await other.close()
  author.lie = undefined
})

t.test(
  'what a colleague is said to have, and has not signed for, lies first among what nobody has',
  async (t) => {
    await sendOne()
    reader.lie = {
      path: /^\/v1\/inbox\/work/,
      alter: (work: Told) => {
        const [item, ...rest] = work.unowned.items.toReversed()
        return {
          ...work,
          unowned: { total: rest.length, items: rest },
          ours: { total: 1, items: [{ ...item, owner: board.member('emil').member }] },
        }
      },
    }
    const page = await visit(`${reader.url}/inbox`)
    const section = page.locator('section.work').filter({ hasText: 'Ingen har tagit' })
    await section.locator('.row').nth(1).waitFor()
    t.match(
      await section.locator('.row').first().innerText(),
      /Uppges taget, utan underskrift\. Fråga kollegorna\./,
    )
    t.notMatch(await page.locator('main').innerText(), /Emil/)
    await isAccessible(t, page, 'axe')
    await page.close()
  },
)
