import { openCustodians, openRosterKey } from '../agency/key-files.ts'
import { publishStatements } from '../agency/publish-statements.ts'
import { rotateFunction } from '../agency/rotate-function.ts'
import type { Command } from '../command.ts'
import { CUSTODIAN_OPTION, FOLDER_OPTION } from '../command.ts'
import { DAY, FUNCTION_KEY_DAYS } from '../duration.ts'
import { EXIT } from '../exit-code.ts'
import { publicGateway } from '../gateway.ts'
import { custodiansNamed, openFolder } from '../working-folder.ts'

/** `sluss function rotate`: a new reading key for a function, within the hour when a member leaves or a device is lost. */
export const functionRotate: Command = {
  name: 'function rotate',
  summary: {
    sv: 'byt en funktions läsnyckel och publicera det (inom en timme när någon slutar)',
    en: 'replace a function’s reading key and publish it (within the hour when somebody leaves)',
  },
  positionals: ['FUNKTION'],
  options: {
    ...FOLDER_OPTION,
    ...CUSTODIAN_OPTION,
    days: {
      value: 'N',
      text: {
        sv: `dagar nyckeln gäller (${FUNCTION_KEY_DAYS})`,
        en: `days the key holds (${FUNCTION_KEY_DAYS})`,
      },
    },
  },
  examples: ['sluss function rotate utredning --folder ./polisen'],
  async run(args, context) {
    const folder = await openFolder(args, context)
    const rotated = await rotateFunction(
      folder,
      {
        slug: args.positional('FUNKTION').split('/').at(-1)!,
        custodians: await openCustodians(folder, context, custodiansNamed(args)),
        rosterKey: await openRosterKey(folder, context),
        lifetime: args.count('days', FUNCTION_KEY_DAYS) * DAY,
      },
      context,
    )
    const gateway = publicGateway(await folder.loadSettings(), context)
    const sent = await publishStatements(folder, gateway)
    const { terminal } = context
    terminal.result({ ...rotated, sent }, [`${rotated.function}  ${rotated.kid}`])
    for (const slug of rotated.handedOver) {
      const { kid } = await folder.loadMember(slug)
      if (kid !== undefined) {
        terminal.note({
          sv: `${slug}: arbetar i webbläsaren. Lämna över nyckeln med ”sluss member introduce ${slug}”.`,
          en: `${slug}: works in a browser. Hand the key over with “sluss member introduce ${slug}”.`,
        })
        continue
      }
      terminal.note({
        sv: `${slug}: nyckeln är klar att hämta med ”sluss member receive-key --as ${slug}”.`,
        en: `${slug}: the key is ready. It is taken in with “sluss member receive-key --as ${slug}”.`,
      })
    }
    for (const slug of rotated.without) {
      terminal.warn({
        sv: `${slug} fick ingen nyckel: nyckeln att ta emot den med saknas eller är någon annans. Kör ”sluss member receive-key --as ${slug}”, jämför, och byt sedan nyckel en gång till.`,
        en: `${slug} got no key: the key to receive it with is missing or someone else’s. Run “sluss member receive-key --as ${slug}”, compare, and rotate once more.`,
      })
    }
    return EXIT.done
  },
}
