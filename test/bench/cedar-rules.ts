import type { Condition, Gateway } from '../../src/policy/rule.ts'
import type { JsonObject, JsonValue } from '../../src/protocol/json.ts'

/**
 * A gateway rule of one wording as a Cedar policy: permit when it is invoked, its bodies, person, category and purpose fit and
 * its conditions are met.
 */
export function translateGateway({ id, versions }: Gateway): string {
  const version = versions[0]!
  const clauses = [
    `context.invoked.contains(${literal(id)})`,
    oneOf('senderBody', version.senders),
    oneOf('receiverBody', version.receivers),
    ...(version.subjectRoles === undefined ? [] : [oneOf('role', version.subjectRoles)]),
    ...(version.purposes === undefined ? [] : [oneOf('purpose', version.purposes)]),
    ...(version.categories === undefined ? [] : [oneOf('category', version.categories)]),
    ...(version.notCategories === undefined
      ? []
      : [`!(${oneOf('category', version.notCategories)})`]),
    ...version.conditions.map(translateCondition),
  ]
  return `permit(principal, action, resource) when { ${clauses.join(' && ')} };`
}

function translateCondition({ when, senders, receivers, subjectRoles }: Condition): string {
  const unasked = [
    ...(receivers === undefined ? [] : [`!(${oneOf('receiverBody', receivers)})`]),
    ...(senders === undefined ? [] : [`!(${oneOf('senderBody', senders)})`]),
    ...(subjectRoles === undefined ? [] : [`!(${oneOf('role', subjectRoles)})`]),
  ]
  return `(${[...unasked, translateSchema(when)].join(' || ')})`
}

/** The subset of JSON Schema that conditions are written in; see `src/policy/condition.ts`. */
function translateSchema(schema: JsonObject): string {
  const { anyOf, allOf, properties } = schema
  if (Array.isArray(anyOf)) return joined(anyOf as readonly JsonObject[], ' || ')
  if (Array.isArray(allOf)) return joined(allOf as readonly JsonObject[], ' && ')
  const tests = Object.entries(properties as Record<string, JsonObject>).map(([name, test]) =>
    translateTest(name, test),
  )
  return `(${tests.join(' && ')})`
}

function joined(schemas: readonly JsonObject[], operator: string): string {
  return `(${schemas.map(translateSchema).join(operator)})`
}

function translateTest(name: string, test: JsonObject): string {
  const fact = `context.${name}`
  const known = `context has ${name}`
  if (test['const'] !== undefined) return `(${known} && ${fact} == ${literal(test['const'])})`
  if (test['minimum'] !== undefined) return `(${known} && ${fact} >= ${literal(test['minimum'])})`
  if (test['maximum'] !== undefined) return `(${known} && ${fact} <= ${literal(test['maximum'])})`
  return `(${known} && ${literal(test['enum']!)}.contains(${fact}))`
}

function oneOf(name: string, values: readonly string[]): string {
  return `${literal(values)}.contains(context.${name})`
}

/** JSON's literals for texts, whole numbers, booleans and lists are Cedar's too. */
function literal(value: JsonValue): string {
  return JSON.stringify(value)
}
