import fc from 'fast-check'
import t from 'tap'
import { concatBytes, equalBytes } from '../../src/protocol/bytes.ts'
import { encodeEvidence, parseEvidence } from '../../src/protocol/evidence-bundle.ts'
import { sha256 } from '../../src/protocol/sha256.ts'
import { EVIDENCE } from '../fixtures/evidence.ts'

const FILE = encodeEvidence(EVIDENCE)
const CONTENT = FILE.subarray(0, -32)

t.test('reads back what was written', async (t) => {
  t.strictSame(parseEvidence(FILE), EVIDENCE)
})

t.test('ends with the SHA-256 of everything before it', async (t) => {
  t.strictSame(FILE.subarray(-32), sha256(CONTENT))
})

t.test('refuses any single byte changed, anywhere in the file', async (t) => {
  const accepted = Array.from(FILE.keys()).filter(
    (index) => codeOf(altered(FILE, index, 1)) === undefined,
  )
  t.strictSame(accepted, [])
})

t.test('refuses any other change of a byte by the same code', async () => {
  fc.assert(
    fc.property(fc.nat(FILE.length - 1), fc.integer({ min: 1, max: 255 }), (index, mask) => {
      return codeOf(altered(FILE, index, mask)) === 'evidence-digest-mismatch'
    }),
  )
})

t.test(
  'a changed byte under a recomputed digest is refused, or read as exactly what it says',
  async () => {
    fc.assert(
      fc.property(fc.nat(CONTENT.length - 1), fc.integer({ min: 1, max: 255 }), (index, mask) => {
        const content = altered(CONTENT, index, mask)
        const file = concatBytes(content, sha256(content))
        const code = codeOf(file)
        if (code !== undefined) return code === 'evidence-invalid'
        return equalBytes(encodeEvidence(parseEvidence(file)), file)
      }),
      { numRuns: 500 },
    )
  },
)

function altered(bytes: Uint8Array, index: number, mask: number): Uint8Array {
  return bytes.map((byte, i) => (i === index ? byte ^ mask : byte))
}

function codeOf(file: Uint8Array): unknown {
  try {
    parseEvidence(file)
    return undefined
  } catch (error) {
    return (error as { code?: unknown }).code
  }
}
