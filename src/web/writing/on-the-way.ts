import type { Sheet } from '../../client/writing/sheet.ts'

/** Sheets between the screen that began them and the desk: in memory alone, as an address carries ids and nothing else. */
const sheets = new Map<string, Sheet>()

/** Leaves a sheet for the desk with this draft id. */
export function keepForDesk(id: string, sheet: Sheet): void {
  sheets.set(id, sheet)
}

/** Takes it up. Undefined: it is a draft that was saved. */
export function findForDesk(id: string): Sheet | undefined {
  return sheets.get(id)
}
