/** SOC-4, POL-4 and the reply of S5: a question is answered with what it asks for, or with a no as quick; the receipt follows; marks stop it. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { informationRequestDraft } from '../../src/demo/drafts.ts'
import { newCaseReference } from '../../src/protocol/case-reference.ts'
import { launchChromium } from '../browser/chromium.ts'
import type { Draft } from '../../src/client/draft.ts'
import { answer } from '../fixtures/author.ts'
import { agreementOf } from '../fixtures/gateway.ts'
import { isAccessible, openPage } from '../fixtures/open-page.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const context = await launchChromium()
t.teardown(() => context.close())
const [reception, investigation] = [
  await door(world.board, 'disa'),
  await door(world.police, 'anna'),
]

/** A question of the police to the social board, about somebody protected or not. */
async function ask(protection: 'none' | 'sekretessmarkering', more: Partial<Draft> = {}) {
  const draft = informationRequestDraft(world.now, newCaseReference())
  const facts = { ...draft.facts, togetherRevealPlace: false, addressFromRegister: false }
  return sendDraft(world, [world.police, 'anna'], {
    ...draft,
    facts,
    protection: { s1: protection },
    ...more,
  })
}

/** Opens it and begins an answer. */
async function begin(id: string, kind: string): Promise<Page> {
  const { page } = await openPage(context, `${reception.url}/message/${id}`)
  page.setDefaultTimeout(30_000)
  for (const words of ['Nej', 'Stöd till den utsatta'])
    await page.getByText(words, { exact: true }).click()
  await page.getByRole('button', { name: 'Öppna' }).click()
  await page.getByRole('button', { name: kind, exact: true }).click()
  await page.locator('.desk').waitFor()
  return page
}

async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Läs igenom' }).click()
  await page.getByText('Ja, det ska till', { exact: false }).click()
  await page.getByRole('button', { name: 'Skriv under och skicka' }).click()
}

t.test('a no is an answer: two choices, sent, and the question is answered', async (t) => {
  const question = await ask('none')
  t.equal(question.state, 'released')
  const page = await begin(question.id, 'Avböj …')
  t.match(await page.locator('h1').innerText(), 'Svar')
  t.ok(await page.getByLabel('Lämnas inte').isChecked())
  await answer(page, /^Skäl/, 'Uppgifterna finns inte')
  await page.getByLabel('Beslutande').fill('Rut Demolin')
  await answer(page, /Kan den befarade våldsutövaren få insyn/, 'Nej – fara')
  await answer(page, /Får det antecknas/, 'Ja')
  await page.getByText(/^Ja\./).first().waitFor()
  await send(page)
  await page.getByRole('heading', { name: 'Skickat' }).waitFor()
  t.equal(await page.getByText('kvittensen på frågan', { exact: false }).count(), 0)
  await page.close()
  const asker = await openPage(context, `${investigation.url}/case/${question.case}`)
  await asker.page.getByText(/Besvarat/).waitFor()
  await isAccessible(t, asker.page, 'axe: thread')
  await asker.page.close()
})

t.test('what is written in a case is of its kind, an answer and what is begun there', async (t) => {
  const kinds = ['intimate-partner-violence', 'exit-support'] as const
  await world.publish(agreementOf(world, world.now, kinds))
  const question = await ask('none', { caseType: 'exit-support' })
  const page = await begin(question.id, 'Avböj …')
  await answer(page, /^Skäl/, 'Uppgifterna finns inte')
  await page.getByLabel('Beslutande').fill('Rut Demolin')
  await answer(page, /Kan den befarade våldsutövaren få insyn/, 'Nej – fara')
  await answer(page, /Får det antecknas/, 'Ja')
  await page.getByText(/^Ja\./).first().waitFor()
  await send(page)
  await page.getByRole('heading', { name: 'Skickat' }).waitFor()
  await page.close()
  const begun = await openPage(context, `${investigation.url}/case/${question.case}/write`)
  await begun.page.getByRole('button', { name: 'Begäran om uppgifter' }).click()
  await begun.page.locator('.desk').waitFor()
  t.ok(investigation.requests.includes(`GET /v1/cases/${question.case}`), 'the case is asked for')
  await begun.page.close()
})

t.test('what a question asks for is offered as its answer, never a report of status', async (t) => {
  const page = await begin((await ask('none')).id, 'Svara')
  t.match(await page.locator('h1').innerText(), 'Svar')
  t.equal(await page.getByRole('radiogroup', { name: /Svaret gäller/ }).count(), 0)
  await page.close()
})

t.test(
  'S5 in a reply: words about whom the question protects stop it, though it names only staff',
  async (t) => {
    const question = await ask('sekretessmarkering')
    t.equal(question.state, 'released')
    const page = await begin(question.id, 'Avböj …')
    await page.getByText('Skyddade personuppgifter i detta ärende', { exact: false }).waitFor()
    await answer(page, /^Skäl/, 'Annat')
    await page.getByLabel(/Mer om skälet/).fill('Hon bor nu på Sagostigen 4 i Påhittsköping.')
    await page.locator('.marks.stopping li').nth(1).waitFor()
    await page.getByRole('button', { name: 'Läs igenom' }).click()
    await page.getByText('Be en andra person granska de markerade orden').waitFor()
    const before = reception.requests.filter((line) => line === 'POST /v1/disclosures').length
    await page.getByRole('button', { name: 'Skriv under och skicka' }).click()
    t.match(await page.getByRole('alert').innerText(), /markerade orden/)
    t.equal(reception.requests.filter((line) => line === 'POST /v1/disclosures').length, before)
    await page.close()
  },
)
