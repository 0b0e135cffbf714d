import { isJsonObject } from '../../protocol/json.ts'
import type { JsonObject } from '../../protocol/json.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import { titleOf } from './document-rows.ts'

/** What a place of a document is called, with the section that it lies in: `Vapen: Källa`. Undefined: the type has no such place. */
export function titleAt(schema: JsonObject, pointer: string): LocalText | undefined {
  const titles: LocalText[] = []
  let node: JsonObject = schema
  for (const step of pointer.split('/').slice(1)) {
    const { properties, items } = node
    const next = isJsonObject(properties) ? properties[step] : items
    if (!isJsonObject(next)) return undefined
    node = next
    if (isJsonObject(properties)) titles.push(titleOf(node))
  }
  const [first, last] = [titles[0], titles.at(-1)]
  if (first === undefined || last === undefined || titles.length === 1) return first
  return { sv: `${first.sv}: ${last.sv}`, en: `${first.en}: ${last.en}` }
}
