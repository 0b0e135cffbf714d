import { parseUtf8 } from '../../protocol/bytes.ts'
import { declareBar } from '../../client/bar-acts.ts'
import type { Bar } from '../../client/bar-acts.ts'
import type { Kinship } from '../../client/relation.ts'
import type { Arguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import type { Context } from '../context.ts'
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

const NAMED_OPTION = {
  member: {
    value: 'ID',
    multiple: true,
    required: true,
    text: {
      sv: 'handläggarens kortnamn eller id',
      en: 'short name or id of the member',
    },
  },
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

/** `sluss relation bar`: members who are conflicted in a case; the gateway gives them nothing of it. */
export const relationBar: Command = {
  name: 'relation bar',
  summary: {
    sv: 'stäng ute handläggare som är jäviga i ett ärende; slussen lämnar inte ut något av det till dem',
    en: 'bar members who are conflicted in a case; the gateway gives them nothing of it',
  },
  positionals: ['ÄRENDE'],
  options: { ...MEMBER_OPTIONS, ...FUNCTION_OPTION, ...NAMED_OPTION },
  examples: ['sluss relation bar 7KQ4-XRM2 --member disa --as ylva'],
  async run(args, context) {
    const { reference, named, index } = await declareNamed(args, context, 'barred')
    context.terminal.result({ case: reference, barred: named, index }, [
      context.terminal.text({
        sv: `${named.length} handläggare är ${named.length === 1 ? 'utestängd' : 'utestängda'} från ${reference}. För dem finns ärendet inte. Händelse ${index} i loggen.`,
        en: `${named.length} ${named.length === 1 ? 'member is' : 'members are'} barred from ${reference}. For them there is no such case. Record ${index} of the log.`,
      }),
    ])
    return EXIT.done
  },
}

/** `sluss relation readmit`: members who had been barred by mistake. That it was done is reviewed. */
export const relationReadmit: Command = {
  name: 'relation readmit',
  summary: {
    sv: 'släpp in handläggare som stängts ute av misstag; det granskas',
    en: 'let in members who were barred by mistake; that is reviewed',
  },
  positionals: ['ÄRENDE'],
  options: { ...MEMBER_OPTIONS, ...FUNCTION_OPTION, ...NAMED_OPTION },
  examples: ['sluss relation readmit 7KQ4-XRM2 --member disa --as ylva'],
  async run(args, context) {
    const { reference, named, index } = await declareNamed(args, context, 'readmitted')
    context.terminal.result({ case: reference, readmitted: named, index }, [
      context.terminal.text({
        sv: `${named.length} handläggare är inte längre ${named.length === 1 ? 'utestängd' : 'utestängda'} från ${reference}. Händelse ${index} i loggen; den granskas.`,
        en: `${named.length} ${named.length === 1 ? 'member is' : 'members are'} barred from ${reference} no more. Record ${index} of the log; it is reviewed.`,
      }),
    ])
    return EXIT.done
  },
}

/** Declares who is barred from a case, or is so no more. Throws `usage` when nobody is named. */
async function declareNamed(args: Arguments, context: Context, what: Bar['what']) {
  const given = args.list('member')
  if (given.length === 0) throw new CliError('usage', '--member')
  const reference = parseCase(args.positional('ÄRENDE'))
  const session = await openMemberSession(args, context)
  const named = await Promise.all(given.map((name) => memberNamed(session, name)))
  const bar = { case: reference, what, members: named }
  const { index } = await declareBar(session, bar, args.optional('function'))
  return { reference, named, index }
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
