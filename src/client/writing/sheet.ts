import type { JsonObject } from '../../protocol/json.ts'
import type { MessageType } from '../../protocol/message-type.ts'
import { listPersonsUnsafe } from '../../protocol/document.ts'
import type { Facts } from '../../protocol/statements/facts.ts'
import type { CaseType, Protection, Purpose, Urgency } from '../../protocol/vocabulary.ts'
import type { Draft } from '../draft.ts'
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
  readonly respondBy?: string
  readonly urgency: Urgency
  readonly purpose: Purpose
  readonly facts: Facts
  readonly protection: Readonly<Record<string, Protection>>
  readonly grounds: readonly SheetGround[]
  readonly harmTests: readonly SheetHarmTest[]
  /** The answer to whether the text, with what else is known, could show where somebody protected lives. */
  readonly tellsWhere?: 'yes' | 'no'
}

/** The draft that a sheet is now. What is said of a person who is not in the document any more is left out. */
export function draftOfSheet(sheet: Sheet, type: MessageType): Draft {
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
    ...(sheet.respondBy !== undefined && { respondBy: sheet.respondBy }),
    urgency: sheet.urgency,
    purpose: sheet.purpose,
    facts: sheet.facts,
    protection: Object.fromEntries(protection),
    grounds: named(sheet.grounds),
    harmTests: named(sheet.harmTests).filter(({ receiver }) => sheet.to.includes(receiver)),
  }
}
