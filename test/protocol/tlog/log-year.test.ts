import t from 'tap'
import { encodeUtf8 } from '../../../src/protocol/bytes.ts'
import { writeOpenLeaf } from '../../../src/protocol/record.ts'
import { digestOf, sha256 } from '../../../src/protocol/sha256.ts'
import { signCheckpoint } from '../../../src/protocol/tlog/checkpoint.ts'
import {
  LOG_OPENED,
  noteOfLog,
  openedDigest,
  originOfYear,
  verifierOfOrigin,
  verifyLogCheckpoint,
  verifyOpened,
  yearOfOrigin,
} from '../../../src/protocol/tlog/log-year.ts'
import { buildNoteSigner } from '../../../src/protocol/tlog/note.ts'
import { ISSUED, testSigningKey, testUuid } from '../../fixtures/agency.ts'

const SIGNER = buildNoteSigner('sluss.example/log', testSigningKey(800))
const HEAD = { size: 7, root: sha256(encodeUtf8('root')) }

function noteAs(name: string): string {
  return signCheckpoint(HEAD, { ...SIGNER, name })
}

function leafWith(ev: string, digest: string): Uint8Array {
  return encodeUtf8(writeOpenLeaf({ v: 1, id: testUuid(1), ts: ISSUED, ev, digest }))
}

const NOTE = noteAs('sluss.example/log/2026')

t.test('one pinned key verifies the checkpoints of every year of its log', async (t) => {
  for (const year of [1000, 2026, 2027, 9999]) {
    const origin = originOfYear(SIGNER.name, year)
    t.equal(yearOfOrigin(SIGNER, origin), year)
    t.match(verifyLogCheckpoint(noteAs(origin), SIGNER), { origin, year, size: 7 })
    t.equal(verifierOfOrigin(SIGNER, origin).name, origin)
  }
})

t.test('refuses an origin that is no year of the log', async (t) => {
  const foreign = [
    'sluss.example/log',
    'sluss.example/log/',
    'sluss.example/log/26',
    'sluss.example/log/0026',
    'sluss.example/log/20266',
    'sluss.example/log/2026/',
    'sluss.example/log/2026/2027',
    'sluss.example/log/２０２６',
    'sluss.example/logs/2026',
    'sluss.example/2026',
    'annan.example/log/2026',
    'xsluss.example/log/2026',
  ]
  for (const origin of foreign) {
    t.throws(() => yearOfOrigin(SIGNER, origin), { code: 'checkpoint-origin-wrong' }, origin)
    t.throws(() => verifyLogCheckpoint(noteAs(origin), SIGNER), { code: 'checkpoint-origin-wrong' })
  }
  for (const year of [999, 10_000, 2026.5, Number.NaN])
    t.throws(() => originOfYear(SIGNER.name, year), TypeError)
})

t.test(
  'refuses a year that another key signed, or that says another than its signer',
  async (t) => {
    const other = { ...SIGNER, key: testSigningKey(801) }
    t.throws(() => verifyLogCheckpoint(NOTE, other), { code: 'note-unsigned' })
    const moved = NOTE.replace('/2026\n', '/2027\n')
    t.throws(() => verifyLogCheckpoint(moved, SIGNER), { code: 'note-unsigned' })
    const renamed = NOTE.replaceAll('/2026', '/2027')
    t.throws(() => verifyLogCheckpoint(renamed, SIGNER), { code: 'note-unsigned' })
  },
)

t.test('what a year pins is the note as the log alone signed it', async (t) => {
  const cosigned = `${NOTE}— witness.example ${'AAAA'.repeat(24)}\n`
  t.equal(noteOfLog(cosigned, SIGNER), NOTE)
  t.equal(openedDigest(cosigned, SIGNER), digestOf(encodeUtf8(NOTE)))
  t.equal(openedDigest(null, SIGNER), '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU')
})

t.test(
  'a year is opened by a leaf that names the last checkpoint before it, and by no other',
  async (t) => {
    const digest = openedDigest(NOTE, SIGNER)
    verifyOpened(leafWith(LOG_OPENED, digest), NOTE, SIGNER)
    verifyOpened(leafWith(LOG_OPENED, openedDigest(null, SIGNER)), null, SIGNER)
    const broken = { code: 'log-year-broken' }
    t.throws(() => verifyOpened(leafWith('roster', digest), NOTE, SIGNER), broken)
    t.throws(() => verifyOpened(leafWith(LOG_OPENED, digest), null, SIGNER), broken)
    t.throws(
      () => verifyOpened(leafWith(LOG_OPENED, openedDigest(null, SIGNER)), NOTE, SIGNER),
      broken,
    )
    const later = signCheckpoint(
      { ...HEAD, size: 8 },
      { ...SIGNER, name: 'sluss.example/log/2026' },
    )
    t.throws(() => verifyOpened(leafWith(LOG_OPENED, digest), later, SIGNER), broken)
    const foreign = noteAs('annan.example/log/2026')
    t.throws(() => verifyOpened(leafWith(LOG_OPENED, digest), foreign, SIGNER), {
      code: 'checkpoint-origin-wrong',
    })
  },
)
