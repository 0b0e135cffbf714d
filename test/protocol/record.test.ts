import t from 'tap'
import { encodeUtf8, parseUtf8 } from '../../src/protocol/bytes.ts'
import { commitmentOf } from '../../src/protocol/commitment.ts'
import {
  writeClosedLeaf,
  writeOpenLeaf,
  writeRecordBody,
  parseLeaf,
  verifyRecordBody,
} from '../../src/protocol/record.ts'
import type { RecordBody } from '../../src/protocol/record.ts'

const ID = '0195556f-4c00-7000-8000-000000000001'
const TS = '2026-03-02T09:40:00.000Z'
const DIGEST = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
const NONCE = new Uint8Array(32).fill(9)
const BODY: RecordBody = {
  v: 1,
  ev: 'disclosure.released',
  ts: TS,
  agency: 'polisen-sydlanda',
  actor: ID,
  disclosure: ID,
  manifest: DIGEST,
}
const BYTES = encodeUtf8(writeRecordBody(BODY))
const CLOSED = encodeUtf8(writeClosedLeaf({ v: 1, id: ID, c: commitmentOf(BYTES, NONCE) }))
const OPEN = encodeUtf8(writeOpenLeaf({ v: 1, id: ID, ts: TS, ev: 'roster', digest: DIGEST }))

t.test('an open leaf says what it records', async (t) => {
  t.same(parseLeaf(OPEN), { v: 1, id: ID, ts: TS, ev: 'roster', digest: DIGEST })
})

t.test('a closed leaf says nothing but its commitment', async (t) => {
  t.same(Object.keys(parseLeaf(CLOSED)), ['v', 'id', 'c'])
  t.notMatch(parseUtf8(CLOSED), /polisen|released|2026/)
})

t.test('a closed leaf opens to its body with its nonce, and to no other', async (t) => {
  t.same(verifyRecordBody(CLOSED, BYTES, NONCE), BODY)
  const other = encodeUtf8(writeRecordBody({ ...BODY, ev: 'disclosure.denied' }))
  for (const [body, nonce] of [
    [other, NONCE],
    [BYTES, new Uint8Array(32)],
    [BYTES, NONCE.slice(0, 31)],
  ] as const)
    t.throws(() => verifyRecordBody(CLOSED, body, nonce), { code: 'record-commitment-mismatch' })
  t.throws(() => verifyRecordBody(OPEN, BYTES, NONCE), { code: 'record-invalid' })
})

t.test('equal bodies have different commitments under different nonces', async (t) => {
  t.not(commitmentOf(BYTES, NONCE), commitmentOf(BYTES, new Uint8Array(32)))
})

const REFUSED: Record<string, [string, string]> = {
  'of another version': [`{"v":2,"id":"${ID}","c":"${DIGEST}"}`, 'record-invalid'],
  'with a member more': [`{"v":1,"id":"${ID}","c":"${DIGEST}","x":1}`, 'record-invalid'],
  'with members in another order': [`{"v":1,"c":"${DIGEST}","id":"${ID}"}`, 'record-invalid'],
  'without a commitment or digest': [`{"v":1,"id":"${ID}"}`, 'record-invalid'],
  'with a short commitment': [`{"v":1,"id":"${ID}","c":"AAAA"}`, 'record-invalid'],
  'with an id that is none': [`{"v":1,"id":"x","c":"${DIGEST}"}`, 'uuid-invalid'],
  'that is no object': ['[]', 'record-invalid'],
  'that is no JSON': ['{', 'json-invalid'],
}
for (const [why, [text, code]] of Object.entries(REFUSED)) {
  t.test(`parse refuses a leaf ${why}`, async (t) => {
    t.throws(() => parseLeaf(encodeUtf8(text)), { code })
  })
}
