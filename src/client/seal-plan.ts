import { currentFunctionKey } from '../protocol/agency-function.ts'
import { encodeHead } from '../protocol/head.ts'
import { sealKeyring } from '../protocol/keyring.ts'
import { agencyOf } from '../protocol/function-id.ts'
import { buildManifest } from '../protocol/manifest.ts'
import { sealPart } from '../protocol/part.ts'
import type { SealedPart } from '../protocol/part.ts'
import { digestOf } from '../protocol/sha256.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { SigningKey } from '../protocol/signing-key.ts'
import { parseStatementUnsafe, signStatement } from '../protocol/statement.ts'
import type { Statement } from '../protocol/statement.ts'
import { encodeSubmission } from '../protocol/submission.ts'
import type { Submission } from '../protocol/submission.ts'
import { loadAgency } from './directory.ts'
import type { Directory } from './directory.ts'
import type { Plan } from './plan.ts'

/** A disclosure that is ready to send. */
export interface SealedDisclosure {
  readonly manifest: Statement<'manifest'>
  readonly submission: Uint8Array
  /** The reading keys that it was sealed to, by function: what a person compares with the receiver's own. */
  readonly sealedTo: ReadonlyMap<string, string>
}

/**
 * Seals each part under a key of its own, the keys to each reading function, and signs the manifest.
 *
 * The functions' keys come from the verified directory and nowhere else.
 *
 * @throws ProtocolError `receiver-unknown`, `function-key-expired`; ClientError `agency-not-pinned`
 */
export function sealPlan(
  { head, parts }: Plan,
  directory: Directory,
  signingKey: SigningKey,
  now: number,
): SealedDisclosure {
  const headBytes = encodeHead(head)
  const headDigest = digestOf(headBytes)
  const sealed = parts.map((part) => ({
    ...part,
    ...sealPart({
      headDigest,
      partId: part.id,
      plaintext: part.plaintext,
      ...(part.opening === undefined ? {} : { opening: part.opening }),
    }),
  }))
  const keyrings = sealKeyrings(sealed, headDigest, directory, now)
  const text = signStatement(
    'manifest',
    buildManifest({
      head: headBytes,
      parts: sealed.map(({ id, subject, category, readers, digest, size, commitment }) => ({
        id,
        subject,
        category,
        readers,
        digest,
        size,
        commitment,
      })),
      keyrings: keyrings.map(({ function: id, kid, digest }) => ({ function: id, kid, digest })),
    }),
    signingKey,
  )
  const submission: Submission = {
    manifest: text,
    parts: new Map(sealed.map((part) => [part.id, part.ciphertext])),
    keyrings: new Map(keyrings.map((keyring) => [keyring.function, keyring.bytes])),
  }
  return {
    manifest: parseStatementUnsafe('manifest', text),
    submission: encodeSubmission(submission),
    sealedTo: new Map(keyrings.map(({ function: id, kid }) => [id, kid])),
  }
}

interface ReaderKeyring {
  readonly function: string
  readonly kid: string
  readonly digest: Digest
  readonly bytes: Uint8Array
}

function sealKeyrings(
  parts: readonly (SealedPart & { readonly id: string; readonly readers: readonly string[] })[],
  headDigest: Digest,
  directory: Directory,
  now: number,
): ReaderKeyring[] {
  const functions = new Set(parts.flatMap((part) => part.readers))
  return Array.from(functions, (id) => {
    const reader = currentFunctionKey(loadAgency(directory, agencyOf(id)), id, now)
    const readable = parts.filter((part) => part.readers.includes(id))
    const keys = new Map(readable.map((part) => [part.id, part.key]))
    return { function: id, kid: reader.kid, ...sealKeyring({ headDigest, reader, keys }) }
  })
}
