/** A gateway that lies to `sluss inbox`: nobody is said to have a message who has not signed for it, and no list is without end. */
import t from 'tap'
import { listBox } from '../../src/cli/commands/inbox.ts'
import type { Session } from '../../src/cli/session.ts'
import { readPages } from '../../src/client/read-pages.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { deskBehindLiar, inJson } from '../fixtures/lying-gateway.ts'
import { actsOf } from '../fixtures/world-acts.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { sendOne, open, receipt } = actsOf(world)
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
