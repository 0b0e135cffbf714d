import type { Sheet } from '../../client/writing/sheet.ts'
import type { Receiver } from '../worker/methods/writing.ts'
import type { Checked } from './use-check.ts'

/** What every piece of the desk is given. */
export interface DeskPart {
  readonly sheet: Sheet
  readonly checked: Checked
  readonly receivers: readonly Receiver[]
  readonly onChange: (changes: Partial<Sheet>) => void
}
