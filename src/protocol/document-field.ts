/**
 * The places of a document that can hold a value, and whom each is about.
 *
 * Lists are bounded, so that all places of a message type can be written down once: what is not among them is not in
 * the type.
 *
 * @module
 */
import type { JsonObject, JsonValue } from './json.ts'
import { valueAt } from './json-pointer.ts'
import type { Leaf } from './leaf.ts'
import type { MessageType } from './message-type.ts'

/** A leaf of a message type at one place of a document. */
export interface Field {
  /** JSON Pointer (RFC 6901). */
  readonly pointer: string
  readonly leaf: Leaf
  /** The pointer of the list item that it lies in, if it does. */
  readonly item: string | undefined
  /** Which person of the document it is about: the role, or the list item that is the person. */
  readonly person: string
}

/** A field with what the document says there. */
export interface FilledField extends Field {
  readonly value: JsonValue
}

const places = new WeakMap<MessageType, ReadonlyMap<string, Field>>()

/** Every field that a document of this type can have, by pointer: in the order of the schema, lists item by item. */
export function fieldsOf(type: MessageType): ReadonlyMap<string, Field> {
  const known = places.get(type)
  if (known !== undefined) return known
  const fields = Array.from(placedLeaves(type), ([leaf, index]) => fieldAt(leaf, index))
  const byPointer = new Map(fields.map((field) => [field.pointer, field]))
  places.set(type, byPointer)
  return byPointer
}

function* placedLeaves(type: MessageType): Generator<[Leaf, number | undefined]> {
  const leaves = Array.from(type.leaves.values())
  let list: string | undefined
  for (const leaf of leaves) {
    if (leaf.list === undefined) yield [leaf, undefined]
    else if (leaf.list !== list) {
      const inList = leaves.filter((it) => it.list === leaf.list)
      const { maxItems } = type.lists.get(leaf.list)!
      for (let index = 0; index < maxItems; index++) for (const it of inList) yield [it, index]
    }
    list = leaf.list
  }
}

function fieldAt(leaf: Leaf, index: number | undefined): Field {
  if (index === undefined)
    return { pointer: leaf.template, leaf, item: undefined, person: leaf.subject }
  const item = `${leaf.list}/${index}`
  const person = leaf.isAboutItem ? item : leaf.subject
  return { pointer: leaf.template.replace('#', String(index)), leaf, item, person }
}

const parts = new WeakMap<MessageType, ReadonlyMap<string, readonly Field[]>>()

/** All fields that can be in one part with this one: of the same person and category, this one among them. */
export function partFieldsOf(type: MessageType, field: Field): readonly Field[] {
  let known = parts.get(type)
  if (known === undefined) {
    known = Map.groupBy(fieldsOf(type).values(), partKey)
    parts.set(type, known)
  }
  return known.get(partKey(field))!
}

function partKey({ person, leaf }: Field): string {
  return `${person} ${leaf.category}`
}

/** The fields that a document fills in, in the order of `fieldsOf`. */
export function listFields(type: MessageType, document: JsonObject): FilledField[] {
  const filled: FilledField[] = []
  for (const field of fieldsOf(type).values()) {
    const value = valueAt(document, field.pointer)
    if (value !== undefined) filled.push({ ...field, value })
  }
  return filled
}
