import fc from 'fast-check'
import t from 'tap'
import { encodeUtf8, parseUtf8 } from '../../src/protocol/bytes.ts'
import { listFields } from '../../src/protocol/document-field.ts'
import { splitDocument } from '../../src/protocol/document.ts'
import type { DocumentPart, PartContent } from '../../src/protocol/document.ts'
import type { JsonObject, JsonValue } from '../../src/protocol/json.ts'
import { putValue } from '../../src/protocol/json-pointer.ts'
import { answersOf } from '../../src/protocol/message-lint-leaf.ts'
import { parseMessageType } from '../../src/protocol/message-type.ts'
import type { MessageType } from '../../src/protocol/message-type.ts'
import { paddedSize } from '../../src/protocol/padding.ts'
import { encodePartContent, parsePartContent } from '../../src/protocol/part-content.ts'
import { PART_SIZE_FLOOR } from '../../src/protocol/part.ts'
import { documentOf } from '../fixtures/document-arbitrary.ts'
import { EXAMPLES } from '../fixtures/example-documents.ts'
import { MESSAGE_TYPES, messageType } from '../fixtures/message-types.ts'
import { sortedJson } from '../fixtures/sorted-json.ts'

const risk = messageType('risk-assessment')

/** The type without its conditions, so that one answer can change while all else stays. */
function unconditional(type: MessageType): MessageType {
  const strip = (value: JsonValue): JsonValue => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(strip)
    const kept = Object.entries(value).filter(([keyword]) => keyword !== 'allOf')
    return Object.fromEntries(kept.map(([keyword, inner]) => [keyword, strip(inner)]))
  }
  return parseMessageType(strip(type.schema))
}

function sizes(type: MessageType, parts: readonly DocumentPart[]): string[] {
  return parts.map(({ subject, category, content }) => {
    // The length as well: equal before padding, so equal in whatever size classes the padding makes.
    const { length } = encodePartContent(type, content)
    return `${subject} ${category} ${length} ${paddedSize(length, PART_SIZE_FLOOR)}`
  })
}

/** The document once for every other answer to each of its closed questions. */
function* otherAnswers(type: MessageType, document: JsonObject): Generator<JsonObject> {
  for (const { pointer, leaf } of listFields(type, document)) {
    const isList = leaf.schema['type'] === 'array'
    for (const answer of answersOf(leaf.schema) ?? []) {
      const changed = structuredClone(document)
      putValue(changed, pointer, isList ? [answer] : answer)
      yield changed
    }
  }
}

for (const type of MESSAGE_TYPES) {
  t.test(`no answer changes the size of a part: any ${type.type}`, async () => {
    const free = unconditional(type)
    const property = fc.property(documentOf(type), (document) => {
      const before = sortedJson(sizes(free, splitDocument(free, document)))
      return Array.from(otherAnswers(free, document)).every(
        (changed) => sortedJson(sizes(free, splitDocument(free, changed))) === before,
      )
    })
    fc.assert(property, { numRuns: 8 })
  })

  t.test(`reads what it wrote: the parts of any ${type.type}`, async () => {
    fc.assert(
      fc.property(documentOf(type), (document) =>
        splitDocument(type, document).every(({ content }) => {
          const read = parsePartContent(type, encodePartContent(type, content))
          return sortedJson(read) === sortedJson(content)
        }),
      ),
    )
  })
}

t.test('no answer changes the length even beside a long text', async (t) => {
  const lengths = ['low', 'medium', 'high', 'insufficient'].map((acute) => {
    const text = { '/scenario/text': 'x'.repeat(800), '/violence/summary': 'y'.repeat(600) }
    return encodePartContent(risk, { '/riskLevels/acute': acute, ...text }).length
  })
  t.equal(new Set(lengths).size, 1)
})

t.test('takes the same room whether a closed question is answered or not', async (t) => {
  const answered: PartContent = { '/victim/nameStatus': 'known', '/victim/name': 'Tuvalisa' }
  const { length } = encodePartContent(risk, answered)
  t.equal(encodePartContent(risk, { '/victim/name': 'Tuvalisa' }).length, length)
  const withKind = { ...answered, '/victim/numberKind': 'unknown' }
  t.equal(encodePartContent(risk, withKind).length, length)
})

t.test('takes the same room whether one choice of a list is made or all', async (t) => {
  const leaf = risk.leaves.get('/measures/taken')!
  const all = answersOf(leaf.schema)!
  const lengthOf = (taken: readonly string[]) =>
    encodePartContent(risk, { '/measures/taken': taken }).length
  t.equal(lengthOf(all), lengthOf(['none']))
})

t.test('writes the members in the order of the type', async (t) => {
  const content = { '/victim/name': 'Tuvalisa', '/victim/nameStatus': 'known' }
  t.match(parseUtf8(encodePartContent(risk, content)), /^\{"\/victim\/nameStatus"/)
})

const content = splitDocument(risk, EXAMPLES['risk-assessment']!)[0]!.content
const written = parseUtf8(encodePartContent(risk, content))
const refused: Record<string, [text: string, code: string]> = {
  'a space less': [written.slice(0, -1), 'part-content-invalid'],
  'a space more': [`${written} `, 'part-content-invalid'],
  'a line break for a space': [`${written.slice(0, -1)}\n`, 'part-content-invalid'],
  'a space inside': [written.replace(':', ': ').slice(0, -1), 'part-content-invalid'],
  'members in another order': [
    JSON.stringify(Object.fromEntries(Object.entries(content).toReversed())).padEnd(written.length),
    'part-content-invalid',
  ],
  'an escape for a letter': [written.replace('Tuvalisa', '\\u0054uvalisa'), 'part-content-invalid'],
  'no object': ['[]', 'part-content-invalid'],
  nothing: ['{}', 'part-content-invalid'],
  'a field that the type lacks': ['{"/victim/address":"x"}', 'part-content-invalid'],
  'an answer longer than any': [
    JSON.stringify({ '/consent/x': 'y'.repeat(99) }),
    'part-content-invalid',
  ],
  'a repeated member': [`{"/victim/name":"x","/victim/name":"y"}`, 'json-duplicate-member'],
  'text after it': [`${written}x`, 'json-invalid'],
}
for (const [why, [text, code]] of Object.entries(refused)) {
  t.test(`refuses ${why}`, async (t) => {
    t.throws(() => parsePartContent(risk, encodeUtf8(text)), { name: 'ProtocolError', code })
  })
}

t.test('refuses to write what no reader would take', async (t) => {
  t.throws(() => encodePartContent(risk, { '/victim/name': 'x\ud800' }), {
    code: 'part-content-invalid',
  })
})

t.test('refuses to write an answer that is longer than any of the type', async (t) => {
  const overlong = { '/awareness/victimInformed': 'y'.repeat(999) }
  t.throws(() => encodePartContent(risk, overlong), { code: 'part-content-invalid' })
})
