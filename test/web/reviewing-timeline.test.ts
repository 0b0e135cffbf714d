/** KON-3 in a real browser: all that was done in a case, and all that one member did once a second person has agreed. */
import t from 'tap'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage } from '../fixtures/open-page.ts'
import { admit, reviewsOf } from '../fixtures/review.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const { board } = world
await admit(world, board, { harald: { ekonomi: ['compliance'] } })
const { sendPlace, open } = reviewsOf(world)
const sent = await sendPlace()
await open(sent)
const harald = await door(board, 'harald')
const context = await launchChromium()
t.teardown(() => context.close())

t.test(
  'a case is shown by its reference: what was done, as whom and why, without names',
  async (t) => {
    const { page, faults } = await openPage(context, `${harald.url}/review/case`)
    await page.getByLabel('Ärendets referens').fill('9999')
    await page.getByRole('button', { name: 'Visa' }).click()
    await page.getByText('Det är ingen referens.').waitFor()
    await isAccessible(t, page, 'axe of what is typed wrongly')
    t.notOk(harald.requests.some((line) => line.includes('/v1/reviews/cases')))
    await page.getByLabel('Ärendets referens').fill(` ${sent.head.case.toLowerCase()} `)
    await page.keyboard.press('Enter')
    await page.locator('.timeline li').first().waitFor()
    t.equal(new URL(page.url()).pathname, `/review/case/${sent.head.case}`)
    const [newest] = await page.locator('.timeline li').allInnerTexts()
    for (const said of ['Utlämnande öppnat', 'Påhittad funktion', 'stöd till den utsatta', 'Plats'])
      t.match(newest, new RegExp(said, 'i'))
    for (const kept of ['Tuvalisa', 'Fiktivgatan', 'disa', 'Disa'])
      t.notMatch(await page.locator('main').innerText(), kept)
    await isAccessible(t, page, 'axe of a timeline')
    t.same(faults, [])
    await page.close()
  },
)
