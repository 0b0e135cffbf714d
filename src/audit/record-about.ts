import type { RecordPart } from '../protocol/record.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { Head } from '../protocol/statements/head.ts'
import type { ManifestPart } from '../protocol/statements/manifest.ts'

/** What a record of a read or a disclosure says of what was read or disclosed, beside who did it and when. */
export interface RecordAbout {
  readonly case: string
  readonly parts: readonly RecordPart[]
  /** Function ids. */
  readonly to: readonly string[]
  /** Rules invoked, each as `rule@version`. */
  readonly grounds: readonly string[]
  /** Under which it was decided. */
  readonly policySet: Digest
  readonly decision: Digest
}

/** What a manifest says of itself; with a reader, what concerns that function. */
export function aboutManifest(
  { parts }: { readonly parts: readonly Pick<ManifestPart, 'id' | 'category' | 'readers'>[] },
  head: Head,
  reader?: string,
): Omit<RecordAbout, 'policySet' | 'decision'> {
  const read = parts.filter(({ readers }) => reader === undefined || readers.includes(reader))
  return {
    case: head.case,
    parts: read.map(({ id, category }) => ({ id, category })),
    to: reader === undefined ? head.to : [reader],
    grounds: [...new Set(head.grounds.map(({ rule, version }) => `${rule}@${version}`))],
  }
}
