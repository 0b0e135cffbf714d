import { closed } from '../routes/answer-schema.ts'

const NAME = closed({ sv: { type: 'string' }, en: { type: 'string' } })
const TEXTS = { type: 'array', items: { type: 'string' } } as const
const MAYBE = { type: ['string', 'null'] } as const

export const SIGN_IN_BODY = {
  ...closed({
    agency: { type: 'string', maxLength: 41 },
    to: { type: 'string', maxLength: 2000, description: 'Path to come back to.' },
    function: { type: 'string', maxLength: 100 },
  }),
  required: ['agency'],
} as const

export const SIGN_OUT_BODY = closed({ everywhere: { type: 'boolean' } })

export const EXTENDED = closed({
  idleUntil: { type: 'string', description: 'Unless something is done before.' },
  endsAt: { type: 'string', description: 'Whatever is done.' },
})

export const SESSION = {
  ...closed({
    signedIn: { type: 'boolean' },
    reason: { ...MAYBE, description: 'Why a sign-in that there was holds no more.' },
    agency: { type: 'string' },
    iss: { type: 'string' },
    sub: { type: 'string' },
    member: { ...MAYBE, description: 'Null for who is no member, not yet or no more.' },
    name: MAYBE,
    functions: {
      type: 'array',
      items: closed({
        id: { type: 'string' },
        name: NAME,
        roles: TEXTS,
        levels: TEXTS,
        isAssured: { type: 'boolean' },
      }),
    },
    acr: MAYBE,
    idleUntil: { type: 'string' },
    endsAt: { type: 'string' },
    issuers: { type: 'array', items: closed({ agency: { type: 'string' }, name: NAME }) },
  }),
} as const
