import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import type { EventItem } from '../../src/audit/write-item.ts'
import { findQuorumNote } from '../../src/gateway/quorum-note.ts'
import { parseWitnessPolicy } from '../../src/gateway/witness-policy.ts'
import { buildCosigner, cosign, encodeCosignerKey } from '../../src/protocol/tlog/cosignature.ts'
import { parseNoteUnsafe } from '../../src/protocol/tlog/note.ts'
import { verifyQuorum } from '../../src/protocol/tlog/policy.ts'
import { findYearCheckpoint } from '../../src/storage/checkpoints.ts'
import { keepCosignature } from '../../src/storage/cosignatures.ts'
import { testSigningKey } from '../fixtures/agency.ts'
import { testDatabase } from '../fixtures/database.ts'
import { LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'

const { db } = await testDatabase(t)
const log = await startSequencer(db)
const YEAR = 2026
const EVENT: EventItem = {
  kind: 'event',
  event: 'requests.refused',
  agency: null,
  actor: null,
  counts: { 'token-missing': 1 },
}
const [one, other] = [750, 751].map((seed) =>
  buildCosigner(`w${seed}.example`, testSigningKey(seed)),
)
const POLICY = [
  `witness one ${encodeCosignerKey(one!)} http://127.0.0.1:1`,
  `witness other ${encodeCosignerKey(other!)} http://127.0.0.1:2`,
  'group both all one other',
  'quorum both',
  '',
].join('\n')

/** A gate that has not searched yet. */
const gate = () => ({ db, witnesses: parseWitnessPolicy(POLICY) })

/** Writes a record; these witnesses cosign the log then, unless they only seem to. */
async function grow(cosigners: readonly (typeof one)[], isForged = false): Promise<number> {
  await log.append(EVENT)
  const { note, size } = (await findYearCheckpoint(db, YEAR))!
  for (const cosigner of cosigners) {
    const text = isForged ? 'another\n' : parseNoteUnsafe(note).text
    const line = cosign(text, 1_000, cosigner!)
    const witness = encodeCosignerKey(cosigner!)
    await keepCosignature(db, { year: YEAR, size, witness, time: 1_000, line })
  }
  return size
}

t.test('no quorum, no note', async (t) => {
  await grow([one])
  t.equal(await findQuorumNote(gate(), YEAR), undefined)
})

t.test(
  'the newest with a quorum is found, however many one witness alone has cosigned since',
  async (t) => {
    const size = await grow([one, other])
    for (let i = 0; i < 100; i++) await grow([one])
    const found = await findQuorumNote(gate(), YEAR)
    t.equal(found?.size, size)
    t.equal(
      verifyQuorum(found!.note, parseWitnessPolicy(POLICY).policy, { log: LOG_VERIFIER })
        .cosignatures.length,
      2,
    )
  },
)

t.test('whoever asks within the second shares one search', async (t) => {
  const shared = gate()
  const first = findQuorumNote(shared, YEAR)
  t.equal(findQuorumNote(shared, YEAR), first, 'while it runs')
  await first
  await grow([one, other])
  t.equal(findQuorumNote(shared, YEAR), first, 'and for a second after')
})

t.test('forged lines in the database hide nothing that was found before', async (t) => {
  const shared = gate()
  const first = findQuorumNote(shared, YEAR)
  const before = await first
  for (let i = 0; i < 40; i++) await grow([one, other], true)
  while (findQuorumNote(shared, YEAR) === first) await sleep(50)
  t.equal((await findQuorumNote(shared, YEAR))?.size, before?.size)
})
