/**
 * S1 as its people live it: both sign in at their agency's provider and unlock their own keys; a risk assessment is written, taken over,
 * renewed; and each thing that must not happen does not.
 */
import t from 'tap'
import protectionPlan from '../../src/demo/documents/protection-plan.json' with { type: 'json' }
import riskAssessment from '../../src/demo/documents/risk-assessment.json' with { type: 'json' }
import { dayFrom, todaysDocument } from '../../src/demo/todays-document.ts'
import type { JsonObject } from '../../src/protocol/json.ts'
import { answer, begin, fillIn, findGrounds, unprotect } from '../fixtures/author.ts'
import { isAccessible } from '../fixtures/open-page.ts'
import { storedTexts } from '../fixtures/stored-texts.ts'
import { webTown } from '../fixtures/web-town.ts'

const { world, enter } = await webTown(t)
const { police, board } = world
const document = todaysDocument(riskAssessment as JsonObject, world.now)
const SCENARIO = String((document['scenario'] as JsonObject)['text'])
const anna = await enter(police, 'anna', '/write')
const disa = await enter(board, 'disa', '/inbox')
for (const { page } of [anna, disa]) page.setDefaultTimeout(30_000)
const addresses: string[] = []
for (const { page } of [anna, disa])
  page.context().on('request', (request) => void addresses.push(decodeURI(request.url())))

const send = async () => {
  await anna.page.getByRole('button', { name: 'Läs igenom' }).click()
  await anna.page.getByText('Ja, det ska till', { exact: false }).click()
  await anna.page.getByRole('button', { name: 'Skriv under och skicka' }).click()
}

t.test('1: the investigator writes and sends; delivered is said with its time', async (t) => {
  await begin(anna.page, 'Riskbedömning från polisen', `${board.agency}/vinr-mottagning`)
  await fillIn(anna.page, document)
  await unprotect(anna.page, 4)
  await findGrounds(anna.page)
  await anna.page.getByText('Ja. Du ska lämna ut uppgifterna.').first().waitFor()
  await send()
  await anna.page.getByText(/Levererat .* inte öppnat/).waitFor()
  t.equal(await anna.page.title(), 'Sluss')
})

t.test(
  '2: the caseworker is told that something came, opens after the questions, and takes over',
  async (t) => {
    const { page } = disa
    await page.locator('.row').first().waitFor()
    t.notOk((await page.content()).includes('Tuvalisa'), 'a list tells no name')
    await page.locator('.row').first().click()
    for (const words of ['Nej', 'Stöd till den utsatta'])
      await page.getByText(words, { exact: true }).click()
    t.notOk((await page.content()).includes(SCENARIO.slice(0, 20)), 'nothing before the questions')
    await page.getByRole('button', { name: 'Öppna' }).click()
    await page.locator('.levels').waitFor()
    t.match(await page.locator('.levels').innerText(), /Akut risk\s+Hög/)
    await anna.page.getByText(/Öppnat .* ingen har tagit över/).waitFor()
    await page.getByRole('button', { name: 'Jag tar ärendet' }).click()
    await anna.page.getByText(/Övertaget/).waitFor()
    await isAccessible(t, anna.page, 'axe: followed to the end')
  },
)

/** Four actions, as in the story: none of them is about anybody but the victim. */
const row = (what: string, owner: string, responsible: string) => ({
  what,
  owner,
  responsible,
  by: dayFrom(world.now, 1),
  state: 'not-begun',
})
const ACTIONS = [
  row('Säkerhetssamtal', 'Polisen', 'Klas Fiktivsson'),
  row('Kontakt samma dag', 'Socialnämnden', 'Ylva Provtoft'),
  row('Annan plats för överlämningen', 'Socialnämnden', 'Omar Låtsasson'),
  row('Ansökan om kontaktförbud', 'Polisen', 'Klas Fiktivsson'),
]

