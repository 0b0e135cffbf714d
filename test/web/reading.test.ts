/** SOC-1, SOC-2, SOC-5 in a real browser: nothing before the questions, the first screen, taking over, the note for the case file. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import t from 'tap'
import type { Test } from 'tap'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { launchChromium } from '../browser/chromium.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const context = await launchChromium()
t.teardown(() => context.close())
const draft = riskAssessmentDraft(world.now)
const sent = await sendDraft(world, [world.police, 'anna'], draft)
const reception = await door(world.board, 'disa')

async function visit(path: string): Promise<{ readonly page: Page; readonly faults: string[] }> {
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())))
  page.on('pageerror', (error) => void faults.push(String(error)))
  await page.goto(`${reception.url}${path}`)
  return { page, faults }
}

async function isAccessible(t: Test, page: Page, what: string) {
  const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    `${axe}; axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
  )
  t.same(
    found.violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
    [],
    what,
  )
}

const { page, faults } = await visit(`/message/${sent.id}`)
t.equal(sent.state, 'released')
const answer = (text: string) => page.getByText(text, { exact: true }).click()

t.test(
  'two questions stand before the content, and nothing of it is fetched before they are answered',
  async (t) => {
    await page.getByText('Känner du någon i ärendet?').waitFor()
    await isAccessible(t, page, 'axe before the content')
    await page.getByRole('button', { name: 'Öppna' }).click()
    await page.getByText('Svara på båda frågorna först.').waitFor()
    t.notOk(
      reception.requests.some((line) => line.includes('/open')),
      'nothing was opened',
    )
    t.notMatch(await page.content(), /Tuvalisa|070-/)
  },
)

t.test(
  'SOC-1: three presses from the inbox take a case, before anything of it is read',
  async (t) => {
    const fresh = await sendDraft(world, [world.police, 'anna'], draft)
    const other = await door(world.board, 'emil')
    const { page } = await visit('/inbox')
    await page.locator(`a[href="/message/${fresh.id}"]`).click()
    const take = page.getByRole('button', { name: 'Jag tar ärendet' })
    await page.getByText('Känner du någon i ärendet?').waitFor()
    t.equal(await take.count(), 0, 'not before the question')
    await page.getByText('Nej', { exact: true }).click()
    await take.click()
    await page.getByText(/Övertaget av dig/).waitFor()
    t.equal(await take.count(), 0)
    t.notOk(
      reception.requests.some((line) => line.includes(`${fresh.id}/open`)),
      'nothing was opened',
    )
    await isAccessible(t, page, 'axe: taken before it is read')
    await page.close()
    const colleague = await context.newPage()
    await colleague.goto(`${other.url}/message/${fresh.id}`)
    await colleague.getByText(/Övertaget av Disa Påhittad/).waitFor()
    await colleague.close()
  },
)

t.test('who knows somebody is shown the way out, and can open nothing', async (t) => {
  await answer('Ja, lämna över')
  await page.getByText('Att du säger det räknas inte mot dig.').waitFor()
  t.equal(await page.getByRole('button', { name: 'Öppna' }).count(), 0)
  await page.getByRole('button', { name: 'Anteckna det och gå till inkorgen' }).click()
  await page.waitForURL('**/inbox')
  t.ok(
    reception.requests.some((line) => /^POST .*\/conflict$/.test(line)),
    'it is on record',
  )
  await page.goBack()
})

t.test('who is not sure sees roles and no names', async (t) => {
  await answer('Vet inte, visa roller')
  const shown = await page.getByText('Det gäller:').innerText()
  t.match(shown, 'den utsatta, den befarade våldsutövaren, 2 barn')
})

t.test(
  'the first screen says how high the risk is, what is asked, and hides the contact',
  async (t) => {
    await answer('Nej')
    await answer('Stöd till den utsatta')
    await page.getByRole('button', { name: 'Öppna' }).click()
    await page.getByRole('heading', { name: 'Vad vi ber er om' }).waitFor({ timeout: 30_000 })
    t.match(await page.locator('.levels').innerText(), /Akut risk\s+Hög/)
    const text = await page.locator('main').innerText()
    t.notMatch(text, String((draft.document['contact'] as { address: string }).address))
    t.ok(text.indexOf('Akut risk') < text.indexOf('Vad vi ber er om'))
    t.ok(text.indexOf('Vad vi ber er om') < text.indexOf('Säker kontakt'))
    await isAccessible(t, page, 'axe of the first screen')
  },
)

t.test('the contact is shown with one click and hidden with another', async (t) => {
  const address = String((draft.document['contact'] as { address: string }).address)
  await page.getByRole('button', { name: 'Visa', exact: true }).click()
  await page.getByText(address).waitFor()
  await page.getByRole('button', { name: 'Dölj', exact: true }).click()
  t.equal(await page.getByText(address).count(), 0)
})

/** What has focus and lies, wholly or in part, behind the button that stands fast (WCAG 2.2, 2.4.11). */
const BEHIND = `(() => {
  const bar = document.querySelector('.untaken .main')
  document.activeElement.blur()
  const stops = [...document.querySelectorAll('main a[href], main button, main summary, main input')]
  return stops.flatMap((one) => {
    one.focus()
    const [own, its] = [bar.getBoundingClientRect(), one.getBoundingClientRect()]
    const isClear = one === bar || its.height === 0 || its.bottom <= own.top + 0.5
    return isClear ? [] : [one.textContent]
  })
})()`

