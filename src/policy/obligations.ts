import { encodeTime, parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import { referenceKey } from './compiled-rules.ts'
import type { Obligation, PartDecision, RuleReference } from './decision.ts'
import type { Docket } from './part-decision.ts'
import { comparePartIds, compareText } from './read-request.ts'
import { DOCUMENTATION_CODES } from './rule.ts'
import type { DocumentationCode, RuleVersion } from './rule.ts'

/** What those concerned must do besides, for the parts that pass now or after approval. */
export interface Duties {
  readonly obligations: readonly Obligation[]
  readonly documentation: readonly DocumentationCode[]
}

/** Collects the obligations of the rules that let parts pass and of the locks that lie on them. */
export function collectObligations({ set, read }: Docket, parts: readonly PartDecision[]): Duties {
  const found = new Map<string, Obligation & { readonly parts: string[] }>()
  const documentation = new Set<DocumentationCode>()
  for (const decision of parts) {
    if (decision.outcome === 'deny') continue
    for (const { rule, version } of rulesBehind(decision)) {
      const wording = set.rules.wordings.get(referenceKey(rule, version))!
      for (const code of wording.documentation) documentation.add(code)
      addObligations(found, { rule, version }, wording, decision.part, read.request.at)
    }
  }
  const keys = [...found.keys()].sort(compareText)
  return {
    obligations: keys.map((key) => found.get(key)!),
    documentation: DOCUMENTATION_CODES.filter((code) => documentation.has(code)),
  }
}

function rulesBehind({ locks, grounds }: PartDecision): readonly RuleReference[] {
  const used = new Set(locks.flatMap(({ openedBy }) => openedBy))
  return [...locks, ...grounds.filter(({ ground }) => used.has(ground))]
}

function addObligations(
  found: Map<string, Obligation & { readonly parts: string[] }>,
  reference: RuleReference,
  wording: RuleVersion,
  part: string,
  at: Time,
): void {
  for (const { code, within } of wording.obligations) {
    const key = code + ' ' + reference.rule + '@' + reference.version
    const known = found.get(key)
    if (known === undefined) {
      const deadline = within === undefined ? null : addDuration(at, within)
      found.set(key, { ...reference, code, deadline, parts: [part] })
    } else if (!known.parts.includes(part)) {
      known.parts.push(part)
      known.parts.sort(comparePartIds)
    }
  }
}

/** Durations of a pack: whole minutes, hours or days (ISO 8601). */
export const DURATION = /^P(?:(\d{1,3})D|T(?:(\d{1,3})H|(\d{1,3})M))$/

function addDuration(at: Time, duration: string): Time {
  const [, days, hours, minutes] = DURATION.exec(duration) ?? []
  const total = Number(days ?? 0) * 1440 + Number(hours ?? 0) * 60 + Number(minutes ?? 0)
  return encodeTime(parseTime(at) + total * 60_000)
}
