/**
 * The shape of a pack and of the files that it is made of, as JSON Schema 2020-12. What a schema cannot say – dates that
 * meet, names that exist – is in `check-pack.ts`.
 *
 * @module
 */
import {
  BODY_TYPES,
  CATEGORIES,
  PROTECTIONS,
  PURPOSES,
  SUBJECT_ROLES,
} from '../protocol/vocabulary.ts'
import { DOCUMENTATION_CODES, OBLIGATION_CODES } from './rule.ts'

/**
 * One line of visible text: whoever proposes rules writes what others read in a terminal, where control characters and
 * those that turn the direction of writing can make something else appear than what is approved.
 */
const VISIBLE =
  '^[^\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]*$'

const text = { type: 'string', minLength: 1, maxLength: 2000, pattern: VISIBLE }
const name = { type: 'string', pattern: '^[a-z][A-Za-z0-9]{0,62}$' }
const id = { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 64 }
const day = { type: 'string', pattern: '^20\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' }
const openQuestion = { type: 'string', pattern: '^Q[1-9]\\d?$' }
// No name of a user and no port: a reader who sees the statute's site at the beginning must come there.
const AT_HOST = '[a-z0-9-]+(\\.[a-z0-9-]+)+(/[!-~]*)?$'
const link = { type: 'string', pattern: `^https://${AT_HOST}`, maxLength: 200 }
const confidence = { enum: ['high', 'medium', 'low'] }
const localText = object({ sv: text, en: text })

function object(properties: object, optional: object = {}): object {
  return {
    type: 'object',
    properties: { ...properties, ...optional },
    required: Object.keys(properties),
    additionalProperties: false,
  }
}

function list(items: object, more: object = {}): object {
  return { type: 'array', items, ...more }
}

function some(words: readonly string[]): object {
  return list({ enum: words }, { minItems: 1, uniqueItems: true })
}

const sources = list({ type: 'string', pattern: '^[A-Z][A-Za-z0-9]*$' }, { minItems: 1 })
const obligation = object(
  { code: { enum: OBLIGATION_CODES }, text: localText },
  { within: { type: 'string', pattern: '^P(\\d{1,3}D|T\\d{1,3}[HM])$' } },
)
const version = {
  from: day,
  to: { anyOf: [day, { type: 'null' }] },
  text: localText,
  sources,
  confidence,
  obligations: list(obligation),
  documentation: list({ enum: DOCUMENTATION_CODES }, { uniqueItems: true }),
}
// Conditions are read by `parseCondition`, which is stricter than any schema of schemas.
const when = { type: 'object' }
const reach = {
  ...object(
    {},
    {
      senders: some(BODY_TYPES),
      receivers: some(BODY_TYPES),
      subjectRoles: some(SUBJECT_ROLES),
      categories: some(CATEGORIES),
      protections: some(PROTECTIONS),
      purposes: some(PURPOSES),
      towardsPerpetratorFunction: { const: true },
      when,
      ifUnanswered: { enum: ['lies', 'does-not-lie'] },
      unless: when,
    },
  ),
  minProperties: 1,
  dependentRequired: { when: ['ifUnanswered'], ifUnanswered: ['when'] },
}
const lies = list(reach, { minItems: 1 })
const condition = object(
  { id, text: localText, when },
  { senders: some(BODY_TYPES), receivers: some(BODY_TYPES), subjectRoles: some(SUBJECT_ROLES) },
)
const ids = list(id, { minItems: 1, uniqueItems: true })
const dispute = object(
  { id, text: localText, openQuestion },
  {
    when,
    senders: some(BODY_TYPES),
    receivers: some(BODY_TYPES),
    subjectRoles: some(SUBJECT_ROLES),
    categories: some(CATEGORIES),
    purposes: some(PURPOSES),
    locks: ids,
  },
)

function rule(extra: object, optional: object = {}): object {
  const versions = list(object({ ...version, ...extra }, optional), { minItems: 1 })
  return object({ id, name: localText, citation: text, link, versions }, { replacedBy: id })
}

const lock = rule(
  {
    harmTest: object({
      kind: { enum: ['straight', 'reversed', 'absolute'] },
      settled: { type: 'boolean' },
    }),
    lies,
  },
  { unopenable: { const: true } },
)
const block = rule(
  { effect: { enum: ['deny', 'escalate'] }, lies },
  { openQuestion, notForDuty: { const: true } },
)
const obligationRule = rule({ applies: lies }, { notForDuty: { const: true } })
const gateway = rule(
  {
    nature: { enum: ['permission', 'duty'] },
    settled: { type: 'boolean' },
    disputes: list(dispute),
    senders: some(BODY_TYPES),
    receivers: some(BODY_TYPES),
    opens: ids,
    conditions: list(condition, { minItems: 1 }),
  },
  {
    subjectRoles: some(SUBJECT_ROLES),
    categories: some(CATEGORIES),
    notCategories: some(CATEGORIES),
    purposes: some(PURPOSES),
    openQuestion,
    motive: localText,
  },
)
const fact = object(
  {
    name,
    scope: { enum: ['disclosure', 'ground', 'derived'] },
    type: { enum: ['boolean', 'code', 'day', 'crime', 'agency', 'integer'] },
    question: localText,
  },
  {
    values: {
      type: 'object',
      propertyNames: id,
      additionalProperties: localText,
      minProperties: 2,
    },
    derivedFrom: list(name),
  },
)
const penalty = object(
  {
    from: day,
    to: { anyOf: [day, { type: 'null' }] },
    minimumMonths: { anyOf: [{ type: 'integer', minimum: 0, maximum: 240 }, { type: 'null' }] },
    confidence,
    settled: { type: 'boolean' },
    sources,
  },
  { openQuestion, note: localText },
)
const crime = object({
  label: id,
  name: localText,
  citation: text,
  chapter: id,
  versions: list(penalty, { minItems: 1 }),
})
const source = object({
  key: { type: 'string', pattern: '^[A-Z][A-Za-z0-9]*$' },
  title: text,
  url: { anyOf: [{ ...link, pattern: `^https?://${AT_HOST}`, maxLength: 400 }, { type: 'null' }] },
  currency: text,
})

const question = object({ id: openQuestion, text: localText }, { noRule: { const: true } })
const renamed = object({
  id,
  citation: text,
  until: day,
  now: list(text, { minItems: 1, uniqueItems: true }),
  text: localText,
})

/** A whole pack, as `encodePolicySet` writes it. */
export const PACK_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...object({
    v: { const: 1 },
    lawKnownFrom: day,
    lawReadUntil: day,
    sources: list(source, { minItems: 1 }),
    facts: list(fact, { minItems: 1 }),
    crimes: list(crime),
    locks: list(lock, { minItems: 1 }),
    gateways: list(gateway),
    blocks: list(block),
    obligationRules: list(obligationRule),
    openQuestions: list(question),
    renamed: list(renamed),
  }),
}
