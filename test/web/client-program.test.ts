/** KON-2: records name the build of the workspaces that a member acted with. */
import t from 'tap'
import { VERSION } from '../../src/protocol/version.ts'
import { launchChromium } from '../browser/chromium.ts'
import { openPage } from '../fixtures/open-page.ts'
import { workWeb } from '../fixtures/work-web.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import { allRecordsAfter } from '../fixtures/world-requests.ts'

const { world, door } = await workWeb(t)
await actsOf(world).sendOne()
const context = await launchChromium()
t.teardown(() => context.close())

t.test('a look from the browser is recorded with the build that is served', async (t) => {
  const reception = await door(world.board, 'disa')
  const before = world.writer.size - 1
  const { page, faults } = await openPage(context, `${reception.url}/inbox`)
  await page.locator('.row').first().waitFor()
  const list = await page.request.get(`${reception.url}/bundle.json`)
  const script = await page.locator('script[src]').first().getAttribute('src')
  const build = /-([\w-]{8})\.js$/.exec(script ?? '')?.[1]
  t.ok((await list.text()).includes(`-${build}.js`), 'what is on record lists it')
  const looks = (await allRecordsAfter(world, before)).filter(({ ev }) => ev === 'inbox.listed')
  t.ok(looks.length > 0)
  for (const { client } of looks) t.equal(client, `web/${VERSION}+${build}`)
  t.same(faults, [])
})
