import type { UseItem } from '../audit/write-item.ts'
import type { ItemFields } from './item-fields.ts'
import type { Packer } from './packer.ts'

/** A use of content, as `log.accept_use` takes it. Not shared: how a party handles what it has read is for that party to review. */
export function encodeUse({ statement }: UseItem, packer: Packer): ItemFields {
  const { digest, text, payload } = statement
  return {
    kind: 'use',
    disclosure: payload.disclosure,
    manifest: payload.manifest,
    digest,
    what: payload.what,
    agency: payload.agency,
    function: payload.function,
    member: payload.member,
    credential: payload.credential,
    at: payload.at,
    text: packer.placeText(text),
  }
}
