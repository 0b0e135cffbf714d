import { isJsonObject } from '../../protocol/json.ts'
import type { JsonObject, JsonValue } from '../../protocol/json.ts'
import { effectiveItem, effectiveSchema } from './effective-schema.ts'

/** What a form asks for now: by pointer, whether it must be answered. What is not there is not asked. */
export type Asked = ReadonlyMap<
  string,
  { readonly isRequired: boolean; readonly answers?: readonly JsonValue[] }
>

/** Every place of a document that its type asks about, given what is answered so far. */
export function askedIn(schema: JsonObject, document: JsonObject): Asked {
  const asked = new Map<string, { isRequired: boolean; answers?: readonly JsonValue[] }>()
  const visit = (node: JsonObject, value: JsonValue | undefined, pointer: string): void => {
    const { properties, items, required = [] } = node
    if (isJsonObject(properties)) {
      const held = isJsonObject(value) ? value : {}
      for (const [name, inner] of Object.entries(properties)) {
        const at = `${pointer}/${name}`
        const answers = (inner as JsonObject)['enum']
        asked.set(at, {
          isRequired: (required as readonly JsonValue[]).includes(name),
          ...(Array.isArray(answers) && { answers }),
        })
        visit(inner as JsonObject, held[name], at)
      }
    } else if (isJsonObject(items) && Array.isArray(value)) {
      for (const [i, item] of value.entries()) {
        asked.set(`${pointer}/${i}`, { isRequired: true })
        visit(effectiveItem(node, item), item, `${pointer}/${i}`)
      }
    }
  }
  visit(effectiveSchema(schema, document), document, '')
  return asked
}
