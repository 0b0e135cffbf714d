/**
 * A document in parts: one part per person and category, from the annotations of its message type alone.
 *
 * The part is the smallest unit that is sealed, permitted and read, so nothing about a second person, and nothing of a
 * second category, may ever share one.
 *
 * @module
 */
import { findSchemaIssues } from './document-schema.ts'
import { fieldsOf, listFields } from './document-field.ts'
import type { Field } from './document-field.ts'
import { ProtocolError } from './errors.ts'
import { isJsonObject } from './json.ts'
import type { JsonObject, JsonValue } from './json.ts'
import { putValue } from './json-pointer.ts'
import { verifyDocument } from './message-type.ts'
import type { MessageType } from './message-type.ts'
import { CATEGORIES, SUBJECT_ROLES } from './vocabulary.ts'
import type { Category, SubjectRole } from './vocabulary.ts'

/** What a part says: JSON Pointer into the document → value. */
export type PartContent = Readonly<Record<string, JsonValue>>

/** One person that a document says something about. */
export interface DocumentSubject {
  /** `s1`, `s2` …, in this document only. */
  readonly id: string
  readonly role: SubjectRole
}

/** One category of data about one person. */
export interface DocumentPart {
  /** The id of the person, as in `listSubjects`. */
  readonly subject: string
  readonly category: Category
  readonly content: PartContent
}

/** A part as its reader holds it: what the manifest claims, and what was sealed. */
export interface ClaimedPart extends DocumentPart {
  readonly subjectRole: SubjectRole
}

/**
 * The persons of a document: by role in the order of the vocabulary (victim first, professional last), then in the order
 * of the document. Throws `document-invalid`.
 */
export function listSubjects(type: MessageType, document: JsonObject): DocumentSubject[] {
  return listSubjectsUnsafe(type, verifyDocument(type, document))
}

/** The same of a document that is still being written; it need not fit its type. */
export function listSubjectsUnsafe(type: MessageType, document: JsonObject): DocumentSubject[] {
  return listPersonsUnsafe(type, document).map(({ id, role }) => ({ id, role }))
}

/** The same with what stays the same while a document is written: the role, or the list item that is the person. */
export function listPersonsUnsafe(
  type: MessageType,
  document: JsonObject,
): (DocumentSubject & Pick<Field, 'person'>)[] {
  return listPersons(listFields(type, document)).map((it, i) => ({ id: `s${i + 1}`, ...it }))
}

/**
 * Takes a document apart: each of its fields is in exactly one part. Parts are ordered by person, then by category.
 * Throws `document-invalid`, so that no field can be left behind unseen.
 */
export function splitDocument(type: MessageType, document: JsonObject): DocumentPart[] {
  return splitDocumentUnsafe(type, verifyDocument(type, document))
}

/** The same of a document that is still being written: what is in none of its type's fields is in no part. */
export function splitDocumentUnsafe(type: MessageType, document: JsonObject): DocumentPart[] {
  const fields = listFields(type, document)
  return listPersons(fields).flatMap(({ person }, index) => {
    const own = fields.filter((field) => field.person === person)
    const byCategory = Map.groupBy(own, ({ leaf }) => leaf.category)
    return CATEGORIES.filter((category) => byCategory.has(category)).map((category) => ({
      subject: `s${index + 1}`,
      category,
      content: Object.fromEntries(byCategory.get(category)!.map((it) => [it.pointer, it.value])),
    }))
  })
}

function listPersons(fields: readonly Field[]): { person: string; role: SubjectRole }[] {
  const roles = new Map(fields.map(({ person, leaf }) => [person, leaf.subject]))
  return SUBJECT_ROLES.flatMap((role) =>
    Array.from(roles.keys())
      .filter((person) => roles.get(person) === role)
      .map((person) => ({ person, role })),
  )
}

/**
 * Puts parts together again: of all parts the document, of some of them what they say. An item of a list of which
 * nothing is known is `{}`, so that the others keep their place. Throws `part-content-invalid` on a pointer that the
 * type does not have, or that two parts claim; values are not checked (`verifyPartContent`).
 */
export function joinDocument(type: MessageType, contents: readonly PartContent[]): JsonObject {
  const values = new Map<string, JsonValue>()
  for (const [pointer, value] of contents.flatMap((content) => Object.entries(content))) {
    if (!fieldsOf(type).has(pointer) || values.has(pointer)) throw invalid()
    values.set(pointer, value)
  }
  const document: JsonObject = {}
  // In the order of the type, so that the document comes back as its author's client wrote it.
  for (const pointer of fieldsOf(type).keys()) {
    const value = values.get(pointer)
    if (value !== undefined) putValue(document, pointer, value)
  }
  return document
}

/**
 * Throws `part-content-invalid` unless the content can be that of a part with this role and category: it is not empty,
 * each pointer is a field of the type with these annotations, all are about the same person, and each value fits.
 * Conditions between fields need the whole document and are not checked.
 */
export function verifyPartContent(
  type: MessageType,
  part: { readonly subjectRole: SubjectRole; readonly category: Category },
  content: JsonValue,
): void {
  if (!isJsonObject(content)) throw invalid()
  const { leaf } = commonField(type, content)
  if (leaf.subject !== part.subjectRole || leaf.category !== part.category) throw invalid()
  for (const [pointer, value] of Object.entries(content))
    if (findSchemaIssues(fieldsOf(type).get(pointer)!.leaf.schema, value).length > 0)
      throw invalid()
}

/**
 * The first field of a content; throws `part-content-invalid` unless all its pointers are fields of the same person and
 * category.
 */
export function commonField(type: MessageType, content: JsonObject): Field {
  const fields = Object.keys(content).map((pointer) => fieldsOf(type).get(pointer))
  const [first] = fields
  if (first === undefined) throw invalid()
  const isCommon = (field: Field | undefined): boolean =>
    field?.person === first.person && field.leaf.category === first.leaf.category
  if (!fields.every(isCommon)) throw invalid()
  return first
}

/**
 * Checks the parts that a reader holds against the manifest's claims, and against each other, and puts them together:
 * beside `verifyPartContent`, a subject id is one person in all parts, and no person has two parts of a category. Throws
 * `part-content-invalid`.
 */
export function verifyParts(type: MessageType, parts: readonly ClaimedPart[]): JsonObject {
  const persons = new Map<string, string>()
  const subjects = new Map<string, string>()
  const seen = new Set<string>()
  for (const part of parts) {
    verifyPartContent(type, part, part.content)
    const { person } = commonField(type, part.content)
    if ((persons.get(part.subject) ?? person) !== person) throw invalid()
    if ((subjects.get(person) ?? part.subject) !== part.subject) throw invalid()
    persons.set(part.subject, person)
    subjects.set(person, part.subject)
    const key = `${part.subject} ${part.category}`
    if (seen.has(key)) throw invalid()
    seen.add(key)
  }
  return joinDocument(
    type,
    parts.map((part) => part.content),
  )
}

function invalid(): ProtocolError {
  return new ProtocolError('part-content-invalid', 'content does not fit its part')
}
