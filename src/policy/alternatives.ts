import type { CompiledGateway } from './compiled-rules.ts'
import type { Alternative, ConditionResult, LockResult, PartDecision } from './decision.ts'
import { askConditions, findDisputes, findMismatches, openGround } from './ground.ts'
import type { OpenGround, Passage } from './ground.ts'
import { passageOf } from './part-decision.ts'
import type { Docket } from './part-decision.ts'
import { compareText } from './read-request.ts'
import type { PolicyPart } from './policy-request.ts'

/**
 * For what is denied or escalated: every gateway of the day that applies between these bodies, about this person, category
 * and purpose, opens a lock further than it is, and is not ruled out by an answer already given; with what it lacks.
 */
export function findAlternatives(
  docket: Docket,
  decisions: readonly PartDecision[],
): readonly Alternative[] {
  const { set, read } = docket
  const parts = new Map(read.parts.map((part) => [part.id, part]))
  const found = new Map<string, Alternative & { readonly parts: string[] }>()
  for (const decision of decisions) {
    const shut = decision.locks.filter(({ state }) => state === 'closed' || state === 'escalate')
    if (shut.length === 0) continue
    const part = parts.get(decision.part)!
    for (const gateway of set.rules.gateways) {
      const alternative = tryGateway(docket, gateway, part, decision, shut)
      if (alternative !== null) addAlternative(found, alternative, part.id)
    }
  }
  return [...found.keys()].sort(compareText).map((key) => found.get(key)!)
}

function addAlternative(
  found: Map<string, Alternative & { readonly parts: string[] }>,
  alternative: Omit<Alternative, 'parts'>,
  part: string,
): void {
  // Parts that lack the same things are told together.
  const { subject, receiver, rule, version, opens, outcome, lacks } = alternative
  const key = JSON.stringify([subject, receiver, rule, version, opens, outcome, lacks])
  const known = found.get(key)
  if (known === undefined) found.set(key, { ...alternative, parts: [part] })
  else known.parts.push(part)
}

function tryGateway(
  docket: Docket,
  gateway: CompiledGateway,
  part: PolicyPart,
  { receiver }: PartDecision,
  shut: readonly LockResult[],
): Omit<Alternative, 'parts'> | null {
  const { read } = docket
  const passage = passageOf(
    read,
    part,
    read.subjects.get(part.subject)!,
    read.receivers.get(receiver)!,
  )
  const open = supposeGround(docket, gateway, part.subject)
  if (findMismatches(open, passage).length > 0) return null
  const lacks = askConditions(open, passage).filter(({ result }) => result !== 'met')
  if (lacks.some(({ result }) => result === 'failed')) return null
  const outcome = bestOutcome(open, passage, lacks)
  const opens = shut
    .filter(
      ({ rule, state }) =>
        gateway.opens.has(rule) && !(state === 'escalate' && outcome === 'escalate'),
    )
    .map(({ rule }) => rule)
  if (opens.length === 0) return null
  const motive = gateway.version.motive === undefined ? 'not-needed' : 'needed'
  return {
    subject: part.subject,
    receiver,
    rule: gateway.id,
    version: gateway.from,
    opens,
    outcome,
    lacks,
    motive,
  }
}

/** The gateway as if invoked with every answer already given about the subject; answers that differ count as none. */
function supposeGround(docket: Docket, gateway: CompiledGateway, subject: string): OpenGround {
  const { set, read, grounds } = docket
  const facts: Record<string, boolean | string> = {}
  const disputed = new Set<string>()
  let motive = false
  for (const ground of read.grounds) {
    if (ground.subject !== subject) continue
    if (ground.rule === gateway.id && ground.version === gateway.from) motive ||= ground.motive
    for (const [name, value] of Object.entries(ground.facts)) {
      if (Object.hasOwn(facts, name) && facts[name] !== value) disputed.add(name)
      facts[name] = value
    }
  }
  for (const name of disputed) delete facts[name]
  const ground = { rule: gateway.id, version: gateway.from, motive, facts }
  return openGround(set, read, gateway, ground, grounds.size)
}

function bestOutcome(
  open: OpenGround,
  passage: Passage,
  lacks: readonly ConditionResult[],
): Alternative['outcome'] {
  // While answers are missing, a dispute that hangs on them need not arise.
  const sure = lacks.length === 0 ? findDisputes(open, passage) : findSureDisputes(open, passage)
  if (sure.length > 0) return 'escalate'
  return open.gateway.version.nature === 'duty' ? 'duty' : 'permit'
}

function findSureDisputes(open: OpenGround, passage: Passage): readonly string[] {
  const disputes = open.gateway.disputes.filter(
    ({ test }) => test === null || test.answer(open.facts) === 'met',
  )
  return findDisputes({ ...open, gateway: { ...open.gateway, disputes } }, passage)
}
