/**
 * A compliance officer's side of review: the queue as it is read, and the verdicts that are signed.
 *
 * @module
 */
import { ProtocolError } from '../protocol/errors.ts'
import { isJsonObject } from '../protocol/json.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'
import { openComment, sealComment } from '../protocol/review-comment.ts'
import { REVIEW_REASONS } from '../protocol/review.ts'
import type { ReviewReason, ReviewVerdict } from '../protocol/review.ts'
import type { SealingKey } from '../protocol/sealing-key.ts'
import { parseStatementUnsafe, signStatement } from '../protocol/statement.ts'
import type { Statement } from '../protocol/statement.ts'
import { encodeTime, parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Acting } from './acting.ts'
import { authorSources } from './directory.ts'
import type { Directory } from './directory.ts'
import { ClientError } from './errors.ts'
import { judgeAuthor } from './judge-author.ts'
import { who } from './member-acts.ts'

/** A record that waits for the officer. */
export interface QueuedRecord {
  readonly of: string
  readonly record: Uuid
  readonly at: Time
  readonly event: string
  readonly actor: string
  readonly function: string | null
  readonly purpose: string | null
  readonly case: string | null
  readonly categories: readonly string[]
  readonly code: string | null
  readonly reasons: readonly ReviewReason[]
  readonly state: 'new' | 'asked'
  readonly dueBy: Time
  readonly isOverdue: boolean
}

/** Reads the rows of a queue. Throws ClientError `answer-invalid`. */
export function parseQueue(rows: JsonValue | undefined): QueuedRecord[] {
  if (!Array.isArray(rows)) throw answerInvalid()
  return rows.map((row: JsonValue) => {
    if (!isJsonObject(row)) throw answerInvalid()
    const state = row['state']
    if (state !== 'new' && state !== 'asked') throw answerInvalid()
    return {
      of: textOf(row, 'of'),
      record: textOf(row, 'record'),
      at: textOf(row, 'at'),
      event: textOf(row, 'event'),
      actor: textOf(row, 'actor'),
      function: nullableTextOf(row, 'function'),
      purpose: nullableTextOf(row, 'purpose'),
      case: nullableTextOf(row, 'case'),
      categories: textsOf(row, 'categories'),
      code: nullableTextOf(row, 'code'),
      reasons: reasonsOf(row),
      state,
      dueBy: textOf(row, 'dueBy'),
      isOverdue: row['isOverdue'] === true,
    }
  })
}

/** What an officer came to. */
export interface Decided {
  readonly verdict: ReviewVerdict
  /** For the eyes of the officer's own function. */
  readonly comment?: string
}

/** Signs a verdict; a comment is sealed to the function that the officer acts in. */
export function signReview(
  acting: Acting,
  { of, record, reasons }: Pick<QueuedRecord, 'of' | 'record' | 'reasons'>,
  { verdict, comment }: Decided,
  now: number,
): string {
  const reader = acting.state.functions.get(acting.function)?.key
  if (reader === undefined)
    throw new ClientError('function-unknown', 'the roster does not list the function')
  return signStatement(
    'review',
    {
      v: 1,
      ...who(acting),
      of,
      record,
      reasons,
      verdict,
      ...(comment !== undefined && { comment: sealComment({ record, reader, text: comment }) }),
      at: encodeTime(now),
    },
    acting.keys.signing,
  )
}

/** A review that was made before. */
export interface PastReview {
  readonly at: Time
  readonly agency: string
  readonly function: string
  readonly verdict: ReviewVerdict
  /** Null when there is none; undefined when it is for another function. */
  readonly comment: string | null | undefined
}

/**
 * Reads a signed review of a record: verifies who made it, and opens its comment if one of these keys does. Throws as
 * `judgeAuthor`, and `answer-invalid` for a review of something else.
 */
export function readReview(
  text: string,
  record: Uuid,
  { directory, keys }: { readonly directory: Directory; readonly keys: readonly SealingKey[] },
): PastReview {
  const statement = parseStatementUnsafe('review', text)
  const { payload } = statement
  if (payload.record !== record)
    throw new ClientError('answer-invalid', 'the review is of another record')
  judgeAuthor(statement, authorSources(directory, payload.agency), parseTime(payload.at))
  const { at, agency, function: id, verdict } = payload
  return { at, agency, function: id, verdict, comment: commentOf(statement, keys) }
}

function commentOf(
  { payload }: Statement<'review'>,
  keys: readonly SealingKey[],
): string | null | undefined {
  const { comment, record } = payload
  if (comment === undefined) return null
  const reader = keys.find(({ kid }) => kid === comment.kid)
  if (reader === undefined) return undefined
  try {
    return openComment({ record, reader, comment })
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}

function reasonsOf(row: JsonObject): ReviewReason[] {
  const texts = textsOf(row, 'reasons')
  return REVIEW_REASONS.filter((reason) => texts.includes(reason))
}

function textsOf(object: JsonObject, name: string): string[] {
  const value = object[name]
  if (!Array.isArray(value)) throw answerInvalid()
  return value.map(String)
}

function textOf(object: JsonObject, name: string): string {
  const value = object[name]
  if (typeof value !== 'string') throw answerInvalid()
  return value
}

function nullableTextOf(object: JsonObject, name: string): string | null {
  return object[name] === null ? null : textOf(object, name)
}

function answerInvalid(): ClientError {
  return new ClientError('answer-invalid', 'no review queue came')
}
