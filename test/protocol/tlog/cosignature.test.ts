import t from 'tap'
import published from '../../vectors/protocol/published/cosignature.json' with { type: 'json' }
import { signingKeyFromSeed } from '../../../src/protocol/signing-key.ts'
import { encodeBase64, findBase64 } from '../../../src/protocol/tlog/base64.ts'
import { signCheckpoint } from '../../../src/protocol/tlog/checkpoint.ts'
import {
  buildCosigner,
  cosign,
  encodeCosignerKey,
  findCosignature,
  parseCosignerKey,
} from '../../../src/protocol/tlog/cosignature.ts'
import {
  addSignatures,
  buildNoteSigner,
  encodeVerifierKey,
  parseNoteUnsafe,
  verifyNote,
} from '../../../src/protocol/tlog/note.ts'

const NOTE = `${published.checkpoint.join('\n')}\n`

const LOG = buildNoteSigner(
  'sluss.example/log/2026',
  signingKeyFromSeed(new Uint8Array(32).fill(1)),
)
const WITNESS = buildCosigner('witness.example', signingKeyFromSeed(new Uint8Array(32).fill(2)))
const CHECKPOINT = signCheckpoint({ size: 7, root: new Uint8Array(32).fill(9) }, LOG)
const { text } = parseNoteUnsafe(CHECKPOINT)

t.test(
  'cosignatures of public witnesses verify, and their keys are written as published',
  async (t) => {
    for (const key of published.witnesses) {
      const witness = parseCosignerKey(key)
      t.equal(findCosignature(NOTE, witness)?.time, published.time, key)
      t.equal(encodeCosignerKey(witness), key)
    }
  },
)

t.test('any changed byte of what they cosigned is refused', async (t) => {
  const witness = parseCosignerKey(published.witnesses[2]!)
  const end = NOTE.indexOf('\n\n')
  for (let i = 0; i < end; i++) {
    const altered = `${NOTE.slice(0, i)}${NOTE[i] === '1' ? '2' : '1'}${NOTE.slice(i + 1)}`
    if (altered !== NOTE)
      t.throws(() => findCosignature(altered, witness), { code: 'cosignature-invalid' }, String(i))
  }
})

t.test(
  'a witness’s line under a checkpoint verifies and carries its time, beside the log’s own',
  async (t) => {
    const line = cosign(text, 1_679_315_147, WITNESS)
    const note = addSignatures(CHECKPOINT, [line])
    t.same(findCosignature(note, WITNESS), { time: 1_679_315_147, line })
    t.equal(verifyNote(note, LOG), text)
    t.equal(findCosignature(CHECKPOINT, WITNESS), undefined)
  },
)

t.test('of several cosignatures by one witness the newest counts', async (t) => {
  const note = addSignatures(CHECKPOINT, [cosign(text, 20, WITNESS), cosign(text, 10, WITNESS)])
  t.equal(findCosignature(note, WITNESS)?.time, 20)
})

t.test('a cosignature of another size, log or time is refused', async (t) => {
  const line = cosign(text, 10, WITNESS)
  const larger = signCheckpoint({ size: 8, root: new Uint8Array(32).fill(9) }, LOG)
  const other = signCheckpoint(
    { size: 7, root: new Uint8Array(32).fill(9) },
    { ...LOG, name: 'sluss.example/log/2027' },
  )
  for (const note of [larger, other])
    t.throws(() => findCosignature(note + line, WITNESS), { code: 'cosignature-invalid' })
  const bytes = findBase64(line.trim().split(' ')[2]!)!
  bytes[11]! ^= 1 // the last byte of the time
  const later = `— witness.example ${encodeBase64(bytes)}\n`
  t.throws(() => findCosignature(CHECKPOINT + later, WITNESS), { code: 'cosignature-invalid' })
})

t.test('a cosignature that is too short, or whose time no number holds, is refused', async (t) => {
  const bytes = findBase64(cosign(text, 10, WITNESS).trim().split(' ')[2]!)!
  const short = bytes.subarray(0, 12)
  const late = bytes.slice()
  late[4] = 0x7f
  for (const wrong of [short, late])
    t.throws(
      () => findCosignature(`${CHECKPOINT}— witness.example ${encodeBase64(wrong)}\n`, WITNESS),
      { code: 'cosignature-invalid' },
    )
})

t.test('a key of a log is none of a witness, nor the other way', async (t) => {
  t.throws(() => parseCosignerKey(encodeVerifierKey(LOG)), { code: 'verifier-key-invalid' })
  t.throws(() => verifyNote(CHECKPOINT + cosign(text, 1, WITNESS), WITNESS), {
    code: 'note-unsigned',
  })
  const asWitness = { ...LOG }
  t.equal(findCosignature(CHECKPOINT, asWitness), undefined, 'the log’s line is no cosignature')
})

t.test('a time before 1970 or with fractions cannot be stated', async (t) => {
  for (const time of [-1, 0.5, Number.NaN]) t.throws(() => cosign(text, time, WITNESS), TypeError)
})
