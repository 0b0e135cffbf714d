import t from 'tap'
import { PolicyError } from '../../src/policy/errors.ts'
import { loadPolicySet } from '../../src/policy/load-policy-set.ts'
import { encodePolicySet, parsePolicySet } from '../../src/policy/pack.ts'
import { concatBytes, encodeUtf8, parseUtf8 } from '../../src/protocol/bytes.ts'
import type { JsonValue } from '../../src/protocol/json.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { readPolicyFiles, readPolicySet } from '../fixtures/policy-files.ts'

const set = readPolicySet()

t.test('a set is named by the digest of its canonical bytes', async (t) => {
  t.equal(set.digest, digestOf(encodePolicySet(set)))
})

t.test('a set survives being written and read', async (t) => {
  const read = parsePolicySet(encodePolicySet(set))
  t.equal(read.digest, set.digest)
  t.same(read.pack, set.pack)
})

t.test('files may be bytes or parsed JSON', async (t) => {
  const bytes = [...readPolicyFiles()].map(
    ([file, json]) => [file, encodeUtf8(JSON.stringify(json))] as const,
  )
  t.equal(loadPolicySet(new Map(bytes)).digest, set.digest)
})

const text = parseUtf8(encodePolicySet(set))
const notCanonical: Record<string, Uint8Array> = {
  'white space': encodeUtf8(` ${text}`),
  'trailing bytes': concatBytes(encodePolicySet(set), encodeUtf8('\n')),
  'a repeated member': encodeUtf8(text.replace('{"blocks"', '{"v":1,"blocks"')),
  'another order of members': encodeUtf8(JSON.stringify({ v: 1, ...JSON.parse(text) })),
  'something that is not JSON': encodeUtf8('{'),
  'an empty pack': encodeUtf8('{}'),
}
for (const [what, bytes] of Object.entries(notCanonical))
  t.test(`parsing refuses ${what}`, async (t) => {
    t.throws(() => parsePolicySet(bytes), { name: 'PolicyError', code: 'pack-invalid' })
  })

/** Each fault of a pack: the file, what to replace in its JSON text, with what, and the reason given. */
const faults: Record<string, [file: string, from: string | RegExp, to: string, reason: string]> = {
  'a rule without a citation': [
    'gateways/osl-10-18c.json',
    /"citation":"[^"]*",/,
    '',
    'required citation',
  ],
  'a text without English': ['gateways/osl-12-2.json', /,"en":"Consent"/, '', 'required en'],
  'an empty text': [
    'locks/osl-26-1.json',
    '"en":"Social-services secrecy"',
    '"en":""',
    'minLength',
  ],
  'a member that nobody knows': [
    'locks/osl-26-1.json',
    '"name"',
    '"colour":"blue","name"',
    'additionalProperties colour',
  ],
  'a fact that is not in the vocabulary': [
    'gateways/osl-10-18c.json',
    /concreteCircumstances/g,
    'vagueWorries',
    'asks for an unknown fact vagueWorries',
  ],
  'an answer that the fact does not have': [
    'gateways/osl-12-2.json',
    '"adult-self"',
    '"anybody"',
    'compares a fact with no answer of its consentBy',
  ],
  'a block that denies, but not what is a duty': [
    'blocks/party-access.json',
    '"effect":"deny"',
    '"effect":"deny","notForDuty":true',
    'denies, and spares duties',
  ],
  'overlapping wordings': [
    'gateways/osl-10-18c.json',
    '"2025-03-31"',
    '"2025-04-01"',
    'versions overlap',
  ],
  'a gap between wordings': [
    'gateways/osl-10-18c.json',
    '"2025-03-31"',
    '"2025-03-30"',
    'versions leave a gap',
  ],
  'a wording that ends before it begins': [
    'gateways/sol-14-1.json',
    '"2025-06-30"',
    '"2012-06-30"',
    'ends before it begins',
  ],
  'a wording from before the known law': [
    'gateways/sol-14-1.json',
    '"from":"2013-01-01"',
    '"from":"2012-12-31"',
    'from a day before the law that the pack knows',
  ],
  'a source that is not listed': [
    'gateways/sol-14-1.json',
    '["S3"]',
    '["S99"]',
    'unknown source S99',
  ],
  'a lock that does not exist': [
    'gateways/osl-10-18c.json',
    /"osl-25-1"/g,
    '"osl-25-9"',
    'opens an unknown lock osl-25-9',
  ],
  'a successor that does not exist': [
    'gateways/sol-14-1.json',
    '"replacedBy":"sol-19-1"',
    '"replacedBy":"sol-99-1"',
    'replaced by an unknown rule',
  ],
  'a condition outside the subset': [
    'gateways/osl-10-15a.json',
    '{"const":true}',
    '{"pattern":"^(a+)+$"}',
    'condition-value-refused',
  ],
  'a fact that an object has by nature': [
    'facts/consent.json',
    '"name":"consentBy"',
    '"name":"constructor"',
    'is what every object has',
  ],
  'a repeated fact': [
    'facts/consent.json',
    '"name":"consentWithdrawn"',
    '"name":"consentInformed"',
    'stands twice among facts',
  ],
  'a derived fact that cannot be worked out': [
    'facts/derived.json',
    '"name":"consentInForce"',
    '"name":"consentFeelsRight"',
    'no such fact can be worked out',
  ],
  'a crime whose penalties overlap': [
    'crimes.json',
    '"to":"2021-12-31"',
    '"to":"2022-01-01"',
    'versions overlap',
  ],
  'a file that is not named for its rule': [
    'blocks/osl-21-3-assumed-identity.json',
    '"id":"osl',
    '"id":"xosl',
    'is not named for its rule',
  ],
}
for (const [what, [file, from, to, reason]] of Object.entries(faults))
  t.test(`loading refuses ${what}`, async (t) => {
    const files = readPolicyFiles()
    const before = JSON.stringify(files.get(file))
    const after = before.replace(from, to)
    t.not(after, before, 'the fault was made')
    files.set(file, JSON.parse(after))
    t.equal(refusalOf(files), reason)
  })

