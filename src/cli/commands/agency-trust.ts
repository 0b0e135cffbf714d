import { parseDigest } from '../../protocol/sha256.ts'
import type { Command } from '../command.ts'
import { FOLDER_OPTION } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { openFolder } from '../working-folder.ts'

/** `sluss agency trust`: pins another agency by the fingerprint that it read out. */
export const agencyTrust: Command = {
  name: 'agency trust',
  summary: {
    sv: 'lita på en annan verksamhet, efter att ha jämfört fingeravtrycket i telefon',
    en: 'trust another agency, after comparing its fingerprint by telephone',
  },
  positionals: ['ID', 'FINGERAVTRYCK'],
  options: FOLDER_OPTION,
  examples: ['sluss agency trust latsasby-socialnamnd z7x2…43-tecken… --folder ./polisen'],
  async run(args, context) {
    const folder = await openFolder(args, context)
    const settings = await folder.loadSettings()
    const pins = {
      ...settings.pins,
      [args.positional('ID')]: parseDigest(args.positional('FINGERAVTRYCK')),
    }
    await folder.saveSettings({ ...settings, pins })
    context.terminal.result(
      { pins },
      Object.entries(pins).map(([id, pin]) => `${pin}  ${id}`),
    )
    return EXIT.done
  },
}
