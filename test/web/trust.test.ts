/** “Kan jag lita på loggen?” in a real browser: nobody’s word is taken, and it is said what was not compared. */
import t from 'tap'
import { encodeCosignerKey } from '../../src/protocol/tlog/cosignature.ts'
import { testSigningKey } from '../fixtures/agency.ts'
import { webTown } from '../fixtures/web-town.ts'

const { world, enter } = await webTown(t)
const absent = encodeCosignerKey({ name: 'witness.example', key: testSigningKey(77) })

t.test('without witnesses the log is told to agree with itself, and no more', async (t) => {
  const { page, faults } = await enter(world.board, 'disa', '/log')
  await page.getByRole('button', { name: 'Kontrollera nu' }).click()
  await page.getByText('Loggen stämmer med sig själv.').waitFor()
  t.match(await page.locator('tr', { hasText: 'Vittnen' }).innerText(), /inte jämfört/)
  t.same(faults, [])
})

t.test('a log that an approved witness has not seen is told as wrong', async (t) => {
  const policy = `witness absent ${absent}\nquorum absent\n`
  const { page } = await enter(world.police, 'anna', '/log', policy)
  await page.getByRole('button', { name: 'Kontrollera nu' }).click()
  await page.getByText('Loggen stämmer inte.').waitFor()
  t.match(await page.locator('tr', { hasText: 'Vittnen' }).innerText(), /log-not-cosigned/)
  t.match(await page.getByRole('row', { name: /^Underskrift / }).innerText(), /stämmer$/)
})
