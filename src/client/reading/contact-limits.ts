import type { JsonObject } from '../../protocol/json.ts'
import { valueAt } from '../../protocol/json-pointer.ts'
import type { ContactChannel } from '../case-note.ts'

/** Whether a way of making contact may leave something behind: the sender's word, or that nobody has asked. */
export type Leave = 'yes' | 'no' | 'not-asked'

/** The ways that somebody else may come upon, by how they are used. */
export type ContactLimits = { readonly [C in ContactChannel & ('voice-message' | 'sms')]: Leave }

/** What the sender says may be left to the victim; undefined where the message says nothing of how to reach anybody. */
export function findContactLimits(document: JsonObject): ContactLimits | undefined {
  if (valueAt(document, '/contact') === undefined) return undefined
  return {
    'voice-message': leaveOf(valueAt(document, '/contact/mayLeaveMessage')),
    sms: leaveOf(valueAt(document, '/contact/maySendText')),
  }
}

function leaveOf(value: unknown): Leave {
  return value === 'yes' || value === 'no' ? value : 'not-asked'
}
