import { encodeUtf8, equalBytes } from '../protocol/bytes.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'
import { parseTime } from '../protocol/time.ts'
import { OUTCOMES } from './decision.ts'
import type { Decision } from './decision.ts'
import { PolicyError } from './errors.ts'

/**
 * A decision as bytes. `evaluate` builds every object member by member in one order, so that equal decisions are equal
 * bytes in every runtime. Their SHA-256 is what a countersignature names.
 */
export function encodeDecision(decision: Decision): Uint8Array {
  return encodeUtf8(JSON.stringify(decision))
}

/** What a decision says, in the order in which `encodeDecision` writes it. */
const MEMBERS: { readonly [M in keyof Decision]: (value: JsonValue | undefined) => boolean } = {
  v: (value) => value === 1,
  policySet: isText,
  at: isTime,
  day: isText,
  outcome: (value) => OUTCOMES.some((outcome) => outcome === value),
  parts: Array.isArray,
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
  const names = Object.keys(MEMBERS) as readonly (keyof Decision)[]
  if (Object.keys(json).join() !== names.join()) throw decisionInvalid()
  if (!names.every((name) => MEMBERS[name](json[name]))) throw decisionInvalid()
  const decision = json as unknown as Decision
  if (!equalBytes(encodeDecision(decision), bytes)) throw decisionInvalid()
  return decision
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
