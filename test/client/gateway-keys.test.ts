import t from 'tap'
import { readGatewayKeys, verifyGatewayKeys } from '../../src/client/gateway-keys.ts'
import { encodeSigningJwk, generateSigningKey } from '../../src/protocol/signing-key.ts'
import { VERIFIER_KEY } from '../fixtures/memory-log.ts'

const key = generateSigningKey()
const node = { ...encodeSigningJwk(key) }
const KEYS = { node: key.kid, log: VERIFIER_KEY }

t.test('reads the keys that a gateway says it has', async (t) => {
  t.same(readGatewayKeys({ node, log: VERIFIER_KEY }), KEYS)
})

t.test('refuses what are no keys', async (t) => {
  const small = { ...node, x: 'A'.repeat(43) }
  for (const said of [
    {},
    { node: null, log: VERIFIER_KEY },
    { node, log: 'sluss.example/log' },
    { node: small, log: VERIFIER_KEY },
  ]) {
    t.throws(() => readGatewayKeys(said), { name: 'ClientError', code: 'answer-invalid' })
  }
})

t.test('refuses another node key and another log key than the pinned ones', async (t) => {
  t.doesNotThrow(() => verifyGatewayKeys(KEYS, KEYS))
  t.doesNotThrow(() => verifyGatewayKeys(KEYS, {}))
  const other = generateSigningKey().kid
  t.throws(() => verifyGatewayKeys({ ...KEYS, node: other }, KEYS), { code: 'node-key-wrong' })
  const log = VERIFIER_KEY.replace('sluss', 'slyss')
  t.throws(() => verifyGatewayKeys({ ...KEYS, log }, KEYS), { code: 'log-key-wrong' })
})
