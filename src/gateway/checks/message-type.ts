import { verifyConsent, verifyHeadFits, verifyPartsFit } from '../../protocol/message-type.ts'
import type { MessageType } from '../../protocol/message-type.ts'
import type { Head } from '../../protocol/statements/head.ts'
import type { ManifestPart } from '../../protocol/statements/manifest.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'

/**
 * The manifest's own schema was checked when it was parsed; here, that its message type exists in this version, that the
 * head carries what the type demands, that the type has such parts, and that those which go with consent alone have it. Throws
 * `message-type-unknown` or `head-unfit-for-type`.
 */
export function checkMessageType(
  { messageTypes }: Pick<Gate, 'messageTypes'>,
  head: Head,
  parts: readonly Pick<ManifestPart, 'subject' | 'category'>[],
): MessageType {
  const type = messageTypes.get(head.type)
  if (type === undefined || type.version !== head.typeVersion)
    throw new GatewayError('message-type-unknown', 'no such message type in this version')
  verifyHeadFits(type, head)
  verifyPartsFit(type, head.subjects, parts)
  verifyConsent(type, head.grounds, parts)
  return type
}
