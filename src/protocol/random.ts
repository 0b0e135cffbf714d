/** A source of random bytes. Injected where a test must know what was drawn; everywhere else the platform's own. */
export type RandomBytes = (size: number) => Uint8Array

/** Cryptographically secure random bytes from the platform (W3C Web Cryptography §10.1.1), at most 65 536 at a time. */
export const randomBytes: RandomBytes = (size) => crypto.getRandomValues(new Uint8Array(size))
