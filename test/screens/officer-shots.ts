import type { Page } from 'playwright-core'
import { changeAnswer } from './change-answer.ts'
import type { World } from '../fixtures/gateway.ts'
import type { Sent } from './fill-world.ts'
import type { Shot } from './shots.ts'

const LONG = { timeout: 30_000 }

/** The compliance officer's workspace and states, in the order in which they follow from each other. */
export function officerShots({ board }: World, { openedCase: reference }: Sent): readonly Shot[] {
  const who = [board, 'harald'] as const
  const settled = (page: Page) => page.locator('.rows, .timeline li').first().waitFor(LONG)
  return [
    {
      name: 'log-wrong',
      who,
      path: '/log',
      act: async (page) => {
        await changeAnswer<{ index: number }>(page, '**/v1/verifications', (claim) => ({
          ...claim,
          index: claim.index - 1,
        }))
        await page.getByRole('button', { name: 'Kontrollera nu' }).click()
        await page.getByText('Loggen stämmer inte.').waitFor({ timeout: 60_000 })
      },
    },
    {
      name: 'review-case-mistyped',
      who,
      path: '/review/case',
      act: async (page) => {
        await page.getByLabel('Ärendets referens').fill('7KQ4')
        await page.keyboard.press('Enter')
        await page.getByText('Det är ingen referens.').waitFor()
      },
    },
    {
      name: 'review-inquire-missing',
      who,
      path: `/review/case/${reference}`,
      act: async (page) => {
        await page
          .getByRole('link', { name: /^Begär utredning/ })
          .first()
          .click(LONG)
        await page.getByRole('button', { name: 'Skriv under och begär' }).click()
        await page.getByText('Det här saknas eller är fel').waitFor()
      },
    },
    { name: 'review', who, path: '/review', act: settled },
    {
      name: 'review-queue',
      who,
      path: '/review/queue/always',
      act: (page) => page.locator('.queue li').first().waitFor(LONG),
    },
    { name: 'review-queue-denied', who, path: '/review/queue/denied' },
    {
      name: 'review-decided',
      who,
      path: '/review/queue/always',
      act: async (page) => {
        await page.getByRole('button', { name: 'Visa vem' }).first().click()
        await page.getByText('Att du tittade är loggat.').waitFor(LONG)
        await page.getByRole('button', { name: 'OK' }).nth(1).click()
        await page.getByText(/Bedömt:/).waitFor(LONG)
      },
    },
    { name: 'review-case', who, path: `/review/case/${reference}`, act: settled },
    {
      name: 'review-inquire',
      who,
      path: '/review/case',
      act: async (page) => {
        await page.getByLabel('Ärendets referens').fill(reference)
        await page.keyboard.press('Enter')
        await page
          .getByRole('link', { name: /^Begär utredning/ })
          .first()
          .click(LONG)
        await page.getByLabel('Utredningens nummer').fill('SN 2026/117')
      },
    },
    {
      name: 'review-inquired',
      who,
      path: `/review/case/${reference}`,
      act: async (page) => {
        await page
          .getByRole('link', { name: /^Begär utredning/ })
          .first()
          .click(LONG)
        await page.getByLabel('Utredningens nummer').fill('SN 2026/117')
        await page.getByRole('button', { name: 'Skriv under och begär' }).click()
        await page.getByRole('link', { name: 'Till utredningarna' }).click(LONG)
        await settled(page)
      },
    },
    {
      name: 'review-approve',
      who: [board, 'boel'],
      path: '/review/inquiries',
      act: settled,
    },
    {
      name: 'review-approved',
      who: [board, 'boel'],
      path: '/review/inquiries',
      act: async (page) => {
        await page.getByRole('button', { name: 'Godkänn och skriv under' }).click(LONG)
        await page.getByText(/^Godkänd\./).waitFor(LONG)
      },
    },
    {
      name: 'review-member',
      who,
      path: '/review/inquiries',
      act: async (page) => {
        await page.getByRole('link', { name: 'Visa tidslinjen' }).click(LONG)
        await page.locator('.timeline li').first().waitFor(LONG)
      },
    },
    {
      name: 'review-sample',
      who,
      path: '/review/sample',
      act: (page) => page.getByRole('button', { name: /^Dra/ }).waitFor(LONG),
    },
    {
      name: 'review-sample-drawn',
      who,
      path: '/review/sample',
      act: async (page) => {
        await page.getByRole('button', { name: /^Dra/ }).click(LONG)
        await page.getByText(/är dragna och ligger i kön/).waitFor(LONG)
      },
    },
    {
      name: 'review-sample-checked',
      who,
      path: '/review/sample',
      act: async (page) => {
        await page.getByRole('button', { name: 'Dra om och jämför' }).click(LONG)
        await page.getByText('Samma öppningar drogs igen.').waitFor(LONG)
      },
    },
    {
      name: 'review-denied',
      who,
      path: '/review/denied',
      act: (page) => page.locator('table').first().waitFor(LONG),
    },
    {
      name: 'review-reconciliation',
      who,
      path: '/review/reconciliation',
      act: async (page) => {
        await page.getByRole('button', { name: 'Räkna och skriv under' }).click(LONG)
        await page.getByText('Motparten har inte räknat ännu.').waitFor(LONG)
      },
    },
  ]
}
