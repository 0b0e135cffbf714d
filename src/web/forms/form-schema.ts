import type { RJSFSchema, UiSchema } from '@rjsf/utils'
import { isJsonObject } from '../../protocol/json.ts'
import type { JsonObject, JsonValue } from '../../protocol/json.ts'
import type { Language } from '../words/language.ts'

/** A message type as the form library reads it. */
export interface FormSchema {
  readonly schema: RJSFSchema
  readonly uiSchema: UiSchema
}

/** Texts up to here are one line. */
const ONE_LINE = 120
/** As many answers as stand well beside their buttons. */
const FEW = 7

/**
 * A message type in one language, without its annotations and conditions: what is asked when, the theme's templates find out
 * (`client/writing/asked.ts`). It is the same as long as somebody writes, so that the form need not be made anew.
 */
export function formSchema(schema: JsonObject, language: Language): FormSchema {
  const { type, properties, items, format, ...rest } = schema
  const words = wordsOf(schema, language)
  if (isJsonObject(properties)) {
    const members = Object.entries(properties).map(
      ([name, inner]) => [name, formSchema(inner as JsonObject, language)] as const,
    )
    return {
      schema: {
        type: 'object',
        ...words,
        properties: Object.fromEntries(members.map(([name, one]) => [name, one.schema])),
      },
      uiSchema: Object.fromEntries(members.map(([name, one]) => [name, one.uiSchema])),
    }
  }
  if (isJsonObject(items)) return listSchema(schema, items, words, language)
  const answers = answersOf(schema, language)
  return {
    schema: { type: type as 'string', ...words },
    uiSchema: {
      'ui:widget': widgetFor({ ...rest, type: type!, ...(format !== undefined && { format }) }),
      ...(answers.length > 0 && { 'ui:options': { answers } }),
    },
  }
}

function listSchema(
  list: JsonObject,
  items: JsonObject,
  words: { readonly title: string },
  language: Language,
): FormSchema {
  const { maxItems } = list
  const item = formSchema({ ...words, 'x-en': words, ...items }, language)
  const limit = typeof maxItems === 'number' ? { maxItems } : {}
  if (isJsonObject(items['properties']))
    return {
      schema: { type: 'array', ...words, ...limit, items: item.schema },
      uiSchema: { items: item.uiSchema },
    }
  const answers = answersOf({ ...list, ...items }, language)
  return {
    schema: { type: 'array', ...words, ...limit, items: { type: 'string' } },
    uiSchema: {
      'ui:widget': answers.length > 0 ? 'choices' : 'lines',
      ...(answers.length > 0 && { 'ui:options': { answers } }),
    },
  }
}

/** One of the answers to choose from. */
export interface FormAnswer {
  readonly value: JsonValue
  readonly label: string
}

function answersOf(schema: JsonObject, language: Language): FormAnswer[] {
  const { enum: values } = schema
  const labels = schema['x-labels']
  if (!Array.isArray(values)) return []
  return values.map((value: JsonValue) => {
    const label = isJsonObject(labels) ? labels[String(value)] : undefined
    return { value, label: isJsonObject(label) ? String(label[language]) : String(value) }
  })
}

function widgetFor(schema: JsonObject): string {
  const { type, format, enum: values, maxLength } = schema
  if (Array.isArray(values)) return values.length <= FEW ? 'choice' : 'pick'
  if (type === 'boolean') return 'choice'
  if (type === 'integer' || type === 'number') return 'number'
  if (format === 'date' || format === 'date-time') return format
  return typeof maxLength === 'number' && maxLength <= ONE_LINE ? 'text' : 'long-text'
}

function wordsOf(
  schema: JsonObject,
  language: Language,
): { readonly title: string; readonly description?: string } {
  const words = language === 'en' ? (schema['x-en'] as JsonObject) : schema
  const { title, description } = words
  return {
    title: String(title),
    ...(typeof description === 'string' && { description }),
  }
}
