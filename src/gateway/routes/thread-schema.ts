import { closed } from './answer-schema.ts'

const TEXT = { type: 'string' } as const

/** A function id in a query. */
export const FUNCTION = { type: 'string', maxLength: 90 } as const

/** As `newCaseReference` writes it: Crockford's alphabet. */
export const CASE_REFERENCE = {
  type: 'string',
  pattern: '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$',
} as const

/** How far a disclosure has come with each receiver. */
export const PROGRESS = {
  type: 'array',
  items: closed({
    function: TEXT,
    owner: { type: 'string', description: 'Member who has it; to the own agency only.' },
    delivered: TEXT,
    opened: TEXT,
    takenOver: TEXT,
    answered: TEXT,
    registered: TEXT,
  }),
} as const

const TEXTS = { type: 'array', items: TEXT } as const

/** What members have signed about a disclosure (compact JWS): a client believes no step without. */
export const SIGNED = closed({
  manifest: TEXT,
  openRequests: TEXTS,
  receipts: TEXTS,
  withdrawals: TEXTS,
})

/** One message of a case. */
export const MESSAGE = closed({
  id: TEXT,
  type: TEXT,
  urgency: TEXT,
  from: closed({ agency: TEXT, function: TEXT, member: TEXT }),
  decisionFunction: TEXT,
  to: { type: 'array', items: TEXT },
  state: TEXT,
  at: TEXT,
  releasedAt: TEXT,
  respondBy: TEXT,
  expiredAt: TEXT,
  dueAt: { type: 'string', description: 'When content is deleted, by what is known now.' },
  registeredAt: { type: 'string', description: 'By the sending function.' },
  withdrawnAt: TEXT,
  inReplyTo: TEXT,
  corrects: TEXT,
  supersedes: TEXT,
  correctedBy: TEXT,
  progress: PROGRESS,
  signed: SIGNED,
})
