/**
 * Message types: what can be said in a disclosure, as data.
 *
 * A message type is a JSON Schema under `schemas/messages/` whose every leaf says which category of data it is and whom it
 * is about. Splitting, sealing, forms and the guard follow from that; a new type needs a schema, not code.
 *
 * @module
 */
import { listFields } from './document-field.ts'
import { findSchemaIssues } from './document-schema.ts'
import type { DocumentIssue } from './document-issue.ts'
import { ProtocolError } from './errors.ts'
import { isJsonObject } from './json.ts'
import type { JsonObject, JsonValue } from './json.ts'
import { valueAt } from './json-pointer.ts'
import { lintFields } from './message-lint.ts'
import type { MessageFields } from './message-lint.ts'
import { verifyKeywords } from './message-lint-words.ts'
import { messageTypeInvalid } from './message-type-invalid.ts'
import { CATEGORIES } from './vocabulary.ts'
import type { Category, SubjectRole, Urgency } from './vocabulary.ts'

export type { DocumentIssue } from './document-issue.ts'

/** What a message type may demand of the head that carries it. */
const HEAD_DEMANDS = ['inReplyTo', 'respondBy', 'acute'] as const
export type HeadDemand = (typeof HEAD_DEMANDS)[number]

/**
 * An answer is asked for within so many days of the sending if a field says so. Of a report of concern: the fourteen days in which the
 * board decides (SoL 20:2) and the week after that in which it answers (SoL 19:6).
 */
export interface AnswerWithin {
  /** Pointer to the field. */
  readonly field: string
  readonly is: string
  readonly days: number
}

/** By category: the rules of law that are consent to it. */
export type ConsentOnly = Readonly<Partial<Record<Category, readonly string[]>>>

/** A message type that passed the lint. */
export interface MessageType extends MessageFields {
  /** Its name, as the head says it: `risk-assessment`. */
  readonly type: string
  readonly version: number
  /** The types that may answer it. */
  readonly answers: readonly string[]
  readonly requires: readonly HeadDemand[]
  /** The rules of law that it is written for, in the order in which they are asked about; often none. */
  readonly rules: readonly string[]
  /** What its documents tell with consent alone, whatever else the law would open: how it goes for somebody who is offered support. */
  readonly consent: ConsentOnly
  readonly answerWithin?: AnswerWithin
  readonly schema: JsonObject
}

const DRAFT = 'https://json-schema.org/draft/2020-12/schema'
const NAME = /^[a-z][a-z0-9-]{1,39}$/

/**
 * Reads a message type from its parsed schema. Throws `message-type-invalid`, with the place in the schema, on anything
 * that is not fully annotated, not closed, not bounded, or not in both languages, and on any keyword not listed in the
 * lint.
 */
export function parseMessageType(json: JsonValue): MessageType {
  if (!isJsonObject(json)) throw messageTypeInvalid('', 'no object')
  const message = parseMessage(json['x-message'])
  if (json['$schema'] !== DRAFT || json['$id'] !== `schemas/messages/${message.type}.json`)
    throw messageTypeInvalid('', 'wrong $schema or $id')
  const fields = lintFields(json)
  if (message.answerWithin !== undefined && !fields.leaves.has(message.answerWithin.field))
    throw messageTypeInvalid('', 'bad answerWithin')
  const told = new Set(Array.from(fields.leaves.values(), ({ category }) => category))
  if (!Object.keys(message.consent).every((category) => told.has(category as Category)))
    throw messageTypeInvalid('', 'bad consent')
  try {
    findSchemaIssues(json, {})
  } catch (cause) {
    throw new ProtocolError('message-type-invalid', 'message type: not a JSON Schema', { cause })
  }
  return { ...message, ...fields, schema: json }
}

type Message = Pick<
  MessageType,
  'type' | 'version' | 'answers' | 'requires' | 'rules' | 'consent' | 'answerWithin'
>

const MESSAGE = ['type', 'version', 'answers', 'requires', 'rules', 'consent', 'answerWithin']

function parseMessage(json: JsonValue | undefined): Message {
  if (!isJsonObject(json)) throw messageTypeInvalid('', 'no x-message')
  verifyKeywords(json, '', MESSAGE)
  const { type, version, answers, requires, rules = [], consent = {}, answerWithin } = json
  if (typeof type !== 'string' || !NAME.test(type)) throw messageTypeInvalid('', 'bad type')
  if (typeof version !== 'number' || version < 1) throw messageTypeInvalid('', 'bad version')
  if (!areWords(answers, (word) => NAME.test(word))) throw messageTypeInvalid('', 'bad answers')
  if (!areWords(requires, isHeadDemand)) throw messageTypeInvalid('', 'bad requires')
  if (!areWords(rules, (word) => NAME.test(word))) throw messageTypeInvalid('', 'bad rules')
  return {
    type,
    version,
    answers,
    requires: requires as readonly HeadDemand[],
    rules,
    consent: parseConsent(consent),
    ...(answerWithin !== undefined && { answerWithin: parseAnswerWithin(answerWithin) }),
  }
}

function parseConsent(json: JsonValue): ConsentOnly {
  if (!isJsonObject(json)) throw messageTypeInvalid('', 'bad consent')
  const rows = Object.entries(json).every(
    ([category, rules]) =>
      (CATEGORIES as readonly string[]).includes(category) &&
      areWords(rules, (word) => NAME.test(word)) &&
      rules.length > 0,
  )
  if (!rows) throw messageTypeInvalid('', 'bad consent')
  return json as ConsentOnly
}

