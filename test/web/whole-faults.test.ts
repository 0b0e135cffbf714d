/** What goes wrong outside every screen is told, too: nobody is left before an empty page. */
import t from 'tap'
import { launchChromium } from '../browser/chromium.ts'
import { isAccessible, surplusWidth } from '../fixtures/open-page.ts'
import { workWeb } from '../fixtures/work-web.ts'

const { world, door } = await workWeb(t)
const { url } = await door(world.police, 'anna')
const context = await launchChromium()
t.teardown(() => context.close())

t.test('a fault around the screens is told in words, and loading anew mends it', async (t) => {
  const page = await context.newPage()
  // What stands below every screen asks for the theme when the first of them is shown.
  await page.addInitScript(`
    window.name ||= 'broken'
    const { getItem } = Storage.prototype
    Storage.prototype.getItem = function (key) {
      if (window.name === 'broken' && document.querySelector('#app > [role], #app > main:not(.starting)'))
        throw new Error('broken')
      return getItem.call(this, key)
    }`)
  await page.goto(`${url}/inbox`)
  const title = page.getByRole('heading', { name: 'Sidan kunde inte visas' })
  await title.waitFor()
  t.equal(await page.locator('.bar').count(), 0, 'nothing else is left')
  t.ok(await title.evaluate((node) => node === document.activeElement), 'it has the focus')
  t.notMatch(await page.locator('main').innerText(), 'ovanför', 'no way is named that is not there')
  await page.setViewportSize({ width: 320, height: 256 })
  t.equal(await surplusWidth(page), 0)
  await isAccessible(t, page, 'axe')
  await page.evaluate(`window.name = 'mended'`)
  await page.getByRole('button', { name: 'Försök igen' }).click()
  await page.locator('.bar .acting').waitFor()
  t.equal(new URL(page.url()).pathname, '/inbox', 'where one was')
  await page.close()
})

t.test('where the program cannot begin, the page itself says what to do', async (t) => {
  const page = await context.newPage()
  await page.addInitScript(`
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })`)
  await page.goto(`${url}/inbox`)
  await page.getByText('Startar … Kommer inget: ladda om sidan').waitFor()
  await page.getByText('Starting … If nothing comes: reload the page').waitFor()
  await page.setViewportSize({ width: 320, height: 256 })
  t.equal(await surplusWidth(page), 0)
  await isAccessible(t, page, 'axe')
  await page.close()
})

t.test('where the program cannot be fetched, too', async () => {
  const page = await context.newPage()
  await page.route('**/*.js', (route) => route.abort())
  await page.goto(`${url}/inbox`)
  await page.getByText('Startar … Kommer inget: ladda om sidan').waitFor()
  await page.close()
})
