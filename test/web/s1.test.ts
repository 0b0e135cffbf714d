/**
 * S1 as its people live it: both sign in at their agency's provider and unlock their own keys; a risk assessment is written, taken over,
 * renewed; and each thing that must not happen does not.
 */
import t from 'tap'
import riskAssessment from '../../src/demo/documents/risk-assessment.json' with { type: 'json' }
import { todaysDocument } from '../../src/demo/todays-document.ts'
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

t.test('5: the assessment is renewed, and the first one no longer counts for either', async (t) => {
  await anna.page.getByRole('link', { name: 'Till ärendet' }).click()
  await anna.page.getByText('Rätta eller förnya').click()
  await anna.page.getByRole('button', { name: 'Förnya meddelandet' }).click()
  await anna.page.getByText('Ersätter ett tidigare meddelande').waitFor()
  await answer(anna.page, /^Akut risk/, 'Medel')
  await anna.page.getByText('Ja. Du ska lämna ut uppgifterna.').first().waitFor()
  await send()
  await anna.page.getByRole('heading', { name: 'Skickat' }).waitFor()
  await anna.page.getByRole('link', { name: 'Till ärendet' }).click()
  await anna.page.getByText('Rättat genom ett senare meddelande').waitFor()
  t.equal(await anna.page.locator('.thread > li').count(), 2)
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
