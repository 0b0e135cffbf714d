import { REVOCATION_REASONS } from '../../protocol/vocabulary.ts'
import { issueRoster } from '../agency/issue-roster.ts'
import { openRosterKey } from '../agency/key-files.ts'
import type { Command } from '../command.ts'
import { FOLDER_OPTION } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { openFolder } from '../working-folder.ts'

/** `sluss member revoke`: takes a member's right to act away, with the next roster. */
export const memberRevoke: Command = {
  name: 'member revoke',
  summary: {
    sv: 'återkalla en handläggares behörighet (publicera sedan med ”sluss publish”)',
    en: 'revoke a member’s credential (then publish it with “sluss publish”)',
  },
  positionals: ['KORTNAMN'],
  options: {
    ...FOLDER_OPTION,
    reason: {
      value: 'SKÄL',
      required: true,
      text: { sv: REVOCATION_REASONS.join(', '), en: REVOCATION_REASONS.join(', ') },
    },
    'compromised-since': {
      value: 'TID',
      text: {
        sv: 'när nyckeln kan ha kommit i orätta händer',
        en: 'since when the key may have been in wrong hands',
      },
    },
  },
  examples: ['sluss member revoke klas --reason device-lost --folder ./polisen'],
  async run(args, context) {
    const folder = await openFolder(args, context)
    const since = args.optional('compromised-since')
    const compromisedSince = since === undefined ? undefined : Date.parse(since)
    if (Number.isNaN(compromisedSince)) throw new CliError('usage', '--compromised-since')
    const slug = args.positional('KORTNAMN')
    const { functions } = await folder.loadMember(slug)
    const roster = await issueRoster(folder, await openRosterKey(folder, context), context, [
      {
        slug,
        reason: args.choice('reason', REVOCATION_REASONS),
        ...(compromisedSince === undefined ? {} : { compromisedSince }),
      },
    ])
    const { number } = roster.payload
    const rotate = functions.map((id) => `sluss function rotate ${id.split('/').at(-1)}`)
    context.terminal.result({ number, digest: roster.digest, rotate }, [
      `${number}  ${roster.digest}`,
    ])
    context.terminal.warn({
      sv: `${slug} har kvar läsnyckeln. Byt den inom en timme; det publicerar också återkallelsen: ${rotate.join(', ')}`,
      en: `${slug} still has the reading key. Replace it within the hour; that also publishes the revocation: ${rotate.join(', ')}`,
    })
    return EXIT.done
  },
}
