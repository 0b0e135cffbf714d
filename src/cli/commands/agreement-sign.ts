import { parseUtf8 } from '../../protocol/bytes.ts'
import { parseStatementUnsafe } from '../../protocol/statement.ts'
import { signAgreement } from '../agency/agreement.ts'
import { openCustodians } from '../agency/key-files.ts'
import type { Command } from '../command.ts'
import { CUSTODIAN_OPTION, FOLDER_OPTION } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { readInput } from '../input-file.ts'
import { replacePrivateFile } from '../private-file.ts'
import { custodiansNamed, openFolder } from '../working-folder.ts'

/** `sluss agreement sign`: shows an agreement and adds this agency's signatures to it. */
export const agreementSign: Command = {
  name: 'agreement sign',
  summary: {
    sv: 'skriv under en annan parts överenskommelse och lägg den i mappen',
    en: 'sign another party’s agreement and store it in the folder',
  },
  positionals: ['FIL'],
  options: { ...FOLDER_OPTION, ...CUSTODIAN_OPTION },
  examples: [
    'sluss agreement sign avtal.jws --folder ./socialnamnden && sluss publish --folder ./socialnamnden',
  ],
  async run(args, context) {
    const folder = await openFolder(args, context)
    const path = args.positional('FIL')
    const text = parseUtf8(await readInput(path))
    const { parties, caseTypes, validFrom, validUntil } = parseStatementUnsafe(
      'agreement',
      text,
    ).payload
    // Before the passphrases are asked for: nobody signs what was not shown.
    context.terminal.note({
      sv: `Parter: ${parties.join(', ')}. Ärenden: ${caseTypes.join(', ')}. Gäller ${validFrom} – ${validUntil}.`,
      en: `Parties: ${parties.join(', ')}. Cases: ${caseTypes.join(', ')}. Holds ${validFrom} – ${validUntil}.`,
    })
    const custodians = await openCustodians(folder, context, custodiansNamed(args))
    const signed = await signAgreement(folder, text, custodians)
    await replacePrivateFile(path, signed)
    const { digest, signers } = parseStatementUnsafe('agreement', signed)
    context.terminal.result({ digest, signers }, [digest])
    return EXIT.done
  },
}
