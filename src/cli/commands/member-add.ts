import type { SealingKey } from '../../protocol/sealing-key.ts'
import { MEMBER_ROLES } from '../../protocol/vocabulary.ts'
import { addMember } from '../agency/add-member.ts'
import { openCustodians, openFunctionKeys } from '../agency/key-files.ts'
import type { AgencyFolder } from '../agency-folder.ts'
import type { TokenSettings } from '../member-settings.ts'
import type { Arguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import { CUSTODIAN_OPTION, FOLDER_OPTION } from '../command.ts'
import type { Context } from '../context.ts'
import { CREDENTIAL_DAYS, DAY } from '../duration.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { custodiansNamed, openFolder } from '../working-folder.ts'

/** `sluss member add`: admits a member to functions. */
export const memberAdd: Command = {
  name: 'member add',
  summary: {
    sv: 'ge en handläggare behörighet i en eller flera funktioner',
    en: 'admit a member to one or more functions',
  },
  positionals: ['KORTNAMN'],
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
    issuer: {
      value: 'ADRESS',
      required: true,
      text: { sv: 'er inloggningstjänst (OpenID)', en: 'your OpenID provider' },
    },
    subject: {
      value: 'SUB',
      required: true,
      text: { sv: 'personens ”sub” där', en: 'the person’s “sub” there' },
    },
    'client-id': {
      value: 'ID',
      text: {
        sv: 'klient-id, om inloggningsbevis hämtas med hemlighet',
        en: 'client id, if tokens are fetched with a secret',
      },
    },
    'client-secret-file': {
      value: 'FIL',
      text: { sv: 'privat fil med hemligheten', en: 'private file with the secret' },
    },
    resource: {
      value: 'NAMN',
      text: {
        sv: 'slussens namn i inloggningsbeviset (dess adress)',
        en: 'the gateway’s name in the token (its address)',
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
    'sluss member add klas --name "Klas Fiktivsson" --function utredning --issuer https://login.polisen.example --subject klas --folder ./polisen',
  ],
  async run(args, context) {
    const folder = await openFolder(args, context)
    const { agency, gateway } = await folder.loadSettings()
    const slugs = args.list('function').map((id) => id.split('/').at(-1)!)
    const custodians = await openCustodians(folder, context, custodiansNamed(args))
    const token = tokenSettings(args, gateway)
    const roles = args.choices('role', MEMBER_ROLES, ['author', 'reader'])
    const member = await addMember(
      folder,
      {
        slug: args.positional('KORTNAMN'),
        name: args.required('name'),
        identity: { iss: args.required('issuer'), sub: args.required('subject') },
        assignments: slugs.map((slug) => ({ function: `${agency}/${slug}`, roles })),
        lifetime: args.count('days', CREDENTIAL_DAYS) * DAY,
        ...(token === undefined ? {} : { token }),
      },
      await openReadingKeys(folder, context, agency, slugs),
      custodians,
      context,
    )
    context.terminal.result(member, [`${member.slug}  ${member.member}`])
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
  for (const slug of slugs) {
    keys.set(`${agency}/${slug}`, await openFunctionKeys(folder, context, slug))
  }
  return keys
}

function tokenSettings(args: Arguments, gateway: string): TokenSettings | undefined {
  const clientId = args.optional('client-id')
  const secretFile = args.optional('client-secret-file')
  if (clientId === undefined && secretFile === undefined) return undefined
  if (clientId === undefined) throw new CliError('usage', '--client-id')
  if (secretFile === undefined) throw new CliError('usage', '--client-secret-file')
  return {
    issuer: args.required('issuer'),
    clientId,
    secretFile,
    resource: args.optional('resource') ?? new URL(gateway).origin,
  }
}
