import { encodeTime, parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { CompiledObligation, CompiledVersion } from './compiled-rules.ts'
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
export function collectObligations(at: Time, judgements: readonly Judgement[]): Duties {
  const partsOf = new Map<CompiledVersion, string[]>()
  for (const { decision, rests } of judgements) {
    if (decision.outcome === 'deny') continue
    for (const wording of rests) {
      const parts = partsOf.get(wording)
      if (parts === undefined) partsOf.set(wording, [decision.part])
      // Judgements come part by part.
      else if (parts.at(-1) !== decision.part) parts.push(decision.part)
    }
  }
  const documentation = new Set<DocumentationCode>()
  for (const { version } of partsOf.keys())
    for (const code of version.documentation) documentation.add(code)
  return {
    obligations: listObligations(at, partsOf),
    documentation: DOCUMENTATION_CODES.filter((code) => documentation.has(code)),
  }
}

interface Due {
  readonly duty: CompiledObligation
  readonly parts: readonly string[]
}

function listObligations(
  at: Time,
  partsOf: ReadonlyMap<CompiledVersion, readonly string[]>,
): readonly Obligation[] {
  const due: Due[] = []
  for (const [{ duties }, parts] of partsOf) for (const duty of duties) due.push({ duty, parts })
  due.sort((a, b) => a.duty.order - b.duty.order)
  const deadlines = new Map<number, Time>()
  return due.map(({ duty: { reference, code, within }, parts }) => ({
    rule: reference.rule,
    version: reference.version,
    code,
    deadline: within === null ? null : deadlineAfter(at, within, deadlines),
    parts,
  }))
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
