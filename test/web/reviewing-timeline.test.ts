/** KON-3 in a real browser: all that was done in a case, and all that one member did once a second person has agreed. */
import { execFileSync } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, openPage } from '../fixtures/open-page.ts'
import { admit, reviewsOf } from '../fixtures/review.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const { board } = world
await admit(world, board, {
  harald: { ekonomi: ['compliance'] },
  boel: { ekonomi: ['decision-maker'] },
})
const { sendPlace, open } = reviewsOf(world)
const sent = await sendPlace()
await open(sent)
const harald = await door(board, 'harald')
const context = await launchChromium()
t.teardown(() => context.close())

t.test(
  'a case is shown by its reference: what was done, as whom and why, without names',
  async (t) => {
    const { page, faults } = await openPage(context, `${harald.url}/review/case`)
    await page.getByLabel('Ärendets referens').fill('9999')
    await page.getByRole('button', { name: 'Visa' }).click()
    await page.getByText('Det är ingen referens.').waitFor()
    await isAccessible(t, page, 'axe of what is typed wrongly')
    t.notOk(harald.requests.some((line) => line.includes('/v1/reviews/cases')))
    await page.getByLabel('Ärendets referens').fill(` ${sent.head.case.toLowerCase()} `)
    await page.keyboard.press('Enter')
    await page.locator('.timeline li').first().waitFor()
    t.equal(new URL(page.url()).pathname, `/review/case/${sent.head.case}`)
    const [newest] = await page.locator('.timeline li').allInnerTexts()
    for (const said of ['Utlämnande öppnat', 'Mottagning', 'stöd till den utsatta', 'Plats'])
      t.match(newest, new RegExp(said, 'i'))
    for (const kept of ['Tuvalisa', 'Fiktivgatan', 'Disa Påhittad'])
      t.notMatch(await page.locator('main').innerText(), kept)
    await isAccessible(t, page, 'axe of a timeline')
    const handed = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Skriv under och ladda ner' }).click()
    const file = await handed
    t.equal(file.suggestedFilename(), 'tidslinje.zip', 'its name says nothing')
    await page.getByText(/Uttaget är post \d+ i loggen/).waitFor()
    const folder = t.testdir({})
    const zip = join(folder, 'tidslinje.zip')
    await file.saveAs(zip)
    execFileSync('unzip', ['-q', zip, '-d', folder])
    const names = (await readdir(folder)).sort()
    for (const name of ['SHA256SUMS', 'export.jws', 'export.tlog-proof', 'tidslinje.pdf'])
      t.ok(names.includes(name), name)
    execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder })
    const lines = (await readFile(join(folder, 'tidslinje.jsonl'), 'utf8')).trim().split('\n')
    t.equal(lines.length, await page.locator('.timeline li').count())
    t.match(JSON.parse(lines.at(-1)!), {
      event: 'disclosure.opened',
      case: sent.head.case,
      purpose: 'victim-support',
    })
    t.notMatch(lines.join(), /Tuvalisa|Fiktivgatan|Disa Påhittad/)
    t.same(faults, [])
    await page.close()
  },
)

t.test('all that a member did is asked for from one record, and is not shown yet', async (t) => {
  const { page, faults } = await openPage(context, `${harald.url}/review/case/${sent.head.case}`)
  await page
    .getByRole('link', { name: /^Begär utredning av handläggaren/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Skriv under och begär' }).click()
  const summary = page.getByRole('region', { name: 'Det här saknas eller är fel' })
  await summary.getByRole('link', { name: /^Skriv utredningens nummer/ }).press('Enter')
  t.ok(
    await page
      .getByLabel('Utredningens nummer i ert diarium')
      .evaluate((node) => node === document.activeElement),
    'what is missing leads to its field',
  )
  await isAccessible(t, page, 'axe of the form')
  await page.getByLabel('Utredningens nummer i ert diarium').fill('SN 2026/117')
  await page.getByRole('button', { name: 'Skriv under och begär' }).click()
  await page.getByText(/Begärd\. Det är post \d+ i loggen/).waitFor()
  t.match(
    await page.evaluate('document.activeElement.textContent'),
    /^Begärd/,
    'who pressed stands there',
  )
  await page.getByRole('link', { name: 'Till utredningarna' }).click()
  await page.getByText('Väntar på en andra person än du').waitFor()
  t.equal(await page.getByRole('button', { name: 'Godkänn' }).count(), 0)
  t.notMatch(await page.locator('main').innerText(), board.member('disa').member)
  const [request] = await world.database.ownerDb<
    { digest: string }[]
  >`select digest from facts.inquiry`
  await page.goto(`${harald.url}/review/inquiries/${request!.digest}`)
  await page.getByText('Finns inte, eller så har du inte behörighet').waitFor()
  t.same(
    faults.filter((fault) => !fault.includes('404')),
    [],
  )
  await page.close()
})

t.test('a second person reads what is asked, agrees, and then it is shown by name', async (t) => {
  const boel = await door(board, 'boel')
  const second = await openPage(context, `${boel.url}/review/inquiries`)
  await second.page.getByRole('heading', { name: 'SN 2026/117' }).waitFor()
  const asked = await second.page.locator('.timeline li').innerText()
  for (const said of [
    'Begärd av Harald Påhittad',
    /Allt som en handläggare har gjort \S+ \d+ .* – /,
    /Utgår från\s+Utlämnande öppnat · .*\d\d:\d\d · Socialnämnden i Låtsasby, Mottagning · .*stöd till den utsatta/,
  ])
    t.match(asked, said)
  t.notMatch(asked, new RegExp(`${board.member('disa').member}|${sent.head.case}`))
  await isAccessible(t, second.page, 'axe of an inquiry')
  await second.page.getByRole('button', { name: 'Godkänn och skriv under' }).click()
  await second.page.getByText(/Godkänd\. Det är post \d+ i loggen/).waitFor()
  const { page, faults } = await openPage(context, `${harald.url}/review/inquiries`)
  await page.getByRole('link', { name: 'Visa tidslinjen' }).click()
  await page.locator('main strong', { hasText: /^Disa Påhittad$/ }).waitFor()
  t.match(await page.locator('.timeline').first().innerText(), sent.head.case)
  await isAccessible(t, page, 'axe of a member’s timeline')
  t.same([...faults, ...second.faults], [])
})
