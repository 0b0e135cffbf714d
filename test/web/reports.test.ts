/** KON-4 and KON-5 in a real browser: the report of a period in pictures, words and files, and an extract for a data subject. */
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import t from 'tap'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage, surplusWidth } from '../fixtures/open-page.ts'
import { admit } from '../fixtures/review.ts'
import { workWeb } from '../fixtures/work-web.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import type { Composed } from '../fixtures/world-disclosure.ts'

const sent: Composed[] = []
const { world, door } = await workWeb(t, {}, async (world) => {
  const { sendOne, open, receipt } = actsOf(world)
  await admit(world, world.board, { harald: { ekonomi: ['compliance'] } })
  for (let i = 0; i < 12; i++) sent.push(await sendOne())
  for (const one of sent.slice(0, 7)) {
    await open(one)
    await receipt(one, 'taken-over')
  }
})
const { board, police } = world
const harald = await door(board, 'harald')
const kim = await door(police, 'kim')
const context = await launchChromium()
t.teardown(() => context.close())
const dir = await mkdtemp(join(tmpdir(), 'sluss-reports-'))
t.teardown(() => rm(dir, { recursive: true, force: true }))

/** What the page hands over when something is pressed, by its name, unpacked. */
async function download(page: Page, press: () => Promise<void>, count: number) {
  const folders = new Map<string, string>()
  const all = new Promise<void>((resolve) => {
    page.on('download', async (file) => {
      const name = file.suggestedFilename()
      const path = join(dir, name)
      await file.saveAs(path)
      const folder = path.replace('.zip', '')
      execFileSync('unzip', ['-q', path, '-d', folder])
      folders.set(name, folder)
      if (folders.size === count) resolve()
    })
  })
  await press()
  await all
  return folders
}

t.test('the report of a period is found by its name, drawn and told', async (t) => {
  const { page, faults } = await openPage(context, `${harald.url}/reports`)
  await page.getByRole('heading', { name: 'Rapporter och utdrag' }).waitFor()
  await isAccessible(t, page, 'axe of the start')
  await page.getByRole('link', { name: 'Första halvåret 2026' }).click()
  await page.getByRole('heading', { name: /^Rapport för första halvåret 2026: / }).waitFor()
  const taken = page.getByRole('table', { name: 'Mottagna meddelanden: tid till övertagande' })
  t.same(await taken.getByRole('row').allInnerTexts(), [
    'Vad\tAntal',
    'inom en timme\t\n5',
    'inom ett dygn\t\n0',
    'senare än ett dygn\t\n0',
    'inte övertaget\t\n5',
  ])
  t.equal(await taken.locator('svg[aria-hidden=true] rect').count(), 4)
  const from = page.getByRole('table', { name: 'Mottaget från varje verksamhet' })
  t.match(await from.innerText(), /\n10$/)
  const all = await page.locator('table.counts').innerText()
  t.match(all, /Nödöppningar\s+redovisas inte/)
  for (const { payload } of [board.member('disa'), board.member('harald')].map((one) => ({
    payload: one.member,
  })))
    t.notMatch(await page.content(), payload)
  await isAccessible(t, page, 'axe of a report')
  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 740 })
    t.ok((await surplusWidth(page)) <= 0, `${width} px`)
  }
  t.same(faults, [])
  await page.close()
})

t.test('the same period of the year before is read beside it', async (t) => {
  const { page, faults } = await openPage(context, `${harald.url}/reports/2026-H1`)
  await page.getByRole('button', { name: 'Jämför med första halvåret 2025' }).click()
  const counts = page.locator('table.counts')
  await counts.getByRole('columnheader', { name: 'första halvåret 2025' }).waitFor()
  const received = counts.getByRole('row', { name: /^Mottagna meddelanden/ }).first()
  t.same(await received.getByRole('cell').allInnerTexts(), ['10', '0'])
  await isAccessible(t, page, 'axe of a comparison')
  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 740 })
    t.ok((await surplusWidth(page)) <= 0, `${width} px`)
  }
  t.same(faults, [])
  await page.close()
})