function parseAnswerWithin(json: JsonValue): AnswerWithin {
  if (!isJsonObject(json)) throw messageTypeInvalid('', 'bad answerWithin')
  verifyKeywords(json, '', ['field', 'is', 'days'])
  const { field, is, days } = json
  if (typeof field !== 'string' || typeof is !== 'string' || !isDays(days))
    throw messageTypeInvalid('', 'bad answerWithin')
  return { field, is, days }
}

function isDays(json: JsonValue | undefined): json is number {
  return typeof json === 'number' && Number.isInteger(json) && json >= 1 && json <= 366
}

function areWords(
  json: JsonValue | undefined,
  isWord: (word: string) => boolean,
): json is readonly string[] {
  return Array.isArray(json) && json.every((it) => typeof it === 'string' && isWord(it))
}

function isHeadDemand(word: string): word is HeadDemand {
  return (HEAD_DEMANDS as readonly string[]).includes(word)
}

/** Every fault of a document against its type, with its place and without its value; for forms and commands. */
export function findDocumentIssues(type: MessageType, document: JsonValue): DocumentIssue[] {
  const issues = findSchemaIssues(type.schema, document)
  return issues.length > 0 ? issues : findOrderIssues(type, document as JsonObject)
}

/** The days that come before the day they must not precede. JSON Schema cannot compare two values. */
function findOrderIssues(type: MessageType, document: JsonObject): DocumentIssue[] {
  return listFields(type, document).flatMap(({ pointer, leaf, value }) => {
    if (leaf.notBefore === undefined) return []
    const name = leaf.notBefore.slice(leaf.notBefore.lastIndexOf('/'))
    const earliest = valueAt(document, pointer.slice(0, pointer.lastIndexOf('/')) + name)
    // Days in this form sort as text.
    const isBefore = typeof earliest === 'string' && (value as string) < earliest
    return isBefore ? [{ pointer, keyword: 'x-not-before' }] : []
  })
}

/** Throws `document-invalid` unless the document fits its type; `cause` is the list of faults. */
export function verifyDocument(type: MessageType, document: JsonValue): JsonObject {
  const issues = findDocumentIssues(type, document)
  if (issues.length > 0)
    throw new ProtocolError('document-invalid', 'document does not fit its message type', {
      cause: issues,
    })
  // The root of every message type is an object.
  return document as JsonObject
}

/** What the demands of a message type are checked against. */
export interface DemandedHead {
  readonly type: string
  readonly typeVersion: number
  readonly urgency: Urgency
  readonly inReplyTo?: string
  readonly respondBy?: string
}

/**
 * Throws `head-unfit-for-type` unless the head names this type and version and carries what the type demands: an answer
 * says what it answers, a request by when, an alert is acute.
 */
export function verifyHeadFits(type: MessageType, head: DemandedHead): void {
  const isMet: Record<HeadDemand, boolean> = {
    inReplyTo: head.inReplyTo !== undefined,
    respondBy: head.respondBy !== undefined,
    acute: head.urgency === 'acute',
  }
  const isNamed = head.type === type.type && head.typeVersion === type.version
  if (!isNamed || !type.requires.every((demand) => isMet[demand]))
    throw new ProtocolError('head-unfit-for-type', 'head lacks what its message type demands')
}

/**
 * Throws `head-unfit-for-type` unless the type speaks of each part: has that category about a person in that role. The role
 * and the category decide which secrecy lies on a part, so a pair that no document can hold must not choose it. Motives are
 * of no document.
 */
export function verifyPartsFit(
  type: MessageType,
  subjects: readonly { readonly id: string; readonly role: SubjectRole }[],
  parts: readonly { readonly subject: string; readonly category: Category }[],
): void {
  const roles = new Map(subjects.map(({ id, role }) => [id, role]))
  const leaves = [...type.leaves.values()]
  const fits = (role: SubjectRole | undefined, category: Category): boolean =>
    category === 'motive' ||
    leaves.some((leaf) => leaf.subject === role && leaf.category === category)
  if (!parts.every(({ subject, category }) => fits(roles.get(subject), category)))
    throw new ProtocolError('head-unfit-for-type', 'no document of the type has such a part')
}

/** What of a ground says whether it is a consent. */
export interface NamedGround {
  readonly subject: string
  readonly rule: string
}

/**
 * Whether what the type tells with consent alone about this subject goes with it. A ground is invoked for all about its subject: one of
 * another kind beside the consent could be what opens it, so that there may be none.
 */
export function hasItsConsent(
  { consent }: Pick<MessageType, 'consent'>,
  { subject, category }: { readonly subject: string; readonly category: Category },
  grounds: readonly NamedGround[],
): boolean {
  const rules = consent[category]
  if (rules === undefined) return true
  const own = grounds.filter((ground) => ground.subject === subject)
  return own.length > 0 && own.every(({ rule }) => rules.includes(rule))
}

/** Throws `head-unfit-for-type` unless each part that goes with consent alone does. */
export function verifyConsent(
  type: MessageType,
  grounds: readonly NamedGround[],
  parts: readonly { readonly subject: string; readonly category: Category }[],
): void {
  if (!parts.every((part) => hasItsConsent(type, part, grounds)))
    throw new ProtocolError('head-unfit-for-type', 'a part goes with consent alone, and has none')
}
