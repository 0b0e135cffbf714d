import { concatBytes, encodeUtf8 } from '../../../src/protocol/bytes.ts'
import type { RandomBytes } from '../../../src/protocol/random.ts'
import { sha256 } from '../../../src/protocol/sha256.ts'

/** Bytes that look random and are the same in every run: SHA-256 of a label and a counter. For vectors only. */
export function deterministicRandom(label: string): RandomBytes {
  let counter = 0
  return (size) => {
    const blocks: Uint8Array[] = []
    while (blocks.length * 32 < size) blocks.push(sha256(encodeUtf8(`${label} ${counter++}`)))
    return concatBytes(...blocks).slice(0, size)
  }
}
