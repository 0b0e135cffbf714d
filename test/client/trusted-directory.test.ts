/** No key is used that stands in no roster of the log that the client follows. */
import t from 'tap'
import type { AgencyTexts } from '../../src/client/directory.ts'
import { Keeper } from '../../src/client/keeper.ts'
import type { KeeperParts } from '../../src/client/keeper.ts'
import { NOTHING_KEPT } from '../../src/client/kept.ts'
import type { Kept } from '../../src/client/kept.ts'
import { loadTrustedDirectory } from '../../src/client/trusted-directory.ts'
import { encodeUtf8, parseUtf8 } from '../../src/protocol/bytes.ts'
import { buildCosigner, cosign, encodeCosignerKey } from '../../src/protocol/tlog/cosignature.ts'
import { parseNoteUnsafe, parseVerifierKey } from '../../src/protocol/tlog/note.ts'
import { parseLogPolicy } from '../../src/protocol/tlog/policy.ts'
import { testSigningKey } from '../fixtures/agency.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { memberClient } from '../fixtures/member-client.ts'

const world = await publishedWorld(t)
const { police, board } = world
const gateway = memberClient(world, police, 'anna')
const pins = new Map([police, board].map((each) => [each.agency, each.pin]))

function keeperWith(kept: Kept = NOTHING_KEPT, changes: Partial<KeeperParts> = {}) {
  const saved: Kept[] = []
  const log = parseVerifierKey(world.deps.logVerifierKey)
  const save = async (one: Kept) => void saved.push(one)
  const wait = async () => {}
  const parts = { log, gateway, clock: () => world.now, save, wait, ...changes }
  return { saved, keeper: new Keeper(parts, kept) }
}

function load(change: (texts: AgencyTexts) => AgencyTexts, kept: Kept = NOTHING_KEPT) {
  const agencies = async () => (await gateway.agencies()).map(change)
  const { keeper } = keeperWith(kept)
  return loadTrustedDirectory({ gateway: { agencies }, pins, keeper, now: world.now })
}

const same = (texts: AgencyTexts) => texts
const only = (change: (texts: AgencyTexts) => AgencyTexts) => (texts: AgencyTexts) =>
  texts.agency === board.agency ? change(texts) : texts

t.test('believes rosters that are in the log, and keeps them with the checkpoint', async (t) => {
  const { keeper, saved } = keeperWith()
  const directory = await loadTrustedDirectory({ gateway, pins, keeper, now: world.now })
  t.same([...directory.states.keys()].sort(), [board.agency, police.agency].sort())
  t.same(saved.at(-1)!.rosters, directory.kept)
  t.type(saved.at(-1)!.checkpoint, 'string')
})

t.test('refuses a roster that the agency signed and only this client is shown', async (t) => {
  const secret = board.nextRoster(world.now)
  await t.rejects(load(only((texts) => ({ ...texts, roster: secret, rosterRecord: null }))), {
    code: 'roster-not-logged',
  })
  await t.rejects(load(only((texts) => ({ ...texts, roster: secret }))), {
    code: 'acceptance-not-proven',
  })
  await world.publish(secret)
  await load(same)
})

t.test('refuses a record of another roster, and one under another log’s checkpoint', async (t) => {
  const all = await gateway.agencies()
  const other = all.find(({ agency }) => agency === police.agency)!.rosterRecord!
  await t.rejects(load(only((texts) => ({ ...texts, rosterRecord: other }))), {
    code: 'acceptance-not-proven',
  })
  await t.rejects(
    load(
      only((texts) => ({
        ...texts,
        rosterRecord: { ...texts.rosterRecord!, index: (other['index'] as number) + 1 },
      })),
    ),
    { code: 'acceptance-not-proven' },
  )
})

t.test(
  'a roster that was seen before is not asked about again, and none before it is believed',
  async (t) => {
    const { keeper } = keeperWith()
    const before = await gateway.agencies()
    await world.publish(police.nextRoster(world.now))
    await loadTrustedDirectory({ gateway, pins, keeper, now: world.now })
    const { kept } = keeper
    await load((texts) => ({ ...texts, rosterRecord: null }), kept)
    const old = keeperWith(kept).keeper
    const agencies = async () => before
    await t.rejects(
      loadTrustedDirectory({ gateway: { agencies }, pins, keeper: old, now: world.now }),
      { code: 'roster-rolled-back' },
    )
  },
)

t.test(
  'no roster is believed before the witnesses have signed the log that it is in',
  async (t) => {
    const witness = buildCosigner('witness.example', testSigningKey(760))
    const witnesses = parseLogPolicy(`witness own ${encodeCosignerKey(witness)}\nquorum own\n`)
    /** Signs what the log is now. */
    const signNow = async () => {
      const note = parseUtf8(await gateway.checkpoint())
      return encodeUtf8(note + cosign(parseNoteUnsafe(note).text, 1_800_000_000, witness))
    }
    let signed = await signNow()
    await world.publish(board.nextRoster(world.now))
    const from = { ...gateway, cosignedCheckpoint: async () => signed }
    const input = { gateway, pins, now: world.now }
    const early = keeperWith(NOTHING_KEPT, { witnesses, gateway: from })
    await t.rejects(loadTrustedDirectory({ ...input, keeper: early.keeper }), {
      code: 'log-not-cosigned',
    })
    t.same(early.keeper.kept.rosters, {}, 'nor is it kept')
    const wait = async () => void (signed = await signNow())
    const { keeper } = keeperWith(NOTHING_KEPT, { witnesses, gateway: from, wait })
    const directory = await loadTrustedDirectory({ ...input, keeper })
    t.same(keeper.kept.rosters, directory.kept)
  },
)
