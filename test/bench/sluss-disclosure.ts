import { encodeBase64url, parseBase64url } from '../../src/protocol/base64url.ts'
import { newCaseReference } from '../../src/protocol/case-reference.ts'
import { encodeHead, headOf } from '../../src/protocol/head.ts'
import { openKeyring, sealKeyring } from '../../src/protocol/keyring.ts'
import { openPart, sealPart } from '../../src/protocol/part.ts'
import { generateSealingKey } from '../../src/protocol/sealing-key.ts'
import type { SealingKey } from '../../src/protocol/sealing-key.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { generateSigningKey } from '../../src/protocol/signing-key.ts'
import type { SigningKey } from '../../src/protocol/signing-key.ts'
import { signStatement, verifyStatement } from '../../src/protocol/statement.ts'
import { encodeSubmission, parseSubmission } from '../../src/protocol/submission.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { newUuid } from '../../src/protocol/uuid.ts'

const SENDER = 'polisen-sydlanda/utredning'
const READER = 'latsasby-socialnamnd/vinr-mottagning'

/** An author and two reading functions. */
export interface SlussParties {
  readonly author: SigningKey
  readonly readers: ReadonlyMap<string, SealingKey>
}

/** Makes fresh keys. */
export function newSlussParties(): SlussParties {
  return {
    author: generateSigningKey(),
    readers: new Map([
      [SENDER, generateSealingKey()],
      [READER, generateSealingKey()],
    ]),
  }
}

/** Seals parts to both readers and signs the manifest: the bytes that would travel. */
export function sealDisclosure(
  texts: readonly Uint8Array[],
  { author, readers }: SlussParties,
): Uint8Array {
  const head = encodeHead(sampleHead(author))
  const headDigest = digestOf(head)
  const sealed = new Map(
    texts.map((plaintext, i) => {
      const partId = `p${i + 1}`
      return [partId, sealPart({ headDigest, partId, plaintext })]
    }),
  )
  const keys = new Map(Array.from(sealed, ([id, { key }]) => [id, key]))
  const keyrings = Array.from(readers, ([id, reader]) => ({
    id,
    kid: reader.kid,
    ...sealKeyring({ headDigest, reader, keys }),
  }))
  const manifest = signStatement(
    'manifest',
    {
      v: 1,
      head: encodeBase64url(head),
      parts: Array.from(sealed, ([id, { digest, size, commitment }]) => ({
        id,
        subject: 's1',
        category: 'risk' as const,
        readers: [...readers.keys()],
        digest,
        size,
        commitment,
      })),
      keyrings: keyrings.map(({ id, kid, digest }) => ({ function: id, kid, digest })),
    },
    author,
  )
  return encodeSubmission({
    manifest,
    parts: new Map(Array.from(sealed, ([id, { ciphertext }]) => [id, ciphertext])),
    keyrings: new Map(keyrings.map(({ id, bytes }) => [id, bytes])),
  })
}

/** Verifies the manifest, opens the second reader's keyring and every part. */
export function openDisclosure(bytes: Uint8Array, { author, readers }: SlussParties): Uint8Array[] {
  const submission = parseSubmission(bytes)
  const { payload } = verifyStatement('manifest', submission.manifest, author)
  const { headDigest } = headOf(payload)
  const { digest } = payload.keyrings.find((keyring) => keyring.function === READER)!
  const keys = openKeyring({
    headDigest,
    reader: readers.get(READER)!,
    bytes: submission.keyrings.get(READER)!,
    digest,
  })
  return payload.parts.map((part) =>
    openPart({
      ...part,
      headDigest,
      partId: part.id,
      key: keys.get(part.id)!,
      ciphertext: submission.parts.get(part.id)!,
    }),
  )
}

function sampleHead(author: SigningKey): Parameters<typeof encodeHead>[0] {
  const now = Date.now()
  const digest = digestOf(parseBase64url(''))
  return {
    v: 1,
    id: newUuid(now),
    type: 'risk-assessment',
    typeVersion: 1,
    case: newCaseReference(),
    caseType: 'intimate-partner-violence',
    from: {
      agency: 'polisen-sydlanda',
      function: SENDER,
      member: newUuid(now),
      kid: author.kid,
      credential: digest,
    },
    to: [READER],
    createdAt: encodeTime(now),
    urgency: 'priority',
    purpose: 'victim-support',
    facts: {},
    subjects: [{ id: 's1', role: 'victim', protection: 'none' }],
    grounds: [{ subject: 's1', rule: 'osl-12-2', version: '2009-06-30', facts: { consent: true } }],
    harmTests: [],
    guard: { version: '1', hits: [], overrides: [] },
    policySet: digest,
  }
}