t.test('loading refuses a file that belongs to no part of the pack', async (t) => {
  const files = readPolicyFiles().set('gateway/osl-10-27.json', {})
  t.equal(refusalOf(files), 'belongs to no part of the pack')
})

t.test('loading refuses a folder without its list of crimes', async (t) => {
  const files = readPolicyFiles()
  files.delete('crimes.json')
  t.equal(refusalOf(files), 'is missing or not an object')
})

function refusalOf(files: ReturnType<typeof readPolicyFiles>): string | undefined {
  try {
    loadPolicySet(files)
  } catch (error) {
    if (error instanceof PolicyError && error.code === 'pack-invalid') return error.place.reason
    throw error
  }
  return undefined
}

/** Where a fault is found, after one text of one file was changed. */
function placeOf(file: string, from: string | RegExp, to: string): unknown {
  const files = readPolicyFiles()
  files.set(file, JSON.parse(JSON.stringify(files.get(file)).replace(from, to)))
  try {
    loadPolicySet(files)
  } catch (error) {
    if (error instanceof PolicyError) return error.place
    throw error
  }
  return undefined
}

t.test('loading tells the file, the place in it and the reason', async (t) => {
  const { facts } = readPolicyFiles().get('facts/consent.json') as { facts: { name: string }[] }
  const place = facts.findIndex(({ name }) => name === 'consentInformed')
  t.same(placeOf('gateways/osl-10-18c.json', '"permission"', '"wish"'), {
    file: 'gateways/osl-10-18c.json',
    pointer: '/versions/0/nature',
    reason: 'enum',
  })
  t.same(placeOf('facts/consent.json', '"name":"consentInformed"', '"nam":"consentInformed"'), {
    file: 'facts/consent.json',
    pointer: `/facts/${place}`,
    reason: 'required name',
  })
  t.match(placeOf('gateways/osl-10-18c.json', '"2025-03-31"', '"2025-04-01"'), {
    file: 'gateways/osl-10-18c.json',
    pointer: 'osl-10-18c',
  })
})

t.test('loading tells which file is no JSON', async (t) => {
  const files = new Map<string, Uint8Array | JsonValue>(readPolicyFiles())
  files.set('locks/osl-26-1.json', encodeUtf8('{"id": "osl-26-1", "id": 1}'))
  t.throws(() => loadPolicySet(files), {
    code: 'pack-invalid',
    place: { file: 'locks/osl-26-1.json', reason: 'is not strict JSON' },
  })
})
