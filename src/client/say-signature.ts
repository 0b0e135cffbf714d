import { swedishDay } from '../policy/swedish-day.ts'
import type { LocalText } from '../protocol/statements/local-text.ts'
import type { ReportSignature } from './report-acts.ts'

/** Who has signed a report, and on which day. */
export function saySignature({ name, signed }: ReportSignature): LocalText {
  if (signed === null) return { sv: `Undertecknad av ${name.sv}.`, en: `Signed by ${name.en}.` }
  const day = swedishDay(signed.at)
  return { sv: `Undertecknad av ${name.sv} ${day}.`, en: `Signed by ${name.en} on ${day}.` }
}
