import assert from 'node:assert/strict'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Story } from '../story.ts'
import type { Disclosure } from './disclosure.ts'

/** Looks for what was disclosed in everything that the gateway has written: its database, its log and its settings. */
export async function playBlindness(
  { narrator, dir }: Story,
  { draft }: Disclosure,
): Promise<void> {
  narrator.chapter({ sv: 'Slussen är blind', en: 'The gateway is blind' })
  const words = tellingWords(draft.document)
  const files = await narrator.step(
    {
      sv: `Vi letar efter namn, personnummer, telefonnummer och fri text i varje fil som slussen och dess databas har skrivit. Inget av ${words.length} sökord finns där.`,
      en: `We look for names, identity numbers, telephone numbers and free text in every file that the gateway and its database have written. None of ${words.length} search terms is there.`,
    },
    () => searchFiles(join(dir, 'gateway'), words),
  )
  assert.ok(files > 100)
}

/** Every text of the document that says something about somebody: long enough, and no code or date. */
function tellingWords(value: unknown): string[] {
  if (typeof value === 'string') {
    const isTelling = /[\sÅÄÖåäö]|^\d{8}-\d{4}$/.test(value) && value.length > 10
    return isTelling ? [value] : []
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(tellingWords)
}

async function searchFiles(folder: string, words: readonly string[]): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  for (const { parentPath, name } of files) {
    // PostgreSQL removes files while it runs; what is gone cannot tell.
    const bytes = await readFile(join(parentPath, name)).catch(() => Buffer.alloc(0))
    for (const word of words) assert.ok(!bytes.includes(word), `${name} holds what was sealed`)
  }
  return files.length
}