t.test(
  '3: the plan begins with the assessment that it rests on, and gives each of four actions an owner',
  async (t) => {
    const { page } = disa
    await page.getByRole('button', { name: 'Svara med skydds- och åtgärdsplan' }).click()
    await page.locator('.desk').waitFor()
    const { assessedOn, validUntil } = document['assessment'] as Record<string, string>
    t.equal(await page.getByLabel('Bedömd den').inputValue(), assessedOn)
    t.equal(await page.getByLabel('Giltig till').inputValue(), validUntil)
    const {
      childActions: _,
      perpetratorActions: __,
      ...plan
    } = todaysDocument(protectionPlan as JsonObject, world.now)
    await page.getByLabel('Bedömd den').focus()
    await page.keyboard.press('Shift+Tab')
    await fillIn(page, { ...plan, actions: ACTIONS })
    await isAccessible(t, page, 'axe: a plan')
    await unprotect(page, 1)
    await findGrounds(page)
    await page.getByText('Ja. Du får lämna ut uppgifterna.').first().waitFor()
    await page.getByRole('button', { name: 'Läs igenom' }).click()
    await page.getByText('Ja, det ska till', { exact: false }).click()
    await page.getByRole('button', { name: 'Skriv under och skicka' }).click()
    await page.getByRole('heading', { name: 'Skickat' }).waitFor()
  },
)

t.test('3: the investigator reads each action with its owner', async (t) => {
  const { page } = anna
  await page.getByRole('link', { name: 'Till ärendet' }).click()
  await page.locator('.thread').getByRole('link', { name: 'Skydds- och åtgärdsplan' }).click()
  for (const words of ['Nej', 'Stöd till den utsatta'])
    await page.getByText(words, { exact: true }).click()
  await page.getByRole('button', { name: 'Öppna' }).click()
  await page.locator('.reading').waitFor()
  const shown = await page.locator('.reading').textContent()
  for (const { what, responsible } of ACTIONS) {
    t.ok(shown?.includes(what), what)
    t.ok(shown?.includes(responsible), responsible)
  }
  await isAccessible(t, page, 'axe: a plan that is read')
  await page.goBack()
})

t.test('5: the assessment is renewed, and the first one no longer counts for either', async (t) => {
  await anna.page.getByText('Rätta eller förnya').click()
  await anna.page.getByRole('button', { name: 'Förnya meddelandet' }).click()
  await anna.page.getByText('Ersätter ett tidigare meddelande').waitFor()
  await answer(anna.page, /^Akut risk/, 'Medel')
  await anna.page.getByText('Ja. Du ska lämna ut uppgifterna.').first().waitFor()
  await send()
  await anna.page.getByRole('heading', { name: 'Skickat' }).waitFor()
  await anna.page.getByRole('link', { name: 'Till ärendet' }).click()
  await anna.page.getByText('Rättat genom ett senare meddelande').waitFor()
  t.equal(await anna.page.locator('.thread > li').count(), 3)
})

t.test(
  'no other function, no address, no table, no log and no store has the scenario or a name',
  async (t) => {
    const frida = await enter(board, 'frida', '/cases')
    const path = new URL(anna.page.url()).pathname
    await frida.visit(path)
    await frida.page.getByRole('alert').waitFor()
    t.notOk((await frida.page.content()).includes(SCENARIO.slice(0, 20)))
    const stored = await storedTexts(world)
    t.ok(stored.includes(path.split('/').at(-1)!), 'the case is there to be found')
    const kept = await anna.page.evaluate<string>(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }])',
    )
    for (const words of [SCENARIO.slice(0, 25), 'Tuvalisa', 'Gorm Exempelsson'])
      for (const text of [stored, kept, addresses.join('\n')]) t.notOk(text.includes(words), words)
  },
)

t.test('nothing broke a rule of the page', async (t) => {
  t.same([...anna.faults, ...disa.faults], [])
})
