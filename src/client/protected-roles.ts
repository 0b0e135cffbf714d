import { isJsonObject } from '../protocol/json.ts'
import type { JsonValue } from '../protocol/json.ts'
import { PROTECTIONS, SUBJECT_ROLES } from '../protocol/vocabulary.ts'
import type { ProtectedRole } from './draft.ts'
import { ClientError } from './errors.ts'

/**
 * Reads how a disclosure protects its persons from what a gateway says of it (`subjects`); nothing once its content is
 * deleted. It can only raise what a reply states. Throws `answer-invalid`.
 */
export function parseProtectedRoles(json: JsonValue | undefined): readonly ProtectedRole[] {
  if (json === undefined || json === null) return []
  if (!Array.isArray(json)) throw invalid()
  return (json as readonly JsonValue[]).map((one) => {
    if (!isJsonObject(one)) throw invalid()
    const role = SUBJECT_ROLES.find((known) => known === one['role'])
    const protection = PROTECTIONS.find((known) => known === one['protection'])
    if (role === undefined || protection === undefined) throw invalid()
    return { role, protection }
  })
}

function invalid(): ClientError {
  return new ClientError(
    'answer-invalid',
    'the persons of a disclosure are not told as they should be',
  )
}
