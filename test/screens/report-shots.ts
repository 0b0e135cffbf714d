import type { Page } from 'playwright-core'
import type { Shot } from './shots.ts'

/** Reports of periods, signed and taken out, and extracts for data subjects. */
export function reportShots(who: Shot['who'], reference: string): readonly Shot[] {
  const report = { who, path: '/reports/2026-H1' } as const
  const extract = { who, path: '/reports/extract' } as const
  return [
    {
      name: 'reports',
      who,
      path: '/reports',
      act: (page) => page.getByText('Ingen annan part har skrivit under').waitFor(),
    },
    { name: 'report', ...report, act: (page) => page.locator('table.counts').waitFor() },
    {
      name: 'report-signed',
      ...report,
      act: async (page) => {
        await page.getByRole('button', { name: 'Skriv under rapporten' }).click()
        await page.getByText(/Undertecknad\. Det är post/).waitFor()
        await page.getByRole('button', { name: 'Skriv under och ladda ner' }).click()
        await page.getByText(/är sparad på datorn/).waitFor()
      },
    },
    {
      name: 'extract-missing',
      ...extract,
      act: (page) => page.getByRole('button', { name: 'Visa utdraget' }).click(),
    },
    { name: 'extract', ...extract, act: (page) => ask(page, reference, 'Personen själv') },
    { name: 'extract-feared', ...extract, act: (page) => ask(page, reference, 'Ett ombud') },
  ]
}

async function ask(page: Page, reference: string, asker: string): Promise<void> {
  await page.getByLabel('Ärendenas referenser').fill(reference)
  for (const answer of ['Utsatt', asker, 'Personligen'])
    await page.getByText(answer, { exact: true }).click()
  await page.getByRole('button', { name: 'Visa utdraget' }).click()
  await page.getByRole('heading', { name: 'Det personen får' }).waitFor()
}
