import t from 'tap'
import { parseBase64url } from '../../src/protocol/base64url.ts'
import { parseCaseReference } from '../../src/protocol/case-reference.ts'
import { parseGeneralJwsUnsafe } from '../../src/protocol/general-jws.ts'
import { parseJson } from '../../src/protocol/json.ts'
import { verifyJws } from '../../src/protocol/jws.ts'
import { openKeyring } from '../../src/protocol/keyring.ts'
import { openPart } from '../../src/protocol/part.ts'
import { parseSealingJwk, sealingKeyFromSeed } from '../../src/protocol/sealing-key.ts'
import { parseDigest } from '../../src/protocol/sha256.ts'
import { parseSigningJwk } from '../../src/protocol/signing-key.ts'
import { parseSubmission } from '../../src/protocol/submission.ts'
import { parseTime } from '../../src/protocol/time.ts'
import { parseUuid } from '../../src/protocol/uuid.ts'
import { parseHex } from '../vectors/protocol/hex.ts'
import vectors from '../vectors/protocol/refused/index.json' with { type: 'json' }

/** A vector with every field that any format may have; each reader takes its own. */
interface Vector {
  readonly format: string
  readonly expect: string
  readonly text: string
  readonly bytes: string
  readonly jwk: unknown
  readonly typ: string
  readonly headDigest: string
  readonly partId: string
  readonly digest: string
  readonly size: number
  readonly commitment: string
  readonly key: string
  readonly ciphertext: string
  readonly seed: string
}

/** How each format is read. */
const READERS: Readonly<Record<string, (vector: Vector) => unknown>> = {
  base64url: ({ text }) => parseBase64url(text),
  json: ({ bytes }) => parseJson(parseHex(bytes)),
  uuid: ({ text }) => parseUuid(text),
  time: ({ text }) => parseTime(text),
  digest: ({ text }) => parseDigest(text),
  'case-reference': ({ text }) => parseCaseReference(text),
  'signing-key': ({ jwk }) => parseSigningJwk(jwk),
  'sealing-key': ({ jwk }) => parseSealingJwk(jwk),
  jws: ({ text, typ, jwk }) => verifyJws(text, typ, parseSigningJwk(jwk)),
  'general-jws': ({ text }) => parseGeneralJwsUnsafe(text),
  part: ({ key, ciphertext, ...part }) =>
    openPart({ ...part, key: parseBase64url(key), ciphertext: parseBase64url(ciphertext) }),
  keyring: ({ headDigest, digest, bytes, seed }) =>
    openKeyring({
      headDigest,
      digest,
      bytes: parseBase64url(bytes),
      reader: sealingKeyFromSeed(parseBase64url(seed)),
    }),
  submission: ({ bytes }) => parseSubmission(parseHex(bytes)),
}

for (const [name, vector] of Object.entries(vectors as unknown as Record<string, Vector>)) {
  t.test(`refuses ${name.replaceAll('-', ' ')}`, async (t) => {
    const read = READERS[vector.format]!
    t.throws(() => read(vector), { name: 'ProtocolError', code: vector.expect })
  })
}
