import fc from 'fast-check'
import t from 'tap'
import { equalBytes } from '../../../src/protocol/bytes.ts'
import {
  encodeEntryBundle,
  encodeEntryBundlePath,
  encodeTilePath,
  parseEntryBundle,
  parseEntryBundlePath,
  parseTilePath,
  tilePlaceOf,
  tileWidthAt,
} from '../../../src/protocol/tlog/tile.ts'

/** Paths in c2sp.org/tlog-tiles. */
const PATHS = {
  '0/x001/x234/067': { level: 0, index: 1_234_067, width: 256 },
  '0/000': { level: 0, index: 0, width: 256 },
  '1/x001/000.p/7': { level: 1, index: 1_000, width: 7 },
  '5/999.p/255': { level: 5, index: 999, width: 255 },
}
for (const [path, tile] of Object.entries(PATHS)) {
  t.test(`tile/${path} is read and written`, async (t) => {
    t.same(parseTilePath(path), tile)
    t.equal(encodeTilePath(tile), path)
    const entries = `entries/${path.slice(2)}`
    t.same(parseEntryBundlePath(entries), { index: tile.index, width: tile.width })
    t.equal(encodeEntryBundlePath(tile), entries)
  })
}

for (const path of [
  '',
  '0',
  '0/',
  '00/000',
  '64/000',
  '0/0',
  '0/1234',
  '0/x000/001',
  '0/001.p/0',
  '0/001.p/256',
  '0/001.p/07',
  '0/x999/x999/x999/x999/x999/999',
  '0/x999/x999/x999/x999/x999/x999/999',
  '../0/000',
  '0/000/',
]) {
  t.test(`parse refuses the path '${path}'`, async (t) => {
    t.throws(() => parseTilePath(path), { code: 'tile-invalid' })
    t.throws(() => parseEntryBundlePath(path), { code: 'tile-invalid' })
  })
}

t.test('a path is read back as it was written', async () => {
  fc.assert(
    fc.property(
      fc.record({
        level: fc.integer({ min: 0, max: 63 }),
        index: fc.integer({ min: 0, max: 999_999_999_999_999 }),
        width: fc.integer({ min: 1, max: 256 }),
      }),
      (tile) => {
        const read = parseTilePath(encodeTilePath(tile))
        return read.level === tile.level && read.index === tile.index && read.width === tile.width
      },
    ),
  )
})

t.test('a tile is as wide as the tree has filled it', async (t) => {
  t.equal(tileWidthAt(255, 0, 0), 255)
  t.equal(tileWidthAt(256, 0, 0), 256)
  t.equal(tileWidthAt(256, 0, 1), 0)
  t.equal(tileWidthAt(70_000, 1, 0), 256)
  t.equal(tileWidthAt(70_000, 1, 1), 17)
  t.equal(tileWidthAt(65_536, 2, 0), 1)
})

t.test('a perfect subtree lies in one tile', async (t) => {
  t.same(tilePlaceOf({ level: 0, index: 300 }), { level: 0, index: 1, offset: 44, count: 1 })
  t.same(tilePlaceOf({ level: 7, index: 3 }), { level: 0, index: 1, offset: 128, count: 128 })
  t.same(tilePlaceOf({ level: 8, index: 3 }), { level: 1, index: 0, offset: 3, count: 1 })
  t.same(tilePlaceOf({ level: 17, index: 1 }), { level: 2, index: 0, offset: 2, count: 2 })
})

t.test('an entry bundle is read back as it was written', async () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 1 }), { maxLength: 256 }), (bodies) => {
      const read = parseEntryBundle(encodeEntryBundle(bodies))
      return read.length === bodies.length && read.every((body, i) => equalBytes(body, bodies[i]!))
    }),
  )
})

t.test('parse refuses an entry bundle that is cut or too long', async (t) => {
  const bundle = encodeEntryBundle([Uint8Array.of(1, 2, 3)])
  for (const bytes of [
    bundle.slice(0, 1),
    bundle.slice(0, 4),
    encodeEntryBundle(Array.from({ length: 257 }, () => Uint8Array.of(1))),
  ])
    t.throws(() => parseEntryBundle(bytes), { code: 'tile-invalid' })
  t.throws(() => encodeEntryBundle([new Uint8Array(65_536)]), TypeError)
})
