/**
 * Checkpoints and receipts read by npm's @sigstore/verify, code that is not ours. It is what Sigstore's clients verify with; these two
 * modules are internal to it, so its version is pinned.
 */
import { createPublicKey } from 'node:crypto'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import t from 'tap'
import { auditLog } from '../../src/client/log-audit.ts'
import { LogTiles } from '../../src/client/log-tiles.ts'
import { verifyNoteOf } from '../../src/client/log-years.ts'
import { encodeSigningJwk } from '../../src/protocol/signing-key.ts'
import { cosign, buildCosigner } from '../../src/protocol/tlog/cosignature.ts'
import { parseNoteUnsafe } from '../../src/protocol/tlog/note.ts'
import { parseTlogProof, encodeTlogProof } from '../../src/protocol/tlog/tlog-proof.ts'
import type { TlogProof } from '../../src/protocol/tlog/tlog-proof.ts'
import { testSigningKey } from '../fixtures/agency.ts'
import { YEARLY_LOG, buildYear, closedLeaves, noteOf, sourceOf } from '../fixtures/tile-log.ts'

interface Entry {
  readonly canonicalizedBody: Buffer
  readonly inclusionProof: {
    readonly logIndex: string
    readonly hashes: readonly Buffer[]
    readonly checkpoint: { readonly envelope: string }
  }
}

interface Authority {
  readonly logID: Buffer
  readonly baseURL: string
  readonly publicKey: ReturnType<typeof createPublicKey>
}

interface SigstoreVerify {
  verifyCheckpoint(entry: Entry, logs: readonly Authority[]): { logSize: bigint; logHash: Buffer }
  verifyMerkleInclusion(entry: Entry, checkpoint: unknown): void
}

const require = createRequire(import.meta.url)
/** The package exports its front door alone; a path to a file passes by that. */
const DIST = dirname(require.resolve('@sigstore/verify'))
const sigstore: SigstoreVerify = {
  ...require(join(DIST, 'tlog/checkpoint.js')),
  ...require(join(DIST, 'tlog/merkle.js')),
}

const LEAVES = closedLeaves(700)
const FILES = buildYear(2026, LEAVES)
const NOTE = noteOf(FILES)
const ORIGIN = `${YEARLY_LOG.name}/2026`

/** The log as Sigstore's trust root would list it. Its id is that of the key in the note. */
const AUTHORITY: Authority = {
  logID: Buffer.from(parseNoteUnsafe(NOTE).signatures[0]!.keyId),
  baseURL: ORIGIN,
  publicKey: createPublicKey({ format: 'jwk', key: encodeSigningJwk(YEARLY_LOG.key) as never }),
}

const tiles = await LogTiles.open(verifyNoteOf(NOTE, YEARLY_LOG), sourceOf(FILES), () => {})

/** A receipt as our own gateway writes it, read back. */
async function receipt(index: number): Promise<TlogProof> {
  const proof = await tiles.inclusionOf(index)
  return parseTlogProof(encodeTlogProof({ index, proof, checkpoint: NOTE }))
}

const entryOf = ({ index, proof, checkpoint }: TlogProof, leaf: Uint8Array): Entry => ({
  canonicalizedBody: Buffer.from(leaf),
  inclusionProof: {
    logIndex: String(index),
    hashes: proof.map((hash) => Buffer.from(hash)),
    checkpoint: { envelope: checkpoint },
  },
})

/** What Sigstore's verifier does with an entry. */
function verify(entry: Entry): void {
  sigstore.verifyMerkleInclusion(entry, sigstore.verifyCheckpoint(entry, [AUTHORITY]))
}

t.test('is the version whose internals this test knows', async (t) => {
  t.equal(require(join(DIST, '../package.json')).version, '3.1.0')
})

t.test('accepts the receipt of every record', async (t) => {
  for (let index = 1; index <= LEAVES.length; index++)
    verify(entryOf(await receipt(index), LEAVES[index - 1]!))
  t.pass(`${LEAVES.length} records`)
})

t.test('accepts a checkpoint that witnesses have cosigned too', async (t) => {
  const witness = buildCosigner('police.example/witness', testSigningKey(950))
  const line = cosign(parseNoteUnsafe(NOTE).text, 1_790_000_000, witness)
  verify(entryOf({ ...(await receipt(9)), checkpoint: NOTE + line }, LEAVES[8]!))
  t.pass()
})

const flip = (bytes: Uint8Array, at: number) => bytes.with(at, bytes[at]! ^ 1)

t.test('refuses what was tampered with', async (t) => {
  const good = await receipt(300)
  const leaf = LEAVES[299]!
  verify(entryOf(good, leaf))
  const tampered: Record<string, Entry> = {
    'a record': entryOf(good, flip(leaf, 40)),
    'another record': entryOf(good, LEAVES[300]!),
    'the index': entryOf({ ...good, index: 301 }, leaf),
    'a hash': entryOf({ ...good, proof: good.proof.with(4, flip(good.proof[4]!, 31)) }, leaf),
    'a hash less': entryOf({ ...good, proof: good.proof.slice(1) }, leaf),
    'the size': entryOf({ ...good, checkpoint: NOTE.replace('\n701\n', '\n702\n') }, leaf),
    'the origin': entryOf({ ...good, checkpoint: NOTE.replace('/2026\n', '/2027\n') }, leaf),
    'the signature': entryOf(
      {
        ...good,
        checkpoint: NOTE.replace(
          /.{8}\n$/,
          (end) => (end.startsWith('A') ? 'B' : 'A') + end.slice(1),
        ),
      },
      leaf,
    ),
    'the key': entryOf({ ...good, checkpoint: noteOf(buildYear(2025, LEAVES)) }, leaf),
  }
  for (const [what, entry] of Object.entries(tampered))
    t.throws(() => verify(entry), { code: 'TLOG_INCLUSION_PROOF_ERROR' }, what)
})

t.test('agrees with our own verifier on the root of the whole log', async (t) => {
  const checkpoint = sigstore.verifyCheckpoint(entryOf(await receipt(1), LEAVES[0]!), [AUTHORITY])
  const own = verifyNoteOf(NOTE, YEARLY_LOG)
  t.equal(checkpoint.logSize, BigInt(own.size))
  t.same(new Uint8Array(checkpoint.logHash), own.root)
  t.same((await auditLog(own, sourceOf(FILES))).faults, [])
})
