/**
 * The plaintext of a part: its content as JSON, then spaces.
 *
 * The manifest tells everybody the padded size of each part, and beside a long free text one more letter can cross a size
 * class. So "låg" and "medel", yes and unknown, an answer and none must take the same room: every field that has a
 * closed set of answers counts with its longest one, whether filled in or not, and spaces after the JSON make up for
 * the difference. Only free text, names and numbers change the length.
 *
 * @module
 */
import { encodeUtf8, equalBytes } from './bytes.ts'
import { partFieldsOf } from './document-field.ts'
import type { Field } from './document-field.ts'
import { commonField } from './document.ts'
import type { PartContent } from './document.ts'
import { ProtocolError } from './errors.ts'
import { isJsonObject, parseJson } from './json.ts'
import type { JsonObject, JsonValue } from './json.ts'
import { answersOf } from './message-lint-leaf.ts'
import type { MessageType } from './message-type.ts'

/**
 * Writes the content of one part, members in the order of the type. Throws `part-content-invalid` if it is empty, or not
 * all about one person and category.
 */
export function encodePartContent(type: MessageType, content: PartContent): Uint8Array {
  const siblings = partFieldsOf(type, commonField(type, content))
  // JSON could carry a lone surrogate as an escape, but no reader would take it (json.ts).
  if (!Object.values(content).flat().every(isWellFormed)) throw invalid()
  const ordered = siblings.filter((it) => Object.hasOwn(content, it.pointer))
  const json = JSON.stringify(
    Object.fromEntries(ordered.map(({ pointer }) => [pointer, content[pointer]!])),
  )
  const spaces = roomOf(siblings, content) - json.length
  // An answer that is longer than any of the type's answers.
  if (spaces < 0) throw invalid()
  return encodeUtf8(json + ' '.repeat(spaces))
}

/** Reads what `encodePartContent` writes; throws `part-content-invalid` or `json-…` on anything else. */
export function parsePartContent(type: MessageType, bytes: Uint8Array): PartContent {
  const content = parseJson(bytes)
  if (!isJsonObject(content)) throw invalid()
  // Another order, other spaces or another escape would say the same in other bytes.
  if (!equalBytes(encodePartContent(type, content), bytes)) throw invalid()
  return content
}

/** How many characters a content takes when every closed answer is as long as it can be. */
function roomOf(siblings: readonly Field[], content: PartContent): number {
  const isListed = (field: Field): boolean => isItemPresent(field, siblings, content)
  return siblings.filter(isListed).reduce((room, { pointer, leaf }) => {
    const value = content[pointer]
    const length = longestOf(leaf.schema) ?? (value === undefined ? 0 : lengthOf(value))
    return length === 0 ? room : room + pointer.length + '"":,'.length + length
  }, '{'.length)
}

/** A list item that is no person counts only if the content has something in it: nobody knows how many there could be. */
function isItemPresent(field: Field, siblings: readonly Field[], content: PartContent): boolean {
  if (field.item === undefined || field.person === field.item) return true
  return siblings.some((it) => it.item === field.item && Object.hasOwn(content, it.pointer))
}

/** The length in JSON of the longest value of a closed field; undefined for text, names and numbers of persons. */
function longestOf(schema: JsonObject): number | undefined {
  const answers = answersOf(schema)
  const { type, format, minimum, maximum } = schema
  if (answers !== undefined) {
    const lengths = answers.map((answer) => lengthOf(answer))
    // A list of choices is longest when all are chosen.
    if (type === 'array') return lengthOf([]) - 1 + lengths.reduce((sum, it) => sum + it + 1, 0)
    return Math.max(...lengths)
  }
  if (format === 'date') return '"2026-03-02"'.length
  if (format === 'date-time') return '"2026-03-02T09:40:00.000Z"'.length
  if (type === 'integer') return Math.max(lengthOf(minimum!), lengthOf(maximum!))
  return undefined
}

function isWellFormed(value: unknown): boolean {
  return typeof value !== 'string' || value.isWellFormed()
}

function lengthOf(value: JsonValue): number {
  return JSON.stringify(value).length
}

function invalid(): ProtocolError {
  return new ProtocolError('part-content-invalid', 'not the content of a part')
}
