/** A held message in a real browser: what the law leaves open, the motive, and a signed verdict. */
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

/** Without her consent the interests are weighed for the victim, too: whether that rule may be used so, lawyers do not agree. */
async function holdOne(): Promise<string> {
  const draft = riskAssessmentDraft(world.now)
  const grounds = draft.grounds!.map((ground) =>
    ground.rule === 'osl-12-2'
      ? {
          subject: ground.subject,
          rule: 'osl-10-15a',
          facts: { neededForPurpose: true, overridingSecrecyReasons: false },
          motive: 'Hon går inte att nå, och risken är avgörande för bedömningen i dag.',
        }
      : ground,
  )
  const held = await sendDraft(world, [world.police, 'anna'], { ...draft, grounds })
  if (held.state !== 'held') throw new Error('it was not held')
  return held.id
}
const [first, second] = [await holdOne(), await holdOne()]
const decisions = await door(world.police, 'chef')
const reader = await door(world.board, 'disa')

async function visit(path: string): Promise<{ readonly page: Page; readonly faults: string[] }> {
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())))
  page.on('pageerror', (error) => void faults.push(String(error)))
  await page.goto(`${decisions.url}${path}`)
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

t.test('lists what waits, without its content', async (t) => {
  const { page, faults } = await visit('/decide')
  await page.locator('.row').first().waitFor()
  t.equal(await page.locator('.row').count(), 2)
  t.notMatch(await page.content(), /avgörande för bedömningen/)
  await isAccessible(t, page, 'axe of the list')
  t.same(faults, [])
  await page.close()
})

t.test(
  'shows what the law leaves open and the motive, and signs an approval that the log has',
  async (t) => {
    const { page, faults } = await visit(`/decide/${first}`)
    await page.getByText('avgörande för bedömningen', { exact: false }).waitFor({ timeout: 30_000 })
    const said = await page.locator('main').innerText()
    t.match(said, /Du avgör\.\s+Det här är inte avgjort i lagen:\s+– /)
    t.notMatch(said, /Vänta\.|\(p\d|\[Q\d/)
    t.match(said, 'Får lämnas ut till Socialnämnden i Låtsasby, Mottagning:', 'whom, by name')
    t.notMatch(said, world.board.agency, 'and not by an id')
    await page.getByText('Byt plats för barnens lämning', { exact: false }).waitFor()
    const facts = page.getByText('Grov kvinnofridskränkning')
    t.notOk(await facts.isVisible(), 'what is long waits until somebody wants it')
    await page.getByRole('heading', { name: 'Fakta' }).click()
    await facts.waitFor()
    await isAccessible(t, page, 'axe')
    const shown = decisions.requests.length
    await page.getByRole('button', { name: 'Godkänn och skriv under' }).click()
    await page.getByText('Utlämnat. Beslutet är undertecknat och står i loggen.').waitFor()
    t.match(await page.evaluate('document.activeElement.textContent'), /^Utlämnat/, 'it is heard')
    await page.getByText('Alla skäl och lagrum').click()
    const after = await page.locator('main').innerText()
    t.match(after, /Lagrum:/, 'the reasons stay')
    t.notMatch(after, /Du avgör|Vänta\.|[Mm]åste godkännas/, 'what was to be done before does not')
    // A gateway that answers otherwise the second time gets no signature for it.
    const about = decisions.requests.slice(shown).filter((request) => request.includes(first))
    t.same(
      about.map((request) => request.split(' ')[0]),
      ['POST'],
      'what is signed is what was shown: it is not asked for again',
    )
    t.same(faults, [])
    await page.close()
  },
)

/** Opens what was released, as its receiver. */
async function open(id: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${reader.url}/message/${id}`)
  for (const words of ['Nej', 'Stöd till den utsatta'])
    await page.getByText(words, { exact: true }).click({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Öppna' }).click()
  await page.locator('.levels').waitFor({ timeout: 30_000 })
  return page
}

t.test(
  'the receiver checks that the second person approved, and says so if nobody did',
  async (t) => {
    const page = await open(first)
    t.equal(await page.getByText('Något stämmer inte').count(), 0)
    await page.close()
    // A gateway that released it by itself has no verdict to show.
    await context.route(`**/v1/disclosures/${first}`, async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...(await response.json()), countersignatures: [] } })
    })
    const lied = await open(first)
    const told = await lied.getByRole('alert').innerText()
    t.match(told, /En andra person skulle ha godkänt meddelandet innan det lämnades ut\./)
    t.match(told, /Ring avsändaren/)
    await lied.locator('summary', { hasText: 'Bevis' }).click()
    await lied.getByText(/För den som utreder: .*countersignature-missing/).waitFor()
    await lied.close()
  },
)

t.test('a refusal is as quick, and nothing is disclosed', async () => {
  const { page } = await visit(`/decide/${second}`)
  await page.getByRole('button', { name: 'Avslå och skriv under' }).click({ timeout: 30_000 })
  await page.getByText('Avslaget. Beslutet är undertecknat och står i loggen.').waitFor()
  await page.getByRole('link', { name: 'Till listan' }).click()
  await page.getByText('Inget väntar på beslut.').waitFor()
  await page.close()
})

t.test('what was decided already is told as such', async (t) => {
  const { page } = await visit(`/decide/${first}`)
  await page.getByRole('alert').waitFor({ timeout: 30_000 })
  t.ok((await page.getByRole('alert').innerText()).length > 20)
  await page.close()
})
