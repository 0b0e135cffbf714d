import { WITHDRAWAL_REASONS } from '../../protocol/vocabulary.ts'
import type { WithdrawalReason } from '../../protocol/vocabulary.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import { withdrawSent } from '../../client/withdraw-acts.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { openMemberSession } from '../member-session.ts'
import { REASON_HELP } from '../option-texts.ts'
import { sayState } from '../state-words.ts'

/** What to do after each outcome. */
const NEXT: Readonly<Record<string, LocalText>> = {
  cancelled: {
    sv: 'Det lämnades aldrig ut. Inget mer behöver göras.',
    en: 'It was never released. Nothing more needs to be done.',
  },
  recalled: {
    sv: 'Enligt slussen hade ingen mottagare öppnat det, och ingen kan göra det nu. Gällde det en adress: ring mottagaren och fråga.',
    en: 'According to the gateway no receiver had opened it, and none can now. If it was an address: telephone the receiver and ask.',
  },
  'withdrawn-late': {
    sv: 'En mottagare hade redan öppnat det och ser nu vad som var fel. Ring mottagaren och anmäl incidenten. Gällde det en adress, varna den som skyddas.',
    en: 'A receiver had already opened it, and now sees what was wrong. Telephone the receiver and report the incident. If it was an address, warn the person who is protected.',
  },
}

/** `sluss withdraw`: takes back what was sent by mistake. */
export const withdraw: Command = {
  name: 'withdraw',
  summary: {
    sv: 'återkalla ett utlämnande: stoppa det, eller säg vad som var fel',
    en: 'take back a disclosure: stop it, or say what was wrong with it',
  },
  positionals: ['ID'],
  options: {
    ...MEMBER_OPTIONS,
    reason: {
      value: 'SKÄL',
      multiple: true,
      required: true,
      text: REASON_HELP,
    },
    function: { value: 'FUNKTION', text: { sv: 'som vilken funktion', en: 'as which function' } },
  },
  examples: [
    'sluss withdraw 0199… --reason wrong-receiver --folder ./polisen --as anna',
    'sluss withdraw 0199… --reason address,too-much --folder ./polisen --as anna',
  ],
  async run(args, context) {
    const reasons = parseReasons(args.list('reason'))
    const session = await openMemberSession(args, context)
    const id = args.positional('ID')
    const { state, recorded } = await withdrawSent(session, id, reasons, args.optional('function'))
    context.terminal.result({ id, state, reasons, index: recorded.index }, [
      `${id}  ${sayState(state, context.terminal)}`,
    ])
    const next = NEXT[state]
    if (next !== undefined) context.terminal.note(next)
    return EXIT.done
  },
}

function parseReasons(words: readonly string[]): WithdrawalReason[] {
  const reasons = WITHDRAWAL_REASONS.filter((reason) => words.includes(reason))
  if (reasons.length === 0 || reasons.length < new Set(words).size) {
    throw new CliError('usage', `--reason ${WITHDRAWAL_REASONS.join('|')}`)
  }
  return reasons
}
