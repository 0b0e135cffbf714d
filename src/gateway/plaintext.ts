const WINDOW = 1024
const MOST_PRINTABLE = 0.6

/**
 * Whether bytes that should be sealed are readable text, encoded text included. Ciphertext is as good as random: of its
 * bytes 37 % are printable ASCII, and in a window of 1024 the chance of 60 % is below 10^-50. A safety net for a broken
 * client; a malicious one could hide plaintext from any such test, and gains nothing from it.
 */
export function isPlaintext(bytes: Uint8Array): boolean {
  for (let start = 0; start < bytes.length; start += WINDOW) {
    const window = bytes.subarray(start, start + WINDOW)
    // The last, short window says too little by itself.
    if (start > 0 && window.length < WINDOW) break
    if (countPrintable(window) > window.length * MOST_PRINTABLE) return true
  }
  return false
}

/** Printable ASCII and line feeds. */
function countPrintable(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) if ((byte >= 0x20 && byte < 0x7f) || byte === 0x0a) count++
  return count
}
