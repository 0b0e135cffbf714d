/**
 * The log read by Go's own golang.org/x/mod/sumdb/{note,tlog}, in Debian's packages golang-go and golang-golang-x-mod-dev. Skipped
 * where these are not installed; where they are, they must accept what is right and refuse what is not.
 */
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { cosign, buildCosigner, encodeCosignerKey } from '../../src/protocol/tlog/cosignature.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { encodeVerifierKey, parseNoteUnsafe } from '../../src/protocol/tlog/note.ts'
import { encodeTlogProof } from '../../src/protocol/tlog/tlog-proof.ts'
import { parseEntryBundle } from '../../src/protocol/tlog/tile.ts'
import { LogTiles } from '../../src/client/log-tiles.ts'
import { verifyNoteOf } from '../../src/client/log-years.ts'
import { testSigningKey } from '../fixtures/agency.ts'
import { buildGoVerifier, whyNoGo } from '../fixtures/go-verifier.ts'
import { logFolder, writeLogFiles } from '../fixtures/log-folder.ts'
import { YEARLY_LOG, buildYear, closedLeaves, noteOf, sourceOf } from '../fixtures/tile-log.ts'
import type { LogFiles } from '../fixtures/tile-log.ts'

const KEY = encodeVerifierKey(YEARLY_LOG)
const RECORDS = closedLeaves(66_000)
const WITNESSES = ['police.example/witness', 'board.example/witness'].map((name, i) =>
  buildCosigner(name, testSigningKey(950 + i)),
)
const WITNESS_WORDS = WITNESSES.flatMap((witness) => ['-witness', encodeCosignerKey(witness)])

/** The log with the cosignatures of both witnesses. */
function cosigned(files: LogFiles): LogFiles {
  const note = noteOf(files)
  const lines = WITNESSES.map((witness) =>
    cosign(parseNoteUnsafe(note).text, 1_790_000_000, witness),
  )
  return new Map(files).set('checkpoint', encodeUtf8(note + lines.join('')))
}

const FILES = cosigned(buildYear(2026, RECORDS))
const SMALL = cosigned(buildYear(2026, RECORDS.slice(0, 700)))

