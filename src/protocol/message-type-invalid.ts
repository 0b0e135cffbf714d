import { ProtocolError } from './errors.ts'

/** The error for a schema that is no message type; names the place in the schema, which is ours, not a document's. */
export function messageTypeInvalid(place: string, fault: string): ProtocolError {
  return new ProtocolError('message-type-invalid', `message type: ${fault} at ${place || '/'}`)
}
