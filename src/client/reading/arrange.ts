/**
 * A document as its reader needs it: what is asked and how high the risk is before anything else, facts and assessments never mixed,
 * and what could lead to somebody kept back until it is wanted.
 *
 * @module
 */
import { fieldsOf } from '../../protocol/document-field.ts'
import type { JsonObject } from '../../protocol/json.ts'
import { valueAt } from '../../protocol/json-pointer.ts'
import type { MessageType } from '../../protocol/message-type.ts'
import { describeDocument } from '../writing/document-rows.ts'
import type { DocumentRow, DocumentSection } from '../writing/document-rows.ts'

/** Where in the reader's page something stands. */
export type Place =
  'levels' | 'asked' | 'contact' | 'children' | 'facts' | 'assessment' | 'measures' | 'handling'

/** A row as the reader's page shows it. */
export interface ArrangedRow extends DocumentRow {
  /** Where somebody can be found or reached: on the screen alone, since a case file or a sheet of paper may be read by both parties. */
  readonly isKeptBack: boolean
  /** Such an answer that was written by hand, and may name the place: hidden on the screen until it is wanted. */
  readonly isGuarded: boolean
}

/** A section with rows for one place. */
export interface ArrangedSection extends DocumentSection {
  readonly rows: readonly ArrangedRow[]
}

/** A document by place; a section that has rows for several places stands in each of them with its own. */
export type Arrangement = Readonly<Record<Place, readonly ArrangedSection[]>>

/** Arranges what a reader holds of a document. */
export function arrangeDocument(type: MessageType, document: JsonObject): Arrangement {
  const sections = describeDocument(type.schema, document).map(({ title, rows }) => ({
    title,
    rows: rows.filter((row) => !isImplied(row, rows, document)),
  }))
  const at = (place: Place): ArrangedSection[] =>
    sections.flatMap(({ title, rows }) => {
      const own = rows
        .filter((row) => placeOf(row, type, document) === place)
        .map((row) => {
          const isKeptBack = leadsSomewhere(row, type)
          return { ...row, isKeptBack, isGuarded: isKeptBack && isWritten(row, type) }
        })
      return own.length === 0 ? [] : [{ title, rows: own }]
    })
  return {
    levels: at('levels'),
    asked: at('asked'),
    contact: at('contact'),
    children: at('children'),
    facts: at('facts'),
    assessment: at('assessment'),
    measures: at('measures'),
    handling: at('handling'),
  }
}

/** Of a question whether something is known. */
const STATUS = /Status$/

/** That something is known is said by what it is. */
function isImplied(
  { pointer }: DocumentRow,
  rows: readonly DocumentRow[],
  document: JsonObject,
): boolean {
  if (!STATUS.test(pointer) || valueAt(document, pointer) !== 'known') return false
  return rows.some((row) => row.pointer === pointer.replace(STATUS, ''))
}

/** Categories whose answers say where somebody is, or how to get there. */
const LEADING: ReadonlySet<unknown> = new Set([
  'contact',
  'location',
  'daily-places',
  'whereabouts',
])
/** Whether he is locked up, and until when, leads nowhere and is what the risk rests on. */
const CUSTODY = /\/(?:custody|plannedRelease)$/

function leadsSomewhere({ pointer }: DocumentRow, type: MessageType): boolean {
  return LEADING.has(fieldsOf(type).get(pointer)?.leaf.category) && !CUSTODY.test(pointer)
}

function isWritten({ pointer }: DocumentRow, type: MessageType): boolean {
  const leaf = fieldsOf(type).get(pointer)?.leaf
  return leaf !== undefined && (leaf.isFreeText || leaf.holds.length > 0)
}

/** Questions whose answers are levels of risk: the first thing that anybody must see. */
const LEVELS = '/riskLevels/'

/** A place in a list. */
const ITEM = /\/\d+(?:\/|$)/

function placeOf({ pointer }: DocumentRow, type: MessageType, document: JsonObject): Place {
  if (pointer.startsWith(LEVELS)) return 'levels'
  switch (fieldsOf(type).get(pointer)?.leaf.category) {
    case 'contact':
    case 'location':
      return 'contact'
    case 'plan':
      return 'asked'
    case 'protection':
      return 'measures'
    case 'children':
      // Whether there are any is said at once; the rest about each child stands with the facts.
      return ITEM.test(pointer) ? 'facts' : 'children'
    case 'metadata':
    case 'consent':
      return 'handling'
    case 'risk':
      return natureOf(pointer, document) === 'fact' ? 'facts' : 'assessment'
    default:
      return natureOf(pointer, document) === 'assessment' ? 'assessment' : 'facts'
  }
}

/** What the author says that the section is: facts, an assessment, or both; undefined where nobody was asked. */
function natureOf(pointer: string, document: JsonObject): unknown {
  const section = pointer.split('/')[1]!
  return valueAt(document, `/${section}/nature`)
}
