import { listYears } from '../../client/log-years.ts'
import type { LogYear } from '../../client/log-years.ts'
import { LogFaultFound } from '../../client/log-fault.ts'
import type { LogFault } from '../../client/log-fault.ts'
import { proveRecord } from '../../client/prove-record.ts'
import type { Arguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { LOG_OPTIONS, openLogPlace } from '../log-place.ts'
import { LOG_EXITS } from '../log-report.ts'
import { verifyNoReceipt, writeReceiptFiles } from '../receipt-files.ts'

/** `sluss log prove`: a receipt for one record, from a gateway or from a mirror that nobody can take away. */
export const logProve: Command = {
  name: 'log prove',
  summary: {
    sv: 'hämta ett kvitto (.tlog-proof) på att en post står i loggen',
    en: 'fetch a receipt (.tlog-proof) that a record is in the log',
  },
  positionals: ['POST'],
  options: {
    ...LOG_OPTIONS,
    from: {
      value: 'ADRESS-ELLER-MAPP',
      text: {
        sv: 'varifrån (annars slussen i nyckelmappen)',
        en: 'from where (otherwise the gateway of the key folder)',
      },
    },
    year: {
      value: 'ÅR',
      text: {
        sv: 'vilket års logg (annars den nyaste)',
        en: 'which year’s log (otherwise the newest)',
      },
    },
    output: {
      value: 'FIL',
      short: 'o',
      required: true,
      text: { sv: 'kvittots fil', en: 'the receipt’s file' },
    },
  },
  examples: [
    'sluss log prove 4711 -o kvitto.tlog-proof --folder ./polisen',
    'sluss log prove 4711 --year 2026 --from ./spegel --log "sluss.example/log+…" -o kvitto.tlog-proof',
  ],
  exits: LOG_EXITS,
  async run(args, context) {
    const index = parseIndex(args.positional('POST'))
    const path = args.required('output')
    await verifyNoReceipt(path)
    const { archive, trust } = await openLogPlace(args.optional('from'), args, context)
    const faults: LogFault[] = []
    const years = await listYears(archive, trust, (fault) => faults.push(fault))
    const year = chooseYear(years, args)
    const fault = faults.find(({ origin }) => origin === year.checkpoint.origin)
    if (fault !== undefined) throw new LogFaultFound(fault)
    if (index >= (year.cosigned ?? year).checkpoint.size) throw new CliError('usage', 'POST')
    const receipt = await proveRecord(year, index)
    await writeReceiptFiles(path, { ...receipt, opening: null })
    const { origin, size } = (year.cosigned ?? year).checkpoint
    context.terminal.result({ origin, size, index, file: path }, [
      `${origin}  ${index}/${size}  ${path}`,
    ])
    return EXIT.done
  },
}

function parseIndex(text: string): number {
  if (!/^(0|[1-9]\d{0,14})$/.test(text)) throw new CliError('usage', 'POST')
  return Number(text)
}

function chooseYear(years: readonly LogYear[], args: Arguments): LogYear {
  const wanted = args.optional('year')
  const year =
    wanted === undefined
      ? years.at(-1)
      : years.find(({ checkpoint }) => String(checkpoint.year) === wanted)
  if (year === undefined) throw new CliError('usage', '--year')
  return year
}
