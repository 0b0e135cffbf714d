/** A gateway that lies about how far messages have come: nothing is told as done that nobody of the receiving function has signed. */
import t from 'tap'
import { loadThread } from '../../src/client/proven-thread.ts'
import type { Thread, ThreadMessage } from '../../src/client/work.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { deskBehindLiar, inJson } from '../fixtures/lying-gateway.ts'
import { forgedReceipt, receiptBySender } from '../fixtures/told-lies.ts'
import type { Told } from '../fixtures/told-lies.ts'
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

async function threadOf(at = author): Promise<Thread> {
  const input = { directory: at.desk.directory, now: world.now }
  return loadThread(at.desk.gateway, reference, input)
}

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
      message.signed.receipts = [
        forgedReceipt(world, untouched, 'taken-over'),
        forgedReceipt(world, untouched, 'answered'),
        forgedReceipt(world, untouched, 'registered'),
      ]
    },
    'the receipt of another message': (message, all) => {
      Object.assign(message.progress[0], steps)
      const { signed } = all.find((one) => one.id === taken.id)
      message.signed = { ...signed, manifest: message.signed.manifest }
    },
    'a receipt by the sender': (message) => {
      Object.assign(message.progress[0], steps)
      message.signed.receipts = [receiptBySender(world, untouched)]
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
