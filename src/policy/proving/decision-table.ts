/**
 * Decision tables: what the law should give in a situation, written so that a lawyer can read and sign it.
 *
 * `given` describes one situation; each case changes it by a JSON Merge Patch (RFC 7396: null takes away) and says what is
 * expected. Everything expected is exact: an obligation, a failed condition or an unanswered fact that is not named is an
 * error of the table or of the rule.
 *
 * @module
 */
import { isJsonObject, parseJson } from '../../protocol/json.ts'
import type { JsonObject, JsonValue } from '../../protocol/json.ts'
import type { Outcome } from '../decision.ts'
import { PolicyError } from '../errors.ts'
import { JsonForm } from '../json-form.ts'
import type { Fault } from '../json-form.ts'
import type { PolicyRequest } from '../policy-request.ts'
import { requestOf } from './situation.ts'
import type { Situation } from './situation.ts'
import { SITUATION_SCHEMA, TABLE_SCHEMA } from './table-schema.ts'

/** What a case expects. Lists that are not given are expected to be empty, but for those that say otherwise. */
export interface Expectation {
  readonly outcome?: Outcome
  /** Instead of an outcome: the request cannot be judged. Code and reason. */
  readonly error?: string
  /** The rules that made the outcome, as `osl-10-21@2013-01-01`. */
  readonly rules?: readonly string[]
  /**
   * Codes of what locks, gateways and blocks oblige to. A code may be followed by its time, as `acknowledge PT24H`; times of
   * the code are then checked too.
   */
  readonly obligations?: readonly string[]
  readonly failed?: readonly string[]
  readonly unanswered?: readonly string[]
  readonly mismatches?: readonly string[]
  readonly disputes?: readonly string[]
  /** This and the following are checked if given. Blocks that lie, as `rules`. */
  readonly blocks?: readonly string[]
  /** What lawyers must answer first. */
  readonly openQuestions?: readonly string[]
  /** As `obligations`, of obligation rules. */
  readonly duties?: readonly string[]
  /** As `obligations`, of the rules that it names and no others: those of a rule that does not oblige here are empty. */
  readonly obligationsOf?: Readonly<Record<string, readonly string[]>>
  readonly parts?: Readonly<Record<string, Outcome>>
  /** As `osl-10-21@2013-01-01 permit`. */
  readonly alternatives?: readonly string[]
  readonly documentation?: readonly string[]
  readonly reasons?: readonly string[]
}

export interface Case {
  readonly id: string
  /** The number of the example decision in the legal research that this case is. */
  readonly law?: string
  readonly text: string
  readonly change?: JsonObject
  readonly expect: Expectation
}

export interface DecisionTable {
  readonly given: JsonObject
  readonly cases: readonly Case[]
}

const TABLE = new JsonForm<DecisionTable>(TABLE_SCHEMA)
const SITUATION = new JsonForm<Situation>(SITUATION_SCHEMA)

/**
 * Reads a decision table, as bytes or as parsed JSON. Throws `pack-invalid` with the file, the place – a JSON Pointer in the
 * file, or in the situation of the case that the reason names – and the reason.
 */
export function parseDecisionTable(file: string, content: Uint8Array | JsonValue): DecisionTable {
  const table = parseContent(file, content)
  if (!TABLE.fits(table)) throw refused(file, TABLE.fault)
  const ids = new Set<string>()
  table.cases.forEach((item, i) => {
    if (ids.has(item.id))
      throw refused(file, { pointer: `/cases/${i}/id`, reason: `${item.id} stands twice` })
    ids.add(item.id)
    if (SITUATION.fits(situationOf(table, item))) return
    const { pointer, reason } = SITUATION.fault
    throw refused(file, { pointer, reason: `${item.id}: ${reason}` })
  })
  return table
}

/** Reads a situation that somebody wrote as a row would be. Throws `pack-invalid` with the file, the place and the reason. */
export function parseSituation(file: string, situation: JsonValue): Situation {
  if (SITUATION.fits(situation)) return situation
  throw refused(file, SITUATION.fault)
}

/** Every decision table among the files of a policy folder, by its path. Throws as `parseDecisionTable`. */
export function parseDecisionTables(
  files: ReadonlyMap<string, Uint8Array | JsonValue>,
): ReadonlyMap<string, DecisionTable> {
  return new Map(
    [...files]
      .filter(([file]) => file.endsWith('.cases.json'))
      .map(([file, content]) => [file, parseDecisionTable(file, content)]),
  )
}

function parseContent(file: string, content: Uint8Array | JsonValue): JsonValue {
  if (!(content instanceof Uint8Array)) return content
  try {
    return parseJson(content)
  } catch (cause) {
    throw refused(file, { pointer: '', reason: 'is not strict JSON' }, cause)
  }
}

function refused(file: string, fault: Fault, cause?: unknown): PolicyError {
  return new PolicyError('pack-invalid', 'the decision table cannot be used', {
    place: { file, ...fault },
    cause,
  })
}

/** The situation of a case. */
export function situationOf(table: DecisionTable, { change }: Case): Situation {
  return mergePatch(table.given, change ?? {}) as unknown as Situation
}

/** RFC 7396. */
function mergePatch(target: JsonValue, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) return patch
  const merged: Record<string, JsonValue> = isJsonObject(target) ? { ...target } : {}
  for (const [name, value] of Object.entries(patch))
    if (value === null) delete merged[name]
    else merged[name] = mergePatch(merged[name] ?? null, value)
  return merged
}

/** The requests of every case of some tables that can be judged. */
export function requestsOf(tables: Iterable<DecisionTable>): readonly PolicyRequest[] {
  return [...tables].flatMap((table) =>
    table.cases
      .filter(({ expect }) => expect.error === undefined)
      .map((item) => requestOf(situationOf(table, item))),
  )
}
