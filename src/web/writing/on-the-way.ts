import type { Sheet } from '../../client/writing/sheet.ts'

interface Kept {
  readonly sheet: Sheet
  readonly isTyped: boolean
}

/** Sheets between the screen that began them and the desk, and as the desk left them: in memory alone, as an address carries ids and nothing else. */
const sheets = new Map<string, Kept>()

/** Leaves a sheet for the desk with this draft id. */
export function keepForDesk(id: string, sheet: Sheet): void {
  sheets.set(id, { sheet, isTyped: false })
}

/** What is on the desk now: whoever leaves it and comes back, or has to, finds it so. */
export function keepTyped(id: string, sheet: Sheet): void {
  sheets.set(id, { sheet, isTyped: true })
}

/** Takes it up. Undefined: it is a draft that was saved. */
export function findForDesk(id: string): Sheet | undefined {
  return sheets.get(id)?.sheet
}

/** Whether somebody has written in it here, saved or not. */
export function isTyped(id: string): boolean {
  return sheets.get(id)?.isTyped === true
}

/** The draft is done with. */
export function forgetForDesk(id: string): void {
  sheets.delete(id)
}
