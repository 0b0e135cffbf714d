/** A gateway that lies to the command: nobody is said to have a message who has not signed for it, no old list passes unsaid, and none is without end. */
import t from 'tap'
import { dryRun } from '../../src/cli/disclose.ts'
import { listBox } from '../../src/cli/commands/inbox.ts'
import type { Session } from '../../src/cli/session.ts'
import { readPages } from '../../src/client/read-pages.ts'
import { riskAssessmentDraft } from '../../src/demo/drafts.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { deskBehindLiar, inJson } from '../fixtures/lying-gateway.ts'
import { actsOf } from '../fixtures/world-acts.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { sendOne, open, receipt, withdraw } = actsOf(world)
const reception = board.function('vinr-mottagning').id
const investigation = police.function('utredning').id
const untouched = await sendOne()
const taken = await sendOne()
await open(taken)
await receipt(taken, 'taken-over')
const [disa, emil] = [board.member('disa').member, board.member('emil').member]

const reader = await deskBehindLiar(world, board, 'disa')
const author = await deskBehindLiar(world, police, 'anna')
/** What of a session a list is read with. */
const sessionOf = ({ desk }: typeof reader) => desk as unknown as Session

t.test('who has a message is who has signed for it', async (t) => {
  const ownersOf = async (at: typeof reader, id: string, box: 'in' | 'sent') => {
    const items = await listBox(sessionOf(at), id, box)
    return new Map(items.map((item) => [item['id'], [item['owner'], item['saidTaken']]]))
  }
  for (const [at, id, box] of [
    [reader, reception, 'in'],
    [author, investigation, 'sent'],
  ] as const) {
    const honest = await ownersOf(at, id, box)
    t.same(honest.get(taken.id), [disa, undefined], box)
    t.same(honest.get(untouched.id), [undefined, undefined], box)
    at.lie(
      /^\/v1\/inbox$/,
      inJson((page) => ({
        ...page,
        items: page.items.map((item: object) => ({ ...item, owner: emil })),
      })),
    )
    const lied = await ownersOf(at, id, box)
    at.lie()
    t.same(lied.get(taken.id), [disa, undefined], box)
    t.same(lied.get(untouched.id), [undefined, true], box)
  }
})

t.test('a message is said to be recalled only by who sent it', async (t) => {
  const statesOf = async () => {
    const items = await listBox(sessionOf(reader), reception, 'in')
    return new Map(items.map((item) => [item['id'], [item['state'], item['saidWithdrawn']]]))
  }
  await withdraw(taken)
  reader.lie(
    /^\/v1\/inbox$/,
    inJson((page) => ({
      ...page,
      items: page.items.map((item: object) => ({ ...item, state: 'withdrawn-late' })),
    })),
  )
  const lied = await statesOf()
  reader.lie()
  t.same(lied.get(taken.id), ['withdrawn-late', undefined])
  t.same(lied.get(untouched.id), ['withdrawn-late', true])
})

t.test('an old list of a receiver’s members is told before anything is sent', async (t) => {
  const warned: string[] = []
  const session = {
    ...author.desk,
    settings: { agency: police.agency },
    context: {
      clock: () => world.now,
      terminal: { warn: ({ en }: { readonly en: string }) => void warned.push(en) },
    },
  } as unknown as Session
  const draft = riskAssessmentDraft(world.now)
  await dryRun(session, draft)
  t.same(warned, [])
  world.now += 25 * 3_600_000
  await dryRun(session, draft)
  t.equal(warned.length, 1)
  t.match(warned[0], new RegExp(`^The list of members of ${board.agency} is more than a day old`))
})

t.test('a list that comes back to a page that was there is refused', async (t) => {
  reader.lie(
    /^\/v1\/inbox$/,
    inJson((page) => ({ ...page, next: '1' })),
  )
  const endless = { name: 'ClientError', code: 'answer-invalid' }
  await t.rejects(listBox(sessionOf(reader), reception, 'in'), endless)
  reader.lie()
  let asked = 0
  await t.rejects(
    readPages(async () => ({ next: String((asked += 1)) })),
    endless,
    'nor one that always has another',
  )
})
