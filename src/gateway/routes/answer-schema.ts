import { EXPLANATION } from './explanation-schema.ts'

/** Where something stands in the log; see `proof-body.ts`. */
export const PROOF_PROPERTIES = {
  index: { type: 'integer', description: 'Index of the record in the tree of its year.' },
  size: { type: 'integer', description: 'Size of that tree under the checkpoint.' },
  checkpoint: { type: 'string', description: 'Signed note (c2sp.org/tlog-checkpoint).' },
  proof: {
    type: 'array',
    items: { type: 'string' },
    description: 'Inclusion proof at `size`, base64url, from the leaf up (RFC 9162 §2.1.3).',
  },
  at: { type: 'string', description: 'Time of the record.' },
  record: {
    type: 'object',
    additionalProperties: false,
    description:
      'The bytes of the record, base64url: what was hashed, and what opens a closed leaf.',
    properties: {
      leaf: { type: 'string' },
      body: { type: 'string' },
      nonce: { type: 'string' },
    },
  },
} as const

const WORDS = {
  type: 'object',
  additionalProperties: false,
  properties: { title: { type: 'string' }, action: { type: 'string' } },
} as const

/** Every refusal (RFC 9457). */
const PROBLEM = {
  description: 'Refused. `code` is stable; `sv` and `en` say what it means and what to do.',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        additionalProperties: true,
        properties: {
          type: { type: 'string' },
          status: { type: 'integer' },
          title: { type: 'string' },
          detail: { type: 'string' },
          instance: { type: 'string' },
          code: { type: 'string' },
          sv: WORDS,
          en: WORDS,
          where: { type: 'string' },
          explanation: EXPLANATION,
          named: { type: 'string' },
        },
      },
    },
  },
} as const

/** A closed object schema. */
export function closed<P extends Readonly<Record<string, object>>>(
  properties: P,
  description = '',
) {
  return { type: 'object', additionalProperties: false, properties, description } as const
}

/** A body or answer that is not JSON. */
export function media(type: string, description: string) {
  return { description, content: { [type]: { schema: { description } } } } as const
}

/** Answers that every route can give besides its own. */
export const REFUSALS = { '4xx': PROBLEM, '5xx': PROBLEM } as const

/** Signed texts come as compact or general JWS. */
export const SIGNED_TEXT = {
  content: {
    'application/jose': { schema: { type: 'string' } },
    'application/jose+json': { schema: { type: 'string' } },
    'text/plain': { schema: { type: 'string' } },
  },
} as const
