import t from 'tap'
import { parseDraft } from '../../src/client/draft.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import type { JsonObject } from '../../src/protocol/json.ts'

const DRAFT: JsonObject = {
  type: 'status-reply',
  document: {},
  to: ['polisen-sydlanda/utredning'],
  purpose: 'victim-support',
}

const parse = (value: unknown) => () => parseDraft(encodeUtf8(JSON.stringify(value)))

t.test('a draft needs a type, a document, receivers and a purpose, and nothing else', async (t) => {
  t.same(parse(DRAFT)(), DRAFT)
  for (const name of Object.keys(DRAFT)) {
    const { [name]: _, ...rest } = DRAFT
    t.throws(parse(rest), { code: 'draft-invalid', places: [{ rule: 'required' }] }, name)
  }
})

t.test('names every place to correct, and no value', async (t) => {
  const wrong = {
    ...DRAFT,
    purpose: 'Tuvalisa',
    to: ['polisen'],
    protection: { s1: 'hemlig' },
    grounds: [{ subject: 's1', rule: 'osl-12-2', facts: { consentBy: 'Tuvalisa Påhittad' } }],
  }
  const error = t.throws(parse(wrong), { code: 'draft-invalid' }) as unknown as {
    places: { pointer: string }[]
  }
  t.same(
    new Set(error.places.map(({ pointer }) => pointer)),
    new Set(['/to/0', '/purpose', '/protection/s1', '/grounds/0/facts/consentBy']),
  )
  t.notMatch(JSON.stringify(error), /Tuvalisa|hemlig/)
})

t.test('refuses a motive without a word', async (t) => {
  for (const motive of ['', ' ', '\n\t\u00a0']) {
    const grounds = [{ subject: 's1', rule: 'osl-12-2', motive }]
    t.throws(parse({ ...DRAFT, grounds }), {
      code: 'draft-invalid',
      places: [{ pointer: '/grounds/0/motive' }],
    })
    const test = {
      lock: 'osl-35-1',
      subject: 's1',
      receiver: 'polisen-sydlanda/beslut',
      holds: true,
      motive,
    }
    t.throws(parse({ ...DRAFT, harmTests: [test] }), {
      code: 'draft-invalid',
      places: [{ pointer: '/harmTests/0/motive' }],
    })
  }
})

t.test('refuses what it does not know and what is not JSON', async (t) => {
  t.throws(parse({ ...DRAFT, receiver: 'x' }), { code: 'draft-invalid' })
  t.throws(() => parseDraft(encodeUtf8('{"type":')), { code: 'draft-invalid' })
  t.throws(() => parseDraft(encodeUtf8('{"type":"a","type":"b"}')), { code: 'draft-invalid' })
})
