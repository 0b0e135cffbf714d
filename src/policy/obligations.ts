import { encodeTime, parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { CompiledObligation, CompiledRules, CompiledVersion } from './compiled-rules.ts'
import type { Obligation } from './decision.ts'
import { comparePartIds } from './in-order.ts'
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
  const partsOf: (readonly string[] | undefined)[] = []
  const joined: Joined = new Map()
  // A bit set.
  let documentation = 0
  for (const { rests, parts } of bundle(judgements))
    for (const { rank, documentation: codes } of rests) {
      documentation |= codes
      const others = partsOf[rank]
      partsOf[rank] = others === undefined ? parts : join(joined, others, parts)
    }
  return {
    obligations: partsOf.length === 0 ? [] : listObligations(obligations, at, partsOf),
    documentation: DOCUMENTATION_CODES.filter((_, i) => documentation & (1 << i)),
  }
}

interface Bundle {
  readonly rests: readonly CompiledVersion[]
  readonly parts: string[]
}

/** What decisions rest on, and touch, with the parts that do so, in their order. */
function bundle(judgements: readonly Judgement[]): readonly Bundle[] {
  const bundles: Bundle[] = []
  for (const { decision, rests, touches } of judgements) {
    if (decision.outcome === 'deny') continue
    addPart(bundles, rests, decision.part)
    addPart(bundles, touches, decision.part)
  }
  return bundles
}

function addPart(bundles: Bundle[], rests: readonly CompiledVersion[], part: string): void {
  for (const bundle of bundles) {
    if (bundle.rests !== rests) continue
    // Judgements come part by part.
    if (bundle.parts.at(-1) !== part) bundle.parts.push(part)
    return
  }
  bundles.push({ rests, parts: [part] })
}

/** Lists of parts that were joined: the same few are joined for one wording after the other. */
type Joined = Map<readonly string[], Map<readonly string[], readonly string[]>>

/** The parts in either of two lists, in their order. */
function join(known: Joined, a: readonly string[], b: readonly string[]): readonly string[] {
  if (a === b) return a
  let others = known.get(a)
  if (others === undefined) known.set(a, (others = new Map<readonly string[], readonly string[]>()))
  let found = others.get(b)
  if (found === undefined) others.set(b, (found = merge(a, b)))
  return found
}

function merge(a: readonly string[], b: readonly string[]): readonly string[] {
  const merged: string[] = []
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const order = comparePlaces(a[i], b[j])
    merged.push(order <= 0 ? a[i]! : b[j]!)
    if (order <= 0) i++
    if (order >= 0) j++
  }
  return merged
}

/** A list that has ended comes last. */
function comparePlaces(a: string | undefined, b: string | undefined): number {
  if (a === undefined) return 1
  return b === undefined ? -1 : comparePartIds(a, b)
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