t.test('both parties sign the same text, the one whose report it is first', async (t) => {
  const before = await openPage(context, `${kim.url}/reports`)
  await before.page.getByText('Ingen annan part har skrivit under någon rapport än.').waitFor()
  await before.page.close()
  const own = await openPage(context, `${harald.url}/reports/2026-H1`)
  await own.page.getByText('Ingen har skrivit under än.').waitFor()
  await own.page.getByRole('button', { name: 'Skriv under rapporten' }).click()
  await own.page.getByText(/Undertecknad\. Det är post \d+ i loggen\./).waitFor()
  t.match(await own.page.evaluate('document.activeElement.textContent'), /^Undertecknad/)
  t.equal(await own.page.getByRole('button', { name: 'Skriv under rapporten' }).count(), 0)
  await isAccessible(t, own.page, 'axe of a signed report')
  const other = await openPage(context, `${kim.url}/reports`)
  await isAccessible(t, other.page, 'axe of reports to sign')
  await other.page
    .getByRole('link', { name: /första halvåret 2026 – väntar på er underskrift/ })
    .click()
  await other.page.getByRole('button', { name: 'Skriv under rapporten' }).click()
  await other.page.getByText(/Undertecknad\. Det är post \d+ i loggen\./).waitFor()
  const signers = other.page.locator('section', { hasText: 'Underskrifter' }).locator('li')
  await signers.nth(1).waitFor()
  const digest = (page: Page) => page.getByText(/^Rapportens kontrollsumma/).innerText()
  t.equal(await digest(own.page), await digest(other.page))
  t.same([...own.faults, ...other.faults], [])
  await own.page.close()
  await other.page.close()
})

t.test('it is taken out as files that prove themselves', async (t) => {
  const { page, faults } = await openPage(context, `${harald.url}/reports/2026-H1`)
  const press = () => page.getByRole('button', { name: 'Skriv under och ladda ner' }).click()
  const folder = (await download(page, press, 1)).get('rapport-2026-H1.zip')!
  await page
    .getByText(/rapport-2026-H1\.zip är sparad på datorn\. Uttaget är post \d+ i loggen\./)
    .waitFor()
  t.equal(
    execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder }).toString().match(/: OK/g)
      ?.length,
    6,
  )
  t.match(await readFile(join(folder, 'rapport.csv'), 'utf8'), /"– inom en timme","5"/)
  t.match((await readFile(join(folder, 'rapport.pdf'))).toString('latin1'), /\/Lang \(sv-SE\)/)
  t.match(await readFile(join(folder, 'export.tlog-proof'), 'utf8'), /^c2sp\.org\/tlog-proof@v1/)
  for (const { agency } of [board, police])
    t.match(await readFile(join(folder, `underskrift-${agency}.jws`), 'utf8'), /^eyJ/)
  t.ok(harald.requests.includes('POST /v1/exports'))
  t.same(faults, [])
  await page.close()
})

t.test('a period that is not over has no report, and says so', async (t) => {
  const { page } = await openPage(context, `${harald.url}/reports/2099`)
  await page.getByRole('alert').waitFor()
  t.match(await page.getByRole('alert').innerText(), /inte slut/)
  await isAccessible(t, page, 'axe of a refusal')
  await page.close()
})

