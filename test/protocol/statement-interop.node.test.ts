/** Our statements, read by a JOSE library that is not ours. */
import {
  calculateJwkThumbprint,
  compactVerify,
  decodeProtectedHeader,
  generalVerify,
  importJWK,
} from 'jose'
import type { GeneralJWS } from 'jose'
import t from 'tap'
import { encodePayload, signStatement } from '../../src/protocol/statement.ts'
import { encodeSigningJwk } from '../../src/protocol/signing-key.ts'
import { BOARD, POLICE } from '../fixtures/agency.ts'
import { HEAD, MANIFEST } from '../fixtures/disclosure.ts'

t.test('jose verifies a manifest under the key of its author', async (t) => {
  const text = signStatement('manifest', MANIFEST, POLICE.author.key)
  const key = await importJWK({ ...POLICE.author.payload.key }, 'Ed25519')
  const { payload, protectedHeader } = await compactVerify(text, key)
  t.strictSame(protectedHeader, {
    alg: 'Ed25519',
    kid: HEAD.from.kid,
    typ: 'sluss-manifest+jws',
  })
  t.strictSame(Uint8Array.from(payload), encodePayload('manifest', MANIFEST))
})

t.test('jose verifies a root under each custodian who signed, and no other', async (t) => {
  const jws = JSON.parse(POLICE.rootText) as GeneralJWS
  for (const custodian of POLICE.custodians.slice(0, 2)) {
    const key = await importJWK({ ...encodeSigningJwk(custodian) }, 'Ed25519')
    const { payload } = await generalVerify(jws, key)
    t.strictSame(Uint8Array.from(payload), encodePayload('root', POLICE.root))
  }
  const stranger = await importJWK({ ...encodeSigningJwk(BOARD.custodians[0]) }, 'Ed25519')
  await t.rejects(generalVerify(jws, stranger), { code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' })
})

t.test('jose gives the keys of a root the names that its signatures use', async (t) => {
  const jws = JSON.parse(POLICE.rootText) as { signatures: { protected: string }[] }
  const named = jws.signatures.map((signature) => decodeProtectedHeader(signature).kid)
  const custodians = POLICE.root.custodians.map((jwk) => calculateJwkThumbprint({ ...jwk }))
  t.strictSame([...named].sort(), (await Promise.all(custodians)).slice(0, 2).sort())
})
