const WINDOW = 1024
/** Every fourth byte is looked at: text is text everywhere, and every disclosure passes here. */
const STEP = 4
const MOST_PRINTABLE = 0.6

/**
 * Whether bytes that should be sealed are readable text, encoded text included. Ciphertext is as good as random: of its
 * bytes 37 % are printable ASCII, and among 256 of them the chance of 60 % is below 10^-12. A safety net for a broken
 * client; a malicious one could hide plaintext from any such test, and gains nothing from it.
 */
export function isPlaintext(bytes: Uint8Array): boolean {
  for (let start = 0; start < bytes.length; start += WINDOW) {
    const window = bytes.subarray(start, start + WINDOW)
    // The last, short window says too little by itself.
    if (start > 0 && window.length < WINDOW) break
    const looked = Math.ceil(window.length / STEP)
    if (countPrintable(window) > looked * MOST_PRINTABLE) return true
  }
  return false
}

/** 1 for printable ASCII and the line feed. A table, because a branch on random bytes is mispredicted most of the time. */
const PRINTABLE = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte >= 0x20 && byte < 0x7f) || byte === 0x0a ? 1 : 0,
)

function countPrintable(bytes: Uint8Array): number {
  let count = 0
  for (let i = 0; i < bytes.length; i += STEP) count += PRINTABLE[bytes[i]!]!
  return count
}
