/** POL-1, S1 step 1 and S5 in a real browser: written with the keyboard, judged, read through, signed and sent through a real gateway. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import t from 'tap'
import type { Test } from 'tap'
import riskAssessment from '../../src/demo/documents/risk-assessment.json' with { type: 'json' }
import { todaysDocument } from '../../src/demo/todays-document.ts'
import type { JsonObject } from '../../src/protocol/json.ts'
import { launchChromium } from '../browser/chromium.ts'
import { typeDocument } from '../fixtures/type-document.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const context = await launchChromium()
t.teardown(() => context.close())
const police = await door(world.police, 'anna')
const document = todaysDocument(riskAssessment as JsonObject, world.now)
const THREE_MINUTES = 180_000

/** A page of the author’s, and what it said that it should not. */
async function visit(path: string): Promise<{ readonly page: Page; readonly faults: string[] }> {
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())))
  page.on('pageerror', (error) => void faults.push(String(error)))
  await page.goto(`${police.url}${path}`)
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

interface Focused {
  readonly name: string
  readonly value: string
  readonly group: string
  readonly kind: string
}

/** What has the focus, as somebody who listens is told. */
function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = globalThis.document.activeElement as HTMLInputElement
    if (element === globalThis.document.body) return { name: '', value: '', group: '', kind: '' }
    const label = element.closest('label') ?? element.labels?.[0]
    const group = element.closest('[role=radiogroup]')?.getAttribute('aria-labelledby') ?? ''
    return {
      name: (label ?? element).textContent?.trim() ?? '',
      value: element.value ?? '',
      group: globalThis.document.getElementById(group.split(' ')[0]!)?.textContent ?? '',
      kind: element.type ?? element.tagName,
    }
  })
}

/** Tab until it is there. */
async function tabTo(page: Page, isThere: (focus: Focused) => boolean, key = 'Tab'): Promise<void> {
  for (let steps = 0; steps < 500; steps++) {
    if (isThere(await focused(page))) return
    await page.keyboard.press(key)
  }
  throw new Error('not in the order of Tab')
}

async function press(page: Page, name: string, key = 'Enter', direction = 'Tab'): Promise<void> {
  await tabTo(page, (focus) => focus.name === name, direction)
  await page.keyboard.press(key)
}

/** Begins a risk assessment and chooses the social board, with the keyboard. */
async function begin(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Riskbedömning från polisen' }).waitFor()
  await press(page, 'Riskbedömning från polisen')
  await page.locator('.desk').waitFor()
  await tabTo(page, ({ value }) => value === `${world.board.agency}/vinr-mottagning`)
  await page.keyboard.press('Space')
}

/** What she answers to the helper; yes to everything else. */
const NOES = [/väger/, /förundersökning/]

