import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import fc from 'fast-check'
import { CompactSign, compactVerify, generalVerify, importJWK } from 'jose'
import t from 'tap'
import { encodeBase64url } from '../../src/protocol/base64url.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { encodeGeneralJws } from '../../src/protocol/general-jws.ts'
import { parseJwsUnsafe, signJws, verifyJws } from '../../src/protocol/jws.ts'
import { verifySignaturesWith } from '../../src/protocol/statement.ts'
import {
  encodeSigningJwk,
  generateSigningKey,
  isValidSignature,
  parseSigningJwk,
  sign as signOurs,
} from '../../src/protocol/signing-key.ts'
import type { SigningKey, VerifySignature } from '../../src/protocol/signing-key.ts'

const TYP = 'sluss-example+jws'
const key = generateSigningKey()
const payload = encodeUtf8('{"v":1}')

/** The verifier that the gateway injects, as short as it can be. */
const verifyWithNode: VerifySignature = (signature, message, { publicKey }) => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(publicKey) }
  return verify(null, message, createPublicKey({ key: jwk, format: 'jwk' }), signature)
}

t.test('node:crypto verifies what we sign', async () => {
  fc.assert(
    fc.property(
      fc.uint8Array(),
      (message) => verifyWithNode(signOurs(message, key), message, key) === true,
    ),
  )
})

t.test('we verify what node:crypto signs', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const ours = parseSigningJwk(publicKey.export({ format: 'jwk' }))
  fc.assert(
    fc.property(fc.uint8Array(), (message) =>
      isValidSignature(sign(null, message, privateKey), message, ours),
    ),
  )
})

t.test('from one seed, node:crypto and we make the same signature', async (t) => {
  t.same(signOurs(payload, key), new Uint8Array(sign(null, payload, privateKeyOf(key))))
})

t.test('a JWS verifies with node:crypto injected, an altered one does not', async (t) => {
  const parsed = parseJwsUnsafe(signJws(TYP, payload, key))
  await t.resolves(verifySignaturesWith(verifyWithNode, { signatures: [parsed] }, [key]))
  const altered = { ...parsed, signingInput: encodeUtf8('altered') }
  await t.rejects(verifySignaturesWith(verifyWithNode, { signatures: [altered] }, [key]), {
    code: 'jws-signature-invalid',
  })
})

t.test('jose verifies our compact JWS and reads the same header', async (t) => {
  const theirs = await importJWK({ ...encodeSigningJwk(key) }, 'Ed25519')
  const result = await compactVerify(signJws(TYP, payload, key), theirs, {
    algorithms: ['Ed25519'],
  })
  t.same(result.payload, payload)
  t.same(result.protectedHeader, { alg: 'Ed25519', kid: key.kid, typ: TYP })
})

t.test('we verify the JWS that jose signs with our header', async (t) => {
  const text = await new CompactSign(payload)
    .setProtectedHeader({ alg: 'Ed25519', kid: key.kid, typ: TYP })
    .sign(privateKeyOf(key))
  t.equal(text, signJws(TYP, payload, key))
  t.same(verifyJws(text, TYP, key).payload, payload)
})

t.test('jose verifies our general JWS under each of its keys', async (t) => {
  const keys = [key, generateSigningKey()]
  const general: unknown = JSON.parse(encodeGeneralJws(TYP, payload, keys))
  for (const one of keys) {
    const theirs = await importJWK({ ...encodeSigningJwk(one) }, 'Ed25519')
    const result = await generalVerify(general as Parameters<typeof generalVerify>[0], theirs)
    t.same(result.payload, payload)
  }
})

t.test('what jose accepts in other spellings of one JWS, we refuse', async (t) => {
  const text = signJws(TYP, payload, key)
  const theirs = await importJWK({ ...encodeSigningJwk(key) }, 'Ed25519')
  for (const spelling of [`${text}==`, `${text}\n`]) {
    await t.resolves(compactVerify(spelling, theirs))
    t.throws(() => verifyJws(spelling, TYP, key), { code: 'jws-not-canonical' })
  }
})

function privateKeyOf({ seed, publicKey }: SigningKey) {
  const jwk = {
    kty: 'OKP',
    crv: 'Ed25519',
    x: encodeBase64url(publicKey),
    d: encodeBase64url(seed),
  }
  return createPrivateKey({ key: jwk, format: 'jwk' })
}
