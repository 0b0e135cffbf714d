/**
 * A draft: what a member writes before anything is sealed. The format is `schemas/draft.json`.
 *
 * A draft holds the document in the clear and never leaves the member's computer: `compose.ts` makes a submission of it.
 *
 * @module
 */
import draftSchema from '../../schemas/draft.json' with { type: 'json' }
import definitions from '../../schemas/statements/definitions.json' with { type: 'json' }
import { findSchemaIssues } from '../protocol/document-schema.ts'
import { parseJson } from '../protocol/json.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'
import type { Facts } from '../protocol/statements/facts.ts'
import type {
  CaseType,
  Category,
  Protection,
  Purpose,
  SubjectRole,
  Urgency,
} from '../protocol/vocabulary.ts'
import { ClientError } from './errors.ts'

/** Narrows who reads some parts. The first row that fits a part holds. */
export interface DraftReaders {
  readonly subject?: string
  readonly category?: Category
  readonly to: readonly string[]
}

/** A ground that is invoked. Its motive is sealed to the own agency. */
export interface DraftGround {
  readonly subject: string
  readonly rule: string
  readonly version?: string
  readonly facts?: Facts
  readonly motive?: string
}

/** An assessment of whether a lock holds. Its motive is sealed to the own agency. */
export interface DraftHarmTest {
  readonly lock: string
  readonly subject: string
  readonly receiver: string
  readonly holds: boolean
  readonly motive?: string
}

/** How a disclosure protects the persons in one role. */
export interface ProtectedRole {
  readonly role: SubjectRole
  readonly protection: Protection
}

/** What a member writes; see the schema for what each answer means and what its absence does. */
export interface Draft {
  readonly type: string
  readonly document: JsonObject
  readonly case?: string
  readonly caseType?: CaseType
  readonly from?: string
  readonly to: readonly string[]
  readonly decisionFunction?: string
  readonly urgency?: Urgency
  readonly purpose: Purpose
  readonly facts?: Facts
  readonly protection?: Readonly<Record<string, Protection>>
  /** Never written by a member: the persons of the disclosure that this one replies to, as that one protects them. */
  readonly answered?: readonly ProtectedRole[]
  readonly readers?: readonly DraftReaders[]
  readonly grounds?: readonly DraftGround[]
  readonly harmTests?: readonly DraftHarmTest[]
  /** Why words that the guard has marked stay, for the second person who looks at them. Sealed to the own agency. */
  readonly guardMotive?: string
  readonly inReplyTo?: string
  readonly corrects?: string
  readonly supersedes?: string
  readonly respondBy?: string
}

/** The schema with the definitions that it shares with the statements, in one piece. */
const schema = {
  ...(JSON.parse(
    JSON.stringify(draftSchema).replaceAll('statements/definitions.json#', '#'),
  ) as JsonObject),
  $defs: definitions.$defs as JsonObject,
}

/** Reads a draft. Throws `draft-invalid` with the places that must be corrected. */
export function parseDraft(bytes: Uint8Array): Draft {
  let value: JsonValue
  try {
    value = parseJson(bytes)
  } catch (cause) {
    throw new ClientError('draft-invalid', 'the draft is not JSON', {
      cause,
      places: [{ pointer: '', rule: 'json' }],
    })
  }
  const issues = findSchemaIssues(schema, value)
  if (issues.length > 0) {
    throw new ClientError('draft-invalid', 'the draft does not fit its schema', {
      places: issues.map(({ pointer, keyword }) => ({ pointer, rule: keyword })),
    })
  }
  return value as unknown as Draft
}
