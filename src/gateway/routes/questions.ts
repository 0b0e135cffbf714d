import type { FastifyInstance } from 'fastify'
import { swedishDay } from '../../policy/swedish-day.ts'
import { encodeTime } from '../../protocol/time.ts'
import { BODY_TYPES, CASE_TYPES, PURPOSES, SUBJECT_ROLES } from '../../protocol/vocabulary.ts'
import type { BodyType, CaseType, Purpose, SubjectRole } from '../../protocol/vocabulary.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { QuestionLists } from '../question-lists.ts'
import { REFUSALS, closed } from './answer-schema.ts'

interface Query {
  readonly from: BodyType
  readonly to: BodyType
  readonly purpose: Purpose
  readonly caseType?: CaseType
  readonly about?: SubjectRole
  readonly servesFearedPerpetrator?: 'true' | 'false'
}

const QUERY = {
  type: 'object',
  additionalProperties: false,
  required: ['from', 'to', 'purpose'],
  properties: {
    from: { type: 'string', enum: [...BODY_TYPES], description: 'What kind of body sends.' },
    to: { type: 'string', enum: [...BODY_TYPES], description: 'What kind of body receives.' },
    purpose: { type: 'string', enum: [...PURPOSES] },
    caseType: { type: 'string', enum: [...CASE_TYPES] },
    about: {
      type: 'string',
      enum: [...SUBJECT_ROLES],
      description: 'Only data about persons in this role.',
    },
    servesFearedPerpetrator: {
      type: 'string',
      enum: ['true', 'false'],
      description: 'Whether the receiving function also works with the feared perpetrator.',
    },
  },
} as const

const ANSWER = {
  ...closed({
    policySet: { type: 'string', description: 'The set in force, under which they are listed.' },
    day: { type: 'string', description: 'The Swedish day whose wordings count.' },
    questions: {
      type: 'array',
      items: { type: 'object', additionalProperties: true },
      description:
        'Three to five questions, most decisive first: `text` in Swedish and English, `answers` where there are few, `followUps`, `settles` (the share of what is then undecided that it settles on average) and `rules`.',
    },
    undecided: { type: 'integer', description: 'How many ways were undecided before the first.' },
    aside: {
      type: 'array',
      items: { type: 'object', additionalProperties: true },
      description: 'Rules about particular matters, which nobody is asked about here.',
    },
    rules: {
      type: 'object',
      additionalProperties: true,
      description: 'Citation, link and name of every rule named, by `rule@version`.',
    },
  }),
}

/** What to ask before something is written. Kinds of bodies and roles only: nobody is named, and nothing is recorded. */
export function questionRoutes(app: FastifyInstance, gate: Gate): void {
  const lists = new QuestionLists()
  app.get<{ Params: { type: string }; Querystring: Query }>(
    '/v1/message-types/:type/questions',
    {
      schema: {
        summary:
          'The questions that decide whether a message may be disclosed, most decisive first',
        tags: ['policy'],
        params: closed({ type: { type: 'string', maxLength: 64 } }),
        querystring: QUERY,
        response: { 200: ANSWER, ...REFUSALS },
      },
    },
    async ({ params, query }) => {
      const type = gate.messageTypes.get(params.type)
      if (type === undefined) throw new GatewayError('not-found', 'no such message type')
      const { from, to, about, servesFearedPerpetrator, ...rest } = query
      const { active } = gate.policySets
      const day = swedishDay(encodeTime(gate.clock()))
      const list = await lists.find(active, type, {
        ...rest,
        day,
        sender: from,
        receiver: to,
        servesFearedPerpetrator: servesFearedPerpetrator === 'true',
        ...(about && { about: [about] }),
      })
      return { policySet: active.digest, day, ...list }
    },
  )
}
