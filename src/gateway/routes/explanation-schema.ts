import { OUTCOMES } from '../../policy/decision.ts'

const object = (description: string) =>
  ({ type: 'object', additionalProperties: true, description }) as const
const list = (description: string) =>
  ({ type: 'array', items: { type: 'object', additionalProperties: true }, description }) as const
const words = (description: string) => ({
  type: 'array',
  items: { type: 'string' },
  description,
})

/**
 * An explanation as the interface describes it: `src/policy/explaining/explanation.ts` has the types. A rule is named `rule` and
 * `version`; its words stand in the glossary under `rule@version`. Texts are `{sv, en}`.
 */
export const EXPLANATION = {
  type: 'object',
  additionalProperties: false,
  description:
    'The decision ready to be told. Holds nothing of the request but ids; every id has its words in `glossary`.',
  properties: {
    v: { type: 'integer' },
    policySet: { type: 'string' },
    at: { type: 'string', description: 'When it was decided; deadlines are counted from it.' },
    day: { type: 'string', description: 'The Swedish day whose wordings counted.' },
    outcome: { type: 'string', enum: [...OUTCOMES] },
    steps: list(
      'What the sender does now, first things first: `code`, `text`, and what it is about.',
    ),
    split: {
      description:
        'Which parts may go `now`, `afterApproval` and `not`; null when all are alike or may go.',
    },
    parts: list(
      'Each part towards each function outside the sending one: `outcome`, `reasons`, `locks`, `blocks`, `grounds` with every condition, and the `rules` that decided.',
    ),
    obligations: list('What else is to be done: `code`, `rule`, `deadline`, `parts`.'),
    documentation: words('Where it is written down.'),
    alternatives: {
      description:
        'Grounds that would do, each with exactly what it `lacks`; null where not sought.',
    },
    lawReadUntil: { type: 'string', description: 'The last day whose law the rules rest on.' },
    glossary: object(
      'Words, citations and links: `rules`, `questions`, `openQuestions`, `receivers`, `subjects`, and one list for each kind of code.',
    ),
  },
} as const
