import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { ClientError } from '../client/errors.ts'
import { parseJson } from '../protocol/json.ts'
import { parseMessageType } from '../protocol/message-type.ts'
import type { MessageType } from '../protocol/message-type.ts'
import type { LocalText } from '../protocol/statements/local-text.ts'

const SCHEMAS = resolve(import.meta.dirname, '../../schemas/messages')

/**
 * The message types that came with this program. Never those of a gateway: whoever says which category a field has decides
 * who gets to read it.
 */
async function loadMessageTypes(): Promise<ReadonlyMap<string, MessageType>> {
  const files = (await readdir(SCHEMAS)).filter((file) => file.endsWith('.json'))
  const types = await Promise.all(
    files.map(async (file) => parseMessageType(parseJson(await readFile(join(SCHEMAS, file))))),
  )
  return new Map(types.map((type) => [type.type, type]))
}

interface Titled {
  readonly title: string
  readonly 'x-en': { readonly title: string }
  readonly 'x-message': { readonly type: string }
}

/** What the message types are called, by type. */
export async function loadMessageTitles(): Promise<ReadonlyMap<string, LocalText>> {
  const files = (await readdir(SCHEMAS)).filter((file) => file.endsWith('.json'))
  const schemas = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(join(SCHEMAS, file), 'utf8')) as Titled),
  )
  return new Map(
    schemas.map(({ title, 'x-en': en, 'x-message': { type } }) => [
      type,
      { sv: title, en: en.title },
    ]),
  )
}

/** One of them. Throws `message-type-unknown`. */
export async function loadMessageType(name: string): Promise<MessageType> {
  const type = (await loadMessageTypes()).get(name)
  if (type === undefined) throw new ClientError('message-type-unknown', 'no such message type')
  return type
}
