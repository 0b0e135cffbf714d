import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { ClientError } from '../client/errors.ts'
import { parseJson } from '../protocol/json.ts'
import { parseMessageType } from '../protocol/message-type.ts'
import type { MessageType } from '../protocol/message-type.ts'

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

/** One of them. Throws `message-type-unknown`. */
export async function loadMessageType(name: string): Promise<MessageType> {
  const type = (await loadMessageTypes()).get(name)
  if (type === undefined) throw new ClientError('message-type-unknown', 'no such message type')
  return type
}
