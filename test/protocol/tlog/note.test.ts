import t from 'tap'
import { signingKeyFromSeed } from '../../../src/protocol/signing-key.ts'
import {
  buildNoteSigner,
  encodeVerifierKey,
  parseNoteUnsafe,
  parseVerifierKey,
  signNote,
  verifyNote,
} from '../../../src/protocol/tlog/note.ts'

/** The example of the Go package golang.org/x/mod/sumdb/note, which c2sp.org/signed-note describes. */
const EXAMPLE = {
  verifier: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text:
    'If you think cryptography is the answer to your problem,\n' +
    "then you don't know what your problem is.\n",
  line: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
}
const NOTE = `${EXAMPLE.text}\n${EXAMPLE.line}`
const NEUMANN = parseVerifierKey(EXAMPLE.verifier)

const KEY = signingKeyFromSeed(new Uint8Array(32).fill(7))
const SIGNER = buildNoteSigner('gateway.example/audit/2026', KEY)

t.test('the published example verifies, and its key is written as published', async (t) => {
  t.equal(verifyNote(NOTE, NEUMANN), EXAMPLE.text)
  t.equal(encodeVerifierKey(NEUMANN), EXAMPLE.verifier)
})

t.test('any changed byte of a note is refused', async (t) => {
  const accepted: number[] = []
  for (let i = 0; i < NOTE.length; i++) {
    const altered = NOTE.slice(0, i) + (NOTE[i] === 'x' ? 'y' : 'x') + NOTE.slice(i + 1)
    try {
      verifyNote(altered, NEUMANN)
      accepted.push(i)
    } catch {
      // What is wanted.
    }
  }
  t.same(accepted, [])
})

t.test('what is signed is verified, whoever else has signed', async (t) => {
  const note = signNote('gateway.example\n1\n', SIGNER)
  t.equal(verifyNote(note, SIGNER), 'gateway.example\n1\n')
  t.equal(verifyNote(note + EXAMPLE.line, SIGNER), 'gateway.example\n1\n', 'others are ignored')
  t.equal(signNote('gateway.example\n1\n', SIGNER), note, 'the same bytes every time')
})

t.test('a note without a signature of the key is refused', async (t) => {
  t.throws(() => verifyNote(NOTE, SIGNER), { code: 'note-unsigned' })
  const stranger = buildNoteSigner(SIGNER.name, signingKeyFromSeed(new Uint8Array(32).fill(8)))
  t.throws(() => verifyNote(signNote('a\n', stranger), SIGNER), { code: 'note-unsigned' })
})

t.test('a note with one invalid signature of the key is refused', async (t) => {
  const other = signNote('other\n', SIGNER).split('\n\n')[1]!
  t.throws(() => verifyNote(`text\n\n${other}`, SIGNER), { code: 'note-signature-invalid' })
  const both = signNote('text\n', SIGNER) + other
  t.throws(() => verifyNote(both, SIGNER), { code: 'note-signature-invalid' })
})

const REFUSED: Record<string, string> = {
  'without a signature': EXAMPLE.text,
  'with an empty list of signatures': `${EXAMPLE.text}\n`,
  'without its last line feed': NOTE.slice(0, -1),
  'with a carriage return': NOTE.replace('\n', '\r\n'),
  'with a control character': NOTE.replace('I', '\u0007'),
  'with a hyphen for the dash': NOTE.replace('—', '-'),
  'with two spaces': NOTE.replace('— ', '—  '),
  'with base64url': NOTE.replace('x08go/', 'x08go_'),
  'without padding': NOTE.replace('nAM=', 'nAM'),
  'with unused bits set': NOTE.replace('nAM=', 'nAN='),
  'with a signature too short to name a key': `${EXAMPLE.text}\n— PeterNeumann x08g\n`,
  'with too many signatures': EXAMPLE.text + '\n' + EXAMPLE.line.repeat(65),
}
for (const [why, note] of Object.entries(REFUSED)) {
  t.test(`parse refuses a note ${why}`, async (t) => {
    t.throws(() => parseNoteUnsafe(note), { code: 'note-invalid' })
  })
}

const KEYS_REFUSED: Record<string, [string, string]> = {
  'with a wrong key id': [EXAMPLE.verifier.replace('c74f', 'c74e'), 'verifier-key-invalid'],
  'of another type': [EXAMPLE.verifier.replace('+ARpc', '+BBpc'), 'verifier-key-invalid'],
  'with a space in the name': [EXAMPLE.verifier.replace('rN', 'r N'), 'verifier-key-invalid'],
  'that is cut short': [EXAMPLE.verifier.slice(0, -4), 'verifier-key-invalid'],
  'of small order': ['a+00000000+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'key-small-order'],
}
for (const [why, [text, code]] of Object.entries(KEYS_REFUSED)) {
  t.test(`parse refuses a verifier key ${why}`, async (t) => {
    t.throws(() => parseVerifierKey(text), { code })
  })
}

t.test('a text that no note could carry is our own mistake', async (t) => {
  for (const text of ['', 'no line feed', 'bell\u0007\n'])
    t.throws(() => signNote(text, SIGNER), TypeError)
  t.throws(() => buildNoteSigner('two words', KEY), TypeError)
})
