import { explainDecision } from '../../client/explain-decision.ts'
import { renderExplanation } from '../../policy/explaining/render-explanation.ts'
import { encodeTime } from '../../protocol/time.ts'
import { VERDICTS } from '../../protocol/vocabulary.ts'
import type { Verdict } from '../../protocol/vocabulary.ts'
import type { Arguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { receiptCommand } from '../held-answers.ts'
import { sayState } from '../state-words.ts'
import { openMemberSession } from '../member-session.ts'
import { countersignHeld } from '../../client/countersign-acts.ts'
import { openHeld } from '../../client/disclosure-acts.ts'
import { loadPolicySet } from '../session.ts'
import { describeOpened, warnDifferences } from './open.ts'

/** `sluss countersign`: shows a held disclosure, or gives a verdict on it. */
export const countersign: Command = {
  name: 'countersign',
  summary: {
    sv: 'granska ett utlämnande som väntar på medunderskrift; godkänn eller avslå det',
    en: 'look at a disclosure that waits for a countersignature; approve or refuse it',
  },
  positionals: ['ID'],
  options: {
    ...MEMBER_OPTIONS,
    function: { value: 'FUNKTION', text: { sv: 'som vilken funktion', en: 'as which function' } },
    approve: { text: { sv: 'godkänn: det lämnas ut', en: 'approve: it is released' } },
    refuse: { text: { sv: 'avslå: det lämnas inte ut', en: 'refuse: it is not released' } },
    'guard-release': {
      text: { sv: 'träffarna i fri text är granskade', en: 'the hits in free text were looked at' },
    },
    'two-person': {
      text: { sv: 'andra person vid skyddade uppgifter', en: 'second person for protected data' },
    },
  },
  examples: [
    'sluss countersign 0199… --folder ./polisen --as britt            # visa',
    'sluss countersign 0199… --approve --folder ./polisen --as britt',
  ],
  async run(args, context) {
    const verdict = verdictOf(args)
    const session = await openMemberSession(args, context)
    const id = args.positional('ID')
    const held = await openHeld(session, id, args.optional('function'))
    if (verdict === undefined) {
      const set = await loadPolicySet(session.gateway, held.decision.policySet)
      const { manifest, decision } = held
      const explanation = explainDecision(manifest, decision, set, session.directory)
      const now = encodeTime(context.clock())
      context.terminal.result({ ...describeOpened(held), explanation }, [
        ...renderExplanation(explanation, context.terminal.language, now),
        '',
        ...Array.from(held.motives, ([part, motive]) => `${part}: ${motive}`),
        '',
        JSON.stringify(held.document, null, 2),
      ])
      return warnDifferences(held, context.terminal) ? EXIT.unverified : EXIT.done
    }
    const { state, needs, answers, recorded } = await countersignHeld(
      session,
      held,
      verdict,
      args.optional('function'),
    )
    const { terminal } = context
    terminal.result({ id, verdict, state, needs, answers, index: recorded.index }, [
      `${id}  ${sayState(state, terminal)}`,
    ])
    if (state === 'released' && answers !== undefined) {
      const command = receiptCommand(answers, id)
      terminal.note({
        sv: `Det är ett svar på ${answers}. Den som skrev det kvitterar nu: ${command}`,
        en: `It answers ${answers}. Whoever wrote it gives the receipt now: ${command}`,
      })
    }
    return EXIT.done
  },
}

function verdictOf(args: Arguments): Verdict | undefined {
  const [verdict, ...others] = VERDICTS.filter((verdict) => args.flag(verdict))
  if (others.length > 0) throw new CliError('usage', `--${others[0]}`)
  return verdict
}
