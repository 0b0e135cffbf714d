import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { openMemberSession } from '../member-session.ts'
import { createPrivateFile } from '../private-file.ts'

/** `sluss evidence`: exports the evidence bundle of a disclosure. */
export const evidence: Command = {
  name: 'evidence',
  summary: {
    sv: 'hämta bevisfilen för ett utlämnande (innehållet är fortfarande förseglat)',
    en: 'export the evidence bundle of a disclosure (the content stays sealed)',
  },
  positionals: ['ID'],
  options: {
    ...MEMBER_OPTIONS,
    output: {
      value: 'FIL',
      short: 'o',
      required: true,
      text: { sv: 'fil att skriva', en: 'file to write' },
    },
  },
  examples: ['sluss evidence 0199… -o bevis.sluss --folder ./polisen --as klas'],
  async run(args, context) {
    const session = await openMemberSession(args, context)
    const bytes = await session.gateway.evidence(args.positional('ID'))
    const path = args.required('output')
    await createPrivateFile(path, bytes)
    context.terminal.result({ file: path, bytes: bytes.length }, [path])
    return EXIT.done
  },
}
