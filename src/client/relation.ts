/**
 * What could tie a member to a party, told as tokens: the member's own names and postcodes, and those that a document holds.
 *
 * @module
 */
import type { CaseReference } from '../protocol/case-reference.ts'
import { isJsonObject } from '../protocol/json.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'
import type { MessageType } from '../protocol/message-type.ts'
import { relationTokens, surnameOf } from '../protocol/relation-token.ts'
import { signStatement } from '../protocol/statement.ts'
import { encodeTime } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Acting } from './acting.ts'
import { ClientError } from './errors.ts'
import { postcodePlace } from './guard/postcode-place.ts'
import { who } from './member-acts.ts'

/** Names and postcodes in clear: they leave this program as tokens only. */
export interface Kinship {
  readonly surnames: readonly string[]
  readonly postcodes: readonly string[]
}

/** About whom: the member; or the parties of a case, who is barred from it, and who had been so by mistake. */
export type RelationSubject =
  | { readonly about: 'self' }
  | {
      readonly about: 'case'
      readonly case: CaseReference
      readonly barred?: readonly Uuid[]
      readonly readmitted?: readonly Uuid[]
    }

/** The surnames and postcodes of the parties that a document names; of professionals none. */
export function kinshipOf(document: JsonObject, type: MessageType): Kinship {
  const surnames: string[] = []
  const postcodes: string[] = []
  const walk = (value: JsonValue, template: string): void => {
    if (Array.isArray(value)) return value.forEach((item) => walk(item, `${template}/#`))
    if (isJsonObject(value))
      return Object.entries(value).forEach(([name, one]) => walk(one, `${template}/${name}`))
    const leaf = type.leaves.get(template)
    if (typeof value !== 'string' || leaf === undefined || leaf.subject === 'professional') return
    if (leaf.category === 'identity' && template.endsWith('/name')) surnames.push(surnameOf(value))
    for (const { start, end } of postcodePlace.find(value))
      postcodes.push(...(value.slice(start, end).match(/\d{3} ?\d{2}/) ?? []))
  }
  walk(document, '')
  return { surnames: surnames.filter((name) => name !== ''), postcodes }
}

/**
 * Signs what could tie somebody to a party, under the newest key of the function that is acted in. Throws ClientError
 * `function-unknown` if the member does not hold that key.
 */
export function signRelation(
  acting: Acting,
  subject: RelationSubject,
  kinship: Kinship,
  now: number,
): string {
  const kid = acting.state.functions.get(acting.function)?.key.kid
  const reader = acting.keys.reading.get(acting.function)?.find((key) => key.kid === kid)
  if (kid === undefined || reader === undefined)
    throw new ClientError('function-unknown', 'the member does not hold the function’s key')
  return signStatement(
    'relation',
    {
      v: 1,
      ...who(acting),
      ...subject,
      kid,
      tokens: relationTokens(reader, kinship),
      at: encodeTime(now),
    },
    acting.keys.signing,
  )
}
