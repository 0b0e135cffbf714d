/**
 * The titles of the message types, for pages that name a message without opening it: a few words instead of the schemas.
 *
 * @module
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

const SCHEMAS = resolve(import.meta.dirname, '../../../schemas/messages')
const NAME = 'virtual:message-titles'

interface Titled {
  readonly title: string
  readonly 'x-en': { readonly title: string }
  readonly 'x-message': { readonly type: string }
}

/** Provides `virtual:message-titles`: by type, the title in both languages. */
export function messageTitles(): Plugin {
  return {
    name: 'message-titles',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load: (id) => (id === `\0${NAME}` ? `export default ${JSON.stringify(readTitles())}` : null),
  }
}

function readTitles(): Record<string, { readonly sv: string; readonly en: string }> {
  const files = readdirSync(SCHEMAS).filter((file) => file.endsWith('.json'))
  return Object.fromEntries(
    files.sort().map((file) => {
      const schema = JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8')) as Titled
      return [schema['x-message'].type, { sv: schema.title, en: schema['x-en'].title }]
    }),
  )
}
