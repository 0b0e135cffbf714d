import { encodeBase64url } from '../../../src/protocol/base64url.ts'
import { concatBytes, encodeUtf8 } from '../../../src/protocol/bytes.ts'
import { encodeCbor, parseCbor } from '../../../src/protocol/cbor.ts'
import type { CborMap, CborValue } from '../../../src/protocol/cbor.ts'
import { encodeEvidence } from '../../../src/protocol/evidence-bundle.ts'
import { sha256 } from '../../../src/protocol/sha256.ts'
import { EVIDENCE } from '../../fixtures/evidence.ts'
import type { Refused } from '../protocol/refused.ts'

const FILE = encodeEvidence(EVIDENCE)
const CONTENT = FILE.subarray(0, -32)

/** Evidence files that are refused before anything in them is believed. */
export function evidenceCases(): Record<string, Refused> {
  const files: Record<string, readonly [expect: string, bytes: Uint8Array]> = {
    empty: ['evidence-digest-mismatch', new Uint8Array()],
    'shorter-than-a-digest': ['evidence-digest-mismatch', FILE.subarray(0, 31)],
    'first-byte-changed': ['evidence-digest-mismatch', changed(FILE, 0)],
    'last-byte-changed': ['evidence-digest-mismatch', changed(FILE, FILE.length - 1)],
    truncated: ['evidence-digest-mismatch', FILE.subarray(0, -1)],
    'with-a-byte-more': ['evidence-digest-mismatch', concatBytes(FILE, Uint8Array.of(0))],
    'nothing-closed': ['evidence-invalid', closed(new Uint8Array())],
    'map-keys-out-of-order': ['evidence-invalid', closed(reversedMap())],
    'length-not-shortest': ['evidence-invalid', closed(longerLength())],
    'trailing-item': ['evidence-invalid', closed(concatBytes(CONTENT, Uint8Array.of(0)))],
    'not-a-map': ['evidence-invalid', closed(encodeCbor([1]))],
    'other-version': ['evidence-invalid', withField('v', 2)],
    'unknown-member': ['evidence-invalid', withField('note', 'x')],
    'checkpoint-as-bytes': ['evidence-invalid', withField('checkpoint', encodeUtf8('x'))],
    'node-key-of-another-length': ['evidence-invalid', withField('node', new Uint8Array(31))],
    'statements-as-a-list': ['evidence-invalid', withField('statements', [])],
    'record-without-proof': ['evidence-invalid', withField('records', [new Map([['index', 0]])])],
    'submission-as-text': ['evidence-invalid', withField('submission', 'x')],
    'records-as-a-map': ['evidence-invalid', withField('records', new Map())],
    'negative-index': ['evidence-invalid', withField('records', [record({ index: -1 })])],
    'proof-of-short-hashes': [
      'evidence-invalid',
      withField('records', [record({ proof: [new Uint8Array(31)] })]),
    ],
  }
  return Object.fromEntries(
    Object.entries(files).map(([name, [expect, bytes]]) => [
      `evidence/${name}`,
      { format: 'evidence', expect, bytes: encodeBase64url(bytes) },
    ]),
  )
}

function closed(content: Uint8Array): Uint8Array {
  return concatBytes(content, sha256(content))
}

function changed(bytes: Uint8Array, index: number): Uint8Array {
  return bytes.map((byte, i) => (i === index ? byte ^ 1 : byte))
}

function fields(): CborMap {
  return parseCbor(CONTENT) as CborMap
}

function withField(name: string, value: CborValue): Uint8Array {
  return closed(encodeCbor(new Map([...fields(), [name, value]])))
}

function record(change: Readonly<Record<string, CborValue>>): CborMap {
  const whole = { index: 0, leaf: new Uint8Array(1), body: null, nonce: null, proof: [] }
  return new Map<string, CborValue>(Object.entries({ ...whole, ...change }))
}

/** The same map with its members in reverse: valid CBOR, but not what writing gives. */
function reversedMap(): Uint8Array {
  const members = [...fields()].toReversed()
  const items = members.flatMap(([name, value]) => [encodeCbor(name), encodeCbor(value)])
  return concatBytes(CONTENT.subarray(0, 1), ...items)
}

/** The same map with its number of members in a byte of its own. */
function longerLength(): Uint8Array {
  const [head, ...rest] = CONTENT
  return Uint8Array.of(0xb8, head! & 0x1f, ...rest)
}
