/** A gateway that lies about what waits for a function: what nobody has signed for is nobody's. */
import t from 'tap'
import { loadWork } from '../../src/client/proven-work.ts'
import type { Work } from '../../src/client/work.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { deskBehindLiar, inJson } from '../fixtures/lying-gateway.ts'
import { forgedReceipt, receiptBySender } from '../fixtures/told-lies.ts'
import type { Told } from '../fixtures/told-lies.ts'
import { actsOf } from '../fixtures/world-acts.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { sendOne, open, receipt, withdraw } = actsOf(world)
const reception = board.function('vinr-mottagning').id
const SENT = encodeTime(world.now)
const untouched = await sendOne()
const taken = await sendOne()
await open(taken)
world.now += 60_000
await receipt(taken, 'taken-over')
const LATER = encodeTime(world.now)
const author = await deskBehindLiar(world, police, 'anna')
const reader = await deskBehindLiar(world, board, 'disa')

async function workOf(alter: (work: Told) => unknown): Promise<Work> {
  reader.lie(/^\/v1\/inbox\/work$/, inJson(alter))
  const { directory, gateway } = reader.desk
  try {
    return await loadWork(gateway, { function: reception, directory })
  } finally {
    reader.lie()
  }
}

const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id)

t.test('what nobody has taken cannot be hidden among what a colleague has', async (t) => {
  const honest = await workOf((work) => work)
  t.same(ids(honest.ours.items), [taken.id])
  t.same(honest.ours.items[0]?.owner, board.member('disa').member)
  const count = honest.unowned.total
  const hide = (change: (item: Told) => unknown) => (work: Told) => {
    const item = work.unowned.items.find((one: Told) => one.id === untouched.id)
    work.unowned.items = work.unowned.items.filter((one: Told) => one !== item)
    work.unowned.total -= 1
    item.owner = board.member('emil').member
    change(item)
    work.ours = { total: work.ours.total + 1, items: [item, ...work.ours.items] }
    return work
  }
  const lies: Record<string, (item: Told) => unknown> = {
    'no receipt': () => undefined,
    'a forged one': (item) =>
      (item.signed.receipts = [forgedReceipt(world, untouched, 'taken-over')]),
    'the sender’s': (item) => (item.signed.receipts = [receiptBySender(world, untouched)]),
    'nobody named': (item) => delete item.owner,
  }
  for (const [name, lie] of Object.entries(lies)) {
    const work = await workOf(hide(lie))
    const [first] = work.unowned.items
    t.match(first, { id: untouched.id, isSaidTaken: true, owner: undefined }, name)
    t.equal(work.unowned.total, count, name)
    t.same(ids(work.ours.items), [taken.id], name)
    t.equal(work.ours.total, 1, name)
  }
})

t.test(
  'who has it is who signed for it, and an answer that nobody signed ends no deadline',
  async (t) => {
    const work = await workOf((said) => {
      said.ours.items[0].owner = board.member('emil').member
      for (const { progress } of said.unowned.items) progress[0].answered = LATER
      return said
    })
    t.equal(work.ours.items[0]?.owner, board.member('disa').member)
    const open = work.unowned.items.find(({ id }) => id === untouched.id)
    t.same(open?.progress, [{ function: reception, delivered: SENT, unproven: ['answered'] }])
  },
)

t.test('a list says of nothing that it was taken back, unless its sender has', async (t) => {
  const said = (of: Told) => Object.assign(of, { state: 'withdrawn-late' })
  const work = await workOf((told) => {
    said(told.unowned.items.find(({ id }: Told) => id === untouched.id))
    said(told.ours.items[0])
    return told
  })
  t.equal(work.unowned.items.find(({ id }) => id === untouched.id)?.state, 'released')
  t.equal(work.ours.items[0]?.state, 'released')
  await withdraw(taken)
  t.equal((await workOf((told) => told)).ours.items[0]?.state, 'withdrawn-late', 'now she has')
})

t.test('a sender’s list tells no more than was signed either', async (t) => {
  const sender = police.function('utredning').id
  author.lie(
    /^\/v1\/inbox\/work$/,
    inJson((work) => {
      for (const { progress } of work.waiting.items) progress[0].takenOver = LATER
      return work
    }),
  )
  const { directory, gateway } = author.desk
  const work = await loadWork(gateway, { function: sender, directory })
  author.lie()
  const item = work.waiting.items.find(({ id }) => id === untouched.id)
  t.same(item?.progress[0]?.unproven, ['takenOver'])
})

t.test('another function’s list is refused', async (t) => {
  const other = board.function('ekonomi').id
  const lie = workOf((work) => ({ ...work, function: other }))
  await t.rejects(lie, { name: 'ClientError', code: 'answer-invalid' })
})
