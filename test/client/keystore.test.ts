import t from 'tap'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { openKeyFile, sealKeyFile } from '../../src/client/keystore.ts'
import type { KeyFileBinding } from '../../src/client/keystore.ts'
import { GREATEST_COST, LEAST_COST } from '../../src/client/stretch-passphrase.ts'
import vectors from '../vectors/client/key-file.json' with { type: 'json' }

const BINDING: KeyFileBinding = { purpose: 'custodian', owner: 'polisen-sydlanda/custodian-1' }
const PASSPHRASE = 'ren häst batteri häftklammer'
const SECRET = encodeUtf8('hemligt')
/** Argon2id is dear on purpose, so one file serves all tests. */
const FILE = sealKeyFile(BINDING, SECRET, PASSPHRASE)

const open =
  (text: string, binding = BINDING, passphrase = PASSPHRASE) =>
  () =>
    openKeyFile(binding, text, passphrase)

/** The file with one member changed, written as the encoder writes. */
function altered(change: (file: typeof vectors.file) => unknown): string {
  const file = JSON.parse(FILE) as typeof vectors.file
  change(file)
  return `${JSON.stringify(file, null, 2)}\n`
}

t.test('a key file opens with its passphrase, purpose and owner', async (t) => {
  t.same(open(FILE)(), SECRET)
})

t.test('a key file made by an earlier version still opens', async (t) => {
  const text = `${JSON.stringify(vectors.file, null, 2)}\n`
  t.same(
    open(text, vectors.binding as KeyFileBinding, vectors.passphrase)(),
    encodeUtf8(vectors.secret),
  )
})

t.test('a passphrase typed on a system that decomposes å ä ö is the same passphrase', async (t) => {
  t.not(PASSPHRASE.normalize('NFD'), PASSPHRASE)
  t.same(open(FILE, BINDING, PASSPHRASE.normalize('NFD'))(), SECRET)
})

t.test('the secret does not stand in the file', async (t) => {
  t.notMatch(FILE, /hemligt|aGVtbGlndA/)
  t.not(FILE, sealKeyFile(BINDING, SECRET, PASSPHRASE), 'salt and nonce are fresh')
})

t.test('refuses a wrong passphrase', async (t) => {
  t.throws(open(FILE, BINDING, `${PASSPHRASE} `), { code: 'key-file-open-failed' })
})

t.test('refuses a file of another owner or purpose, before any work', async (t) => {
  const owner = 'polisen-sydlanda/custodian-2'
  t.throws(open(FILE, { ...BINDING, owner }), { code: 'key-file-of-another' })
  t.throws(open(FILE, { ...BINDING, purpose: 'member' }), { code: 'key-file-of-another' })
})

t.test('refuses a file whose owner was rewritten', async (t) => {
  const owner = 'polisen-sydlanda/custodian-2'
  const text = altered((file) => (file.owner = owner))
  t.throws(open(text, { ...BINDING, owner }), { code: 'key-file-open-failed' })
})

t.test('refuses a file with altered salt, nonce, cost or ciphertext', async (t) => {
  const flip = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1)
  const changes: Record<string, (file: typeof vectors.file) => unknown> = {
    salt: (file) => (file.kdf.salt = flip(file.kdf.salt)),
    nonce: (file) => (file.nonce = flip(file.nonce)),
    passes: (file) => (file.kdf.passes += 1),
    ciphertext: (file) => (file.ciphertext = flip(file.ciphertext)),
  }
  for (const [what, change] of Object.entries(changes)) {
    t.throws(open(altered(change)), { code: 'key-file-open-failed' }, what)
  }
})

t.test(
  'refuses parameters under the lower bound, though file and passphrase be right',
  async (t) => {
    t.throws(open(altered((file) => (file.kdf.passes = 2))), { code: 'key-file-too-weak' })
    t.throws(open(altered((file) => (file.kdf.memoryBytes -= 1024))), { code: 'key-file-too-weak' })
    const weak = { ...LEAST_COST, memoryBytes: 64 * 1024 * 1024 }
    t.throws(() => sealKeyFile(BINDING, SECRET, PASSPHRASE, weak), { code: 'key-file-too-weak' })
  },
)

t.test('refuses parameters that would exhaust the machine', async (t) => {
  const memoryBytes = GREATEST_COST.memoryBytes + 1024
  t.throws(open(altered((file) => (file.kdf.memoryBytes = memoryBytes))), {
    code: 'key-file-too-costly',
  })
})

t.test('refuses what is not written as a key file', async (t) => {
  const texts: Record<string, string> = {
    empty: '',
    'not JSON': 'nyckel',
    'an array': '[]',
    null: 'null',
    'white space added': `${FILE}\n`,
    'one line': JSON.stringify(JSON.parse(FILE)),
    'a member repeated': FILE.replace('{', '{\n  "purpose": "custodian",'),
    'another function': FILE.replace('argon2id13', 'argon2i13'),
    'an unknown member': altered((file) => Object.assign(file, { note: 'x' })),
    'a salt of the wrong length': altered((file) => (file.kdf.salt = file.kdf.salt.slice(4))),
    'base64 that is not canonical': altered((file) => (file.ciphertext += '=')),
  }
  for (const [why, text] of Object.entries(texts)) {
    t.throws(open(text), { name: 'ClientError', code: 'key-file-invalid' }, why)
  }
})

t.test('refuses to seal under a short passphrase', async (t) => {
  t.throws(() => sealKeyFile(BINDING, SECRET, 'elva tecken'), { code: 'passphrase-too-short' })
})
