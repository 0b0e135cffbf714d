import type { Page } from 'playwright-core'
import type { World } from '../fixtures/gateway.ts'
import type { WorldAgency } from '../fixtures/world-agency.ts'
import { authorShots } from './author-shots.ts'
import type { Sent } from './fill-world.ts'
import { readerShots } from './reader-shots.ts'
import { reportShots } from './report-shots.ts'
import { officerShots } from './officer-shots.ts'

/** One picture: whose screen, where, and what is done there first. */
export interface Shot {
  readonly name: string
  readonly who: readonly [WorldAgency, string]
  readonly path: string
  readonly act?: (page: Page) => Promise<unknown>
}

/** Every workspace and state. */
export function shotsOf(world: World, sent: Sent): readonly Shot[] {
  const { police, board } = world
  const { assessment, held, case: reference } = sent
  const author = [police, 'anna'] as const
  const reader = [board, 'disa'] as const
  const message = { who: reader, path: `/message/${assessment}` } as const
  return [
    {
      name: 'inbox-reception',
      who: reader,
      path: '/inbox',
      act: (page) => page.locator('.row').first().waitFor(),
    },
    {
      name: 'inbox-investigation',
      who: author,
      path: '/inbox',
      act: (page) => page.getByText('Att bedöma på nytt').waitFor(),
    },
    { name: 'inbox-empty', who: [board, 'frida'], path: '/inbox' },
    { name: 'cases', who: reader, path: '/cases' },
    { name: 'case', who: reader, path: `/case/${reference}` },
    { name: 'message-before', ...message },
    { name: 'message-conflict', ...message, act: (page) => choose(page, 'Ja, lämna över') },
    { name: 'message-unsure', ...message, act: (page) => choose(page, 'Vet inte, visa roller') },
    { name: 'message', ...message, act: openMessage },
    {
      name: 'message-taken',
      ...message,
      act: async (page) => {
        await openMessage(page)
        await page.getByRole('button', { name: 'Jag tar ärendet' }).click()
        await page.getByText(/Övertaget av dig/).waitFor()
        await page.getByRole('button', { name: 'Kopiera till journalen' }).click()
        await page.locator('figure pre').waitFor()
      },
    },
    ...readerShots(message, openMessage),
    { name: 'message-recalled', who: reader, path: `/message/${sent.recalled}` },
    { name: 'openings', who: reader, path: '/openings' },
    { name: 'write-begin', who: author, path: '/write' },
    {
      name: 'write',
      who: author,
      path: '/write',
      act: async (page) => {
        await page.getByRole('button', { name: /Riskbedömning/ }).click()
        await page
          .getByText('Sparat', { exact: false })
          .or(page.locator('.sheet, .writing, input, textarea'))
          .first()
          .waitFor()
      },
    },
    {
      name: 'decide-list',
      who: [police, 'chef'],
      path: '/decide',
      act: (page) => page.locator('.row').first().waitFor(),
    },
    {
      name: 'decide',
      who: [police, 'chef'],
      path: `/decide/${held}`,
      act: (page) => page.locator('blockquote').first().waitFor({ timeout: 30_000 }),
    },
    {
      name: 'decide-done',
      who: [police, 'chef'],
      path: '/decide',
      act: async (page) => {
        await page.locator('.row a, a.row').last().click()
        await page
          .getByRole('button', { name: 'Godkänn och skriv under' })
          .click({ timeout: 30_000 })
        await page.getByText('Utlämnat.', { exact: false }).waitFor({ timeout: 30_000 })
        await page.getByText('Alla skäl och lagrum').click()
      },
    },
    {
      name: 'decide-overdue',
      who: [board, 'rut'],
      path: '/inbox',
      act: (page) => page.getByRole('link', { name: /svar dröjer/ }).click(),
    },
    ...authorShots(world, sent),
    ...officerShots(world, sent),
    {
      name: 'log',
      who: [board, 'harald'],
      path: '/log',
      act: async (page) => {
        await page.getByRole('button', { name: 'Kontrollera nu' }).click()
        await page.getByText('Loggen stämmer med sig själv.').waitFor({ timeout: 60_000 })
      },
    },
    ...reportShots([board, 'harald'], reference),
    {
      name: 'screen-broken',
      who: author,
      path: '/openings',
      act: async (page) => {
        await page.evaluate(`Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
          get() { throw new Error('broken') } })`)
        await page.getByRole('link', { name: 'Inkorg' }).click()
        await page.getByRole('heading', { name: 'Sidan kunde inte visas' }).waitFor()
      },
    },
    { name: 'not-found', who: reader, path: '/nothing-here' },
    {
      name: 'message-not-yours',
      who: reader,
      path: '/message/0195556f-4c00-7000-8000-00000000ffff',
      act: (page) => page.getByRole('alert').waitFor(),
    },
  ]
}

async function choose(page: Page, text: string): Promise<void> {
  await page.getByText(text, { exact: true }).click()
}

async function openMessage(page: Page): Promise<void> {
  await choose(page, 'Nej')
  await choose(page, 'Stöd till den utsatta')
  await page.getByRole('button', { name: 'Öppna' }).click()
  await page.getByRole('heading', { name: 'Vad vi ber er om' }).waitFor({ timeout: 30_000 })
}
