import { BODY_TYPES } from '../../protocol/vocabulary.ts'
import { createAgency } from '../agency/create-agency.ts'
import type { Command } from '../command.ts'
import { FOLDER_OPTION } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { folderPath } from '../working-folder.ts'

/** `sluss agency init`: a new agency with its custodians. */
export const agencyInit: Command = {
  name: 'agency init',
  summary: {
    sv: 'skapa en verksamhet med behörighetsansvariga (minst två måste skriva under)',
    en: 'create an agency with custodians (at least two must sign)',
  },
  positionals: ['ID'],
  options: {
    ...FOLDER_OPTION,
    'name-sv': {
      value: 'NAMN',
      required: true,
      text: { sv: 'namn på svenska', en: 'name in Swedish' },
    },
    'name-en': { value: 'NAMN', text: { sv: 'namn på engelska', en: 'name in English' } },
    body: {
      value: 'SORT',
      required: true,
      text: { sv: BODY_TYPES.join(', '), en: BODY_TYPES.join(', ') },
    },
    gateway: {
      value: 'ADRESS',
      required: true,
      text: { sv: 'slussens adress', en: 'the gateway’s address' },
    },
    custodians: {
      value: 'N',
      text: { sv: 'antal behörighetsansvariga (3)', en: 'number of custodians (3)' },
    },
    threshold: {
      value: 'N',
      text: { sv: 'hur många som måste skriva under (2)', en: 'how many must sign (2)' },
    },
  },
  examples: [
    'sluss agency init polisen-sydlanda --folder ./polisen --body police --name-sv "Polisen Sydlanda" --gateway https://sluss.example',
  ],
  async run(args, context) {
    const nameSv = args.required('name-sv')
    const { folder, pin } = await createAgency(
      folderPath(args, context),
      {
        agency: args.positional('ID'),
        name: { sv: nameSv, en: args.optional('name-en') ?? nameSv },
        bodyType: args.choice('body', BODY_TYPES),
        gateway: args.required('gateway'),
        custodians: args.count('custodians', 3),
        threshold: args.count('threshold', 2),
      },
      context,
    )
    context.terminal.result({ agency: args.positional('ID'), pin, folder: folder.path }, [pin])
    context.terminal.note({
      sv: 'Raden ovan är verksamhetens fingeravtryck. Läs upp det i telefon för dem som ska lita på er.',
      en: 'The line above is the agency’s fingerprint. Read it out by telephone to those who are to trust you.',
    })
    return EXIT.done
  },
}
