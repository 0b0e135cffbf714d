import { FUNCTION_ROLES } from '../../protocol/vocabulary.ts'
import { addFunction } from '../agency/add-function.ts'
import { openCustodians } from '../agency/key-files.ts'
import type { Command } from '../command.ts'
import { CUSTODIAN_OPTION, FOLDER_OPTION } from '../command.ts'
import { DAY, FUNCTION_KEY_DAYS } from '../duration.ts'
import { EXIT } from '../exit-code.ts'
import { custodiansNamed, openFolder } from '../working-folder.ts'

/** `sluss function add`: a new function with its reading key. */
export const functionAdd: Command = {
  name: 'function add',
  summary: {
    sv: 'lägg till en funktion (en bemannad adress) med egen läsnyckel',
    en: 'add a function (a staffed address) with its own reading key',
  },
  positionals: ['NAMN'],
  options: {
    ...FOLDER_OPTION,
    ...CUSTODIAN_OPTION,
    'name-sv': {
      value: 'NAMN',
      required: true,
      text: { sv: 'namn på svenska', en: 'name in Swedish' },
    },
    'name-en': { value: 'NAMN', text: { sv: 'namn på engelska', en: 'name in English' } },
    role: {
      value: 'ROLL',
      multiple: true,
      text: {
        sv: `${FUNCTION_ROLES.join(', ')} (author, reader)`,
        en: `${FUNCTION_ROLES.join(', ')} (author, reader)`,
      },
    },
    'serves-feared-perpetrator': {
      text: {
        sv: 'funktionen arbetar med befarade våldsutövare',
        en: 'the function works with feared perpetrators',
      },
    },
    days: {
      value: 'N',
      text: {
        sv: `dagar nyckeln gäller (${FUNCTION_KEY_DAYS})`,
        en: `days the key holds (${FUNCTION_KEY_DAYS})`,
      },
    },
  },
  examples: [
    'sluss function add utredning --name-sv "Utredning, våld i nära relation" --folder ./polisen',
  ],
  async run(args, context) {
    const folder = await openFolder(args, context)
    const custodians = await openCustodians(folder, context, custodiansNamed(args))
    const nameSv = args.required('name-sv')
    const created = await addFunction(
      folder,
      {
        slug: args.positional('NAMN'),
        name: { sv: nameSv, en: args.optional('name-en') ?? nameSv },
        roles: args.choices('role', FUNCTION_ROLES, ['author', 'reader']),
        servesFearedPerpetrator: args.flag('serves-feared-perpetrator'),
        lifetime: args.count('days', FUNCTION_KEY_DAYS) * DAY,
      },
      custodians,
      context,
    )
    const { function: id, key } = created
    context.terminal.result({ function: id, kid: key.kid }, [`${id}  ${key.kid}`])
    return EXIT.done
  },
}
