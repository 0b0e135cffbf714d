/**
 * All that was done in a case, or by one member: records as their leaves commit to them, codes and pseudonyms.
 *
 * @module
 */
import { isJsonObject } from '../protocol/json.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'
import type { Pseudonym } from '../protocol/record.ts'
import { parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { ClientError } from './errors.ts'

/** One record of a timeline. */
export interface TimelineRow {
  readonly record: Uuid
  /** Whether who reads did it. */
  readonly isOwn: boolean
  readonly at: Time
  /** As the catalogue of events names it. */
  readonly event: string
  /** Null when nobody was identified. */
  readonly actor: Pseudonym | null
  readonly function: string | null
  readonly purpose: string | null
  readonly case: string | null
  readonly disclosure: Uuid | null
  readonly categories: readonly string[]
  /** Of a refusal. */
  readonly code: string | null
}

/** Reads the rows of a timeline, in the log's order. Throws ClientError `answer-invalid`. */
export function parseTimeline(rows: JsonValue | undefined): TimelineRow[] {
  if (!Array.isArray(rows)) throw unexpected()
  return rows.map((row: JsonValue) => {
    if (!isJsonObject(row) || !isJsonObject(row['body'])) throw unexpected()
    const { body } = row
    return {
      record: textOf(row, 'record'),
      isOwn: row['isOwn'] === true,
      at: timeOf(body),
      event: textOf(body, 'ev'),
      actor: findText(body, 'actor'),
      function: findText(body, 'function'),
      purpose: findText(body, 'purpose'),
      case: findText(body, 'case'),
      disclosure: findText(body, 'disclosure'),
      categories: categoriesOf(body),
      code: findText(body, 'code'),
    }
  })
}

/** Each kind of data that the record names, once. */
function categoriesOf({ parts }: JsonObject): string[] {
  if (parts === undefined) return []
  if (!Array.isArray(parts)) throw unexpected()
  const named = parts.map((part: JsonValue) => {
    if (!isJsonObject(part)) throw unexpected()
    return textOf(part, 'category')
  })
  return [...new Set(named)]
}

function timeOf(body: JsonObject): Time {
  const text = textOf(body, 'ts')
  try {
    parseTime(text)
  } catch (cause) {
    throw unexpected({ cause })
  }
  return text
}

function findText(object: JsonObject, name: string): string | null {
  return (object[name] ?? null) === null ? null : textOf(object, name)
}

function textOf(object: JsonObject, name: string): string {
  const value = object[name]
  if (typeof value !== 'string') throw unexpected()
  return value
}

function unexpected(options?: ErrorOptions): ClientError {
  return new ClientError('answer-invalid', 'no timeline came', options)
}
