/* oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema */
import t from 'tap'
import { isJsonObject } from '../../src/protocol/json.ts'
import type { JsonObject, JsonValue } from '../../src/protocol/json.ts'
import { parseMessageType } from '../../src/protocol/message-type.ts'
import { inventedSchema } from '../fixtures/invented-message-type.ts'

/** The invented schema with one keyword set at a place, or removed. */
function broken(path: readonly string[], value?: JsonValue): JsonObject {
  const schema = structuredClone(inventedSchema) as Record<string, JsonValue>
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, JsonValue>>((at, token) => at[token] as never, schema)
  if (value === undefined) delete parent[path.at(-1)!]
  else parent[path.at(-1)!] = value
  return schema
}

const LEVEL = ['properties', 'animal', 'properties', 'level']
const NOTE = ['properties', 'animal', 'properties', 'note']
const KEEPERS = ['properties', 'keepers']
const SINCE = [...KEEPERS, 'items', 'properties', 'since']
const lint: Record<string, [path: string[], value?: JsonValue]> = {
  'another draft of JSON Schema': [['$schema'], 'http://json-schema.org/draft-07/schema#'],
  'an id that is not its name': [['$id'], 'schemas/messages/other.json'],
  'no name': [['x-message']],
  'a name with a slash': [['x-message', 'type'], '../invented'],
  'version 0': [['x-message', 'version'], 0],
  'a demand that nobody checks': [['x-message', 'requires'], ['blessing']],
  'a rule that is no name': [['x-message', 'rules'], ['10 kap. 18 c §']],
  'an answer that is no name': [['x-message', 'answers'], ['No Name']],
  'an unknown keyword at the root': [['x-secret'], true],
  'an unknown keyword in a section': [['properties', 'animal', '$ref'], '#'],
  'an unknown keyword in a leaf': [[...LEVEL, 'default'], 'tame'],
  'an unknown annotation': [[...LEVEL, 'x-public'], true],
  'a reference': [[...LEVEL, '$ref'], '#/properties/animal'],
  'unknown members allowed': [['additionalProperties'], true],
  'unknown members allowed in a section': [['properties', 'animal', 'additionalProperties']],
  'a leaf without category': [[...LEVEL, 'x-category']],
  'a leaf without subject': [[...LEVEL, 'x-subject']],
  'a leaf without never-to list': [[...LEVEL, 'x-never']],
  'a category that does not exist': [[...LEVEL, 'x-category'], 'gossip'],
  'a motive in a document': [[...LEVEL, 'x-category'], 'motive'],
  'a role that does not exist': [[...LEVEL, 'x-subject'], 'pet'],
  'the risk of staff': [[...NOTE, 'x-subject'], 'professional'],
  'a never-to code that does not exist': [[...LEVEL, 'x-never'], ['neighbours']],
  'a never-to code twice': [
    [...LEVEL, 'x-never'],
    ['school', 'school'],
  ],
  'a leaf without Swedish title': [[...LEVEL, 'title']],
  'a leaf without English title': [[...LEVEL, 'x-en'], {}],
  'a leaf without English words': [[...LEVEL, 'x-en']],
  'a blank title': [[...LEVEL, 'title'], ' '],
  'a description in one language': [[...LEVEL, 'description'], 'Hur farligt'],
  'a section without title': [['properties', 'animal', 'title']],
  'a list without title': [[...KEEPERS, 'title']],
  'an answer without words': [[...LEVEL, 'x-labels', 'wild']],
  'an answer without English words': [[...LEVEL, 'x-labels', 'wild'], { sv: 'Vild' }],
  'words for an answer that is not offered': [[...LEVEL, 'x-labels', 'mad'], { sv: 'a', en: 'b' }],
  'an answer in other than plain letters': [
    [...LEVEL, 'enum'],
    ['tämd', 'wild', 'unknown'],
  ],
  'a closed question marked as free text': [[...LEVEL, 'x-free-text'], true],
  'a free-text mark that is no yes or no': [[...NOTE, 'x-free-text'], 'yes'],
  'a text without limit': [[...NOTE, 'maxLength']],
  'a format that nobody checks': [[...NOTE, 'format'], 'email'],
  'an integer without limit': [['properties', 'animal', 'properties', 'legs', 'maximum']],
  'a value that is neither text nor integer': [[...NOTE, 'type'], 'boolean'],
  'a list of values that may be empty': [
    ['properties', 'animal', 'properties', 'colours', 'minItems'],
  ],
  'a list of values without limit': [['properties', 'animal', 'properties', 'colours', 'maxItems']],
  'a list of values that may repeat': [
    ['properties', 'animal', 'properties', 'colours', 'uniqueItems'],
  ],
  'a list of values of no type': [['properties', 'animal', 'properties', 'colours', 'items']],
  'a section that may be empty': [['properties', 'animal', 'required'], []],
  'a section without fields': [['properties', 'animal', 'properties'], {}],
  'a list that may be empty': [[...KEEPERS, 'minItems']],
  'a list without limit': [[...KEEPERS, 'maxItems']],
  'a list of nothing': [[...KEEPERS, 'items']],
  'a list of persons of no role': [[...KEEPERS, 'x-each'], 'keeper'],
  'a required member that is not declared': [['required'], ['animal', 'plant']],
  'a member name that a pointer would have to escape': [['properties', 'a/b'], {}],
  'a member name of the prototype': [['properties', '__proto__x'], {}],
  'a listed role used outside its list': [[...NOTE, 'x-subject'], 'related'],
  'conditions that are no list': [['allOf'], {}],
  'a condition without if': [['allOf'], [{ then: {} }]],
  'a condition on a misspelt member': [['allOf'], [{ if: { required: ['animol'] }, then: {} }]],
  'a condition on an answer that is not offered': [
    ['properties', 'animal', 'allOf'],
    [{ if: { properties: { level: { const: 'mad' } } }, then: {} }],
  ],
  'an unknown keyword in a condition': [['allOf'], [{ if: { minProperties: 1 }, then: {} }]],
  'an order of what is no day': [[...NOTE, 'x-not-before'], 'level'],
  'an order after what is no day': [[...SINCE, 'x-not-before'], 'name'],
  'an order after what is not declared': [[...SINCE, 'x-not-before'], 'fired'],
  'a pattern that does not compile': [[...NOTE, 'pattern'], '('],
}
for (const [why, [path, value]] of Object.entries(lint)) {
  t.test(`refuses a message type with ${why}`, async (t) => {
    t.throws(() => parseMessageType(broken(path, value)), {
      name: 'ProtocolError',
      code: 'message-type-invalid',
    })
  })
}

t.test('says of staff who they are', async (t) => {
  const legs = ['properties', 'animal', 'properties', 'legs']
  const { leaves } = parseMessageType(broken([...legs, 'x-subject'], 'professional'))
  t.match(leaves.get('/animal/legs'), { subject: 'professional', category: 'identity' })
})

t.test('refuses a message type that is no object', async (t) => {
  for (const json of [null, [], 'x'])
    t.throws(() => parseMessageType(json), { code: 'message-type-invalid' })
})

t.test('refuses a list in a list', async (t) => {
  const inner = (inventedSchema['properties'] as JsonObject)['keepers']!
  const schema = broken([...KEEPERS, 'items', 'properties', 'more'], inner)
  t.throws(() => parseMessageType(schema), { code: 'message-type-invalid' })
})

t.test('reads two versions of a type side by side', async (t) => {
  const older = parseMessageType(inventedSchema)
  const newer = parseMessageType(broken(['x-message', 'version'], 2))
  t.same([older.version, newer.version], [1, 2])
  t.ok(isJsonObject(newer.schema))
})