t.test('Go’s x/mod/sumdb', { skip: whyNoGo(), timeout: 300_000 }, async (t) => {
  const go = await buildGoVerifier(t)

  /** Runs the verifier on a year's folder. */
  const verify = async (files: LogFiles, ...words: string[]) =>
    go(...words, KEY, join(await logFolder(t, new Map([[2026, files]])), '2026'))

  const changed = (path: string, change: (bytes: Uint8Array) => Uint8Array) =>
    new Map(SMALL).set(path, change(SMALL.get(path)!.slice()))
  const flipAt = (at: number) => (bytes: Uint8Array) => bytes.with(at, bytes[at]! ^ 1)

  await t.test('accepts the log, its tiles, proofs and cosignatures', async (t) => {
    for (const [files, size] of [
      [FILES, 66_001],
      [SMALL, 701],
      [cosigned(buildYear(2026, [])), 1],
      [cosigned(buildYear(2026, RECORDS.slice(0, 255))), 256],
    ] as const) {
      const { exit, output } = await verify(files, ...WITNESS_WORDS)
      t.equal(exit, 0, output)
      t.match(output, `checkpoint  gateway.example/log/2026  size ${size}  signed by the log and 2`)
      t.match(output, `records     ${size}, root and tiles agree`)
      t.match(output, /^proofs {6}\d+ of inclusion and \d+ of consistency hold$/m)
      t.comment(output)
    }
  })

  await t.test('accepts an earlier checkpoint and a receipt', async (t) => {
    const dir = await logFolder(t, new Map([[2026, FILES]]))
    const known = join(dir, 'known')
    await writeFile(known, noteOf(SMALL))
    const tree = verifyNoteOf(noteOf(SMALL), YEARLY_LOG)
    const tiles = await LogTiles.open(tree, sourceOf(SMALL), () => {})
    const proof = await tiles.inclusionOf(300)
    const receipt = encodeTlogProof({ index: 300, proof, checkpoint: noteOf(SMALL) })
    await writeFile(join(dir, 'p.tlog-proof'), receipt)
    await writeFile(join(dir, 'leaf'), parseEntryBundle(SMALL.get('tile/entries/001')!)[300 - 256]!)
    const words = ['-known', known, '-proof', `${join(dir, 'p.tlog-proof')}=${join(dir, 'leaf')}`]
    const { exit, output } = await go(...WITNESS_WORDS, ...words, KEY, join(dir, '2026'))
    t.equal(exit, 0, output)
    t.match(
      output,
      'known       gateway.example/log/2026  size 701  signed by 0 witnesses, is a part',
    )
    t.match(output, 'receipt     gateway.example/log/2026  record 300  is in the log of size 701')
    t.comment(output)

    await writeFile(join(dir, 'p.tlog-proof'), receipt.replace('index 300', 'index 301'))
    t.match(await go(...words, KEY, join(dir, '2026')), { exit: 1, output: /REFUSED receipt/ })
  })

  await t.test('accepts what witnesses have seen of a log that has grown since', async (t) => {
    const grown = buildYear(2026, RECORDS.slice(0, 900))
    const seen = new Map(grown).set('cosigned', SMALL.get('checkpoint')!)
    const { exit, output } = await verify(seen, ...WITNESS_WORDS)
    t.equal(exit, 0, output)
    t.match(output, 'size 701  signed by 2 witnesses, is a part of the log')
    const other = cosigned(buildYear(2026, closedLeaves(5))).get('checkpoint')!
    const foreign = await verify(new Map(grown).set('cosigned', other), ...WITNESS_WORDS)
    t.match(foreign, { exit: 1, output: /REFUSED cosigned checkpoint: FORKED/ })
  })

  const REFUSED: Record<string, readonly [LogFiles, RegExp]> = {
    'an edited record': [changed('tile/entries/001', flipAt(90)), /REFUSED records/],
    'an edited tile': [changed('tile/0/001', flipAt(90)), /REFUSED records/],
    'an edited upper tile': [changed('tile/1/000.p/2', flipAt(3)), /REFUSED records/],
    'an edited checkpoint': [
      changed('checkpoint', (bytes) =>
        encodeUtf8(noteOf(new Map([['checkpoint', bytes]])).replace('\n701\n', '\n700\n')),
      ),
      /REFUSED checkpoint/,
    ],
    'a cosignature of another size': [
      new Map(SMALL).set(
        'checkpoint',
        encodeUtf8(
          noteOf(buildYear(2026, RECORDS.slice(0, 700))) +
            noteOf(FILES).split('\n').slice(5).join('\n'),
        ),
      ),
      /REFUSED checkpoint: invalid signature/,
    ],
    'a checkpoint without its cosignatures': [
      buildYear(2026, RECORDS.slice(0, 700)),
      /REFUSED checkpoint: 1 of 3 signatures/,
    ],
  }
  for (const [what, [files, why]] of Object.entries(REFUSED)) {
    await t.test(`refuses ${what}`, async (t) => {
      const { exit, output } = await verify(files, ...WITNESS_WORDS)
      t.equal(exit, 1, output)
      t.match(output, why)
      t.comment(output)
    })
  }

  await t.test(
    'refuses a log that was rolled back or rewritten, with a known checkpoint',
    async (t) => {
      const dir = await logFolder(t, new Map())
      const known = join(dir, 'known')
      await writeFile(known, noteOf(SMALL))
      for (const [files, why] of [
        [buildYear(2026, RECORDS.slice(0, 600)), /REFUSED known checkpoint: ROLLED BACK/],
        [
          buildYear(2026, RECORDS.with(3, closedLeaves(1)[0]!).slice(0, 800)),
          /REFUSED known checkpoint: FORKED/,
        ],
      ] as const) {
        await rm(join(dir, '2026'), { recursive: true, force: true })
        await writeLogFiles(join(dir, '2026'), files)
        t.equal((await go(KEY, join(dir, '2026'))).exit, 0, 'by itself it is a log')
        t.match(await go('-known', known, KEY, join(dir, '2026')), { exit: 1, output: why })
      }
    },
  )

  await t.test('refuses another log’s key', async (t) => {
    const dir = await logFolder(t, new Map([[2026, SMALL]]))
    for (const other of [
      { ...YEARLY_LOG, name: 'other.example/log' },
      { ...YEARLY_LOG, key: testSigningKey(960) },
    ])
      t.match(await go(encodeVerifierKey(other), join(dir, '2026')), {
        exit: 1,
        output: /REFUSED checkpoint/,
      })
  })
})
