import { aboutManifest } from '../audit/record-about.ts'
import type { RecordAbout } from '../audit/record-about.ts'
import { parseDecision } from '../policy/encode-decision.ts'
import { headOf } from '../protocol/head.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { Purpose } from '../protocol/vocabulary.ts'
import type { StoredDisclosure } from '../storage/disclosure.ts'

/** What the record of a reading says of the disclosure and of the function that reads it. */
export interface AboutReading extends RecordAbout {
  readonly function: string
  /** What it was disclosed for: who reads must keep to that, and says another purpose only when opening it. */
  readonly purpose: Purpose
  readonly disclosure: Uuid
  readonly manifest: Digest
}

/** What a member reads of a disclosure in this function: the parts that are sealed to it. */
export function aboutReading(found: StoredDisclosure, reader: string): AboutReading {
  const { payload, digest: manifest } = parseStatementUnsafe('manifest', found.manifest)
  const { head } = headOf(payload)
  const { bytes, digest: decision } = found.decision
  const { policySet } = parseDecision(bytes)
  return {
    ...aboutManifest(payload, head, reader),
    function: reader,
    purpose: head.purpose,
    disclosure: found.id,
    manifest,
    policySet,
    decision,
  }
}
