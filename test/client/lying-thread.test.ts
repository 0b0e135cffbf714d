/** A gateway that lies about how far messages have come: nothing is told as done that nobody of the receiving function has signed. */
import t from 'tap'
import { loadThread } from '../../src/client/proven-thread.ts'
import { loadWork } from '../../src/client/proven-work.ts'
import type { Thread, ThreadMessage, Work } from '../../src/client/work.ts'
import { generateSigningKey } from '../../src/protocol/signing-key.ts'
import { signStatement } from '../../src/protocol/statement.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { deskBehindLiar, inJson } from '../fixtures/lying-gateway.ts'
import { actsOf } from '../fixtures/world-acts.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { sendOne, open, receipt, withdraw } = actsOf(world)
const reception = board.function('vinr-mottagning').id
const SENT = encodeTime(world.now)

// One that nobody has done anything with, one that Disa has answered for, one that was taken back, and one that was corrected.
const untouched = await sendOne({ head: { respondBy: encodeTime(world.now + 86_400_000) } })
const reference = untouched.head.case
const inCase = { case: reference }
const taken = await sendOne({ head: inCase })
await open(taken)
world.now += 60_000
await receipt(taken, 'taken-over')
const back = await sendOne({ head: inCase })
await withdraw(back)
const wrong = await sendOne({ head: inCase })
const right = await sendOne({ head: { ...inCase, corrects: wrong.id } })
const elsewhere = await sendOne()
const LATER = encodeTime(world.now)

const author = await deskBehindLiar(world, police, 'anna')
const reader = await deskBehindLiar(world, board, 'disa')

/** What a gateway with no member's key can make: the right words, under a key of its own. */
function forged(what: 'taken-over' | 'answered' | 'registered', { id, digest } = untouched) {
  const answer = what === 'answered' ? { answer: taken.id } : {}
  const said = {
    v: 1,
    disclosure: id,
    manifest: digest,
    ...actorFields(board, 'vinr-mottagning', board.member('disa')),
    at: LATER,
    what,
    ...answer,
  } as const
  return signStatement('receipt', said, generateSigningKey())
}

/** The author's own receipt, which is no receiver's. */
function bySender() {
  const said = {
    v: 1,
    disclosure: untouched.id,
    manifest: untouched.digest,
    ...actorFields(police, 'utredning', police.member('anna')),
    at: LATER,
    what: 'taken-over',
  } as const
  return signStatement('receipt', said, police.member('anna').key)
}

async function threadOf(at = author): Promise<Thread> {
  const input = { directory: at.desk.directory, now: world.now }
  return loadThread(at.desk.gateway, reference, input)
}

// oxlint-disable-next-line typescript/no-explicit-any
type Told = any

