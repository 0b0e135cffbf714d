import { CASE_TYPES } from '../../protocol/vocabulary.ts'
import { createAgreement } from '../agency/agreement.ts'
import { openCustodians } from '../agency/key-files.ts'
import type { Command } from '../command.ts'
import { CUSTODIAN_OPTION, FOLDER_OPTION } from '../command.ts'
import { DAY } from '../duration.ts'
import { EXIT } from '../exit-code.ts'
import { createPrivateFile } from '../private-file.ts'
import { custodiansNamed, openFolder } from '../working-folder.ts'

/** `sluss agreement create`: writes an agreement with other agencies, signed by this one. */
export const agreementCreate: Command = {
  name: 'agreement create',
  summary: {
    sv: 'skriv en överenskommelse med andra verksamheter och skriv under den',
    en: 'write an agreement with other agencies, and sign it',
  },
  positionals: ['FIL'],
  options: {
    ...FOLDER_OPTION,
    ...CUSTODIAN_OPTION,
    with: {
      value: 'ID',
      required: true,
      multiple: true,
      text: { sv: 'annan part', en: 'another party' },
    },
    'case-type': {
      value: 'SORT',
      multiple: true,
      text: { sv: CASE_TYPES.join(', '), en: CASE_TYPES.join(', ') },
    },
    days: { value: 'N', text: { sv: 'dagar den gäller (365)', en: 'days it holds (365)' } },
  },
  examples: ['sluss agreement create avtal.jws --with latsasby-socialnamnd --folder ./polisen'],
  async run(args, context) {
    const folder = await openFolder(args, context)
    const { agency } = await folder.loadSettings()
    const custodians = await openCustodians(folder, context, custodiansNamed(args))
    const validFrom = context.clock()
    const text = await createAgreement(
      folder,
      {
        parties: [agency, ...args.list('with')],
        caseTypes: args.choices('case-type', CASE_TYPES, ['intimate-partner-violence']),
        validFrom,
        validUntil: validFrom + args.count('days', 365) * DAY,
      },
      custodians,
      context,
    )
    const path = args.positional('FIL')
    await createPrivateFile(path, text)
    context.terminal.result({ file: path }, [path])
    context.terminal.note({
      sv: 'Lämna filen till nästa part, som kör ”sluss agreement sign”.',
      en: 'Give the file to the next party, who runs “sluss agreement sign”.',
    })
    return EXIT.done
  },
}
