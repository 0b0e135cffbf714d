import { introduceMember } from '../agency/admit-member.ts'
import { openCustodianDesk } from '../agency/custodian-desk.ts'
import type { Command } from '../command.ts'
import { CUSTODIAN_OPTION, FOLDER_OPTION } from '../command.ts'
import { EXIT } from '../exit-code.ts'

/** `sluss member introduce`: leaves a new introduction, and the keys that wait, for a member who works in a browser. */
export const memberIntroduce: Command = {
  name: 'member introduce',
  summary: {
    sv: 'lämna ny introduktion och nya nycklar till någon som arbetar i webbläsaren',
    en: 'leave a new introduction and new keys for somebody who works in a browser',
  },
  positionals: ['KORTNAMN'],
  options: { ...FOLDER_OPTION, ...CUSTODIAN_OPTION },
  examples: ['sluss member introduce nora --folder ./polisen'],
  async run(args, context) {
    const desk = await openCustodianDesk(args, context)
    const member = await desk.folder.loadMember(args.positional('KORTNAMN'))
    const introduction = await introduceMember(desk, member)
    context.terminal.result({ member: member.member, introduction }, [introduction])
    return EXIT.done
  },
}