/** The thread when these lies are told about one of its messages. */
async function lied(id: string, alter: (message: Told, all: Told[]) => unknown): Promise<Thread> {
  const change = (thread: Told) => {
    const message = thread.messages.find((one: Told) => one.id === id)
    alter(message, thread.messages)
    return thread
  }
  author.lie(/^\/v1\/cases\//, inJson(change))
  const thread = await threadOf()
  author.lie()
  return thread
}

const of = (thread: Thread, id: string): ThreadMessage =>
  thread.messages.find((one) => one.id === id)!
const progressOf = (thread: Thread, id: string) => of(thread, id).progress[0]

t.test('what members have signed is shown, with no doubt', async (t) => {
  const thread = await threadOf()
  t.same(
    thread.messages.map(({ doubts }) => doubts),
    [undefined, undefined, undefined, undefined, undefined],
  )
  t.match(progressOf(thread, taken.id), { delivered: SENT, opened: SENT, takenOver: String })
  t.same(progressOf(thread, untouched.id), { function: reception, delivered: SENT })
  t.match(of(thread, back.id), { state: 'recalled' })
  t.equal(of(thread, wrong.id).correctedBy, right.id)
  const own = await threadOf(reader)
  t.equal(own.messages.length, 5)
  t.equal(progressOf(own, taken.id)?.owner, board.member('disa').member)
})

t.test('"taken over", "answered" and the rest are believed of the receiver alone', async (t) => {
  const steps = { opened: LATER, takenOver: LATER, answered: LATER, registered: LATER }
  const lies: Record<string, (message: Told, all: Told[]) => unknown> = {
    'no signature': (message) => Object.assign(message.progress[0], steps),
    'signatures by a key of its own': (message) => {
      Object.assign(message.progress[0], steps)
      message.signed.receipts = [forged('taken-over'), forged('answered'), forged('registered')]
    },
    'the receipt of another message': (message, all) => {
      Object.assign(message.progress[0], steps)
      const { signed } = all.find((one) => one.id === taken.id)
      message.signed = { ...signed, manifest: message.signed.manifest }
    },
    'a receipt by the sender': (message) => {
      Object.assign(message.progress[0], steps)
      message.signed.receipts = [bySender()]
    },
    'something that is no receipt': (message) => {
      Object.assign(message.progress[0], steps)
      message.signed.receipts = ['', 'a.b.c', message.signed.manifest]
      message.signed.openRequests = [message.signed.manifest]
    },
  }
  for (const [name, lie] of Object.entries(lies))
    t.same(
      progressOf(await lied(untouched.id, lie), untouched.id),
      {
        function: reception,
        delivered: SENT,
        unproven: ['opened', 'takenOver', 'answered', 'registered'],
      },
      name,
    )
})

t.test('who has it, and since when, is what was signed', async (t) => {
  const thread = await lied(taken.id, ({ progress: [told] }) => {
    told.takenOver = SENT
    told.owner = board.member('emil').member
  })
  t.match(progressOf(thread, taken.id), { takenOver: LATER, owner: board.member('disa').member })
})

t.test('a receiver who is left out of the answer is still waited for', async (t) => {
  const thread = await lied(untouched.id, (message) => (message.progress = []))
  t.same(of(thread, untouched.id).progress, [{ function: reception }])
})

t.test('that it was registered by the own side is not the gateway’s to say', async (t) => {
  const thread = await lied(untouched.id, (message) => (message.registeredAt = LATER))
  t.equal(of(thread, untouched.id).registeredAt, undefined)
})

t.test('what a message is, is what its author signed', async (t) => {
  const changes: Record<string, object> = {
    type: { type: 'information-request' },
    urgency: { urgency: 'normal' },
    receiver: { to: [board.function('ekonomi').id] },
    sender: { from: actorFields(board, 'vinr-mottagning', board.member('disa')) },
    author: { from: { ...actorFields(police, 'utredning', police.member('bert')) } },
    'another deadline': { respondBy: encodeTime(world.now + 9 * 86_400_000) },
    'no deadline': { respondBy: undefined },
    'what it answers': { inReplyTo: taken.id },
    'what it replaces': { supersedes: taken.id },
    'who decides': { decisionFunction: police.function('beslut').id },
  }
  const honest = of(await threadOf(), untouched.id)
  for (const [name, change] of Object.entries(changes)) {
    const thread = await lied(untouched.id, (message) => Object.assign(message, change))
    t.same(of(thread, untouched.id), { ...honest, doubts: ['message'] }, name)
  }
})

t.test('a message that cannot be what it is said to be has come nowhere', async (t) => {
  const lies: Record<string, (message: Told, all: Told[]) => unknown> = {
    'no manifest': (message) => delete message.signed.manifest,
    'the manifest of another': (message, all) =>
      (message.signed.manifest = all.find((one) => one.id === untouched.id).signed.manifest),
    'an altered one': (message) =>
      (message.signed.manifest = message.signed.manifest.replace(/.{8}$/, 'AAAAAAAA')),
    'accepted before it was written': (message) => (message.at = '2020-01-01T00:00:00.000Z'),
  }
  for (const [name, lie] of Object.entries(lies)) {
    const message = of(await lied(taken.id, lie), taken.id)
    t.same(message.doubts, ['message'], name)
    t.same(message.progress[0]?.unproven, ['opened', 'takenOver'], name)
    t.equal(message.progress[0]?.takenOver, undefined, name)
  }
})

t.test(
  'a message is said to be without signatures only once they may have been erased',
  async (t) => {
    const year = 365 * 86_400_000
    const at = async (now: number, alter: (message: Told) => unknown = () => undefined) => {
      author.lie(
        /^\/v1\/cases\//,
        inJson((thread) => {
          const message = thread.messages.find((one: Told) => one.id === taken.id)
          message.signed = { openRequests: [], receipts: [], withdrawals: [] }
          alter(message)
          return thread
        }),
      )
      const { directory, gateway } = author.desk
      const thread = await loadThread(gateway, reference, { directory, now })
      author.lie()
      return of(thread, taken.id)
    }
    const erased = Date.parse(LATER) + year + 1
    t.same((await at(Date.parse(SENT) + year)).doubts, ['message'])
    const old = await at(erased)
    t.same(old.doubts, ['erased'])
    t.match(
      old.progress[0],
      { opened: SENT, takenOver: LATER, unproven: undefined },
      'as it is told',
    )
    const recent = encodeTime(erased - year)
    const claimed = await at(erased, ({ progress: [told] }) => (told.answered = recent))
    t.same(claimed.progress[0]?.unproven, ['answered'], 'what is newer must be signed')
    const sent = await at(erased, (message) => (message.releasedAt = recent))
    t.same(sent.doubts, ['message'], 'nor may what is shown as sent of late be without')
  },
)

t.test('two messages that have changed places are both doubted', async (t) => {
  const thread = await lied(taken.id, (message, all) => {
    const other = all.find((one) => one.id === untouched.id)
    const { id } = message
    message.id = other.id
    other.id = id
  })
  for (const { id } of [taken, untouched]) t.same(of(thread, id).doubts, ['message'])
})

t.test('taken back is what the sender has signed, said or not', async (t) => {
  const invented = await lied(untouched.id, (message) =>
    Object.assign(message, { state: 'recalled', withdrawnAt: LATER }),
  )
  t.same(of(invented, untouched.id).doubts, ['withdrawal'])
  const ofAnother = await lied(untouched.id, (message, all) => {
    const { signed } = all.find((one) => one.id === back.id)
    Object.assign(message, { state: 'recalled', withdrawnAt: LATER })
    message.signed.withdrawals = signed.withdrawals
  })
  t.same(of(ofAnother, untouched.id).doubts, ['withdrawal'])
  const unsaid = await lied(back.id, (message) => {
    message.state = 'released'
    delete message.withdrawnAt
  })
  t.match(of(unsaid, back.id), { state: 'withdrawn-late', withdrawnAt: LATER })
})

t.test('corrected is what the sender has corrected, said or not', async (t) => {
  const invented = await lied(taken.id, (message) => (message.correctedBy = right.id))
  t.match(of(invented, taken.id), { correctedBy: undefined, doubts: ['correction'] })
  const absent = await lied(taken.id, (message) => (message.correctedBy = elsewhere.id))
  t.match(of(absent, taken.id), { correctedBy: undefined, doubts: ['correction'] })
  const unsaid = await lied(wrong.id, (message) => delete message.correctedBy)
  t.match(of(unsaid, wrong.id), { correctedBy: right.id, doubts: undefined })
})

t.test('the thread of another case is refused, and so is what is no thread', async (t) => {
  const invalid = { name: 'ClientError', code: 'answer-invalid' }
  const lies: Record<string, (thread: Told) => unknown> = {
    'another case': (thread) => ({ ...thread, case: elsewhere.head.case }),
    'no signatures at all': (thread) => {
      for (const message of thread.messages) delete message.signed
      return thread
    },
    'an impossible time': (thread) => {
      thread.messages[0].at = '2026-02-30T00:00:00.000Z'
      return thread
    },
    'an invented state': (thread) => {
      thread.messages[0].state = 'answered'
      return thread
    },
    'a number for a list': (thread) => ({ ...thread, messages: 7 }),
  }
  for (const [name, lie] of Object.entries(lies)) {
    author.lie(/^\/v1\/cases\//, inJson(lie))
    await t.rejects(threadOf(), invalid, name)
  }
  author.lie()
})

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
    'a forged one': (item) => (item.signed.receipts = [forged('taken-over')]),
    'the sender’s': (item) => (item.signed.receipts = [bySender()]),
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
