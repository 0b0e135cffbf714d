import type { JsonObject } from '../../protocol/json.ts'
import type { MessageType } from '../../protocol/message-type.ts'
import { listPersonsUnsafe } from '../../protocol/document.ts'
import type { Facts } from '../../protocol/statements/facts.ts'
import type { CaseType, Category, Protection, Purpose, Urgency } from '../../protocol/vocabulary.ts'
import type { Draft, ProtectedRole } from '../draft.ts'
import { prunedDocument } from './effective-schema.ts'

/** A ground that the author has confirmed, by person: what a suggestion became. */
export interface SheetGround {
  readonly person: string
  readonly rule: string
  readonly facts: Facts
  readonly motive?: string
}

/** An assessment that the author has made, by person. */
export interface SheetHarmTest {
  readonly person: string
  readonly lock: string
  readonly receiver: string
  readonly holds: boolean
  readonly motive?: string
}

/** The receivers that read one category about one person. */
export interface SheetReaders {
  readonly person: string
  readonly category: Category
  readonly to: readonly string[]
}

/**
 * A message on the author's desk: everything that was typed, also what will not be sent. Persons are named by what stays the same while
 * one writes (`Field.person`), not by the numbers of a document that is done.
 */
export interface Sheet {
  readonly v: 1
  readonly type: string
  readonly document: JsonObject
  /** The voluntary sections that were chosen. */
  readonly sections: readonly string[]
  readonly from: string
  readonly to: readonly string[]
  readonly case?: string
  readonly caseType?: CaseType
  readonly inReplyTo?: string
  readonly corrects?: string
  readonly supersedes?: string
  readonly respondBy?: string
  readonly urgency: Urgency
  readonly purpose: Purpose
  readonly facts: Facts
  readonly protection: Readonly<Record<string, Protection>>
  readonly grounds: readonly SheetGround[]
  readonly harmTests: readonly SheetHarmTest[]
  /** Who of the receivers reads some parts; the rest goes to all. */
  readonly readers: readonly SheetReaders[]
  /** Why the words that the guard has marked stay, for a second person. */
  readonly guardMotive?: string
}

/** A sheet with what is known of it besides. */
export interface SheetInput {
  readonly sheet: Sheet
  readonly type: MessageType
  /** How the message that it answers protects its persons; absent: it answers none. */
  readonly answered?: readonly ProtectedRole[]
  /** What it says, as far as it was opened here. */
  readonly answeredDocument?: JsonObject
}

/** The draft that a sheet is now. What is said of a person who is not in the document any more is left out. */
export function draftOfSheet({ sheet, type, answered = [] }: SheetInput): Draft {
  const document = prunedDocument(type.schema, sheet.document, sheet.sections)
  const persons = listPersonsUnsafe(type, document)
  const ids = new Map(persons.map(({ person, id }) => [person, id]))
  const named = <T extends { readonly person: string }>(rows: readonly T[]) =>
    rows.flatMap(({ person, ...row }) => {
      const subject = ids.get(person)
      return subject === undefined ? [] : [{ subject, ...row }]
    })
  const protection = Object.entries(sheet.protection).flatMap(([person, level]) => {
    const id = ids.get(person)
    return id === undefined ? [] : [[id, level] as const]
  })
  return {
    type: sheet.type,
    document,
    from: sheet.from,
    to: sheet.to,
    ...(sheet.case !== undefined && { case: sheet.case }),
    ...(sheet.caseType !== undefined && { caseType: sheet.caseType }),
    ...(sheet.inReplyTo !== undefined && { inReplyTo: sheet.inReplyTo }),
    ...(sheet.corrects !== undefined && { corrects: sheet.corrects }),
    ...(sheet.supersedes !== undefined && { supersedes: sheet.supersedes }),
    ...(sheet.respondBy !== undefined && { respondBy: sheet.respondBy }),
    urgency: sheet.urgency,
    purpose: sheet.purpose,
    facts: sheet.facts,
    protection: Object.fromEntries(protection),
    answered,
    readers: named(sheet.readers).map(({ to, ...row }) => ({
      ...row,
      to: to.filter((id) => sheet.to.includes(id)),
    })),
    grounds: named(sheet.grounds),
    harmTests: named(sheet.harmTests)
      .filter(({ receiver }) => sheet.to.includes(receiver))
      .map(({ motive = '', ...test }) => ({ ...test, ...(motive.trim() && { motive }) })),
    ...(sheet.guardMotive?.trim() && { guardMotive: sheet.guardMotive.trim() }),
  }
}
