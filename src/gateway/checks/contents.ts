import { verifySealedTo } from '../../protocol/agency-function.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import { agencyOf } from '../../protocol/function-id.ts'
import { verifyKeyringBytes } from '../../protocol/keyring.ts'
import { verifyPartCiphertext } from '../../protocol/part.ts'
import type { Manifest } from '../../protocol/statements/manifest.ts'
import type { Submission } from '../../protocol/submission.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { isPlaintext } from '../plaintext.ts'

/**
 * What was sent is exactly what was signed: the same parts and keyrings, each with its size and digest, sealed, and each
 * keyring to the current key of its function at `now` (ms).
 *
 * Throws `part-missing`, `part-surplus`, `plaintext-refused`, `part-size-mismatch`, `part-digest-mismatch`,
 * `keyring-missing`, `keyring-surplus`, `keyring-digest-mismatch`, `keyring-wrong-reader`, `key-retired`,
 * `function-key-expired` and `receiver-unknown`.
 */
export function checkContents(
  gate: Pick<Gate, 'directory'>,
  manifest: Manifest,
  submission: Submission,
  now: number,
): void {
  checkParts(manifest, submission)
  checkKeyrings(gate, manifest, submission, now)
}

function checkParts({ parts }: Manifest, { parts: sent }: Submission): void {
  for (const part of parts) {
    const bytes = sent.get(part.id)
    if (bytes === undefined)
      throw new GatewayError('part-missing', 'a signed part was not sent', { where: part.id })
    if (isPlaintext(bytes))
      throw new GatewayError('plaintext-refused', 'a part is not sealed', { where: part.id })
    verifyPartCiphertext(bytes, part)
  }
  // Each signed part was found, so that only the number can differ.
  if (sent.size !== parts.length)
    throw new GatewayError('part-surplus', 'a part was sent that is not signed')
}

function checkKeyrings(
  { directory }: Pick<Gate, 'directory'>,
  { keyrings }: Manifest,
  { keyrings: sent }: Submission,
  now: number,
): void {
  for (const keyring of keyrings) {
    const { function: reader, kid, digest } = keyring
    const bytes = sent.get(reader)
    if (bytes === undefined)
      throw new GatewayError('keyring-missing', 'a signed keyring was not sent', { where: reader })
    verifyKeyringBytes(bytes, digest)
    verifyReader(() => verifySealedTo(directory.load(agencyOf(reader)), reader, kid, now), reader)
  }
  if (sent.size !== keyrings.length)
    throw new GatewayError('keyring-surplus', 'a keyring was sent that is not signed')
}

/** A key that never was the function's makes the keyring one for a wrong reader. */
function verifyReader(verify: () => unknown, reader: string): void {
  try {
    verify()
  } catch (cause) {
    if (cause instanceof ProtocolError && cause.code === 'kid-unknown')
      throw new GatewayError('keyring-wrong-reader', 'a keyring is sealed to another key', {
        cause,
        where: reader,
      })
    throw cause
  }
}
