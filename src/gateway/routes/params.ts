/** UUIDv7 in lower case, as `newUuid` writes it. */
const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'

/** The disclosure that an address names. */
export interface DisclosureParams {
  readonly id: string
}

export const DISCLOSURE_PARAMS = {
  type: 'object',
  additionalProperties: false,
  required: ['id'],
  properties: { id: { type: 'string', pattern: UUID } },
} as const
