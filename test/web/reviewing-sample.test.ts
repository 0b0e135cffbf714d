/** KON-1 d and e in a real browser: a sample that nobody chooses, with its seed, and drawn again by whoever doubts. */
import type { Request } from 'playwright-core'
import t from 'tap'
import { swedishMonthBefore, swedishMonthSpan } from '../../src/policy/swedish-month.ts'
import { seedCommitment } from '../../src/protocol/review-draw.ts'
import { parseStatementUnsafe, payloadDigest, signStatement } from '../../src/protocol/statement.ts'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { admit, reviewsOf } from '../fixtures/review.ts'
import { moveWorld, workWeb } from '../fixtures/work-web.ts'
import { requestsOf } from '../fixtures/world-requests.ts'

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
  t.equal(results.length, 4)
  for (const result of results) t.match(result, /stämmer\s*$/)
  t.match(await page.locator('.timeline dl').innerText(), /Fröet\s+[\w-]{43}/)
  await isAccessible(t, page, 'axe of the comparison')
})

/** Digest of the announcement of the sample that was drawn. */
let drawn = ''

/** What the comparison says, by the name of the check, when the gateway's answers are these instead. */
async function compareWith(
  changes: readonly [path: string, change: (answer: never) => unknown][],
): Promise<Readonly<Record<string, boolean>>> {
  for (const [path, change] of changes)
    await page.route(`**/v1/reviews/samples${path}`, async (route) => {
      const answer = await (await fetch(original(route.request()))).json()
      await route.fulfill({ json: change(answer as never) })
    })
  await page.goto(`${harald.url}/review/sample`)
  await page.getByRole('button', { name: 'Dra om och jämför' }).click()
  await page.getByRole('alert').getByText('Stickprovet stämmer inte.').waitFor()
  const rows = await page.locator('table.checks tbody tr').allInnerTexts()
  for (const [path] of changes) await page.unroute(`**/v1/reviews/samples${path}`)
  return Object.fromEntries(rows.map((row) => [row.split(/\s/)[0]!, !row.includes('INTE')]))
}

/** The population of the sample that there is, whichever is asked for. */
function original(request: Request): string {
  return request.url().replace(/samples\/.*\/population/, `samples/${drawn}/population`)
}

t.test('each way in which a draw is not what was promised is told as what it is', async (t) => {
  const answer = await requestsOf(world).get('/v1/reviews/samples', world.board, 'harald')
  const [{ announcement, draw }] = answer.json().samples
  drawn = parseStatementUnsafe('sample', announcement).digest
  const good = { Fröet: true, Öppningarna: true, Kontrollpunkten: true, Dragningen: true }
  const [missing] = parseStatementUnsafe('sample', draw).payload.drawn!
  const fewer = (answer: { readonly population: readonly string[] }) => ({
    ...answer,
    population: answer.population.filter((id) => id !== missing),
  })
  t.same(await compareWith([['/*/population', fewer]]), {
    ...good,
    Öppningarna: false,
    Dragningen: false,
  })
  const [{ note }] = await world.database.ownerDb<
    [{ note: string }]
  >`select note from log.checkpoint order by year desc, size desc limit 1`
  const later = (answer: object) => ({ ...answer, checkpoint: note })
  t.same(await compareWith([['/*/population', later]]), { ...good, Dragningen: false })
  const altered = (answer: { readonly checkpoint: string }) => ({
    ...answer,
    checkpoint: answer.checkpoint.replace(
      /\n(\d+)\n/,
      (_, size: string) => `\n${Number(size) + 1}\n`,
    ),
  })
  t.same(await compareWith([['/*/population', altered]]), {
    ...good,
    Kontrollpunkten: false,
    Dragningen: false,
  })
  const { key } = world.board.member('harald')
  const promised = { ...parseStatementUnsafe('sample', announcement).payload }
  const other = { ...promised, commitment: seedCommitment(new Uint8Array(32)) }
  const shown = {
    ...parseStatementUnsafe('sample', draw).payload,
    commitment: other.commitment,
    announced: payloadDigest('sample', other),
  }
  const another = () => ({
    samples: [
      {
        month: swedishMonthBefore(Date.now()),
        announcement: signStatement('sample', other, key),
        draw: signStatement('sample', shown, key),
      },
    ],
  })
  const same = (answer: object) => answer
  t.same(
    await compareWith([
      ['', another],
      ['/*/population', same],
    ]),
    { ...good, Fröet: false },
  )
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