t.test(
  'on a phone the case can be taken from wherever one reads, and nothing is behind the button',
  async (t) => {
    const take = page.getByRole('button', { name: 'Jag tar ärendet' })
    await page.setViewportSize({ width: 360, height: 740 })
    // Where it is scrolled to is looked at at once.
    await page.evaluate(`document.documentElement.style.scrollBehavior = 'auto'`)
    await page.evaluate('scrollTo(0, 0)')
    const { y, height } = (await take.boundingBox())!
    t.ok(y > 0 && y + height <= 740, `${y} to ${y + height}`)
    t.same(await page.evaluate(BEHIND), [])
    await page.evaluate('scrollTo(0, document.body.scrollHeight)')
    const last = await page.evaluate<number>(
      `document.querySelector('.reading').lastElementChild.getBoundingClientRect().bottom`,
    )
    t.ok(last <= (await take.boundingBox())!.y, 'the last words stand above it')
    await page.setViewportSize({ width: 320, height: 256 })
    const position = `getComputedStyle(document.querySelector('.untaken .main')).position`
    t.equal(await page.evaluate(position), 'static', 'at 400 %')
    await page.setViewportSize({ width: 1280, height: 720 })
    await page.evaluate(`document.documentElement.style.scrollBehavior = ''`)
  },
)

t.test('taking over is one click, and says who has it', async (t) => {
  await page.getByRole('button', { name: 'Jag tar ärendet' }).click()
  await page.getByText(/Övertaget av dig/).waitFor()
  t.equal(await page.getByRole('button', { name: 'Jag tar ärendet' }).count(), 0)
})

t.test('the note for the case file is recorded as copied, and leads to nobody', async (t) => {
  await page.getByRole('button', { name: 'Kopiera till journalen' }).click()
  const note = await page.locator('figure pre').innerText()
  t.match(note, sent.case)
  t.match(note, /RISKNIVÅER\s+Akut risk: Hög/)
  t.notMatch(note, String((draft.document['contact'] as { address: string }).address))
  t.ok(reception.requests.some((line) => line.startsWith('POST') && line.endsWith('/uses')))
})

t.test(
  'a file of it is recorded as taken out, is built from data, and leads to nobody',
  async (t) => {
    const handed = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Spara som PDF' }).click()
    const file = await handed
    t.equal(file.suggestedFilename(), 'sluss.pdf', 'its name says nothing')
    const pdf = (await readFile(await file.path())).toString('latin1')
    t.match(pdf, sent.case)
    t.match(pdf, /\(Akut risk\) Tj[\s\S]*\(H\xf6g\) Tj/)
    for (const { address } of [draft.document['contact'] as { address: string }])
      t.notOk(pdf.includes(Buffer.from(address).toString('latin1')) || pdf.includes(address))
    t.notMatch(
      pdf,
      /\/(Info|Title|Producer|Creator|CreationDate|ModDate|Metadata|Author|JavaScript|EmbeddedFile|OCG|Annots|AcroForm)\b/,
    )
    t.equal(pdf.match(/startxref/g)!.length, 1, 'no earlier version lies in it')
    t.equal(reception.requests.filter((line) => line.endsWith('/uses')).length, 2)
  },
)

/** What stands in the margins of every sheet while the browser prints. */
async function printedMargins(): Promise<string> {
  await page.evaluate(() => {
    addEventListener('beforeprint', () => {
      const rules = document.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules])
      document.body.dataset['printed'] = rules.map(({ cssText }) => cssText).join('\n')
    })
  })
  await page.pdf()
  return page.evaluate(() => document.body.dataset['printed'] ?? '')
}

t.test(
  'each sheet of a print-out says the case, secrecy, who printed it and when, and its number',
  async (t) => {
    const margins = await printedMargins()
    t.match(margins, `Kan omfattas av sekretess · ${sent.case}`)
    t.match(margins, /Utskrivet av disa \S+ \d+ \S+ \d{4} \d\d:\d\d/)
    t.match(margins, /"Sida " counter\(page\) " av " counter\(pages\)/)
    await page.getByRole('button', { name: 'Skriv ut' }).click()
    await page.getByText('Hämta utskriften direkt.').waitFor()
  },
)

t.test('registering is told with what follows', async () => {
  await page.getByRole('button', { name: 'Registrerat i vår akt' }).click()
  await page.getByText(/Innehållet gallras när båda sidor/).waitFor()
})

t.test('whoever comes again is asked again, and hears who has taken it', async (t) => {
  const again = await visit(`/message/${sent.id}`)
  for (const text of ['Nej', 'Skydd av barn'])
    await again.page.getByText(text, { exact: true }).click()
  await again.page.getByRole('button', { name: 'Öppna' }).click()
  await again.page.locator('.levels').waitFor({ timeout: 30_000 })
  await again.page.getByText(/Övertaget av dig/).waitFor()
  t.equal(reception.requests.filter((line) => line.endsWith('/open')).length, 2, 'two records')
  await again.page.close()
})

t.test('what does not exist and what is not yours get the same answer', async (t) => {
  const other = await visit('/message/0195556f-4c00-7000-8000-00000000ffff')
  await other.page.getByRole('alert').waitFor()
  t.match(await other.page.getByRole('alert').innerText(), /behörig|finns inte/i)
  await other.page.close()
})

t.test('fits a narrow screen, keeps its title, and breaks no rule of the page', async (t) => {
  await page.setViewportSize({ width: 360, height: 740 })
  const surplus = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  t.ok(surplus <= 0, `${surplus} px too wide`)
  t.equal(await page.title(), 'Sluss')
  t.same(faults, [])
})
