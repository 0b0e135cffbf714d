import t from 'tap'
import { signingKeyFromSeed } from '../../../src/protocol/signing-key.ts'
import {
  encodeCheckpoint,
  parseCheckpoint,
  parseCheckpointUnsafe,
  signCheckpoint,
  verifyCheckpoint,
} from '../../../src/protocol/tlog/checkpoint.ts'
import { buildNoteSigner, signNote } from '../../../src/protocol/tlog/note.ts'

/** The text in c2sp.org/tlog-checkpoint. */
const EXAMPLE =
  'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
const KEY = signingKeyFromSeed(new Uint8Array(32).fill(7))
const LOG = buildNoteSigner('example.com/behind-the-sofa', KEY)

t.test('the published example is read and written back', async (t) => {
  const checkpoint = parseCheckpoint(EXAMPLE)
  t.match(checkpoint, { origin: 'example.com/behind-the-sofa', size: 20_852_163 })
  t.equal(encodeCheckpoint(checkpoint), EXAMPLE)
})

t.test('a signed checkpoint verifies', async (t) => {
  const note = signCheckpoint(parseCheckpoint(EXAMPLE), LOG)
  t.same(verifyCheckpoint(note, LOG), parseCheckpoint(EXAMPLE))
  t.same(parseCheckpointUnsafe(note), parseCheckpoint(EXAMPLE))
})

t.test('a checkpoint of another log under the same key is refused', async (t) => {
  const note = signNote(EXAMPLE.replace('sofa', 'bed'), LOG)
  t.throws(() => verifyCheckpoint(note, LOG), { code: 'checkpoint-origin-wrong' })
})

const REFUSED: Record<string, string> = {
  'without an origin': EXAMPLE.replace(/^.*/, ''),
  'with an extension line': `${EXAMPLE}extension\n`,
  'without its last line feed': EXAMPLE.slice(0, -1),
  'with a leading zero': EXAMPLE.replace('\n2', '\n02'),
  'with a sign': EXAMPLE.replace('\n2', '\n+2'),
  'with a hexadecimal size': EXAMPLE.replace('20852163', '0x10'),
  'with an empty size': EXAMPLE.replace('20852163', ''),
  'with a size above 2^53': EXAMPLE.replace('20852163', '9007199254740993'),
  'with a short root': EXAMPLE.replace('CsUYapGG', 'CsUY'),
  'with a root in base64url': EXAMPLE.replace('/Xajj', '_Xajj'),
}
for (const [why, text] of Object.entries(REFUSED)) {
  t.test(`parse refuses a checkpoint ${why}`, async (t) => {
    t.throws(() => parseCheckpoint(text), { code: 'checkpoint-invalid' })
  })
}
