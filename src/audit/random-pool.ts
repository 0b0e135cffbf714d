import { randomFillSync } from 'node:crypto'
import type { RandomBytes } from '../protocol/random.ts'

/** Bytes that are drawn at once. */
const POOL_SIZE = 16_384

/**
 * Secure random bytes from a store that is filled many draws ahead: a record takes three, and asking the system for each costs
 * more than all else that is drawn for it. Every byte is given out once and is not kept: the store is wiped where it was read.
 */
export function buildRandomPool(): RandomBytes {
  const pool = new Uint8Array(POOL_SIZE)
  let used = POOL_SIZE
  return (size) => {
    if (size > POOL_SIZE) return randomFillSync(new Uint8Array(size))
    if (used + size > POOL_SIZE) {
      randomFillSync(pool)
      used = 0
    }
    const drawn = pool.slice(used, used + size)
    pool.fill(0, used, (used += size))
    return drawn
  }
}
