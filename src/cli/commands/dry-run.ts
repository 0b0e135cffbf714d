import { fingerprintOf } from '../../client/fingerprint.ts'
import { renderExplanation } from '../../policy/explaining/render-explanation.ts'
import { CATEGORY_WORDS, ROLE_WORDS } from '../../policy/explaining/words.ts'
import { agencyOf } from '../../protocol/function-id.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { dryRun } from '../disclose.ts'
import type { DryRun } from '../disclose.ts'
import { EXIT } from '../exit-code.ts'
import { readDraft } from '../input-file.ts'
import { openMemberSession } from '../member-session.ts'
import type { Terminal } from '../terminal.ts'

/** `sluss dry-run`: what the law says about a draft. */
export const dryRunCommand: Command = {
  name: 'dry-run',
  summary: {
    sv: 'pröva ett underlag mot lagen utan att något skickas',
    en: 'try a draft against the law without sending anything',
  },
  positionals: ['FIL'],
  options: MEMBER_OPTIONS,
  examples: ['sluss dry-run riskbedomning.json --folder ./polisen --as klas'],
  async run(args, context) {
    const draft = await readDraft(args.positional('FIL'))
    const session = await openMemberSession(args, context)
    const result = await dryRun(session, draft)
    const { decision, explanation, plan } = result
    context.terminal.result(
      {
        outcome: decision.outcome,
        decision,
        explanation,
        subjects: plan.head.subjects,
        guard: plan.head.guard,
      },
      [
        ...renderExplanation(explanation, context.terminal.language),
        '',
        ...describeParts(result, context.terminal),
      ],
    )
    if (result.there['outcome'] !== decision.outcome) {
      context.terminal.warn({
        sv: 'Slussen kommer fram till något annat än din egen prövning. Skicka inte. Larma it-stöd.',
        en: 'The gateway comes to another decision than your own check. Do not send. Alert support.',
      })
      return EXIT.unverified
    }
    return decision.outcome === 'deny' ? EXIT.refused : EXIT.done
  },
}

/** Which part goes to whom: what the receiver would see. */
function describeParts({ plan, author, input }: DryRun, terminal: Terminal): string[] {
  const roles = new Map(plan.head.subjects.map(({ id, role }) => [id, role]))
  const heading = terminal.text({ sv: 'Delar och läsare:', en: 'Parts and readers:' })
  const rows = plan.parts.map(({ id, subject, category, readers }) => {
    const others = readers.filter((reader) => reader !== author.function)
    const shown =
      others.length === 0 ? terminal.text({ sv: '(bara ni)', en: '(only you)' }) : others.join(', ')
    const role = terminal.text(ROLE_WORDS[roles.get(subject)!])
    const kind = terminal.text(CATEGORY_WORDS[category])
    return `  ${id}  ${subject} ${role}  ${kind}  → ${shown}`
  })
  const keys = plan.head.to.map((id) => {
    const agency = input.directory.states.get(agencyOf(id))
    const kid = agency?.functions.get(id)?.key.kid
    return `  ${kid === undefined ? '' : fingerprintOf(kid)}  ${id}`
  })
  return [
    heading,
    ...rows,
    terminal.text({ sv: 'Förseglas till nycklarna:', en: 'Sealed to the keys:' }),
    ...keys,
  ]
}
