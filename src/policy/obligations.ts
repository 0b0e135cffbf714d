import { encodeTime, parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { CompiledObligation, CompiledRules } from './compiled-rules.ts'
import type { Obligation } from './decision.ts'
import type { Judgement } from './part-decision.ts'
import { DOCUMENTATION_CODES } from './rule.ts'
import type { DocumentationCode } from './rule.ts'

/** What those concerned must do besides, for the parts that pass now or after approval. */
export interface Duties {
  readonly obligations: readonly Obligation[]
  readonly documentation: readonly DocumentationCode[]
}

/** Collects the obligations of the wordings that decisions rest on. */
export function collectObligations(
  { obligations }: CompiledRules,
  at: Time,
  judgements: readonly Judgement[],
): Duties {
  // By the ranks of their wordings.
  const partsOf: (string[] | undefined)[] = []
  // A bit set.
  let documentation = 0
  for (const { decision, rests } of judgements) {
    if (decision.outcome === 'deny') continue
    for (const { rank, documentation: codes } of rests) {
      const parts = partsOf[rank]
      if (parts === undefined) {
        partsOf[rank] = [decision.part]
        documentation |= codes
        // Judgements come part by part.
      } else if (parts.at(-1) !== decision.part) parts.push(decision.part)
    }
  }
  return {
    obligations: partsOf.length === 0 ? [] : listObligations(obligations, at, partsOf),
    documentation: DOCUMENTATION_CODES.filter((_, i) => documentation & (1 << i)),
  }
}

function listObligations(
  obligations: readonly CompiledObligation[],
  at: Time,
  partsOf: readonly (readonly string[] | undefined)[],
): readonly Obligation[] {
  const found: Obligation[] = []
  const deadlines = new Map<number, Time>()
  for (const { reference, rank, code, within } of obligations) {
    const parts = partsOf[rank]
    if (parts === undefined) continue
    const deadline = within === null ? null : deadlineAfter(at, within, deadlines)
    found.push({ rule: reference.rule, version: reference.version, code, deadline, parts })
  }
  return found
}

/** The time some minutes after another; each is worked out once. */
function deadlineAfter(at: Time, minutes: number, known: Map<number, Time>): Time {
  let deadline = known.get(minutes)
  if (deadline === undefined) {
    deadline = encodeTime(parseTime(at) + minutes * 60_000)
    known.set(minutes, deadline)
  }
  return deadline
}
