import type { JsonObject } from '../../protocol/json.ts'
import { previewUnfinished } from '../compose.ts'
import type { DeskInput } from './check-sheet.ts'
import { draftOfSheet } from './sheet.ts'

/** What the gateway is asked about a sheet: who, to whom, which kinds of data, which grounds; no content. Throws as `checkSheet`. */
export function planDryRun(input: DeskInput): JsonObject {
  const draft = draftOfSheet(input)
  const { head, parts } = previewUnfinished({ ...input, draft })
  const outlines = parts.map(({ id, subject, category, readers }) => ({
    id,
    subject,
    category,
    readers,
  }))
  return { head, parts: outlines } as unknown as JsonObject
}
