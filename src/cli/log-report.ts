import type { LogFault } from '../client/log-fault.ts'
import { LOG_FAULT_CODES, gravestOf } from '../client/log-fault.ts'
import type { LogVerification } from '../client/log-verification.ts'
import { outcomeOf } from '../client/verification-outcome.ts'
import type { LocalText } from '../protocol/statements/local-text.ts'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import type { ExitCode } from './exit-code.ts'
import { EXIT, LOG_EXIT } from './exit-code.ts'
import { LOG_FAULT_TEXTS } from './log-fault-texts.ts'
import type { LogPlace } from './log-place.ts'
import { formatNumber } from './log-progress.ts'
import type { Terminal } from './terminal.ts'

/** Faults that are listed one by one; of more, the number is told. */
const MOST_LISTED = 20

const WITHOUT_WITNESSES: LocalText = {
  sv: 'Inga vittnen är jämförda: loggen stämmer med sig själv och med det ni har sett av den förut. Ange vittnen med --policy; för slussens egen logg räcker ”sluss gateway trust --witnesses” en gång.',
  en: 'No witnesses were compared: the log agrees with itself and with what you have seen of it before. Name witnesses with --policy; for the gateway’s own log “sluss gateway trust --witnesses” once is enough.',
}

/** The exit codes of commands that verify a log, by their numbers. */
export const LOG_EXITS: NonNullable<Command['exits']> = LOG_FAULT_CODES.map((code) => ({
  code: LOG_EXIT[code],
  text: LOG_FAULT_TEXTS[code].what,
})).toSorted((a, b) => a.code - b.code)

/** Tells what a log was found to be, and gives the exit code of the gravest fault. */
export function reportLog(
  verification: LogVerification,
  { name: log, trust }: Pick<LogPlace, 'name' | 'trust'>,
  { terminal }: Context,
  more: Readonly<Record<string, unknown>> = {},
): ExitCode {
  const { years, faults } = verification
  const gravest = gravestOf(faults)
  const found = years.map(
    ({ checkpoint: { origin, size }, cosigned, start, verified, faults: own }) => ({
      origin,
      size,
      cosigned: cosigned?.checkpoint.size ?? null,
      start,
      verified,
      ok: own.length === 0,
    }),
  )
  terminal.result({ ok: gravest === undefined, log, ...more, years: found, faults }, [
    ...found.map((year) => describeYear(year, terminal)),
    ...faults.slice(0, MOST_LISTED).map((fault) => describeFault(fault, terminal)),
    ...describeRest(faults, terminal),
  ])
  if (gravest === undefined) {
    terminal.note({ sv: 'Loggen håller.', en: 'The log holds.' })
    if (outcomeOf(verification, trust) === 'verified-without-witnesses')
      terminal.note(WITHOUT_WITNESSES)
    return EXIT.done
  }
  const { what, action } = LOG_FAULT_TEXTS[gravest.code]
  terminal.note({
    sv: `Loggen håller INTE. ${what.sv} [${gravest.code}]\n  ${action.sv}`,
    en: `The log does NOT hold. ${what.en} [${gravest.code}]\n  ${action.en}`,
  })
  return LOG_EXIT[gravest.code]
}

function describeYear(
  year: { origin: string; size: number; cosigned: number | null; start: number; ok: boolean },
  terminal: Terminal,
): string {
  const { origin, size, cosigned, start, ok } = year
  const holds = ok
    ? { sv: 'håller      ', en: 'holds        ' }
    : { sv: 'HÅLLER INTE ', en: 'DOES NOT HOLD' }
  const before = {
    sv: `, de första ${formatNumber(start)} kontrollerade tidigare`,
    en: `, the first ${formatNumber(start)} verified before`,
  }
  const records = {
    sv: `${formatNumber(size)} ${size === 1 ? 'post' : 'poster'}`,
    en: `${formatNumber(size)} ${size === 1 ? 'record' : 'records'}`,
  }
  const seen = {
    sv: `, ${formatNumber(cosigned ?? 0)} sedda av vittnena`,
    en: `, ${formatNumber(cosigned ?? 0)} seen by the witnesses`,
  }
  const note = `${cosigned === null ? '' : terminal.text(seen)}${start > 0 ? terminal.text(before) : ''}`
  return `${terminal.text(holds)}  ${origin}  ${terminal.text(records)}${note}`
}

function describeFault(fault: LogFault, terminal: Terminal): string {
  const what = terminal.text(LOG_FAULT_TEXTS[fault.code].what)
  const place = describePlace(fault, terminal)
  return `  ${fault.origin}${place}: ${what} [${fault.code}${fault.rule === undefined ? '' : `, ${fault.rule}`}]`
}

function describePlace({ index, count = 1, tile, size }: LogFault, terminal: Terminal): string {
  if (tile !== undefined) return ` tile/${tile.level}/${tile.index}`
  if (index !== undefined && count > 1) {
    const [first, last] = [index, index + count - 1]
    return terminal.text({ sv: ` post ${first}–${last}`, en: ` records ${first}–${last}` })
  }
  if (index !== undefined) return terminal.text({ sv: ` post ${index}`, en: ` record ${index}` })
  if (size === undefined) return ''
  return terminal.text({ sv: ` vid storlek ${size}`, en: ` at size ${size}` })
}

function describeRest(faults: readonly LogFault[], terminal: Terminal): string[] {
  const rest = faults.length - MOST_LISTED
  if (rest <= 0) return []
  return [
    terminal.text({
      sv: `  och ${rest} till (--json visar alla)`,
      en: `  and ${rest} more (--json shows all)`,
    }),
  ]
}
