/**
 * Words that do not belong in free text, and the field that is there for them: what the guard has marked can be moved with one press.
 *
 * @module
 */
import { putValue, valueAt } from '../../protocol/json-pointer.ts'
import type { JsonObject } from '../../protocol/json.ts'
import type { MessageType } from '../../protocol/message-type.ts'
import { heldKinds } from '../guard/held-kinds.ts'
import type { Hit } from '../guard/run-guard.ts'
import { askedIn } from './asked.ts'

/** A field that is there to hold something which the guard finds. */
export interface OwnPlace {
  readonly pointer: string
  /** Names of detectors. */
  readonly holds: readonly string[]
  readonly maxLength: number
}

/** The fields of a type that are there for something; those of lists are left out, as nobody can say of whom a word is. */
export function listOwnPlaces({ leaves }: Pick<MessageType, 'leaves'>): OwnPlace[] {
  return [...leaves.values()]
    .filter(({ holds, list }) => holds.length > 0 && list === undefined)
    .map(({ template, holds, schema }) => ({
      pointer: template,
      holds,
      maxLength: Number(schema['maxLength']),
    }))
}

/** Where a hit could go: fields for such things that are asked for now, are empty and have room. */
export function placesFor(
  { detector, start, end }: Pick<Hit, 'detector' | 'start' | 'end'>,
  {
    places,
    schema,
    document,
    isProtected,
  }: {
    readonly places: readonly OwnPlace[]
    readonly schema: JsonObject
    readonly document: JsonObject
    /** Whether anybody in it is protected or may be. */
    readonly isProtected: boolean
  },
): readonly OwnPlace[] {
  const fitting = places.filter(
    ({ holds, maxLength, pointer }) =>
      heldKinds(holds, isProtected).includes(detector) &&
      end - start <= maxLength &&
      valueAt(document, pointer) === undefined,
  )
  if (fitting.length === 0) return []
  return fitting.filter(({ pointer }) => {
    const tried = structuredClone(document)
    putValue(tried, pointer, '')
    return askedIn(schema, tried).has(pointer)
  })
}

/** The document with the words in their own place and not in the text. */
export function moveWords(
  document: JsonObject,
  { pointer, start, end }: Pick<Hit, 'pointer' | 'start' | 'end'>,
  place: string,
): JsonObject {
  const text = valueAt(document, pointer)
  if (typeof text !== 'string') return document
  const moved = structuredClone(document)
  putValue(moved, pointer, withoutWords(text, start, end))
  putValue(moved, place, text.slice(start, end))
  return moved
}

/** A text without some of its words, and without the gap that they leave. */
export function withoutWords(text: string, start: number, end: number): string {
  const [before, after] = [text.slice(0, start).trimEnd(), text.slice(end).trimStart()]
  const gap = before === '' || after === '' || /^[.,;:!?)]/.test(after) ? '' : ' '
  return before + gap + after
}
