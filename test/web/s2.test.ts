/**
 * S2 as its people live it: two children are reported, each in a case of its own; the board decides within its time and answers with one
 * of three words; and each thing that must not happen does not.
 */
import t from 'tap'
import childConcern from '../../src/demo/documents/child-concern.json' with { type: 'json' }
import { todaysDocument } from '../../src/demo/todays-document.ts'
import type { JsonObject } from '../../src/protocol/json.ts'
import { answer, begin, fillIn, findGrounds, unprotect } from '../fixtures/author.ts'
import { isAccessible } from '../fixtures/open-page.ts'
import { storedTexts } from '../fixtures/stored-texts.ts'
import { webTown } from '../fixtures/web-town.ts'

const { world, enter } = await webTown(t)
const { police, board } = world
const bo = todaysDocument(childConcern as JsonObject, world.now)
const isa = {
  ...bo,
  child: {
    ...(bo['child'] as JsonObject),
    name: 'Isa Påhittad-Exempelsson',
    number: '20210423-2393',
    birthYear: 2021,
  },
}
const anna = await enter(police, 'anna', '/write')
const disa = await enter(board, 'disa', '/inbox')
for (const { page } of [anna, disa]) page.setDefaultTimeout(30_000)
/** What each side's browser has written anywhere. */
const written = { anna: [] as string[], disa: [] as string[] }
for (const [name, { page }] of Object.entries({ anna, disa }))
  page.context().on('request', (request) => {
    if (request.method() !== 'GET')
      written[name as keyof typeof written].push(new URL(request.url()).pathname)
  })

async function send(page: typeof anna.page) {
  await page.getByRole('button', { name: 'Läs igenom' }).click()
  await page.getByText('Ja, det ska till', { exact: false }).click()
  await page.getByRole('button', { name: 'Skriv under och skicka' }).click()
  await page.getByRole('heading', { name: 'Skickat' }).waitFor()
}

/** Writes a report from the first field to the last; its case. */
async function report(document: JsonObject): Promise<string> {
  const { page } = anna
  await begin(page, 'Orosanmälan', `${board.agency}/vinr-mottagning`)
  await fillIn(page, document)
  await unprotect(page, 4)
  await findGrounds(page)
  await page.getByText('Ja. Du ska lämna ut uppgifterna.').first().waitFor()
  await send(page)
  await page.getByRole('link', { name: 'Till ärendet' }).click()
  await page.locator('.thread > li').first().waitFor()
  return new URL(page.url()).pathname
}

const cases: string[] = []

t.test('1: two children are two reports in two cases, each with its clock', async (t) => {
  cases.push(await report(bo))
  const thread = anna.page.locator('.thread')
  t.match(await thread.innerText(), /Svar begärt senast .*23:59 \(2\d dagar kvar\)/)
  await anna.visit('/write')
  cases.push(await report(isa))
  t.not(cases[0], cases[1])
  t.equal(await thread.locator('> li').count(), 1)
  t.equal(
    await anna.page.getByText('Isa Påhittad', { exact: false }).count(),
    0,
    'a thread tells no name',
  )
})

t.test('2: the caseworker sees the child, what is acute, and until when to decide', async (t) => {
  const { page } = disa
  await page.locator('.row').nth(1).waitFor()
  t.notOk((await page.content()).includes('Påhittad-Exempelsson'), 'a list tells no name')
  await disa.visit(cases[0]!)
  await page.locator('.thread').getByRole('link', { name: 'Orosanmälan' }).click()
  for (const words of ['Nej', 'Skydd av barn']) await page.getByText(words, { exact: true }).click()
  await page.getByRole('button', { name: 'Öppna' }).click()
  await page.getByText('Besluta senast').waitFor()
  const said = await page.locator('article').innerText()
  t.match(said, /Bo Påhittad-Exempelsson/)
  t.notMatch(said, /Isa Påhittad/)
  t.match(said, /Besluta senast .*\(1[34] dagar kvar\)/)
  t.match(said, /Svara senast .*23:59 \(2\d dagar kvar\)/)
  await isAccessible(t, page, 'axe: the report')
  await page.getByRole('button', { name: 'Jag tar ärendet' }).click()
  await page.getByText(/Övertaget av dig/).waitFor()
})

