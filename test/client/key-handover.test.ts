import t from 'tap'
import { openFunctionKey, sealFunctionKey } from '../../src/client/key-handover.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { signJws } from '../../src/protocol/jws.ts'
import {
  receivingKeyOf,
  signReceivingKey,
  verifyReceivingKey,
} from '../../src/protocol/receiving-key.ts'
import {
  encodeSealingJwk,
  generateSealingKey,
  sealingKeyFromSeed,
} from '../../src/protocol/sealing-key.ts'
import { generateSigningKey } from '../../src/protocol/signing-key.ts'

const signing = generateSigningKey()
const receiving = receivingKeyOf(signing)
const TO = { function: 'polisen-sydlanda/utredning', member: 'klas-id' }
const KEY = generateSealingKey()
const HANDOVER = sealFunctionKey(KEY, TO, receiving)
const INVALID = { name: 'ClientError', code: 'handover-invalid' }

t.test(
  'the same signing key gives the same receiving key, and another gives another',
  async (t) => {
    t.equal(receivingKeyOf(signing).kid, receiving.kid)
    t.not(receivingKeyOf(generateSigningKey()).kid, receiving.kid)
    t.not(sealingKeyFromSeed(signing.seed).kid, receiving.kid, 'it is not the signing seed itself')
  },
)

t.test('a receiving key is believed from its member only', async (t) => {
  const text = signReceivingKey(signing)
  t.equal(verifyReceivingKey(text, signing).kid, receiving.kid)
  t.throws(() => verifyReceivingKey(text, generateSigningKey()), { code: 'jws-kid-mismatch' })
  const forged = encodeUtf8(JSON.stringify(encodeSealingJwk(generateSealingKey())))
  const other = signJws('sluss-manifest+jws', forged, signing)
  t.throws(() => verifyReceivingKey(other, signing), { code: 'jws-typ-wrong' })
})

t.test('the member it is sealed to opens it', async (t) => {
  const { function: id, key } = openFunctionKey(HANDOVER, TO.member, receiving)
  t.equal(id, TO.function)
  t.same(key, KEY)
})

t.test('refuses a hand-over for another member, function or key, or altered', async (t) => {
  t.throws(() => openFunctionKey(HANDOVER, 'ylva-id', receiving), INVALID)
  const stranger = receivingKeyOf(generateSigningKey())
  t.throws(() => openFunctionKey(HANDOVER, TO.member, stranger), INVALID)
  const moved = HANDOVER.replace('utredning', 'trafik')
  t.throws(() => openFunctionKey(moved, TO.member, receiving), INVALID)
  const renamed = HANDOVER.replace(KEY.kid, generateSealingKey().kid)
  t.throws(() => openFunctionKey(renamed, TO.member, receiving), INVALID)
  for (const text of ['', '{}', '[]', HANDOVER.slice(0, -40)])
    t.throws(() => openFunctionKey(text, TO.member, receiving), INVALID)
})
