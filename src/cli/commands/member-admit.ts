import type { SealingKey } from '../../protocol/sealing-key.ts'
import { MEMBER_ROLES } from '../../protocol/vocabulary.ts'
import { admitMember, findEnrolment, introduceMember } from '../agency/admit-member.ts'
import { openCustodianDesk } from '../agency/custodian-desk.ts'
import { openFunctionKeys } from '../agency/key-files.ts'
import type { AgencyFolder } from '../agency-folder.ts'
import type { Command } from '../command.ts'
import { CUSTODIAN_OPTION, FOLDER_OPTION } from '../command.ts'
import type { Context } from '../context.ts'
import { CREDENTIAL_DAYS, DAY } from '../duration.ts'
import { EXIT } from '../exit-code.ts'

/** `sluss member admit`: admits somebody whose keys were made in a browser, by the fingerprint that was read out. */
export const memberAdmit: Command = {
  name: 'member admit',
  summary: {
    sv: 'släpp in någon som har skapat sina nycklar i webbläsaren',
    en: 'admit somebody whose keys were made in a browser',
  },
  positionals: ['KORTNAMN', 'KONTROLLTAL'],
  options: {
    ...FOLDER_OPTION,
    ...CUSTODIAN_OPTION,
    name: { value: 'NAMN', required: true, text: { sv: 'för- och efternamn', en: 'full name' } },
    function: {
      value: 'FUNKTION',
      required: true,
      multiple: true,
      text: { sv: 'funktion i verksamheten', en: 'function of the agency' },
    },
    role: {
      value: 'ROLL',
      multiple: true,
      text: {
        sv: `${MEMBER_ROLES.join(', ')} (author, reader)`,
        en: `${MEMBER_ROLES.join(', ')} (author, reader)`,
      },
    },
    'device-of': {
      value: 'KORTNAMN',
      text: {
        sv: 'en enhet till åt någon som redan har behörighet',
        en: 'a further device of somebody who is a member already',
      },
    },
    'hand-over': {
      text: {
        sv: 'lämna också över funktionens läsnyckel ur mappen, när ingen kollega kan göra det',
        en: 'also hand over the function’s reading key from the folder, when no colleague can',
      },
    },
    days: {
      value: 'N',
      text: {
        sv: `dagar behörigheten gäller (${CREDENTIAL_DAYS})`,
        en: `days the credential holds (${CREDENTIAL_DAYS})`,
      },
    },
  },
  examples: [
    'sluss member admit nora 7KQ4-XRM2-0B5T-9WQE-HC3N --name "Nora Påhittad" --function utredning --folder ./polisen',
  ],
  async run(args, context) {
    const desk = await openCustodianDesk(args, context)
    const { folder, settings } = desk
    const enrolment = await findEnrolment(desk, args.positional('KONTROLLTAL'))
    const slugs = args.list('function').map((id) => id.split('/').at(-1)!)
    const roles = args.choices('role', MEMBER_ROLES, ['author', 'reader'])
    const reading = args.flag('hand-over')
      ? await openReadingKeys(folder, context, settings.agency, slugs)
      : new Map<string, readonly SealingKey[]>()
    const owner = args.optional('device-of')
    const member = await admitMember(
      desk,
      enrolment,
      {
        slug: args.positional('KORTNAMN'),
        name: args.required('name'),
        assignments: slugs.map((slug) => ({ function: `${settings.agency}/${slug}`, roles })),
        lifetime: args.count('days', CREDENTIAL_DAYS) * DAY,
        ...(owner !== undefined && { deviceOf: (await folder.loadMember(owner)).member }),
      },
      reading,
    )
    const introduction = await introduceMember(desk, member)
    context.terminal.note({
      sv: 'Läs upp kontrolltalet i samma samtal. Behörigheten gäller när ”sluss roster publish” är gjort.',
      en: 'Read the fingerprint out in the same call. The credential holds once “sluss roster publish” is done.',
    })
    context.terminal.result({ ...member, introduction }, [introduction])
    return EXIT.done
  },
}

async function openReadingKeys(
  folder: AgencyFolder,
  context: Context,
  agency: string,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, readonly SealingKey[]>> {
  const keys = new Map<string, readonly SealingKey[]>()
  for (const slug of slugs)
    keys.set(`${agency}/${slug}`, await openFunctionKeys(folder, context, slug))
  return keys
}
