/** Whoever goes by the keyboard sees where they are, on every screen, much enlarged too. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { launchChromium } from '../browser/chromium.ts'
import { openPage } from '../fixtures/open-page.ts'
import { admit } from '../fixtures/review.ts'
import { workWeb } from '../fixtures/work-web.ts'
import { actsOf } from '../fixtures/world-acts.ts'

const { world, door } = await workWeb(t, {}, (past) =>
  admit(past, past.board, { harald: { ekonomi: ['compliance'] } }),
)
const sent = await actsOf(world).sendOne()
const context = await launchChromium()
t.teardown(() => context.close())

/** 1280 × 1024 at 100 % and at 400 %. */
const SIZES = [
  { width: 1280, height: 1024 },
  { width: 320, height: 256 },
]

const SCREENS = [
  [world.board, 'disa', '/inbox'],
  [world.board, 'disa', `/case/${sent.head.case}`],
  [world.board, 'disa', `/message/${sent.head.id}`],
  [world.board, 'disa', '/openings'],
  [world.police, 'anna', '/write'],
  [world.board, 'harald', '/review'],
  [world.board, 'harald', '/review/queue/always'],
  [world.board, 'harald', '/review/reconciliation'],
  [world.board, 'harald', '/reports/extract'],
  [world.board, 'harald', '/log'],
] as const

/** What has the focus: what it is called, and what keeps it from being seen. Undefined for the page as a whole. */
const FOCUSED = `(() => {
  const node = document.activeElement
  if (node === null || node === document.body) return null
  // The parts of a date have the focus one after the other, each with a mark of the browser's own.
  if (node === window.before && node.type === 'date') return { name: 'a part of it', faults: [] }
  const seen = node.closest('[data-focus-visible]') ?? node
  const { outlineStyle, outlineWidth } = getComputedStyle(seen)
  const { left, right, top, bottom } = seen.getBoundingClientRect()
  const isIn = top >= 0 && left >= 0 && right <= innerWidth && (bottom <= innerHeight || bottom - top > innerHeight)
  const there = document.elementFromPoint((left + right) / 2, Math.min((top + bottom) / 2, innerHeight - 1))
  const faults = []
  if (outlineStyle === 'none' || parseFloat(outlineWidth) < 3) faults.push('no ring')
  if (!isIn) faults.push('out of sight')
  else if (!seen.contains(there) && !there?.contains(seen)) faults.push('covered')
  if (window.before?.isConnected && !(window.before.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING))
    faults.push('out of order')
  window.before = node
  return { name: node.outerHTML.slice(0, 100), faults }
})()`

interface Focused {
  readonly name: string
  readonly faults: readonly string[]
}

/** Goes through the screen by the keyboard, from its beginning to its end. */
async function goThrough(page: Page): Promise<readonly Focused[]> {
  const met: Focused[] = []
  await page.evaluate('delete window.before')
  for (;;) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate<Focused | null>(FOCUSED)
    if (focused === null || met.length > 150) return met
    met.push(focused)
  }
}

for (const [agency, who, path] of SCREENS)
  t.test(`each thing to press at ${path.replace(/\w{4}-[\w-]+$/, '…')} is seen`, async (t) => {
    const { page } = await openPage(context, `${(await door(agency, who)).url}${path}`)
    // Else the page is still on its way when one looks.
    await page.emulateMedia({ reducedMotion: 'reduce' })
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await page.reload()
      await page.locator('.bar .acting').waitFor()
      await page.locator('main h1').first().waitFor()
      await page.getByText(/^Hämtar/).waitFor({ state: 'detached' })
      const met = await goThrough(page)
      t.ok(met.length > 7, `${met.length} things at ${size.width} pixels`)
      t.same(
        met.filter(({ faults }) => faults.length > 0),
        [],
        `${size.width} pixels`,
      )
    }
    await page.close()
  })
