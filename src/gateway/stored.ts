import type { Stored } from '../audit/write-item.ts'

/** A statement as it is written. */
export function stored<P>({ digest, text, payload }: Stored<P>): Stored<P> {
  return { digest, text, payload }
}
