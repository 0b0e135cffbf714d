import type { ReceiptFact } from '../../protocol/vocabulary.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { openMemberSession } from '../member-session.ts'
import { giveReceipt } from '../../client/disclosure-acts.ts'
import { loadKnown } from '../../client/known-disclosure.ts'
import { FACT_HELP } from '../option-texts.ts'
import { PROOF_OPTION, writeProofIfAsked } from '../receipt-files.ts'
import { FACT_WORDS } from '../state-words.ts'

/** What a member may say; the others are the node's, or follow from opening. */
const FACTS = ['taken-over', 'registered', 'answered'] as const satisfies readonly ReceiptFact[]

/** `sluss receipt`: says, signed, what has happened to a disclosure. */
export const receipt: Command = {
  name: 'receipt',
  summary: {
    sv: 'kvittera: övertaget, registrerat eller besvarat',
    en: 'give a receipt: taken over, registered or answered',
  },
  positionals: ['ID'],
  options: {
    ...MEMBER_OPTIONS,
    what: { value: 'VAD', required: true, text: FACT_HELP },
    answer: {
      value: 'ID',
      text: { sv: 'svarets id (anges med answered)', en: 'id of the answer (given with answered)' },
    },
    proof: PROOF_OPTION,
    function: { value: 'FUNKTION', text: { sv: 'som vilken funktion', en: 'as which function' } },
  },
  examples: ['sluss receipt 0199… --what taken-over --folder ./socialnamnden --as ylva'],
  async run(args, context) {
    const session = await openMemberSession(args, context)
    const what = args.choice('what', FACTS)
    const answer = what === 'answered' ? { answer: args.required('answer') } : {}
    const { about } = await loadKnown(session, args.positional('ID'))
    const { index, body, claim } = await giveReceipt(
      session,
      about,
      { what, ...answer },
      args.optional('function'),
    )
    await writeProofIfAsked(args, claim)
    context.terminal.result({ what, index, at: body?.ts }, [
      `${context.terminal.text(FACT_WORDS[what])}  ${body?.ts ?? ''}`,
    ])
    return EXIT.done
  },
}
