import type { Page } from 'playwright-core'
import { encodeHandover, parseHandover } from '../../src/protocol/handover.ts'
import type { Shot } from './shots.ts'

/** What a reader meets after the content is there: the function's own notes, and a message that was altered on the way. */
export function readerShots(
  message: Pick<Shot, 'who' | 'path'>,
  openMessage: (page: Page) => Promise<unknown>,
): readonly Shot[] {
  return [
    {
      name: 'message-notes',
      ...message,
      act: async (page) => {
        await openMessage(page)
        const take = page.getByRole('button', { name: 'Jag tar ärendet' })
        if ((await take.count()) > 0) await take.click()
        await page.locator('.own-work h3').first().waitFor()
        await takeNotes(page)
      },
    },
    {
      name: 'message-altered',
      ...message,
      act: async (page) => {
        await page.context().route('**/open', async (route) => {
          const response = await route.fetch()
          const handover = parseHandover(await response.body())
          const [[id, bytes], ...others] = [...handover.parts] as [[string, Uint8Array]]
          const parts = new Map([[id, bytes.map((byte) => byte ^ 1)], ...others])
          await route.fulfill({
            response,
            body: Buffer.from(encodeHandover({ ...handover, parts })),
          })
        })
        await openMessage(page)
        await page.context().unroute('**/open')
      },
    },
  ]
}

async function takeNotes(page: Page): Promise<void> {
  const own = page.locator('.own-work')
  const add = own.getByRole('button', { name: 'Anteckna', exact: true })
  const choose = (question: string, words: string) =>
    own.getByRole('radiogroup', { name: question }).getByText(words, { exact: true }).click()
  for (const [channel, result] of [
    ['Telefonsamtal', 'Inget svar'],
    ['Telefonsamtal', 'Någon annan svarade'],
  ] as const) {
    const rows = await own.locator('.notes li').count()
    await own.getByText('Anteckna ett kontaktförsök').click()
    await choose('Hur', channel)
    await choose('Vad det ledde till', result)
    await add.click()
    await own.locator('.notes li').nth(rows).waitFor()
  }
  await own.getByText('Lägg till en åtgärd').click()
  await own.getByLabel('Vad som ska göras').fill('Byt plats för lämningen på fredag')
  await own.getByLabel('Vem som ser till det').fill('Ylva')
  await add.click()
  await own.getByText('Byt plats för lämningen på fredag', { exact: true }).waitFor()
  await own.getByText('Anteckna ett kontaktförsök').click()
  await choose('Hur', 'Röstmeddelande')
}
