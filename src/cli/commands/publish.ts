import { publishStatements } from '../agency/publish-statements.ts'
import type { Command } from '../command.ts'
import { FOLDER_OPTION } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { publicGateway } from '../gateway.ts'
import { openFolder } from '../working-folder.ts'

/** `sluss publish`: sends every signed statement that the gateway has not accepted yet. */
export const publish: Command = {
  name: 'publish',
  summary: {
    sv: 'publicera det som verksamheten har skrivit under men inte publicerat',
    en: 'publish what the agency has signed but not published',
  },
  positionals: [],
  options: FOLDER_OPTION,
  examples: ['sluss publish --folder ./polisen'],
  async run(args, context) {
    const folder = await openFolder(args, context)
    const sent = await publishStatements(
      folder,
      publicGateway(await folder.loadSettings(), context),
    )
    context.terminal.result(
      { sent },
      sent.map(({ kind, digest }) => `${digest}  ${kind}`),
    )
    return EXIT.done
  },
}
