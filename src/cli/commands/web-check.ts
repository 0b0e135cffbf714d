import { fetchServedBundle, verifyBundleLogged } from '../../client/served-bundle.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { followLog } from '../log-keeper.ts'
import { WEB_LOG_OPTIONS, readWebAddress } from '../web-options.ts'

/** `sluss web check`: whether the workspaces that somebody serves are those on record. */
export const webCheck: Command = {
  name: 'web check',
  summary: {
    sv: 'kontrollera att de arbetsytor som serveras på en adress är de som står i loggen',
    en: 'check that the workspaces served at an address are those on record in the log',
  },
  positionals: ['URL'],
  options: WEB_LOG_OPTIONS,
  examples: [
    'sluss web check https://sluss.example --folder ./polisen',
    'sluss web check https://sluss.example --log "sluss.example/log+…" --policy vittnen.txt',
  ],
  async run(args, context) {
    const { terminal, fetch } = context
    const address = readWebAddress(args.positional('URL'), 'URL')
    const followed = await followLog(address, args, context)
    const { digest, files } = await fetchServedBundle({ gateway: address.origin, fetch })
    const { index, checkpoint } = await verifyBundleLogged(digest, followed)
    const { origin } = checkpoint
    terminal.result({ url: address.origin, digest, files, origin, index }, [
      `${digest}  ${address.origin}  ${origin} ${index}`,
    ])
    terminal.note({
      sv: `Alla ${files} filer är de som står i loggen, som post ${index}. Vad en viss person får kan bara hämtas som den personen.`,
      en: `All ${files} files are those on record, as entry ${index} of the log. What one person is served can be fetched only as that person.`,
    })
    return EXIT.done
  },
}
