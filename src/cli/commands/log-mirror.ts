import type { Command } from '../command.ts'
import { LogFolder } from '../log-folder.ts'
import { LOG_OPTIONS, openLogPlace, withStoredWitnesses } from '../log-place.ts'
import { LogProgress } from '../log-progress.ts'
import { LOG_EXITS, reportLog } from '../log-report.ts'
import { mirrorLog } from '../mirror-log.ts'

/** `sluss log mirror`: a copy of the log that nobody can take away, verified before it is kept. */
export const logMirror: Command = {
  name: 'log mirror',
  summary: {
    sv: 'spegla loggen till en mapp: det som är nytt hämtas, kontrolleras och sparas (inget om något ärende går att läsa i den)',
    en: 'mirror the log to a folder: what is new is fetched, verified and kept (nothing about any case can be read in it)',
  },
  positionals: ['SPEGEL'],
  options: {
    ...LOG_OPTIONS,
    from: {
      value: 'ADRESS-ELLER-MAPP',
      text: {
        sv: 'varifrån (annars slussen i nyckelmappen)',
        en: 'from where (otherwise the gateway of the key folder)',
      },
    },
  },
  examples: [
    'sluss log mirror ./spegel --folder ./polisen',
    'sluss log mirror ./spegel --from https://sluss.example --log "sluss.example/log+…"',
  ],
  exits: LOG_EXITS,
  async run(args, context) {
    const opened = await openLogPlace(args.optional('from'), args, context)
    const place = withStoredWitnesses(opened, context)
    const folder = new LogFolder(args.positional('SPEGEL'))
    const progress = new LogProgress(context)
    const { archive, trust, known } = place
    const found = await mirrorLog(folder, {
      archive,
      trust,
      known,
      onRecords: (...record) => progress.add(...record),
    })
    progress.end()
    return reportLog(found, place, context, { mirror: folder.path })
  },
}
