/** Drafts as a tab works with them: against a desk that behaves as the gateway's (test/gateway/drafts.test.ts). */
import fc from 'fast-check'
import t from 'tap'
import { buildDraftDesk } from '../../src/client/draft-desk.ts'
import { ClientError } from '../../src/client/errors.ts'
import {
  DRAFT_ROOT_SIZE,
  openDraft,
  readSequence,
  sealDraft,
} from '../../src/client/sealed-draft.ts'
import type { DraftPlace } from '../../src/client/sealed-draft.ts'
import { encodeUtf8, parseUtf8 } from '../../src/protocol/bytes.ts'
import { newUuid } from '../../src/protocol/uuid.ts'
import type { Uuid } from '../../src/protocol/uuid.ts'
import { codeOf } from '../fixtures/code-of.ts'
import { testUuid } from '../fixtures/agency.ts'

const ROOT = new Uint8Array(DRAFT_ROOT_SIZE).fill(7)
const PLACE: DraftPlace = {
  agency: 'polisen-sydlanda',
  member: testUuid(1),
  id: testUuid(2),
  sequence: 3,
}
const TEXT = encodeUtf8('{"levels":{"acute":"high"}}')
const sealed = sealDraft(ROOT, PLACE, TEXT)

t.test('a draft opens for its member in the state that it was saved in', async (t) => {
  t.same(openDraft(ROOT, PLACE, sealed), TEXT)
  t.equal(readSequence(sealed), 3)
})

const ELSEWHERE: Record<string, Partial<DraftPlace>> = {
  'another agency': { agency: 'polisen-annanstans' },
  'another member': { member: testUuid(9) },
  'another draft': { id: testUuid(9) },
  'another state': { sequence: 4 },
}
for (const [what, changes] of Object.entries(ELSEWHERE)) {
  t.test(`a draft does not open as that of ${what}`, async (t) => {
    t.equal(
      codeOf(() => openDraft(ROOT, { ...PLACE, ...changes }, sealed)),
      'draft-unreadable',
    )
  })
}

t.test('a draft whose sequence was written over does not open', async (t) => {
  const other = Uint8Array.from(sealed)
  other[4] = 4
  t.equal(
    codeOf(() => openDraft(ROOT, { ...PLACE, sequence: 4 }, other)),
    'draft-unreadable',
  )
})

t.test('a draft opens under no other root, and not with any byte changed or missing', async (t) => {
  const other = new Uint8Array(DRAFT_ROOT_SIZE).fill(8)
  t.equal(
    codeOf(() => openDraft(other, PLACE, sealed)),
    'draft-unreadable',
  )
  t.throws(() => openDraft(ROOT.subarray(1), PLACE, sealed), TypeError)
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Uint8Array.from(sealed)
      changed[at]! ^= flip
      return codeOf(() => openDraft(ROOT, PLACE, changed)) === 'draft-unreadable'
    }),
  )
  for (const size of [0, 1, 5, 28, 29, sealed.length - 1])
    t.equal(
      codeOf(() => openDraft(ROOT, PLACE, sealed.subarray(0, size))),
      'draft-unreadable',
    )
})

t.test('a little more text does not change the size', async (t) => {
  t.equal(sealDraft(ROOT, PLACE, new Uint8Array(4000)).length, sealed.length)
})

/** As the gateway keeps drafts; `cut` loses an answer, `refuse` a request. */
function testGateway() {
  const kept = new Map<string, { sequence: number; bytes: Uint8Array }>()
  const network = { cut: false, down: false }
  const unreachable = () => new ClientError('gateway-unreachable', 'down')
  const refused = (code: string) =>
    new ClientError('gateway-refused', 'refused', {
      problem: { code, status: 409, sv: undefined, en: undefined, members: {} },
    })
  return {
    kept,
    network,
    gateway: {
      drafts: async () =>
        [...kept].map(([id, { sequence, bytes }]) => ({
          id,
          sequence,
          savedAt: '2026-03-02T09:40:00.000Z',
          size: bytes.length,
        })),
      draft: async (id: string) => kept.get(id)!.bytes,
      discardDraft: async (id: string) => void kept.delete(id),
      saveDraft: async (id: string, sequence: number, bytes: Uint8Array) => {
        if (network.down) throw unreachable()
        const known = kept.get(id)
        const isSame = known?.sequence === sequence && known.bytes.toString() === bytes.toString()
        if (known === undefined && sequence > 1) throw refused('draft-gone')
        if (!isSame && (known?.sequence ?? 0) !== sequence - 1) throw refused('draft-changed')
        kept.set(id, { sequence, bytes })
        if (network.cut) throw unreachable()
      },
    },
  }
}

