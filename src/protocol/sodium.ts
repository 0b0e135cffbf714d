/**
 * libsodium, ready to use.
 *
 * The library is WebAssembly and must be compiled once before its first call; importing this module waits for that, so
 * that everything built on it can be synchronous.
 *
 * @module
 */
import sodium from 'libsodium-wrappers'

await sodium.ready

export { sodium }
