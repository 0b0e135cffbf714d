/**
 * The shape of a decision table, and of the situation that each case makes of it.
 *
 * @module
 */
import {
  BODY_TYPES,
  CATEGORIES,
  PROTECTIONS,
  PURPOSES,
  SUBJECT_ROLES,
} from '../../protocol/vocabulary.ts'
import { OUTCOMES } from '../decision.ts'
import { OBLIGATION_CODES } from '../rule.ts'

const text = { type: 'string', minLength: 1, maxLength: 2000 }
const boolean = { type: 'boolean' }
const name = { type: 'string', pattern: '^[a-z][A-Za-z0-9]{0,62}$' }
const ruleId = { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' }
const day = '20\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])'
const facts = {
  type: 'object',
  propertyNames: name,
  additionalProperties: { type: ['boolean', 'string'] },
}

function object(properties: object, optional: object = {}): object {
  return {
    type: 'object',
    properties: { ...properties, ...optional },
    required: Object.keys(properties),
    additionalProperties: false,
  }
}

function named(items: object): object {
  return {
    type: 'object',
    propertyNames: { pattern: '^[a-z][a-z0-9]*$' },
    additionalProperties: items,
  }
}

function words(items: object): object {
  return { type: 'array', items, uniqueItems: true }
}

/** A situation, as the rows of a table make it. */
export const SITUATION_SCHEMA = object(
  {
    date: { type: 'string', pattern: `^${day}(T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z)?$` },
    from: { enum: BODY_TYPES },
    to: named(
      object(
        { bodyType: { enum: BODY_TYPES } },
        { servesFearedPerpetrator: boolean, internal: boolean },
      ),
    ),
    purpose: { enum: PURPOSES },
    subjects: named(
      object({ role: { enum: SUBJECT_ROLES } }, { protection: { enum: PROTECTIONS } }),
    ),
    parts: named(object({ about: text, category: { enum: CATEGORIES } }, { to: words(text) })),
  },
  {
    facts,
    grounds: named(
      object(
        { about: text, rule: ruleId, version: { type: 'string', pattern: `^${day}$` }, facts },
        { motive: boolean },
      ),
    ),
    harmTests: named(
      object({ lock: ruleId, about: text, to: text, holds: boolean }, { motive: boolean }),
    ),
  },
)

const outcome = { enum: OUTCOMES }
const reference = { type: 'string', pattern: `^[a-z0-9]+(-[a-z0-9]+)*@${day}$` }
const codes = {
  type: 'array',
  items: {
    type: 'string',
    pattern: `^(${OBLIGATION_CODES.join('|')})( P(\\d{1,3}D|T\\d{1,3}[HM]))?$`,
  },
  uniqueItems: true,
}
const expectation = {
  ...object(
    {},
    {
      outcome,
      error: text,
      rules: words(reference),
      obligations: codes,
      failed: words(ruleId),
      unanswered: words(name),
      mismatches: words(text),
      disputes: words(ruleId),
      blocks: words(reference),
      openQuestions: words({ type: 'string', pattern: '^Q[1-9]\\d?$' }),
      duties: codes,
      obligationsOf: { type: 'object', propertyNames: ruleId, additionalProperties: codes },
      parts: named(outcome),
      alternatives: words(text),
      documentation: words(text),
      reasons: words(ruleId),
    },
  ),
  oneOf: [{ required: ['outcome'] }, { required: ['error'] }],
}

/** A decision table. What its rows change is checked in the situations that come of it. */
export const TABLE_SCHEMA = object({
  given: { type: 'object' },
  cases: {
    type: 'array',
    minItems: 1,
    items: object(
      {
        id: { type: 'string', pattern: '^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$' },
        text,
        expect: expectation,
      },
      { law: { type: 'string', pattern: '^\\d{1,3}[a-z]?$' }, change: { type: 'object' } },
    ),
  },
})