t.test('3: the answer is one of three words: there is no field for anything else', async (t) => {
  const { page } = disa
  await page.getByRole('button', { name: 'Svara', exact: true }).click()
  await page.locator('.desk').waitFor()
  await answer(page, /Svaret gäller/, 'En orosanmälan')
  const inquiry = page.getByRole('radiogroup', { name: /Utredning/ })
  await inquiry.waitFor()
  t.same(
    await inquiry
      .getByRole('radio')
      .evaluateAll((all) => all.map((one) => one.getAttribute('value'))),
    ['opened', 'not-opened', 'ongoing'],
  )
  await answer(page, /Utredning/, 'Har inletts')
  await answer(page, /Kan den befarade våldsutövaren få insyn/, 'Nej – fara')
  await answer(page, /Får det antecknas/, 'Ja')
  t.equal(
    await page.locator('main').locator('textarea, input[type=text]').count(),
    0,
    'nowhere to write a reason, a plan or a place',
  )
  await isAccessible(t, page, 'axe: the answer')
  await page.locator('input[type=date]').fill(new Date(world.now).toISOString().slice(0, 10))
  await page.getByRole('combobox', { name: 'Barnet' }).selectOption({ index: 0 })
  await page.getByRole('button', { name: 'Visa frågorna' }).click()
  await answer(page, /misstanke om ett begånget brott/, 'Ja')
  const day = page.getByLabel('Vilken dag begicks brottet', { exact: false })
  t.equal(await day.getAttribute('type'), 'date', 'a day is asked for as a day')
  const crime = page.getByRole('combobox', { name: 'Vilket begånget brott' })
  t.ok((await crime.getByRole('option').count()) > 30, 'a crime is one of those that the law names')
  await answer(page, /misstanke om ett begånget brott/, 'Nej')
  await answer(page, /mottagaren som har gjort anmälan/, 'Ja')
  await answer(page, /bara om en utredning har inletts/, 'Ja')
  await answer(page, /inte är olämpligt att svara anmälaren/, 'Ja')
  await page.getByRole('button', { name: 'Visa förslag' }).click()
  await page.getByRole('button', { name: 'Bekräfta grunderna' }).click()
  await page.getByText(/^Ja\./).first().waitFor()
  await send(page)
})

t.test('4: the reporter reads the answer, and nothing more than the three words', async (t) => {
  const { page } = anna
  await anna.visit(cases[0]!)
  await page.locator('.thread').getByRole('link', { name: 'Återkoppling' }).click()
  for (const words of ['Nej', 'Skydd av barn']) await page.getByText(words, { exact: true }).click()
  await page.getByRole('button', { name: 'Öppna' }).click()
  await page.getByText('Har inletts').waitFor()
  const said = await page.locator('article').innerText()
  t.notMatch(said, /Påhittad-Exempelsson|Tuvalisa|Gorm/)
})

t.test(
  'no other unit of the board learns of it, and nothing was sent to the custodians',
  async (t) => {
    const frida = await enter(board, 'frida', '/cases')
    await frida.visit(cases[0]!)
    await frida.page.getByRole('alert').waitFor()
    t.match(await frida.page.getByRole('alert').innerText(), /[Ff]inns inte.*behörig/s)
    t.equal(await frida.page.locator('.thread').count(), 0)
    t.equal(
      [...written.anna, ...written.disa].filter((path) => path === '/v1/disclosures').length,
      3,
      'two reports and one answer',
    )
    const stored = await storedTexts(world)
    t.ok(stored.includes(cases[0]!.split('/').at(-1)!), 'the case is there to be found')
    for (const words of ['Påhittad-Exempelsson', 'krossat glas', 'Tuvalisa'])
      t.notOk(stored.includes(words), words)
  },
)

t.test('nothing broke a rule of the page', async (t) => {
  t.same([...anna.faults, ...disa.faults], [])
})
