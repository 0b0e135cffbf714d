/** KON-1 d and e in a real browser: a sample that nobody chooses, with its seed, and drawn again by whoever doubts. */
import t from 'tap'
import { swedishMonthBefore, swedishMonthSpan } from '../../src/policy/swedish-month.ts'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { admit, reviewsOf } from '../fixtures/review.ts'
import { moveWorld, workWeb } from '../fixtures/work-web.ts'

const OPENINGS = 12
const { from } = swedishMonthSpan(swedishMonthBefore(Date.now()))
const { world, door } = await workWeb(t, {}, async (past) => {
  await moveWorld(past, from + 86_400_000)
  await admit(past, past.board, { harald: { ekonomi: ['compliance'] } })
  const { sendPlace, open } = reviewsOf(past)
  for (let i = 0; i < OPENINGS; i++) await open(await sendPlace())
})
const harald = await door(world.board, 'harald')
const context = await launchChromium()
t.teardown(() => context.close())
const { page, faults } = await openPage(context, `${harald.url}/review`)

t.test('the first page says that the month’s sample is not drawn, and leads to it', async (t) => {
  await page.getByRole('link', { name: /^Stickprovet för .* är inte draget/ }).click()
  await page.getByText('Inget stickprov är draget ännu.').waitFor()
  t.equal(new URL(page.url()).pathname, '/review/sample')
})

t.test('one click promises a seed in the log, and draws', async (t) => {
  await page.getByRole('button', { name: /^Dra stickprovet för / }).click()
  await page.getByText(`10 av ${OPENINGS} öppningar är dragna och ligger i kön.`).waitFor()
  const said = await page.locator('.notice').innerText()
  const [, announced, drawn] = /post (\d+) i loggen\. Dragningen är post (\d+)/.exec(said)!
  t.ok(Number(announced) < Number(drawn), 'the promise stands before the draw')
  const posted = harald.requests.filter((line) => line.includes('/v1/reviews/samples'))
  const at = (path: RegExp) => posted.findIndex((line) => path.test(line))
  t.ok(at(/^POST/) < at(/population$/), 'promised before the openings are listed')
  await isAccessible(t, page, 'axe of what was drawn')
})

t.test('whoever doubts draws it again, from the seed that is shown', async (t) => {
  await page.getByRole('button', { name: 'Visa bland stickproven' }).click()
  await page.getByRole('button', { name: 'Dra om och jämför' }).click()
  await page.getByText('Samma öppningar drogs igen.').waitFor()
  const results = await page.locator('table.checks tbody tr').allInnerTexts()
  t.equal(results.length, 3)
  for (const result of results) t.match(result, /stämmer\s*$/)
  t.match(await page.locator('.timeline dl').innerText(), /Fröet\s+[\w-]{43}/)
  await isAccessible(t, page, 'axe of the comparison')
})

t.test('a draw that does not follow from its seed is told as what it is', async (t) => {
  // Another checkpoint is as another root: the log did sign it, but the draw does not follow from it.
  const { note } = (
    await world.database.ownerDb<
      { note: string }[]
    >`select note from log.checkpoint order by year desc, size desc limit 1`
  )[0]!
  await page.route('**/population', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ json: { ...(await answer.json()), checkpoint: note } })
  })
  await page.reload()
  await page.getByRole('button', { name: 'Dra om och jämför' }).click()
  await page.getByRole('alert').getByText('Stickprovet stämmer inte.').waitFor()
  t.match(await page.locator('table.checks').innerText(), /Dragningen[\s\S]*STÄMMER INTE/)
  await page.unroute('**/population')
})

t.test('what was drawn stands in the queue, once, and fits 320 pixels', async (t) => {
  await page.setViewportSize({ width: 320, height: 640 })
  t.equal(await surplusWidth(page), 0)
  await page.goto(`${harald.url}/review`)
  await page.getByRole('link', { name: /^Stickprovet för .* är draget/ }).waitFor()
  t.equal(await surplusWidth(page), 0)
  await isAccessible(t, page, 'axe of the first page')
  t.same(faults, [])
})
