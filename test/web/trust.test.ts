/** “Kan jag lita på loggen?” in a real browser: nobody’s word is taken, and it is said what was not compared. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { Publisher } from '../../src/audit/publisher.ts'
import { buildPublishedLog } from '../../src/gateway/published-log.ts'
import { parseWitnessPolicy } from '../../src/gateway/witness-policy.ts'
import { parseVerifierKey } from '../../src/protocol/tlog/note.ts'
import type { NoteVerifier } from '../../src/protocol/tlog/note.ts'
import { webTown } from '../fixtures/web-town.ts'
import { serveWitness, testWitness } from '../fixtures/witness.ts'

/** The log of the town is made after its witness. */
const logs: NoteVerifier[] = []
const witness = await testWitness(t, logs, { name: 'board.example/witness', seed: 770 })
const { url } = await serveWitness(t, witness.witness)
const policy = `witness latsasby ${witness.vkey} ${url}\nquorum latsasby\n`
const witnesses = parseWitnessPolicy(policy)
const { world, enter } = await webTown(t, { witnesses })
const log = parseVerifierKey(world.deps.logVerifierKey)
logs.push(log)
const publisher = new Publisher({
  log: buildPublishedLog(world.database.db, log.name),
  witnesses: witnesses.witnesses,
  fetch,
  clock: Date.now,
  onTrouble: (name, trouble) => t.fail(`${name}: ${trouble}`),
  onFatal: (error) => {
    throw error
  },
})
publisher.start()
t.teardown(() => publisher.stop())

/** What a gateway answers that has nothing under enough signatures. */
const NONE = { status: 404, contentType: 'application/problem+json', body: '{"code":"not-found"}' }

const check = (page: Page) => page.getByRole('button', { name: /^Kontrollera (nu|igen)$/ }).click()
const row = (page: Page, name: string) => page.locator('tr', { hasText: name })

/** What is on record of the last verification, as its code. */
async function lastOnRecord(): Promise<string> {
  const rows = await world.database.ownerDb<{ body: Uint8Array }[]>`
    select body from content.record order by index desc
  `
  const bodies = rows.map(({ body }) => JSON.parse(Buffer.from(body).toString()))
  return bodies.find(({ ev }) => ev === 'log.verified').code
}

t.test('without witnesses the log is told to agree with itself, and no more', async (t) => {
  const { page, faults } = await enter(world.board, 'disa', '/log')
  await check(page)
  await page.getByText('Loggen stämmer med sig själv.').waitFor()
  t.match(await row(page, 'Vittnen').innerText(), /inte jämfört/)
  t.equal(await lastOnRecord(), 'verified-without-witnesses')
  t.same(faults, [])
})

t.test('a log that the approved witness has signed agrees, and that is on record', async (t) => {
  const { page, faults } = await enter(world.police, 'anna', '/log', policy)
  await check(page)
  await page.getByText('Loggen stämmer.', { exact: true }).waitFor()
  t.match(await row(page, 'Vittnen').innerText(), /latsasby\s+stämmer$/)
  t.match(await row(page, 'Den här kontrollen').innerText(), /: post \d+\s+stämmer$/)
  t.equal(await lastOnRecord(), 'verified')
  t.same(faults, [])

  await t.test('a record that is claimed and not there is told as wrong', async (t) => {
    await page.route('**/v1/verifications', async (route) => {
      const headers = { ...(await route.request().allHeaders()), 'sec-fetch-site': 'same-origin' }
      const answer = await route.fetch({ headers })
      const claim = await answer.json()
      await route.fulfill({ response: answer, json: { ...claim, index: claim.index - 1 } })
    })
    await check(page)
    await page.getByText('Loggen stämmer inte.').waitFor()
    t.match(await row(page, 'Den här kontrollen').innerText(), /inte \(acceptance-not-proven\)$/)
    await page.getByText('Att kontrollen står i loggen är inte bevisat.').waitFor()
    await page.unroute('**/v1/verifications')
  })

  await t.test(
    'a log is no worse for a gateway that does not answer, and it is said',
    async (t) => {
      await page.route('**/v1/verifications', (route) => route.abort())
      await check(page)
      await row(page, 'Den här kontrollen')
        .getByText('inte bekräftat (gateway-unreachable)')
        .waitFor()
      t.ok(await page.getByText('Loggen stämmer.', { exact: true }).isVisible())
      await page.unroute('**/v1/verifications')
    },
  )

  await t.test('signatures that the gateway no longer shows are told as missing', async (t) => {
    await page.route('**/v1/log/checkpoint*', async (route) => {
      const answer = await route.fetch()
      const own = (await answer.text()).split('\n').slice(0, 5).join('\n')
      await route.fulfill({ response: answer, body: `${own}\n` })
    })
    await check(page)
    await row(page, 'Vittnen').getByText('log-not-cosigned').waitFor()
    t.match(await page.getByRole('row', { name: /^Underskrift / }).innerText(), /stämmer$/)
    t.equal(await lastOnRecord(), 'log-not-cosigned')
  })
})

t.test('a roster that no witness has signed opens nothing, and it is said why', async (t) => {
  const { page, secret } = await enter(world.police, 'bert', '/', policy)
  await page.route('**/v1/log/checkpoint?cosigned=yes', (route) => route.fulfill(NONE))
  await world.publish(world.police.nextRoster(world.now))
  await page.goto(`${world.origin}/`)
  await page.getByLabel('Lösenfras').fill(secret.passphrase)
  await page.getByRole('button', { name: 'Lås upp', exact: true }).click()
  await page.getByText('För få vittnen har skrivit under loggen').waitFor()
  t.equal(await page.locator('.acting').count(), 0)
  await page.unroute('**/v1/log/checkpoint?cosigned=yes')
  await page.getByLabel('Lösenfras').fill(secret.passphrase)
  await page.getByRole('button', { name: 'Lås upp', exact: true }).click()
  await page.locator('.acting').waitFor()
})
