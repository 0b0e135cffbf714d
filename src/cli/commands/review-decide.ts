import { parseUtf8 } from '../../protocol/bytes.ts'
import { REVIEW_VERDICTS } from '../../protocol/review.ts'
import type { Arguments } from '../arguments.ts'
import { parseRecordId } from '../checked-words.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { readInput } from '../input-file.ts'
import { openMemberSession } from '../member-session.ts'
import { VERDICT_WORDS } from '../../client/review-words.ts'
import { decideRecord } from '../review.ts'

/** Which agency's record; an option of all commands about one. */
export const OF_OPTION = {
  of: {
    value: 'VERKSAMHET',
    text: {
      sv: 'vems handläggare det gäller, när det inte är er egen',
      en: 'whose member it is about, when it is not your own',
    },
  },
} as const

/** `sluss review decide`: a signed verdict on one record. */
export const reviewDecide: Command = {
  name: 'review decide',
  summary: {
    sv: 'avgör en granskning: ok, ask (fråga) eller incident',
    en: 'decide a review: ok, ask or incident',
  },
  positionals: ['HÄNDELSE', 'BEDÖMNING'],
  options: {
    ...MEMBER_OPTIONS,
    ...OF_OPTION,
    comment: {
      value: 'FIL',
      text: {
        sv: 'kommentar i en textfil; förseglas till er granskningsfunktion, slussen ser den aldrig',
        en: 'comment in a text file; sealed to your compliance function, the gateway never sees it',
      },
    },
    function: { value: 'FUNKTION', text: { sv: 'som vilken funktion', en: 'as which function' } },
  },
  examples: [
    'sluss review decide 019cadeb-3980-7085-a916-788b88d2fb03 ok --as kim',
    'sluss review decide 019cadeb-3980-7085-a916-788b88d2fb03 incident --comment kommentar.txt',
  ],
  async run(args, context) {
    const verdict = args.word('BEDÖMNING', REVIEW_VERDICTS)
    const comment = await readComment(args)
    const record = parseRecordId(args.positional('HÄNDELSE'))
    const session = await openMemberSession(args, context)
    const named = args.optional('of')
    const decided = { verdict, ...(comment !== undefined && { comment }) }
    const { index, of } = await decideRecord(
      session,
      { record, ...(named !== undefined && { of: named }) },
      decided,
      args.optional('function'),
    )
    const words = VERDICT_WORDS[verdict]
    context.terminal.result({ record, of, verdict, index }, [
      context.terminal.text({
        sv: `${record}: ${words.sv}. Händelse ${index} i loggen.`,
        en: `${record}: ${words.en}. Record ${index} of the log.`,
      }),
    ])
    return EXIT.done
  },
}

async function readComment(args: Arguments): Promise<string | undefined> {
  const path = args.optional('comment')
  return path === undefined ? undefined : parseUtf8(await readInput(path)).trim()
}
