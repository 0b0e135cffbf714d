import { PartNotLoaded } from './load-part.ts'

/** What browsers say when a part of the program that is loaded when first needed cannot be fetched: Chromium, Firefox, Safari. */
const NOT_LOADED = /dynamically imported module|Importing a module script failed/

/** Whether a part of the program could not be fetched: nothing is wrong with it, nobody answered. */
export function isLoadFailure(error: unknown): boolean {
  if (error instanceof PartNotLoaded) return true
  return error instanceof TypeError && NOT_LOADED.test(error.message)
}
