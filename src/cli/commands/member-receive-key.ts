import { receiveKeys } from '../agency/receive-keys.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { openFolder } from '../working-folder.ts'

/** `sluss member receive-key`: takes in the reading keys that were made since. Needs no network. */
export const memberReceiveKey: Command = {
  name: 'member receive-key',
  summary: {
    sv: 'hämta nya läsnycklar till din nyckelfil, efter ett nyckelbyte',
    en: 'take new reading keys into your key file, after a rotation',
  },
  positionals: [],
  options: MEMBER_OPTIONS,
  examples: ['sluss member receive-key --folder ./polisen --as klas'],
  async run(args, context) {
    const folder = await openFolder(args, context)
    const member = await folder.loadMember(args.optional('as'))
    const received = await receiveKeys(folder, member, context)
    context.terminal.result(
      { received },
      received.map(({ function: id, kid }) => `${id}  ${kid}`),
    )
    if (received.length === 0) {
      context.terminal.note({ sv: 'Ingen ny nyckel väntar.', en: 'No new key waits.' })
    }
    return EXIT.done
  },
}
