import { issueRoster } from '../agency/issue-roster.ts'
import { openRosterKey } from '../agency/key-files.ts'
import { publishStatements } from '../agency/publish-statements.ts'
import type { Command } from '../command.ts'
import { FOLDER_OPTION } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { publicGateway } from '../gateway.ts'
import { openFolder } from '../working-folder.ts'

/** `sluss roster publish`: the daily roster, signed and sent with whatever else is new. */
export const rosterPublish: Command = {
  name: 'roster publish',
  summary: {
    sv: 'skriv under och publicera dagens behörighetslista (minst en gång per dygn)',
    en: 'sign and publish today’s roster (at least once a day)',
  },
  positionals: [],
  options: FOLDER_OPTION,
  examples: ['sluss roster publish --folder ./polisen'],
  async run(args, context) {
    const folder = await openFolder(args, context)
    const roster = await issueRoster(folder, await openRosterKey(folder, context), context)
    const sent = await publishStatements(
      folder,
      publicGateway(await folder.loadSettings(), context),
    )
    const { number, functions, members } = roster.payload
    context.terminal.result(
      { number, digest: roster.digest, sent },
      sent.map(({ kind, digest }) => `${digest}  ${kind}`),
    )
    context.terminal.note({
      sv: `Behörighetslista ${number}: ${functions.length} funktioner, ${members.length} behörigheter.`,
      en: `Roster ${number}: ${functions.length} functions, ${members.length} credentials.`,
    })
    return EXIT.done
  },
}
