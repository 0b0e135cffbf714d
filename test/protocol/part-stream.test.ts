import t from 'tap'
import { encodeUtf8, equalBytes } from '../../src/protocol/bytes.ts'
import { openChunks, sealChunks, sealedChunksSize } from '../../src/protocol/part-stream.ts'
import { randomBytes } from '../../src/protocol/random.ts'

const aad = encodeUtf8('aad')
const key = randomBytes(32)
const CHUNK = 64 * 1024

t.test('open inverts seal at the edges of a chunk', async (t) => {
  for (const size of [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK]) {
    const message = new Uint8Array(size).fill(7)
    const sealed = sealChunks(message, aad, key)
    t.equal(sealed.length, sealedChunksSize(size))
    t.ok(equalBytes(openChunks(sealed, aad, key), message))
  }
})

t.test('refuses a message that ends early, between two chunks', async (t) => {
  const sealed = sealChunks(new Uint8Array(3 * CHUNK), aad, key)
  const short = sealed.subarray(0, sealedChunksSize(2 * CHUNK))
  t.throws(() => openChunks(short, aad, key), { code: 'part-open-failed' })
})

t.test('refuses a message that goes on after its end', async (t) => {
  const sealed = sealChunks(new Uint8Array(CHUNK), aad, key)
  const long = new Uint8Array(sealedChunksSize(2 * CHUNK))
  long.set(sealed)
  t.throws(() => openChunks(long, aad, key), { code: 'part-open-failed' })
})
