import { rememberAnswer } from '../held-answers.ts'
import { openMemberSession } from '../member-session.ts'
import { giveReceipt } from '../../client/disclosure-acts.ts'
import { loadKnown } from '../../client/known-disclosure.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { readDraft } from '../input-file.ts'
import { SEND_OPTIONS, sendAsAsked, showSent } from './send.ts'

/** `sluss reply`: sends a draft as the answer to a disclosure, and the receipt that says so. */
export const reply: Command = {
  name: 'reply',
  summary: {
    sv: 'svara på ett utlämnande med ett eget, och kvittera att det är besvarat',
    en: 'answer a disclosure with one of your own, and give the receipt for it',
  },
  positionals: ['ID', 'FIL'],
  options: SEND_OPTIONS,
  examples: ['sluss reply 0199… aterkoppling.json --folder ./socialnamnden --as ylva'],
  async run(args, context) {
    const inReplyTo = args.positional('ID')
    const draft = await readDraft(args.positional('FIL'))
    const session = await openMemberSession(args, context)
    const { about, head } = await loadKnown(session, inReplyTo)
    const sent = await sendAsAsked(
      session,
      { ...draft, inReplyTo, case: head.case, caseType: head.caseType, answered: head.subjects },
      args,
    )
    const answer = sent.composed.plan.head.id
    const { answers } = await session.loadMessageType(head.type)
    // Held is not answered yet: the receipt is given once it is released, of which the inbox reminds. A question back answers nothing.
    if (!answers.includes(draft.type)) {
      showSent(sent, context)
      return EXIT.done
    }
    if (sent.state === 'released') {
      await giveReceipt(session, about, { what: 'answered', answer }, draft.from)
    } else {
      await rememberAnswer(session, { answer, inReplyTo })
    }
    showSent(sent, context)
    return EXIT.done
  },
}
