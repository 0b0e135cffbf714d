import type { JsonObject } from '../../protocol/json.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { openMemberSession } from '../member-session.ts'
import type { Terminal } from '../terminal.ts'
import { listPolicySets } from '../policy-sets.ts'

const STATES: Readonly<Record<string, LocalText>> = {
  proposed: { sv: 'föreslaget', en: 'proposed' },
  approved: { sv: 'godkänt', en: 'approved' },
  active: { sv: 'gäller', en: 'active' },
  retired: { sv: 'har gällt', en: 'retired' },
  lapsed: { sv: 'förföll utan godkännande', en: 'lapsed without approval' },
  withdrawn: { sv: 'återkallat', en: 'withdrawn' },
  'passed-over': { sv: 'passerat av ett senare', en: 'passed over by a later one' },
}

/** `sluss policy list`: the rules that apply, have applied, or may come to apply. */
export const policyList: Command = {
  name: 'policy list',
  summary: {
    sv: 'lista de regelverk som gäller, har gällt eller är föreslagna',
    en: 'list the rules that are active, were active or are proposed',
  },
  positionals: [],
  options: MEMBER_OPTIONS,
  examples: ['sluss policy list --folder ./polisen --as rut'],
  async run(args, context) {
    const session = await openMemberSession(args, context)
    const policySets = await listPolicySets(session)
    context.terminal.result(
      { policySets },
      policySets.map((set) => describe(set, context.terminal)),
    )
    return EXIT.done
  },
}

function describe({ policySet, state, activeFrom, approvals }: JsonObject, terminal: Terminal) {
  const words = STATES[String(state)]
  const approving = (approvals as readonly { agency: string; standing: boolean }[])
    .filter(({ standing }) => standing)
    .map(({ agency }) => agency)
  return [
    policySet,
    activeFrom,
    words === undefined ? state : terminal.text(words),
    ...approving,
  ].join('  ')
}
