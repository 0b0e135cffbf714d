import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What stands wider than the window, and what is too small to press (WCAG 2.2, 1.4.10 and 2.5.8: a link within a sentence may be). */
const MEASURED = `(() => {
  const say = (node) => node.outerHTML.slice(0, 120)
  const isSeen = (node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest('.hidden')
  const root = document.documentElement
  const wide = root.scrollWidth > root.clientWidth
    ? [...document.querySelectorAll('body *')]
        .filter((node) => isSeen(node) && node.getBoundingClientRect().right > root.clientWidth + 1)
        .map((node) => 'too wide: ' + say(node)).slice(0, 5)
    : []
  const isSmall = ({ width, height }) => width > 1 && (width < 24 || height < 24)
  const isInSentence = (node) => getComputedStyle(node).display === 'inline'
  const small = [...document.querySelectorAll('a, button, input, select, textarea, summary, [role=button]')]
    .filter((node) => isSeen(node) && !isInSentence(node) && !node.closest('label'))
    .filter((node) => isSmall(node.getBoundingClientRect()))
    .map((node) => 'too small: ' + say(node))
  const top = [...document.querySelectorAll('body *')]
    .filter((node) => ['fixed', 'sticky'].includes(getComputedStyle(node).position) && isSeen(node))
    .filter((node) => node.offsetHeight > innerHeight / 2 && node.offsetWidth > innerWidth / 2)
    .map((node) => 'covers more than half of the window: ' + say(node))
  return [...wide, ...small, ...top]
})()`

/** What is wrong with a screen as it is shown now, by measure and by axe. */
export async function lookOver(page: Page): Promise<readonly string[]> {
  const measured = await page.evaluate<string[]>(MEASURED)
  // Evaluated from outside, where the page's policy does not reach.
  const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    `${axe}; axe.run(document, { runOnly: ${JSON.stringify(LEVELS)} })`,
  )
  return [...measured, ...found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)]
}
