/**
 * What a document rests on: days that must not have passed, and what it repeats of the message that it answers. A JSON Schema knows
 * neither the day nor the other message.
 *
 * @module
 */
import { listFields } from './document-field.ts'
import type { DocumentIssue } from './document-issue.ts'
import type { JsonObject } from './json.ts'
import { putValue, valueAt } from './json-pointer.ts'
import type { MessageType } from './message-type.ts'

/** The days of a document that were past on `today`, `YYYY-MM-DD`: nobody may build on what has run out. */
export function findPastDays(
  type: MessageType,
  document: JsonObject,
  today: string,
): DocumentIssue[] {
  return listFields(type, document)
    .filter(({ leaf, value }) => leaf.isNotPast && typeof value === 'string' && value < today)
    .map(({ pointer }) => ({ pointer, keyword: 'x-not-past' }))
}

/** The answers that should repeat what the answered message says, and say something else. */
export function findUnlike(
  type: MessageType,
  document: JsonObject,
  answered: JsonObject,
): DocumentIssue[] {
  return listFields(type, document)
    .filter(({ leaf: { sameAs }, value }) => {
      const said = sameAs === undefined ? undefined : valueAt(answered, sameAs)
      return said !== undefined && said !== value
    })
    .map(({ pointer }) => ({ pointer, keyword: 'x-same-as' }))
}

/** The beginning of a document: what it repeats of the message that it answers. */
export function beginAnswer(type: MessageType, answered: JsonObject): JsonObject {
  const document: JsonObject = {}
  for (const { template, sameAs } of type.leaves.values()) {
    const said = sameAs === undefined ? undefined : valueAt(answered, sameAs)
    if (said !== undefined) putValue(document, template, said)
  }
  return document
}