t.test('an extract is not made before every question is answered', async (t) => {
  const { page, faults } = await openPage(context, `${kim.url}/reports/extract`)
  await page.getByLabel('Ärendenas referenser').fill('7KQ4')
  await page.getByRole('button', { name: 'Visa utdraget' }).click()
  const summary = page.getByRole('region', { name: 'Det här saknas eller är fel' })
  await summary.waitFor()
  t.ok(await summary.evaluate((node) => node === document.activeElement), 'it is heard at once')
  t.equal(await summary.getByRole('link').count(), 4)
  await isAccessible(t, page, 'axe of what is missing')
  await summary.getByRole('link', { name: 'Välj vem som begär utdraget.' }).press('Enter')
  const group = page.getByRole('radiogroup', { name: 'Vem begär utdraget?' })
  t.ok(await group.evaluate((node) => node.contains(document.activeElement)), 'it leads there')
  await page.keyboard.press('Space')
  t.equal(await summary.getByRole('link').count(), 3, 'what is answered is missing no more')
  await summary.getByRole('link', { name: /^Skriv minst en referens/ }).press('Enter')
  const field = page.getByLabel('Ärendenas referenser')
  t.ok(await field.evaluate((node) => node === document.activeElement))
  t.match(await field.getAttribute('aria-describedby'), /fault.* .*help/)
  t.notOk(kim.requests.includes('POST /v1/extracts'))
  t.same(faults, [])
  await page.close()
})

async function ask(page: Page, asker: string, delivery = 'Personligen') {
  await page
    .getByLabel('Ärendenas referenser')
    .fill(sent.map(({ head }) => head.case.toLowerCase()).join(', '))
  await page.getByText('Utsatt', { exact: true }).click()
  await page.getByText(asker, { exact: true }).click()
  await page.getByText(delivery, { exact: true }).click()
  await page.getByRole('button', { name: 'Visa utdraget' }).click()
  await page.getByRole('heading', { name: 'Det personen får' }).waitFor()
}

t.test(
  'what the person gets is shown as it is, and two files are made that know nothing of each other',
  async (t) => {
    const { page, faults } = await openPage(context, `${kim.url}/reports/extract`)
    await ask(page, 'Personen själv')
    await page.getByText(/^\d\d rader redovisas$/).waitFor()
    t.equal(await page.evaluate('document.activeElement.textContent'), 'Det personen får')
    const table = await page.locator('table.copy').innerText()
    t.match(table, /lämnades ut/)
    for (const kept of ['anna', 'disa', sent[0]!.head.case]) t.notMatch(table, kept)
    await isAccessible(t, page, 'axe of an extract')
    await page.setViewportSize({ width: 320, height: 740 })
    t.ok((await surplusWidth(page)) <= 0)
    const press = () => page.getByRole('button', { name: 'Skriv under och ladda ner' }).click()
    const folders = await download(page, press, 2)
    await page.getByText(/utdrag-protokoll\.zip stannar hos dig/).waitFor()
    const copy = folders.get('utdrag.zip')!
    t.match(await readFile(join(copy, 'utdrag.csv'), 'utf8'), /"lämnades ut"/)
    t.notMatch(await readFile(join(copy, 'SHA256SUMS'), 'utf8'), /protokoll/)
    const protocol = await readFile(
      join(folders.get('utdrag-protokoll.zip')!, 'protokoll.jsonl'),
      'utf8',
    )
    t.match(protocol, /"ground":"told"/)
    t.same(faults, [])
    await page.close()
  },
)

t.test(
  'what could reach the one who is feared shows nothing, and the officer is warned',
  async (t) => {
    const { page, faults } = await openPage(context, `${kim.url}/reports/extract`)
    await ask(page, 'En vårdnadshavare')
    await page.getByText(/Utdraget kan nå den som någon fruktar/).waitFor()
    await page.getByText(/^0 rader redovisas$/).waitFor()
    await page.getByText(/det får inte framgå om det finns några uppgifter/).waitFor()
    t.equal(await page.locator('table.copy').count(), 0)
    await isAccessible(t, page, 'axe of the warning')
    await page.getByRole('button', { name: 'Ändra svaren' }).click()
    t.match(
      await page.getByLabel('Ärendenas referenser').inputValue(),
      sent[0]!.head.case,
      'nothing typed is lost',
    )
    t.same(faults, [])
    await page.close()
  },
)
