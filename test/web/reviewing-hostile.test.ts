/** Texts that try to be more than texts are shown as text in every screen of the compliance officer's, and change nothing around them. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { newUuid } from '../../src/protocol/uuid.ts'
import { launchChromium } from '../browser/chromium.ts'
import { HOSTILE, spoilAnswers } from '../fixtures/hostile-answers.ts'
import { openPage, surplusWidth } from '../fixtures/open-page.ts'
import { admit, reviewsOf } from '../fixtures/review.ts'
import { moveWorld, workWeb } from '../fixtures/work-web.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import { requestsOf } from '../fixtures/world-requests.ts'

const { world, door } = await workWeb(t, {}, async (past) => {
  await moveWorld(past, Date.now() - 86_400_000)
  await admit(past, past.board, {
    harald: { ekonomi: ['compliance'] },
    boel: { ekonomi: ['decision-maker'] },
  })
  await actsOf(past).sendOne()
})
const { board } = world
const { sendPlace, open } = reviewsOf(world)
const sent = await sendPlace()
await open(sent)
await requestsOf(world).get(`/v1/disclosures/${newUuid(world.now)}`, board, 'disa')
await world.app.watchDeliveries()
const { url } = await door(board, 'harald')
const context = await launchChromium()
t.teardown(() => context.close())

/** Asked for once, so that there is something to spoil. */
async function inquire(): Promise<void> {
  const { page } = await openPage(context, `${url}/review/case/${sent.head.case}`)
  await page
    .getByRole('link', { name: /^Begär utredning/ })
    .first()
    .click()
  await page.getByLabel('Utredningens nummer').fill('SN 2026/117')
  await page.getByRole('button', { name: 'Skriv under och begär' }).click()
  await page.getByText(/^Begärd\./).waitFor()
  await page.close()
}
await inquire()

const MEMBERS = ['actor', 'code', 'by', 'caseNumber', 'member', 'seed', 'commitment', 'disclosure']

const SCREENS: readonly [path: string, act: (page: Page) => Promise<unknown>][] = [
  [
    '/review/queue/always',
    async (page) => {
      await page.getByRole('button', { name: 'Visa vem' }).first().click()
      await page.getByText('Att du tittade är loggat.').waitFor()
    },
  ],
  [`/review/case/${sent.head.case}`, (page) => page.locator('.timeline li').first().waitFor()],
  ['/review/inquiries', (page) => page.locator('.timeline li').first().waitFor()],
  ['/review/denied', (page) => page.locator('table').first().waitFor()],
  [
    '/review/reconciliation',
    async (page) => {
      await page.getByRole('button', { name: 'Räkna och skriv under' }).click()
      await page.locator('table').first().waitFor()
    },
  ],
]

for (const [i, hostile] of HOSTILE.entries())
  t.test(`hostile text ${i + 1} is text`, async (t) => {
    const page = await context.newPage()
    const dialogs: string[] = []
    page.on('dialog', (dialog) => void dialogs.push(dialog.message()))
    await page.addInitScript(spoilAnswers, { hostile, members: MEMBERS })
    for (const [path, act] of SCREENS) {
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.goto(`${url}${path}`)
      await act(page)
      t.ok(await page.evaluate<boolean>('window.spoiled > 0'), `${path} was given the text`)
      t.equal(await page.evaluate('window.hit'), undefined, path)
      t.equal(await page.locator('main img, main script').count(), 0, path)
      const visible = hostile.replaceAll(/\p{Cc}/gu, '')
      const shown = await page.locator('main').innerText()
      if (visible.trim() === visible && !/[\u2000-\u206f]/.test(visible))
        t.match(shown.replaceAll(/\s+/g, ' '), visible.replaceAll(/\s+/g, ' ').slice(1), path)
      for (const width of [1280, 360, 320]) {
        await page.setViewportSize({ width, height: 640 })
        t.equal(await surplusWidth(page), 0, `${path} fits ${width}`)
      }
    }
    t.same(dialogs, [])
    await page.close()
  })
