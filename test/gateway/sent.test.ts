/** What a function has sent, read again by its own authors: on record, no opening, and nobody else's. */
import t from 'tap'
import { publishedWorld } from '../fixtures/gateway.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { sendOne, withdraw } = actsOf(world)
const { get } = requestsOf(world)
const sent = await sendOne()
const path = `/v1/disclosures/${sent.id}/sent`

t.test('an author of the sending function reads it, and so it stands in the log', async (t) => {
  const before = world.writer.size - 1
  const answer = await get(path, police, 'bert')
  t.equal(answer.statusCode, 200)
  t.match(await recordsAfter(world, before), [
    { ev: 'sent.looked-at', actor: police.member('bert').member, disclosure: sent.id },
  ])
})

t.test('a receiver, another function and a decision-maker get the one answer', async (t) => {
  for (const [agency, name] of [
    [board, 'disa'],
    [police, 'tora'],
    [police, 'chef'],
  ] as const) {
    const answer = await get(path, agency, name)
    t.equal(answer.statusCode, 404, name)
    t.equal(answer.json<{ code: string }>().code, 'not-found', name)
  }
})

t.test('it is no opening: the message can still be called back', async (t) => {
  await t.resolves(withdraw(sent))
})
