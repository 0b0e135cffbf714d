import { readFile } from 'node:fs/promises'
import { fingerprintOf } from '../../client/fingerprint.ts'
import { readGatewayKeys, verifyGatewayKeys } from '../../client/gateway-keys.ts'
import { readNodeLaw } from '../../client/kept-law.ts'
import type { KeptLaw } from '../../client/kept-law.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import { parseLogPolicy } from '../../protocol/tlog/policy.ts'
import type { AgencyFolder } from '../agency-folder.ts'
import type { Command } from '../command.ts'
import { FOLDER_OPTION } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { publicGateway } from '../gateway.ts'
import { SHIPPED_POLICIES, readPolicyDir } from '../policy-folder.ts'
import { openFolder } from '../working-folder.ts'

/**
 * `sluss gateway trust`: pins the gateway's own key and its log's at first contact, and the rules from which all later ones must
 * follow. A later change of a key is refused, also here: whoever has reason to believe in one takes the pins out of `agency.json` by
 * hand, and compares again.
 */
export const gatewayTrust: Command = {
  name: 'gateway trust',
  summary: {
    sv: 'lita på slussens nycklar och regler, efter att ha jämfört dem i telefon (en gång, före första användningen)',
    en: 'trust the gateway’s keys and rules, after comparing them by telephone (once, before first use)',
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
        sv: 'nycklarna och reglerna är jämförda: fråga inte',
        en: 'the keys and rules have been compared: do not ask',
      },
    },
  },
  examples: ['sluss gateway trust --folder ./polisen'],
  async run(args, context) {
    const { terminal } = context
    const folder = await openFolder(args, context)
    const settings = await folder.loadSettings()
    const node = await publicGateway(settings, context).node()
    const said = readGatewayKeys(node)
    verifyGatewayKeys(said, settings)
    const { law = readNodeLaw(node) } = settings
    const isKnown = [settings.node, settings.log, settings.law].every((pin) => pin !== undefined)
    const lines = [
      `${fingerprintOf(said.node)}  ${said.node}  ${settings.gateway}`,
      said.log,
      `${fingerprintOf(law.policySet)}  ${law.policySet}  ${law.activeFrom}`,
    ]
    if (!isKnown) {
      terminal.note(await sayWhichRules(law))
      if (!args.flag('yes')) {
        for (const line of lines) terminal.note({ sv: line, en: line })
        const question = {
          sv: 'Stämmer nycklarna och reglerna med dem som den som driver slussen läser upp i telefon? (ja/nej)',
          en: 'Are the keys and the rules those that the gateway’s operator reads out by telephone? (yes/no)',
        }
        if (!(await terminal.confirm(question))) throw new CliError('not-confirmed', '--yes')
      }
      await folder.saveSettings({ ...settings, ...said, law })
    }
    const witnesses = args.optional('witnesses')
    if (witnesses !== undefined) await trustWitnesses(folder, witnesses)
    terminal.result({ gateway: settings.gateway, ...said, law, isNew: !isKnown }, lines)
    return EXIT.done
  },
}

/** The rules that came with this program are the same for everybody who has it: the operator cannot have made them up. */
async function sayWhichRules({ policySet }: KeptLaw): Promise<LocalText> {
  const { set } = await readPolicyDir(SHIPPED_POLICIES)
  return set.digest === policySet
    ? {
        sv: 'Reglerna är de som följde med det här programmet.',
        en: 'The rules are those that came with this program.',
      }
    : {
        sv: 'Reglerna är andra än de som följde med det här programmet. Fråga också den andra verksamheten vilka som gäller.',
        en: 'The rules are others than came with this program. Ask the other agency as well which apply.',
      }
}

/** A policy that cannot be read is refused here, and not when somebody verifies by it. Throws `log-policy-invalid`. */
async function trustWitnesses(folder: AgencyFolder, path: string): Promise<void> {
  const text = await readFile(path, 'utf8')
  parseLogPolicy(text)
  await folder.saveSettings({ ...(await folder.loadSettings()), witnesses: text })
}
