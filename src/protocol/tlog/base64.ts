import { encodeBase64url, parseBase64url } from '../base64url.ts'

/** The padded standard Base64 (RFC 4648 §4) that the C2SP texts carry. */
export function encodeBase64(bytes: Uint8Array): string {
  const text = encodeBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/')
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

/** Reads it; undefined for anything that `encodeBase64` would not have written, so that one text means one value. */
export function findBase64(text: string): Uint8Array | undefined {
  try {
    const bytes = parseBase64url(
      text
        .replace(/={1,2}$/, '')
        .replaceAll('+', '-')
        .replaceAll('/', '_'),
    )
    return encodeBase64(bytes) === text ? bytes : undefined
  } catch {
    return undefined
  }
}
