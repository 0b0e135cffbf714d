/**
 * A decision as JSON. What was found for a part stands once and parts refer to it by its place, since most parts of a message
 * fall into few classes: a referral of thirteen parts takes 6 KB and not 12.
 *
 *     { v, policySet, at, day, outcome,
 *       parts: [{ part, receiver, outcome, finding: place }],
 *       findings: [{ reasons, locks, blocks, grounds, rules }],
 *       obligations, documentation, lawReadUntil }
 *
 * @module
 */
import { encodeUtf8, equalBytes } from '../protocol/bytes.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'
import { parseTime } from '../protocol/time.ts'
import { OUTCOMES } from './decision.ts'
import type { Decision, PartDecision } from './decision.ts'
import { PolicyError } from './errors.ts'

/** What was found for some parts, whoever is to receive them. */
type Finding = Pick<PartDecision, 'reasons' | 'locks' | 'blocks' | 'grounds' | 'rules'>

/** A decision as it is sent and kept. */
export interface DecisionJson extends Omit<Decision, 'parts'> {
  readonly parts: readonly FoundPart[]
  /** In the order in which parts first refer to them; no two are equal. */
  readonly findings: readonly Finding[]
}

interface FoundPart extends Pick<PartDecision, 'part' | 'receiver' | 'outcome'> {
  readonly finding: number
}

/** Equal decisions give equal JSON, whatever their parts share in memory. */
export function decisionJson(decision: Decision): DecisionJson {
  const { v, policySet, at, day, outcome, obligations, documentation, lawReadUntil } = decision
  const findings: Finding[] = []
  const places = new Map<string, number>()
  const seen: SeenPart[] = []
  const parts = decision.parts.map((decided): FoundPart => {
    const { part, receiver, outcome } = decided
    const same = seen.find((one) => sharesFinding(one.decided, decided))
    if (same !== undefined) return { part, receiver, outcome, finding: same.finding }
    const found = findingOf(decided)
    const text = JSON.stringify(found)
    const finding = places.get(text) ?? findings.push(found) - 1
    places.set(text, finding)
    seen.push({ decided, finding })
    return { part, receiver, outcome, finding }
  })
  return {
    v,
    policySet,
    at,
    day,
    outcome,
    parts,
    findings,
    obligations,
    documentation,
    lawReadUntil,
  }
}

interface SeenPart {
  readonly decided: PartDecision
  readonly finding: number
}

/** Whether the engine gave them the very same lists: mostly the case, and seen without reading them. */
function sharesFinding(a: PartDecision, b: PartDecision): boolean {
  return (
    a.locks === b.locks &&
    a.blocks === b.blocks &&
    a.rules === b.rules &&
    a.reasons === b.reasons &&
    a.grounds.length === b.grounds.length &&
    a.grounds.every((ground, i) => ground === b.grounds[i])
  )
}

function findingOf({ reasons, locks, blocks, grounds, rules }: Finding): Finding {
  return { reasons, locks, blocks, grounds, rules }
}

/**
 * A decision as bytes: its JSON, member by member in one order, so that equal decisions are equal bytes in every runtime.
 * Their SHA-256 is what a countersignature names.
 */
export function encodeDecision(decision: Decision): Uint8Array {
  return encodeUtf8(JSON.stringify(decisionJson(decision)))
}

/** What a decision says, in the order in which `encodeDecision` writes it. */
const MEMBERS: { readonly [M in keyof DecisionJson]: (value: JsonValue | undefined) => boolean } = {
  v: (value) => value === 1,
  policySet: isText,
  at: isTime,
  day: isText,
  outcome: (value) => OUTCOMES.some((outcome) => outcome === value),
  parts: isListOfObjects,
  findings: isListOfObjects,
  obligations: Array.isArray,
  documentation: Array.isArray,
  lawReadUntil: isText,
}

/**
 * Reads the bytes of a decision; throws `decision-invalid` on any that are not one written by `encodeDecision`. What it says
 * of single parts is never relied on: whoever doubts it computes the decision again and compares the bytes.
 */
export function parseDecision(bytes: Uint8Array): Decision {
  const json = parseMembers(bytes)
  const names = Object.keys(MEMBERS) as readonly (keyof DecisionJson)[]
  if (Object.keys(json).join() !== names.join()) throw decisionInvalid()
  if (!names.every((name) => MEMBERS[name](json[name]))) throw decisionInvalid()
  const decision = expand(json as unknown as DecisionJson)
  if (!equalBytes(encodeDecision(decision), bytes)) throw decisionInvalid()
  return decision
}

function expand({ findings, ...json }: DecisionJson): Decision {
  const parts = json.parts.map(({ part, receiver, outcome, finding }): PartDecision => {
    const found = findings[finding]
    if (found === undefined) throw decisionInvalid()
    return { part, receiver, outcome, ...findingOf(found) }
  })
  if (!findings.every(({ grounds }) => Array.isArray(grounds))) throw decisionInvalid()
  return { ...json, parts }
}

function parseMembers(bytes: Uint8Array): JsonObject {
  let json: JsonValue
  try {
    json = parseJson(bytes)
  } catch (cause) {
    throw decisionInvalid({ cause })
  }
  if (!isJsonObject(json)) throw decisionInvalid()
  return json
}

function isListOfObjects(value: JsonValue | undefined): boolean {
  return Array.isArray(value) && value.every(isJsonObject)
}

function isText(value: JsonValue | undefined): boolean {
  return typeof value === 'string'
}

function isTime(value: JsonValue | undefined): boolean {
  if (typeof value !== 'string') return false
  try {
    parseTime(value)
    return true
  } catch {
    return false
  }
}

function decisionInvalid(options: ErrorOptions = {}): PolicyError {
  return new PolicyError('decision-invalid', 'not a decision', options)
}
