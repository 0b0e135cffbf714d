/** POL-4 c and the clock of S2: whoever reports concern for a child sees until when the answer is to come; one that does not come is the receiving manager's. */
import t from 'tap'
import { statusReplyDraft } from '../../src/demo/drafts.ts'
import { todaysDocument } from '../../src/demo/todays-document.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { launchChromium } from '../browser/chromium.ts'
import { EXAMPLES } from '../fixtures/example-documents.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { admit } from '../fixtures/review.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { moveWorld, workWeb } from '../fixtures/work-web.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import type { Composed } from '../fixtures/world-disclosure.ts'

const DAY = 86_400_000
let overdue: Composed | undefined

const { world, door } = await workWeb(t, {}, async (world) => {
  await moveWorld(world, Date.now() - 23 * DAY)
  const { sendOne, open, receipt } = actsOf(world)
  overdue = await sendOne({ head: { respondBy: encodeTime(Date.now() - DAY) } })
  await open(overdue)
  await receipt(overdue, 'taken-over')
  await receipt(overdue, 'registered')
  await moveWorld(world, Date.now() - DAY / 2)
  await admit(world, world.board, { boel: { 'vinr-mottagning': ['decision-maker'] } })
})
const context = await launchChromium()
t.teardown(() => context.close())
const [author, reader, manager] = [
  await door(world.police, 'anna'),
  await door(world.board, 'disa'),
  await door(world.board, 'boel'),
]

/** Klas reports concern; every person in it is covered by the duty. */
function report(wanted: 'yes' | 'no') {
  const document = todaysDocument(EXAMPLES['child-concern']!, world.now)
  return sendDraft(world, [world.police, 'anna'], {
    type: 'child-concern',
    document: { ...document, feedback: { wanted } },
    to: [world.board.function('vinr-mottagning').id],
    urgency: 'priority',
    purpose: 'child-protection',
    facts: { investigationInterest: false },
    protection: { s1: 'none', s2: 'none', s3: 'none', s4: 'none' },
    grounds: ['s1', 's2', 's3', 's4'].map((subject) => ({
      subject,
      rule: 'sol-19-1',
      facts: {
        childMayBeHarmed: true,
        under18AtRelease: true,
        concernsChildsSituation: true,
        individuallyAssessed: true,
      },
    })),
  })
}

t.test('both sides see until when the board decides and answers', async (t) => {
  const sent = await report('yes')
  t.equal(sent.state, 'released')
  const own = await openPage(context, `${author.url}/case/${sent.case}`)
  await own.page.getByText(/Svar begärt senast/).waitFor()
  t.match(
    await own.page.locator('.thread').innerText(),
    /Svar begärt senast .*23:59 \(2\d dagar kvar\)/,
  )
  await own.page.close()
  const { page, faults } = await openPage(context, `${reader.url}/message/${sent.id}`)
  await page.getByText('Nej', { exact: true }).click()
  await page.getByText('Skydd av barn', { exact: true }).click()
  await page.getByRole('button', { name: 'Öppna' }).click()
  await page.getByText('Besluta senast').waitFor()
  const said = await page.locator('article').innerText()
  t.match(said, /Svara senast .*23:59 \(2\d dagar kvar\)/)
  t.match(said, /Besluta senast .*\(1[34] dagar kvar\)/)
  await isAccessible(t, page, 'axe: the clocks')
  t.same(faults, [])
  await page.close()
})

t.test('whoever asks for no answer starts no clock', async (t) => {
  const sent = await report('no')
  const { page } = await openPage(context, `${author.url}/case/${sent.case}`)
  await page.locator('.thread > li').first().waitFor()
  t.equal(await page.getByText(/Svar begärt senast/).count(), 0)
  await page.close()
})

t.test(
  'an answer that is late is before who decides in the receiving function, until it is given',
  async (t) => {
    const { id, head } = overdue!
    const { page, faults } = await openPage(context, `${manager.url}/inbox`)
    await page.getByRole('link', { name: '1 svar dröjer' }).click()
    const row = page.locator('section', { hasText: 'Svar som dröjer' }).locator('.row')
    await row.waitFor()
    t.match(await row.innerText(), new RegExp(`${head.case}.*Riskbedömning`, 's'))
    await isAccessible(t, page, 'axe: late answers')
    await page.setViewportSize({ width: 320, height: 640 })
    t.ok((await surplusWidth(page)) <= 0)
    const reply = await sendDraft(
      world,
      [world.board, 'disa'],
      statusReplyDraft(world.now, { case: head.case, inReplyTo: id }),
    )
    t.equal(reply.state, 'released')
    await actsOf(world).receipt(overdue!, 'answered', 'disa', { answer: reply.id })
    await row.waitFor({ state: 'detached' })
    t.same(faults, [])
    await page.close()
  },
)

t.test('it is not told to a colleague who does not decide', async (t) => {
  const { page } = await openPage(context, `${reader.url}/inbox`)
  await page.locator('.row').first().waitFor()
  t.equal(await page.getByRole('link', { name: /dröjer/ }).count(), 0)
  await page.close()
})
