import fc from 'fast-check'
import t from 'tap'
import { fieldsOf, listFields } from '../../src/protocol/document-field.ts'
import {
  joinDocument,
  listSubjects,
  splitDocument,
  verifyPartContent,
  verifyParts,
} from '../../src/protocol/document.ts'
import type { JsonObject, JsonValue } from '../../src/protocol/json.ts'
import type { MessageType } from '../../src/protocol/message-type.ts'
import { SUBJECT_ROLES } from '../../src/protocol/vocabulary.ts'
import { documentOf } from '../fixtures/document-arbitrary.ts'
import { EXAMPLES } from '../fixtures/example-documents.ts'
import { MESSAGE_TYPES, messageType } from '../fixtures/message-types.ts'
import { sortedJson } from '../fixtures/sorted-json.ts'

const risk = messageType('risk-assessment')
const example = EXAMPLES['risk-assessment']!

/** The claims that a manifest would make about the parts of a document. */
function claimedParts(type: MessageType, document: JsonObject) {
  const roles = new Map(listSubjects(type, document).map(({ id, role }) => [id, role]))
  return splitDocument(type, document).map((part) => ({
    ...part,
    subjectRole: roles.get(part.subject)!,
  }))
}

for (const type of MESSAGE_TYPES) {
  t.test(`puts together what it took apart: any ${type.type}`, async () => {
    fc.assert(
      fc.property(documentOf(type), (document) => {
        const contents = splitDocument(type, document).map((part) => part.content)
        return sortedJson(joinDocument(type, contents)) === sortedJson(document)
      }),
    )
  })

  t.test(`puts every field of any ${type.type} into exactly one part`, async () => {
    fc.assert(
      fc.property(documentOf(type), (document) => {
        const pointers = splitDocument(type, document).flatMap((it) => Object.keys(it.content))
        const filled = listFields(type, document).map((it) => it.pointer)
        return sortedJson(pointers.toSorted()) === sortedJson(filled.toSorted())
      }),
    )
  })

  t.test(`never mixes two persons or two categories in a part of any ${type.type}`, async () => {
    fc.assert(
      fc.property(documentOf(type), (document) =>
        splitDocument(type, document).every(({ category, content }) => {
          const fields = Object.keys(content).map((pointer) => fieldsOf(type).get(pointer)!)
          const persons = new Set(fields.map((it) => it.person))
          return persons.size === 1 && fields.every((it) => it.leaf.category === category)
        }),
      ),
    )
  })

  t.test(`accepts the parts of any ${type.type}, all of them or some`, async () => {
    fc.assert(
      fc.property(documentOf(type), fc.gen(), (document, draw) => {
        const parts = claimedParts(type, document)
        const some = parts.filter(() => draw(fc.boolean))
        const isWhole = sortedJson(verifyParts(type, parts)) === sortedJson(document)
        const expected = some.flatMap((part) => Object.keys(part.content)).length
        return isWhole && listFields(type, verifyParts(type, some)).length === expected
      }),
    )
  })
}

t.test('numbers persons by role, then in the order of the document', async (t) => {
  const subjects = listSubjects(risk, example)
  t.same(
    subjects.map(({ id }) => id),
    subjects.map((_, index) => `s${index + 1}`),
  )
  t.same(
    subjects.map(({ role }) => role),
    ['victim', 'feared-perpetrator', 'child', 'child', 'professional'],
  )
  const order = subjects.map(({ role }) => SUBJECT_ROLES.indexOf(role))
  t.same(
    order,
    order.toSorted((a, b) => a - b),
  )
})

t.test('gives each listed child parts of its own', async (t) => {
  const parts = splitDocument(risk, example).filter(({ category }) => category === 'children')
  t.same(
    parts.map(({ subject }) => subject),
    ['s1', 's3', 's4'],
  )
  t.ok(Object.keys(parts[1]!.content).every((pointer) => pointer.startsWith('/children/0/')))
  t.ok(Object.keys(parts[2]!.content).every((pointer) => pointer.startsWith('/children/1/')))
})

