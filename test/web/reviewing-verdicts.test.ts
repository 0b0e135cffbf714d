/** KON-1 (c): each verdict takes two presses with a comment: one to write it, one to give the verdict. */
import t from 'tap'
import { launchChromium } from '../browser/chromium.ts'
import { admit, reviewsOf } from '../fixtures/review.ts'
import { openPage } from '../fixtures/open-page.ts'
import { workWeb } from '../fixtures/work-web.ts'

const VERDICTS = [
  ['OK', 'förklarad'],
  ['Fråga chef', 'chefen tillfrågas'],
  ['Incident', 'incident'],
] as const

const { world, door } = await workWeb(t)
const { board } = world
await admit(world, board, { harald: { ekonomi: ['compliance'] } })
const { sendPlace, open } = reviewsOf(world)
for (const _ of VERDICTS) await open(await sendPlace())
const review = await door(board, 'harald')
const context = await launchChromium()
t.teardown(() => context.close())
const { page, faults } = await openPage(context, `${review.url}/review`)
page.setDefaultTimeout(30_000)
await page.getByRole('link', { name: /^Alltid granskas/ }).click()

for (const [press, told] of VERDICTS)
  t.test(
    `“${press}” with a comment is two presses, and is told with its place in the log`,
    async (t) => {
      const row = page
        .locator('.queue li', { has: page.getByRole('button', { name: press }) })
        .first()
      await row.getByText('Skriv en kommentar').click()
      await page.keyboard.type('Påhittad förklaring')
      t.equal(
        await page.locator('textarea').inputValue(),
        'Påhittad förklaring',
        'it has the focus',
      )
      await row.getByRole('button', { name: press, exact: true }).click()
      await page.getByText(new RegExp(`Bedömt: ${told}\\. Det är post \\d+ i loggen\\.`)).waitFor()
    },
  )

t.test('nothing broke a rule of the page', async (t) => {
  t.same(faults, [])
})
