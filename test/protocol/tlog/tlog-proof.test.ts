import t from 'tap'
import { encodeUtf8 } from '../../../src/protocol/bytes.ts'
import { signingKeyFromSeed } from '../../../src/protocol/signing-key.ts'
import { signCheckpoint } from '../../../src/protocol/tlog/checkpoint.ts'
import { leafHash, nodeHash } from '../../../src/protocol/tlog/merkle.ts'
import { buildNoteSigner } from '../../../src/protocol/tlog/note.ts'
import {
  encodeTlogProof,
  parseTlogProof,
  verifyTlogProof,
} from '../../../src/protocol/tlog/tlog-proof.ts'

const LOG = buildNoteSigner('gateway.example', signingKeyFromSeed(new Uint8Array(32).fill(7)))
const [A, B] = [leafHash(encodeUtf8('a')), leafHash(encodeUtf8('b'))]
const PROOF = {
  index: 0,
  proof: [B],
  checkpoint: signCheckpoint({ size: 2, root: nodeHash(A, B) }, LOG),
}
const TEXT = encodeTlogProof(PROOF)

t.test('a proof is read back as it was written, and proves its leaf', async (t) => {
  t.match(TEXT, /^c2sp\.org\/tlog-proof@v1\nindex 0\n[\w+/]{43}=\n\ngateway\.example\n2\n/)
  t.same(parseTlogProof(TEXT), PROOF)
  t.match(verifyTlogProof(A, parseTlogProof(TEXT), LOG), { size: 2 })
})

t.test('a proof of one leaf is not one of another', async (t) => {
  t.throws(() => verifyTlogProof(B, PROOF, LOG), { code: 'inclusion-proof-invalid' })
  t.throws(() => verifyTlogProof(A, { ...PROOF, index: 1 }, LOG), {
    code: 'inclusion-proof-invalid',
  })
})

t.test('any changed byte of a proof is refused', async (t) => {
  const accepted = Array.from(TEXT, (letter, i) => {
    const altered = TEXT.slice(0, i) + (letter === 'x' ? 'y' : 'x') + TEXT.slice(i + 1)
    try {
      verifyTlogProof(A, parseTlogProof(altered), LOG)
      return i
    } catch {
      return -1
    }
  })
  t.same(new Set(accepted), new Set([-1]))
})

const REFUSED: Record<string, string> = {
  'of another version': TEXT.replace('@v1', '@v2'),
  'with extra data': TEXT.replace('index', 'extra YQ==\nindex'),
  'without an index': TEXT.replace('index 0\n', ''),
  'with a padded index': TEXT.replace('index 0', 'index 00'),
  'with a short hash': TEXT.replace(/\n[\w+/]{43}=\n\n/, '\nAAAA\n\n'),
  'with a path higher than any tree': TEXT.replace(
    /\n([\w+/]{43}=)\n\n/,
    (_, hash: string) => `\n${`${hash}\n`.repeat(54)}\n`,
  ),
  'without a checkpoint': TEXT.split('\n\n')[0]!,
}
for (const [why, text] of Object.entries(REFUSED)) {
  t.test(`parse refuses a proof ${why}`, async (t) => {
    t.throws(() => parseTlogProof(text), { code: 'tlog-proof-invalid' })
  })
}
