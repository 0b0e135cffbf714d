import { readFile } from 'node:fs/promises'
import { fingerprintOf } from '../../client/fingerprint.ts'
import { readGatewayKeys, verifyGatewayKeys } from '../../client/gateway-keys.ts'
import { parseLogPolicy } from '../../protocol/tlog/policy.ts'
import type { AgencyFolder } from '../agency-folder.ts'
import type { Command } from '../command.ts'
import { FOLDER_OPTION } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { publicGateway } from '../gateway.ts'
import { openFolder } from '../working-folder.ts'

/**
 * `sluss gateway trust`: pins the gateway's own key and its log's at first contact. A later change is refused, also here:
 * whoever has reason to believe in one takes the pins out of `agency.json` by hand, and compares again.
 */
export const gatewayTrust: Command = {
  name: 'gateway trust',
  summary: {
    sv: 'lita på slussens nycklar, efter att ha jämfört dem i telefon (en gång, före första användningen)',
    en: 'trust the gateway’s keys, after comparing them by telephone (once, before first use)',
  },
  positionals: [],
  options: {
    ...FOLDER_OPTION,
    witnesses: {
      value: 'FIL',
      text: {
        sv: 'vittnen som ska ha sett loggen (c2sp.org/tlog-policy): för nyckelmappens handläggare, ”log verify” och introduktionen till dem som arbetar i webbläsaren',
        en: 'witnesses that must have seen the log (c2sp.org/tlog-policy): for the key folder’s members, “log verify” and the introduction of those who work in a browser',
      },
    },
    yes: {
      text: {
        sv: 'nycklarna är jämförda: fråga inte',
        en: 'the keys have been compared: do not ask',
      },
    },
  },
  examples: ['sluss gateway trust --folder ./polisen'],
  async run(args, context) {
    const { terminal } = context
    const folder = await openFolder(args, context)
    const settings = await folder.loadSettings()
    const said = readGatewayKeys(await publicGateway(settings, context).node())
    verifyGatewayKeys(said, settings)
    const isKnown = settings.node !== undefined && settings.log !== undefined
    const lines = [`${fingerprintOf(said.node)}  ${said.node}  ${settings.gateway}`, said.log]
    if (!isKnown) {
      if (!args.flag('yes')) {
        for (const line of lines) terminal.note({ sv: line, en: line })
        const question = {
          sv: 'Stämmer nycklarna med dem som den som driver slussen läser upp i telefon? (ja/nej)',
          en: 'Are the keys those that the gateway’s operator reads out by telephone? (yes/no)',
        }
        if (!(await terminal.confirm(question))) throw new CliError('not-confirmed', '--yes')
      }
      await folder.saveSettings({ ...settings, ...said })
    }
    const witnesses = args.optional('witnesses')
    if (witnesses !== undefined) await trustWitnesses(folder, witnesses)
    terminal.result({ gateway: settings.gateway, ...said, isNew: !isKnown }, lines)
    return EXIT.done
  },
}

/** A policy that cannot be read is refused here, and not when somebody verifies by it. Throws `log-policy-invalid`. */
async function trustWitnesses(folder: AgencyFolder, path: string): Promise<void> {
  const text = await readFile(path, 'utf8')
  parseLogPolicy(text)
  await folder.saveSettings({ ...(await folder.loadSettings()), witnesses: text })
}
