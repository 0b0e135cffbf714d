// The tests’ own compilation reads this file without the rest of the web client.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="../virtual.d.ts" />
import { MESSAGE_TYPES } from 'virtual:message-types'
import { ClientError } from '../../client/errors.ts'
import type { JsonValue } from '../../protocol/json.ts'
import { parseMessageType } from '../../protocol/message-type.ts'
import type { MessageType } from '../../protocol/message-type.ts'

const known = new Map<string, Promise<MessageType>>()

/**
 * A message type that came with this client. Never one of a gateway: whoever says which category a field has decides who gets to read
 * it. Throws ClientError `message-type-unknown`.
 */
export function messageTypeOf(name: string): Promise<MessageType> {
  const type = known.get(name) ?? load(name)
  known.set(name, type)
  return type
}

async function load(name: string): Promise<MessageType> {
  const loader = Object.hasOwn(MESSAGE_TYPES, name) ? MESSAGE_TYPES[name] : undefined
  if (loader === undefined) throw new ClientError('message-type-unknown', 'no such message type')
  const { schema } = await loader()
  return parseMessageType(schema as JsonValue)
}