/** Answers the questions of the ground helper, and confirms what it suggests. */
async function findGrounds(page: Page): Promise<void> {
  await press(page, 'Visa frågorna')
  await page.locator('.question').first().waitFor()
  for (let steps = 0; steps < 60; steps++) {
    await page.keyboard.press('Tab')
    const { name, group, kind } = await focused(page)
    if (name === 'Visa förslag') break
    if (kind !== 'radio' || group === '') continue
    await page.keyboard.press('Space')
    if (NOES.some((no) => no.test(group))) await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  await page.locator('.suggested').waitFor()
  for (let steps = 0; steps < 60; steps++) {
    await page.keyboard.press('Tab')
    const { name, kind } = await focused(page)
    if (name === 'Bekräfta grunderna') break
    if (kind === 'textarea')
      await page.keyboard.insertText('Socialnämnden kan inte planera skydd utan att känna risken.')
  }
  await page.keyboard.press('Enter')
}

/** Chooses of how each of the persons is protected: the first answer is that nobody is. */
async function unprotect(page: Page, persons: number): Promise<void> {
  const isPerson = ({ kind }: Focused) =>
    kind !== 'select-one' && kind !== 'submit' && kind !== 'button'
  await tabTo(page, isPerson, 'Shift+Tab')
  for (let person = 0; person < persons; person++) {
    await page.keyboard.press('Tab')
    await page.keyboard.press('Home')
  }
}

t.test(
  'S1: a risk assessment is written, judged, read through and sent with the keyboard',
  async (t) => {
    const { page, faults } = await visit('/write')
    const began = Date.now()
    await begin(page)
    t.equal(await page.title(), 'Sluss')
    t.notOk(page.url().includes('risk'), 'the address says nothing')
    await typeDocument(page, document, 'Visa frågorna')
    await unprotect(page, 4)
    await findGrounds(page)
    await page.getByText('Ja. Du ska lämna ut uppgifterna.').first().waitFor()
    t.match(await page.locator('.saving').innerText(), /^Sparat \d\d:\d\d$/)
    await isAccessible(t, page, 'axe: the desk')
    await press(page, 'Läs igenom')
    await page.getByRole('heading', { name: 'Läs igenom innan du skickar' }).waitFor()
    await isAccessible(t, page, 'axe: the last page')
    await press(page, 'Skriv under och skicka')
    t.match(await page.getByRole('alert').innerText(), /Bekräfta mottagaren\./)
    t.notMatch(await page.getByRole('alert').innerText(), /Fyll i/)
    t.equal(posts(), 0)
    await tabTo(page, ({ name }) => name.startsWith('Ja, det ska till'))
    await page.keyboard.press('Space')
    await press(page, 'Skriv under och skicka')
    await page.getByRole('heading', { name: 'Skickat' }).waitFor()
    t.equal(posts(), 1)
    t.ok(Date.now() - began < THREE_MINUTES, `${Date.now() - began} ms`)
    t.match(
      await page.locator('main').innerText(),
      /Post \d+ i loggen, kontrollerad i din webbläsare/,
    )
    await isAccessible(t, page, 'axe: sent')
    t.same(faults, [])
    t.same(
      await page.evaluate(() =>
        [...Object.values(localStorage), ...Object.values(sessionStorage)].filter((text) =>
          text.includes('Tuvalisa'),
        ),
      ),
      [],
    )
    await page.close()
  },
)

/** How many disclosures were handed in. */
function posts(): number {
  return police.requests.filter((line) => line === 'POST /v1/disclosures').length
}

const SENTENCE =
  'Hon bor nu hos sin syster på Sagostigen 4 i Påhittsköping, dottern går på Trollskolan, ring 070-1740605.'

t.test(
  'S5: four things are marked, and what is about somebody protected stops there',
  async (t) => {
    const { page, faults } = await visit('/write')
    await begin(page)
    await tabTo(page, ({ name }) => name === 'Ja, ta med ”Vad som kan hända”')
    await page.keyboard.press('Space')
    const scenario = page.locator('[id="f/scenario/text"]')
    await scenario.fill(SENTENCE)
    const marks = page.locator('.marks li')
    await marks.nth(3).waitFor()
    const told = await marks.allInnerTexts()
    t.match(told[0], /Gatuadress: ”Sagostigen 4” – flytta till ett skyddat fält eller ta bort/)
    t.match(told[1], /Ort eller kommun: ”Påhittsköping”/)
    t.match(told[2], /Skola eller förskola: ”Trollskolan”/)
    t.match(told[3], /Telefonnummer: ”070-1740605”/)
    t.same(await page.locator('.underlay mark').allInnerTexts(), [
      'Sagostigen 4',
      'Påhittsköping',
      'Trollskolan',
      '070-1740605',
    ])
    await isAccessible(t, page, 'axe: marked')
    const before = posts()
    await page.getByRole('button', { name: 'Läs igenom' }).click()
    await page.getByText('Be en andra person granska de markerade orden').waitFor()
    t.ok(await page.getByText('Kan texten tillsammans med annat visa var hon bor?').isVisible())
    await page.getByRole('button', { name: 'Skriv under och skicka' }).click()
    const alert = await page.getByRole('alert').first().innerText()
    t.match(alert, /Ta ställning till de markerade orden/)
    t.match(alert, /Svara på om texten kan visa var någon bor/)
    t.equal(posts(), before)
    await isAccessible(t, page, 'axe: stopped')

    await page.getByRole('button', { name: 'Tillbaka till texten' }).click()
    for (let left = 4; left > 0; left--) {
      await page
        .getByRole('button', { name: /^Ta bort ”/ })
        .first()
        .click()
      await page.waitForFunction(
        (count) => globalThis.document.querySelectorAll('.marks li').length < count,
        left,
      )
    }
    t.notMatch(await scenario.inputValue(), /Sagostigen|Påhittsköping|Trollskolan|070/)
    t.same(faults, [])
    await page.close()
  },
)

t.test(
  'S5: a text without a mark is asked about all the same, and a yes sends nothing',
  async (t) => {
    const { page } = await visit('/write')
    await begin(page)
    await page.getByText('Ja, ta med ”Vad som kan hända”').click()
    await page
      .locator('[id="f/scenario/text"]')
      .fill('hos systern, andra sidan bron, buss 999 till ändhållplatsen')
    await page.getByRole('button', { name: 'Läs igenom' }).click()
    await page.getByText('Kan texten tillsammans med annat visa var hon bor?').waitFor()
    t.equal(await page.getByText('Be en andra person granska').count(), 0)
    const group = page.getByRole('radiogroup', { name: /Kan texten tillsammans/ })
    await group.getByText('Ja, eller jag är osäker').click()
    t.ok(await page.getByText('Skriv om texten så att den inte visar var hon bor.').isVisible())
    await page.getByRole('button', { name: 'Skriv under och skicka' }).click()
    t.match(await page.getByRole('alert').first().innerText(), /visa var någon bor/)
    await group.getByText('Nej', { exact: true }).click()
    await page.waitForTimeout(600)
    await page.getByRole('button', { name: 'Skriv under och skicka' }).click()
    t.notMatch(await page.getByRole('alert').first().innerText(), /visa var någon bor/)
    await page.close()
  },
)

t.test('what is typed is there again after the page was loaded anew', async (t) => {
  const { page } = await visit('/write')
  await begin(page)
  const assessor = page.locator('[id="f/assessment/assessor"]')
  await assessor.fill('Utredning, Polisen Sydlanda')
  await assessor.blur()
  await page.getByText(/^Sparat/).waitFor()
  await page.reload()
  await assessor.waitFor()
  t.equal(await assessor.inputValue(), 'Utredning, Polisen Sydlanda')
  t.equal(
    await page.locator('input[type=checkbox]:checked').count(),
    1,
    'and the receiver is chosen',
  )
  await page.close()
})

t.test(
  'not to disclose is as quick: a reason, a note for the file, and nothing is sent',
  async (t) => {
    const { page, faults } = await visit('/write')
    await begin(page)
    const before = posts()
    await page.getByRole('button', { name: 'Lämna inte ut, därför att …' }).click()
    await page.getByText('Mottagaren behöver inte uppgifterna').click()
    await isAccessible(t, page, 'axe: withhold')
    await page.getByRole('button', { name: 'Avsluta utan att lämna ut' }).click()
    t.match(await page.locator('.journal').innerText(), /Mottagaren behöver inte uppgifterna/)
    t.equal(posts(), before)
    t.same(faults, [])
    await page.close()
  },
)
