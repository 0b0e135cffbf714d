import fc from 'fast-check'
import t from 'tap'
import { encodeCbor, parseCbor } from '../../src/protocol/cbor.ts'
import type { CborMap, CborValue } from '../../src/protocol/cbor.ts'
import { encodeHandover, parseHandover } from '../../src/protocol/handover.ts'
import type { Handover } from '../../src/protocol/handover.ts'
import { encodeRecordClaim, parseRecordClaim } from '../../src/protocol/record-claim.ts'
import type { RecordClaim } from '../../src/protocol/record-claim.ts'
import { ISSUED } from '../fixtures/agency.ts'

const bytes = fc.uint8Array().map((array) => Uint8Array.from(array))
const opened = fc.record({ leaf: bytes, body: bytes, nonce: bytes })
const open = bytes.map((leaf) => ({ leaf, body: null, nonce: null }))
const claims: fc.Arbitrary<RecordClaim> = fc.record({
  index: fc.nat(),
  size: fc.nat(),
  checkpoint: fc.string(),
  proof: fc.array(bytes),
  at: fc.constant(ISSUED),
  record: fc.oneof(opened, open),
})
const handovers: fc.Arbitrary<Handover> = fc.record({
  manifest: fc.string(),
  decision: bytes,
  keyring: fc.option(bytes),
  parts: fc
    .uniqueArray(fc.integer({ min: 1, max: 99 }))
    .chain((ids) => fc.tuple(...ids.map((id) => fc.tuple(fc.constant(`p${id}`), bytes))))
    .map((parts) => new Map(parts)),
  claim: claims,
})

const HASH = Uint8Array.of(1, 2, 3)
const CLAIM: RecordClaim = {
  index: 2,
  size: 3,
  checkpoint: 'note',
  proof: [HASH],
  at: ISSUED,
  record: { leaf: HASH, body: HASH, nonce: HASH },
}
const HANDOVER: Handover = {
  manifest: 'a.b.c',
  decision: HASH,
  keyring: HASH,
  parts: new Map([['p1', HASH]]),
  claim: CLAIM,
}

t.test('reads back what was handed over, opened or looked at', async (t) => {
  fc.assert(
    fc.property(handovers, (handover) => {
      t.same(parseHandover(encodeHandover(handover)), handover)
    }),
  )
})

t.test('reads back a claim from JSON, whatever else the answer says', async (t) => {
  fc.assert(
    fc.property(claims, (claim) => {
      const answer = JSON.parse(JSON.stringify({ state: 'held', ...encodeRecordClaim(claim) }))
      t.same(parseRecordClaim(answer), claim)
    }),
  )
})

t.test('refuses a claim with a member wrong, missing or too many', async (t) => {
  const answer = encodeRecordClaim(CLAIM)
  const record = answer['record'] as object
  const wrongs = {
    'index as text': { index: '2' },
    'a negative size': { size: -1 },
    'checkpoint as number': { checkpoint: 1 },
    'proof of numbers': { proof: [1] },
    'hash that is not base64url': { proof: ['='] },
    'no time': { at: 'yesterday' },
    'no record': { record: null },
    'a record with more': { record: { ...record, more: 'AA' } },
    'a body without its nonce': { record: { leaf: 'AA', body: 'AA' } },
  }
  for (const [name, wrong] of Object.entries(wrongs))
    t.throws(
      () => parseRecordClaim({ ...answer, ...wrong }),
      { code: 'record-claim-invalid' },
      name,
    )
})

t.test('refuses a handover that is changed in form', async (t) => {
  const code = 'disclosure-handover-invalid'
  const changed = (name: string, value?: CborValue) => {
    const fields = new Map(parseCbor(encodeHandover(HANDOVER)) as CborMap)
    if (value === undefined) fields.delete(name)
    else fields.set(name, value)
    return () => parseHandover(encodeCbor(fields))
  }
  for (const name of ['v', 'manifest', 'decision', 'keyring', 'parts'])
    t.throws(changed(name), { code }, `without ${name}`)
  t.throws(changed('v', 2), { code }, 'of another version')
  t.throws(changed('more', 1), { code }, 'with a member more')
  t.throws(changed('parts', new Map([['q', HASH]])), { code }, 'with a part of no such id')
  t.throws(changed('record'), { code }, 'with a claim that has lost its record')
  t.throws(changed('record', new Map()), { code: 'record-claim-invalid' })
  t.throws(changed('proof', [1]), { code: 'record-claim-invalid' })
  t.throws(() => parseHandover(Uint8Array.of(0xff)), { code })
})
