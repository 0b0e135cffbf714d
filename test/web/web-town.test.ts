/** A message from one agency's desk to the other's, with nothing left out: sign-in, vault, inbox, opening, taking over. */
import t from 'tap'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { webTown } from '../fixtures/web-town.ts'

const { world, enter } = await webTown(t)
const draft = riskAssessmentDraft(Date.now())
const sent = await sendDraft(world, [world.police, 'anna'], draft)
const { page, faults, visit } = await enter(world.board, 'disa')

t.test('who signs in and unlocks sees what nobody has taken', async (t) => {
  t.equal(sent.state, 'released')
  const row = page.getByRole('link', { name: new RegExp(sent.case.slice(0, 7)) })
  await row.waitFor()
  await row.click()
  await page.getByText('Känner du någon i ärendet?').waitFor()
})

t.test('it opens with the keys of the vault, and is taken over', async (t) => {
  await page.getByText('Nej', { exact: true }).click()
  await page.getByText('Stöd till den utsatta', { exact: true }).click()
  await page.getByRole('button', { name: 'Öppna' }).click()
  await page.getByRole('heading', { name: 'Vad vi ber er om' }).waitFor()
  await page.getByRole('button', { name: 'Jag tar ärendet' }).click()
  await page.getByText(/Övertaget av dig/).waitFor()
  t.same(faults, [])
})

t.test(
  'a page that is loaded anew has forgotten the keys, and the passphrase is enough',
  async (t) => {
    await page.reload()
    await page.getByLabel('Lösenfras').waitFor()
    t.equal(await page.getByLabel('Återställningskod').count(), 0)
    t.notMatch(await page.content(), 'Vad vi ber er om')
    await visit('/')
    await page.getByText(sent.case.slice(0, 7)).first().waitFor()
  },
)
