import fc from 'fast-check'
import t from 'tap'
import { concatBytes, equalBytes } from '../../../src/protocol/bytes.ts'
import { foldSubtrees, leafHash } from '../../../src/protocol/tlog/merkle.ts'
import { encodeEntryBundle, parseEntryBundle } from '../../../src/protocol/tlog/tile.ts'
import { hashBundle, rootOfPerfect } from '../../../src/protocol/tlog/verify-bundle.ts'

const bodies = fc.array(fc.uint8Array({ minLength: 1, maxLength: 700 }), { maxLength: 256 })

t.test('a bundle gives its entries, each with the hash of its leaf', async () => {
  fc.assert(
    fc.property(bodies, (written) => {
      const { entries, hashes } = hashBundle(encodeEntryBundle(written))
      return (
        entries.length === written.length &&
        entries.every((entry, i) => equalBytes(entry, written[i]!)) &&
        equalBytes(hashes, concatBytes(...written.map(leafHash)))
      )
    }),
  )
})

/** As Node's Buffer: what it calls a slice is no copy. */
class SharingArray extends Uint8Array {
  override slice(start?: number, end?: number) {
    return this.subarray(start, end)
  }
}

t.test('a bundle is left as it was, in whatever array it comes', async (t) => {
  const bundle = encodeEntryBundle([new Uint8Array(300).fill(9)])
  for (const given of [bundle.slice(), SharingArray.from(bundle)]) {
    hashBundle(given)
    t.same([...given], [...bundle])
  }
})

t.test('what the strict reader of bundles refuses is refused, and nothing else', async () => {
  const reads = (read: () => unknown) => {
    try {
      read()
      return true
    } catch (error) {
      return (error as { code?: string }).code === 'tile-invalid' ? false : undefined
    }
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const read = reads(() => hashBundle(bytes))
      return read !== undefined && read === reads(() => parseEntryBundle(bytes))
    }),
  )
  const long = encodeEntryBundle(Array.from({ length: 257 }, () => Uint8Array.of(1)))
  if (reads(() => hashBundle(long)) !== false) throw new Error('257 entries were read')
})

t.test('the root of a perfect tree is the one that folding gives', async (t) => {
  for (const count of [1, 2, 4, 64, 256]) {
    const leaves = Array.from({ length: count }, (_, i) => leafHash(Uint8Array.of(i)))
    const fold = (part: readonly Uint8Array[]): Uint8Array =>
      part.length === 1
        ? part[0]!
        : foldSubtrees([fold(part.slice(0, part.length / 2)), fold(part.slice(part.length / 2))])
    t.same(rootOfPerfect(concatBytes(...leaves)), fold(leaves), `${count} leaves`)
  }
  for (const size of [0, 31, 96, 33]) t.throws(() => rootOfPerfect(new Uint8Array(size)), TypeError)
})
