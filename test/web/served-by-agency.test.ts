/** The workspaces as an agency serves them itself with `sluss web`: from the sign-in to a message that was taken over, nothing is missing. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { readWebFolder } from '../../src/cli/web-folder.ts'
import { buildWebServer } from '../../src/cli/web-server.ts'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { sendDraft } from '../fixtures/send-draft.ts'
import { builtBundle } from '../fixtures/web-bundle.ts'
import { webTown } from '../fixtures/web-town.ts'

const folder = await readWebFolder(await builtBundle())
const served: string[] = []
const { world, enter } = await webTown(t, {
  front: async (gateway) => {
    const server = buildWebServer(folder, gateway)
    server.prependListener('request', ({ url }) => void served.push(String(url)))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    t.teardown(() => {
      server.closeAllConnections()
      server.close()
    })
    return `http://localhost:${(server.address() as AddressInfo).port}`
  },
})
const { page, context, faults } = await enter(world.board, 'disa')

t.test(
  'one signs in by the agency’s own server, and its cookie is that host’s alone',
  async (t) => {
    t.not(world.origin, world.deps.origin)
    t.equal(new URL(page.url()).origin, world.origin)
    t.ok(served.some((url) => url.startsWith(`/auth/callback/${world.board.agency}?`)))
    t.match(
      (await context.cookies(world.origin)).filter(({ name }) => name.startsWith('__Host-')),
      [{ name: '__Host-sluss', httpOnly: true, secure: true, sameSite: 'Strict' }],
    )
    t.same(faults, [])
  },
)

t.test('news come live, and a message is opened and taken over', async (t) => {
  const sent = await sendDraft(world, [world.police, 'anna'], riskAssessmentDraft(Date.now()))
  await page.getByRole('link', { name: new RegExp(sent.case.slice(0, 7)) }).click()
  t.ok(
    served.some((url) => url.startsWith('/v1/events')),
    'the stream comes through',
  )
  await page.getByText('Nej', { exact: true }).click()
  await page.getByText('Stöd till den utsatta', { exact: true }).click()
  await page.getByRole('button', { name: 'Öppna' }).click()
  await page.getByRole('heading', { name: 'Vad vi ber er om' }).waitFor()
  await page.getByRole('button', { name: 'Jag tar ärendet' }).click()
  await page.getByText(/Övertaget av dig/).waitFor()
  t.same(faults, [])
})

t.test('signing out ends it here, and leads back here', async (t) => {
  await page.locator('.signed-in summary').click()
  await page.getByRole('button', { name: 'Logga ut', exact: true }).click()
  await page.getByRole('heading', { name: 'Logga ut även här?' }).waitFor()
  await page.getByRole('button', { name: 'Logga ut' }).click()
  await page.waitForURL(`${world.origin}/`)
  await page.getByRole('heading', { name: 'Var arbetar du?' }).waitFor()
  t.same(
    (await context.cookies(world.origin)).filter(({ name }) => name.startsWith('__Host-')),
    [],
  )
})
