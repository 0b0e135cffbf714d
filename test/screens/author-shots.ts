import type { Page } from 'playwright-core'
import type { World } from '../fixtures/gateway.ts'
import type { Sent } from './fill-world.ts'
import type { Shot } from './shots.ts'

const TELLING =
  'Hon bor nu hos sin syster på Sagostigen 4 i Påhittsköping, dottern går på Trollskolan, ring 070-1740605.'

/** The author's desk and what it says; each begins as the correction of a message, which fills it. */
export function authorShots({ police }: World, { case: reference }: Sent): readonly Shot[] {
  const own = { who: [police, 'anna'], path: `/case/${reference}` } as const
  return [
    {
      name: 'case-own',
      ...own,
      act: (page) => page.getByText('Rätta eller förnya').first().click(),
    },
    {
      name: 'case-recall',
      ...own,
      act: (page) =>
        page
          .locator('summary', { hasText: /^Återkalla$/ })
          .first()
          .click(),
    },
    { name: 'write-filled', ...own, act: correct },
    {
      name: 'write-marked',
      ...own,
      act: async (page) => {
        await mark(page)
        await page.locator('.marks').scrollIntoViewIfNeeded()
      },
    },
    {
      name: 'write-stopped',
      ...own,
      act: async (page) => {
        await mark(page)
        await page.getByRole('button', { name: 'Läs igenom' }).click()
        await page.getByText('Be en andra person granska de markerade orden').click()
        await page.getByRole('button', { name: 'Skriv under och skicka' }).click()
        await page.getByRole('alert').waitFor()
      },
    },
    {
      name: 'write-read',
      ...own,
      act: async (page) => {
        await correct(page)
        await page.getByRole('button', { name: 'Läs igenom' }).click()
        await page.getByRole('heading', { name: 'Läs igenom innan du skickar' }).waitFor()
      },
    },
    {
      name: 'write-withhold',
      ...own,
      act: async (page) => {
        await correct(page)
        await page.getByRole('button', { name: 'Lämna inte ut, därför att …' }).click()
      },
    },
  ]
}

async function correct(page: Page): Promise<void> {
  await page.getByText('Rätta eller förnya').first().click()
  await page.getByRole('button', { name: 'Rätta meddelandet' }).first().click()
  await page.locator('.live .outcome').waitFor({ timeout: 30_000 })
}

async function mark(page: Page): Promise<void> {
  await correct(page)
  await page.locator('select[id^=protection]').first().selectOption('skyddad-folkbokforing')
  await page.locator('[id="f/scenario/text"]').fill(TELLING)
  await page.locator('.marks.stopping li').first().waitFor()
}
