import { parseUtf8 } from '../../protocol/bytes.ts'
import type { Kinship } from '../../client/relation.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { parseCase } from '../checked-words.ts'
import { readInput } from '../input-file.ts'
import { openMemberSession } from '../member-session.ts'
import { memberNamed } from '../named-member.ts'
import { declareRelation } from '../relation.ts'

const FUNCTION_OPTION = {
  function: { value: 'FUNKTION', text: { sv: 'i vilken funktion', en: 'in which function' } },
} as const

/** `sluss relation declare`: a member's own surnames and postcodes, as tokens. */
export const relationDeclare: Command = {
  name: 'relation declare',
  summary: {
    sv: 'ange dina efternamn och postnummer, så att slussen inte kan läsa dem (ett efternamn eller postnummer per rad)',
    en: 'declare your surnames and postcodes, so that the gateway cannot read them (one surname or postcode per line)',
  },
  positionals: ['FIL'],
  options: { ...MEMBER_OPTIONS, ...FUNCTION_OPTION },
  examples: ['sluss relation declare mina.txt --as ylva'],
  async run(args, context) {
    const kinship = parseKinship(parseUtf8(await readInput(args.positional('FIL'))))
    const session = await openMemberSession(args, context)
    const as = args.optional('function')
    const { index } = await declareRelation(session, { about: 'self' }, kinship, as)
    const { surnames, postcodes } = kinship
    context.terminal.result({ surnames: surnames.length, postcodes: postcodes.length, index }, [
      context.terminal.text({
        sv: `${surnames.length} efternamn och ${postcodes.length} postnummer angivna. Händelse ${index} i loggen.`,
        en: `${surnames.length} ${surnames.length === 1 ? 'surname' : 'surnames'} and ${postcodes.length} ${postcodes.length === 1 ? 'postcode' : 'postcodes'} declared. Record ${index} of the log.`,
      }),
    ])
    return EXIT.done
  },
}

/** `sluss relation bar`: members who are conflicted in a case; what they open of it is reviewed, not refused. */
export const relationBar: Command = {
  name: 'relation bar',
  summary: {
    sv: 'ange vilka handläggare som är jäviga i ett ärende; deras öppningar granskas, men hindras inte',
    en: 'name the members who are conflicted in a case; their openings are reviewed, not stopped',
  },
  positionals: ['ÄRENDE'],
  options: {
    ...MEMBER_OPTIONS,
    ...FUNCTION_OPTION,
    member: {
      value: 'ID',
      multiple: true,
      required: true,
      text: {
        sv: 'handläggarens kortnamn eller id',
        en: 'short name or id of the member',
      },
    },
  },
  examples: ['sluss relation bar 7KQ4-XRM2 --member disa --as ylva'],
  async run(args, context) {
    const named = args.list('member')
    if (named.length === 0) throw new CliError('usage', '--member')
    const reference = parseCase(args.positional('ÄRENDE'))
    const session = await openMemberSession(args, context)
    const barred = await Promise.all(named.map((name) => memberNamed(session, name)))
    const subject = { about: 'case', case: reference, barred } as const
    const none = { surnames: [], postcodes: [] }
    const { index } = await declareRelation(session, subject, none, args.optional('function'))
    context.terminal.result({ case: reference, barred, index }, [
      context.terminal.text({
        sv: `${barred.length} handläggare har angetts som ${barred.length === 1 ? 'jävig' : 'jäviga'} i ${reference}. Det hindrar inte att ärendet öppnas; varje öppning granskas. Händelse ${index} i loggen.`,
        en: `${barred.length} ${barred.length === 1 ? 'member is' : 'members are'} named as conflicted in ${reference}. That does not stop an opening; each one is reviewed. Record ${index} of the log.`,
      }),
    ])
    return EXIT.done
  },
}

/** A file with one surname or postcode on each line. Throws `usage` for one without any. */
function parseKinship(text: string): Kinship {
  const lines = text.split('\n').map((line) => line.trim())
  const isPostcode = (line: string) => /^\d{3} ?\d{2}$/.test(line)
  const given = lines.filter((line) => line !== '')
  if (given.length === 0) throw new CliError('usage', 'FIL')
  const wrong = lines.findIndex((line) => !isPostcode(line) && /[\d,;]/.test(line))
  if (wrong >= 0) throw new CliError('surname-invalid', `${wrong + 1}`)
  return {
    surnames: given.filter((line) => !isPostcode(line)),
    postcodes: given.filter(isPostcode),
  }
}