t.test('gives the same parts whatever order the document was written in', async (t) => {
  const reversed = Object.fromEntries(Object.entries(example).toReversed())
  t.equal(
    JSON.stringify(splitDocument(risk, reversed)),
    JSON.stringify(splitDocument(risk, example)),
  )
})

t.test('keeps the place of a child when the one before it is not readable', async (t) => {
  const parts = splitDocument(risk, example)
  const second = parts.find((it) => it.subject === 's4' && it.category === 'children')!
  t.same(joinDocument(risk, [second.content])['children'], [{}, example['children']?.[1 as never]])
})

t.test('refuses to take apart a document that does not fit its type', async (t) => {
  const foreign = { ...example, homeAddress: 'x' }
  t.throws(() => splitDocument(risk, foreign), { code: 'document-invalid' })
  t.throws(() => listSubjects(risk, foreign), { code: 'document-invalid' })
})

const ID = { '/victim/nameStatus': 'known', '/victim/name': 'Tuvalisa Påhittad' }
const refused: Record<string, { content: JsonValue; role?: 'child'; category?: 'risk' }> = {
  'no content': { content: {} },
  'content that is no object': { content: ['x'] },
  'a pointer that the type does not have': { content: { ...ID, '/victim/address': 'x' } },
  'a pointer to a section': { content: { '/victim': ID } },
  'a template as a pointer': { content: { '/children/#/name': 'x' }, role: 'child' },
  'an index beyond the end of the list': { content: { '/children/20/name': 'x' }, role: 'child' },
  'an index with a leading zero': { content: { '/children/00/name': 'x' }, role: 'child' },
  'a member of the prototype': { content: { '/constructor': 'x' } },
  'a field of another person': { content: { ...ID, '/fearedPerpetrator/nameStatus': 'known' } },
  'a field of another category': { content: { ...ID, '/relationship/cohabiting': 'no' } },
  'fields of two children': {
    content: { '/children/0/name': 'x', '/children/1/name': 'y' },
    role: 'child',
  },
  'a role that is not that of its fields': { content: ID, role: 'child' },
  'a category that is not that of its fields': { content: ID, category: 'risk' },
  'an answer that the field does not offer': { content: { '/victim/nameStatus': 'perhaps' } },
  'a value of another type': { content: { '/victim/name': { sv: 'x' } } },
  'a text that is too long': { content: { '/victim/name': 'x'.repeat(121) } },
}
for (const [why, { content, role = 'victim', category = 'identity' }] of Object.entries(refused)) {
  t.test(`refuses a part with ${why}`, async (t) => {
    t.throws(() => verifyPartContent(risk, { subjectRole: role, category }, content), {
      name: 'ProtocolError',
      code: 'part-content-invalid',
    })
  })
}

t.test('accepts a part as it is', async (t) => {
  verifyPartContent(risk, { subjectRole: 'victim', category: 'identity' }, ID)
  t.pass()
})

t.test('refuses parts that two manifests could have been made of', async (t) => {
  const parts = claimedParts(risk, example)
  const invalid = { code: 'part-content-invalid' }
  const [first, second] = parts.filter(({ subjectRole }) => subjectRole === 'child')
  const swapped = { ...second!, subject: first!.subject }
  t.throws(() => verifyParts(risk, [first!, first!]), invalid, 'a part twice')
  t.throws(
    () => verifyParts(risk, [{ ...first!, subject: 's9' }, ...parts.slice(1)]),
    invalid,
    'one person under two ids',
  )
  t.throws(
    () => verifyParts(risk, [...parts.filter((it) => it !== second), swapped]),
    invalid,
    'two persons under one id',
  )
  const halves = Object.entries(ID).map(([pointer, value]) => ({
    subject: 's1',
    subjectRole: 'victim' as const,
    category: 'identity' as const,
    content: { [pointer]: value },
  }))
  t.throws(() => verifyParts(risk, halves), invalid, 'two parts of one category about one person')
  t.throws(() => joinDocument(risk, [ID, ID]), invalid, 'two parts that claim a field')
  t.throws(() => joinDocument(risk, [{ '/x': 1 }]), invalid, 'a field that the type lacks')
})