function deskOf(gateway: ReturnType<typeof testGateway>['gateway'], roots = () => [ROOT]) {
  return buildDraftDesk({ ...PLACE, gateway, roots, clock: () => 1_772_444_400_000 })
}

/** Long enough never to stand in random bytes by chance. */
const THIRD = 'det tredje utkastet'

t.test('what one tab saved the next one loads, and goes on with', async (t) => {
  const { gateway, kept } = testGateway()
  const [one, two] = [deskOf(gateway), deskOf(gateway)]
  const id = one.begin()
  await one.save(id, 'ett')
  await one.save(id, 'två')
  t.same(
    (await two.list()).map((it) => it.id),
    [id],
  )
  t.equal(await two.load(id), 'två')
  await two.save(id, THIRD)
  t.equal(kept.get(id)!.sequence, 3)
  t.notMatch(parseUtf8(Uint8Array.from(kept.get(id)!.bytes, (byte) => byte & 0x7f)), THIRD)
  await t.rejects(one.save(id, 'fyra'), { code: 'draft-changed' })
  t.equal(await two.load(id), THIRD)
})

t.test('saves of one tab wait for each other', async (t) => {
  const { gateway, kept } = testGateway()
  const desk = deskOf(gateway)
  const id = desk.begin()
  await Promise.all(['a', 'b', 'c'].map((text) => desk.save(id, text)))
  t.equal(kept.get(id)!.sequence, 3)
  t.equal(await desk.load(id), 'c')
})

t.test('a tab whose answer was lost does not conflict with itself', async (t) => {
  const { gateway, network } = testGateway()
  const desk = deskOf(gateway)
  const id = desk.begin()
  await desk.save(id, 'ett')
  network.cut = true
  await t.rejects(desk.save(id, 'två'), { code: 'gateway-unreachable' })
  network.cut = false
  await desk.save(id, 'tre')
  t.equal(await desk.load(id), 'tre')
})

t.test('a tab that was offline saves what it has when it is back', async (t) => {
  const { gateway, network, kept } = testGateway()
  const desk = deskOf(gateway)
  const id = desk.begin()
  network.down = true
  await t.rejects(desk.save(id, 'ett'), { code: 'gateway-unreachable' })
  await t.rejects(desk.save(id, 'två'), { code: 'gateway-unreachable' })
  network.down = false
  await desk.save(id, 'tre')
  t.equal(await desk.load(id), 'tre')
  await desk.discard(id)
  t.equal(kept.size, 0)
})

t.test(
  'once the vault opens with something else, neither old nor new drafts open under the former root',
  async (t) => {
    const { gateway, kept } = testGateway()
    const fresh = new Uint8Array(DRAFT_ROOT_SIZE).fill(8)
    let roots = [ROOT]
    const desk = deskOf(gateway, () => roots)
    const [open, closed] = [desk.begin(), desk.begin()]
    await desk.save(open, 'ett')
    await deskOf(gateway).load(open)
    await desk.save(closed, 'två')
    const other = deskOf(gateway, () => roots)
    t.equal(await other.load(closed), 'två')
    roots = [fresh, ROOT]
    await other.renew()
    const opensUnder = (root: Uint8Array, id: Uuid) => {
      const { sequence, bytes } = kept.get(id)!
      return codeOf(() => openDraft(root, { ...PLACE, id, sequence }, bytes)) ?? 'opens'
    }
    for (const id of [open, closed]) {
      t.equal(opensUnder(ROOT, id), 'draft-unreadable')
      t.equal(opensUnder(fresh, id), 'opens')
    }
    await other.save(closed, 'tre')
    t.equal(opensUnder(ROOT, closed), 'draft-unreadable', 'this tab goes on where it was')
    await other.renew()
    t.equal(kept.get(open)!.sequence, 2, 'and what is renewed is renewed once')
  },
)

t.test('renewing loses nothing: an answer that was lost, and what does not open', async (t) => {
  const { gateway, kept, network } = testGateway()
  const fresh = new Uint8Array(DRAFT_ROOT_SIZE).fill(8)
  let roots = [ROOT]
  const desk = deskOf(gateway, () => roots)
  const id = desk.begin()
  await desk.save(id, 'ett')
  const foreign = newUuid(1)
  kept.set(foreign, { sequence: 1, bytes: sealed })
  roots = [fresh, ROOT]
  network.cut = true
  await t.rejects(desk.renew(), { code: 'gateway-unreachable' })
  network.cut = false
  await desk.renew()
  t.equal(await deskOf(gateway, () => [fresh]).load(id), 'ett')
  await desk.save(id, 'två')
  t.equal(await deskOf(gateway, () => [fresh]).load(id), 'två')
  t.same(kept.get(foreign)!.bytes, sealed, 'it is left as it is')
})
