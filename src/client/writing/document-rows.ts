import { tellDateAndClock } from '../../policy/explaining/swedish-time.ts'
import { isJsonObject } from '../../protocol/json.ts'
import type { JsonObject, JsonValue } from '../../protocol/json.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import { parseTime } from '../../protocol/time.ts'
import { effectiveItem, effectiveSchema } from './effective-schema.ts'

/** One answer of a document with the words of its message type. */
export interface DocumentRow {
  /** JSON Pointer to the value. */
  readonly pointer: string
  readonly label: LocalText
  /** The answer; one text for each of several. */
  readonly values: readonly LocalText[]
}

/** What belongs together in a document: a section of its type, or one item of a list. */
export interface DocumentSection {
  readonly title: LocalText
  readonly rows: readonly DocumentRow[]
}

/** A document, or what a reader holds of one, as rows to show: titles from its message type, nothing that is not there. */
export function describeDocument(schema: JsonObject, document: JsonObject): DocumentSection[] {
  const { properties } = effectiveSchema(schema, document)
  return Object.entries(properties as JsonObject).flatMap(([name, section]) => {
    const value = document[name]
    return value === undefined ? [] : describeSection(section as JsonObject, value, `/${name}`)
  })
}

function describeSection(schema: JsonObject, value: JsonValue, pointer: string): DocumentSection[] {
  const title = titleOf(schema)
  if (Array.isArray(value) && isListOfObjects(schema))
    return value.flatMap((item, i) => {
      const itemSchema = effectiveItem(schema, item)
      const rows = describeRows(itemSchema, item, `${pointer}/${i}`)
      const numbered = numberedTitle(titleOf(itemSchema), i + 1, value.length)
      return rows.length === 0 ? [] : [{ title: numbered, rows }]
    })
  const rows = describeRows(schema, value, pointer)
  return rows.length === 0 ? [] : [{ title, rows }]
}

function describeRows(schema: JsonObject, value: JsonValue, pointer: string): DocumentRow[] {
  const { properties } = schema
  if (isJsonObject(properties) && isJsonObject(value))
    return Object.entries(properties).flatMap(([name, inner]) => {
      const held = value[name]
      return held === undefined ? [] : describeRows(inner as JsonObject, held, `${pointer}/${name}`)
    })
  if (Array.isArray(value) && isListOfObjects(schema))
    return value.flatMap((item, i) =>
      describeRows(effectiveItem(schema, item), item, `${pointer}/${i}`),
    )
  const values = Array.isArray(value) ? value : [value]
  return [{ pointer, label: titleOf(schema), values: values.map((it) => wordsOf(schema, it)) }]
}

function isListOfObjects({ items }: JsonObject): boolean {
  return isJsonObject(items) && items['properties'] !== undefined
}

/** The words of an answer, or the answer itself. */
function wordsOf({ items, ...schema }: JsonObject, value: JsonValue): LocalText {
  const labels = schema['x-labels'] ?? (isJsonObject(items) ? items['x-labels'] : undefined)
  const label = isJsonObject(labels) ? labels[String(value)] : undefined
  if (isJsonObject(label)) return label as unknown as LocalText
  if (schema['format'] === 'date-time' && isTime(value)) return tellDateAndClock(value)
  if (typeof value === 'boolean') return value ? { sv: 'Ja', en: 'Yes' } : { sv: 'Nej', en: 'No' }
  return { sv: String(value), en: String(value) }
}

function isTime(value: JsonValue): value is string {
  try {
    return typeof value === 'string' && parseTime(value) >= 0
  } catch {
    // Half typed, or another's way of writing it: shown as it is.
    return false
  }
}

/** What a schema is called. */
export function titleOf(schema: JsonObject): LocalText {
  const { title } = schema['x-en'] as { readonly title: string }
  return { sv: String(schema['title']), en: title }
}

function numberedTitle({ sv, en }: LocalText, number: number, of: number): LocalText {
  return of === 1 ? { sv, en } : { sv: `${sv} ${number}`, en: `${en} ${number}` }
}
