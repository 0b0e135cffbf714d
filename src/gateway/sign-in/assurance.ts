/**
 * Levels of assurance: how surely the identity provider must know who signs in, for each function of an agency. Named as the provider
 * names them in `acr` (OpenID Connect Core §2), such as `http://id.elegnamnden.se/loa/1.0/loa3`.
 *
 * @module
 */
import { isJsonObject } from '../../protocol/json.ts'
import type { JsonValue } from '../../protocol/json.ts'
import { ConfigError } from '../config-error.ts'

/** What an agency asks for. In each list any one will do, the first is asked for first, and none means that any sign-in will do. */
export interface Assurance {
  /** For functions that are not named. */
  readonly default: readonly string[]
  /** By function id. */
  readonly functions: Readonly<Record<string, readonly string[]>>
}

/** The levels of which a sign-in must have one to act for a function; empty if any will do. */
export type FindLevels = (functionId: string) => readonly string[]

const LEVEL = /^[\x21-\x7e]{1,200}$/

/** Reads `assurance` of an issuer. Throws ConfigError. */
export function parseAssurance(json: JsonValue, agency: string): Assurance {
  if (!isJsonObject(json)) throw new ConfigError('assurance is an object.')
  const { default: otherwise = [], functions = {}, ...others } = json
  if (Object.keys(others).length > 0)
    throw new ConfigError('assurance has no other members than default and functions.')
  if (!isJsonObject(functions)) throw new ConfigError('assurance.functions is an object.')
  for (const id of Object.keys(functions))
    if (!id.startsWith(`${agency}/`))
      throw new ConfigError('assurance.functions names functions of the issuer’s own agency.')
  return {
    default: parseLevels(otherwise),
    functions: Object.fromEntries(
      Object.entries(functions).map(([id, levels]) => [id, parseLevels(levels)]),
    ),
  }
}

function parseLevels(json: JsonValue): readonly string[] {
  const isLevel = (one: JsonValue) => typeof one === 'string' && LEVEL.test(one)
  if (Array.isArray(json) && json.every(isLevel)) return json as readonly string[]
  throw new ConfigError('levels of assurance are lists of acr values.')
}

/** What the agencies of these issuers ask for. */
export function buildFindLevels(
  issuers: readonly { readonly agency: string; readonly assurance?: Assurance }[],
): FindLevels {
  const asked = new Map(issuers.flatMap((it) => (it.assurance ? [[it.agency, it.assurance]] : [])))
  return (functionId) => {
    const own = asked.get(functionId.split('/')[0]!)
    return own?.functions[functionId] ?? own?.default ?? []
  }
}
