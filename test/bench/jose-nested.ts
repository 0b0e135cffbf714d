import { CompactSign, GeneralEncrypt, compactVerify, generalDecrypt, generateKeyPair } from 'jose'
import type { GeneralJWE } from 'jose'

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>

/** An author and two readers with imported keys. */
export interface JoseParties {
  readonly author: KeyPair
  readonly readers: readonly KeyPair[]
}

/** Makes fresh keys. */
export async function newJoseParties(): Promise<JoseParties> {
  const reader = () => generateKeyPair('ECDH-ES+A256KW', { crv: 'X25519' })
  return {
    author: await generateKeyPair('Ed25519'),
    readers: [await reader(), await reader()],
  }
}

/** Signs (RFC 7515), then encrypts to every reader (RFC 7516 §7.2.1); the answer is what would travel. */
export async function sealNested(plaintext: Uint8Array, parties: JoseParties): Promise<string> {
  const jws = await new CompactSign(plaintext)
    .setProtectedHeader({ alg: 'Ed25519', typ: 'bench+jws' })
    .sign(parties.author.privateKey)
  const encrypt = new GeneralEncrypt(new TextEncoder().encode(jws)).setProtectedHeader({
    enc: 'A256GCM',
    cty: 'JWT',
  })
  for (const { publicKey } of parties.readers) {
    encrypt.addRecipient(publicKey).setUnprotectedHeader({ alg: 'ECDH-ES+A256KW' })
  }
  return JSON.stringify(await encrypt.encrypt())
}

/** Decrypts as the second reader, then verifies the author's signature. */
export async function openNested(text: string, parties: JoseParties): Promise<Uint8Array> {
  const { ciphertext, tag, iv, recipients, ...rest } = JSON.parse(text) as GeneralJWE
  // A reader finds its own recipient by `kid`; so does ours. Trying each in turn would cost it a failed decryption.
  const own = { ...rest, ciphertext, tag, iv, recipients: [recipients[1]!] } as GeneralJWE
  const { plaintext } = await generalDecrypt(own, parties.readers[1]!.privateKey)
  const { payload } = await compactVerify(plaintext, parties.author.publicKey, {
    algorithms: ['Ed25519'],
  })
  return payload
}
