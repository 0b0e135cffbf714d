/** A conflict of interest is on record before anything was opened, and only who could have opened can declare one. */
import t from 'tap'
import { publishedWorld } from '../fixtures/gateway.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import { recordsAfter } from '../fixtures/world-requests.ts'
import type { WorldAgency } from '../fixtures/world-agency.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { sendOne } = actsOf(world)
const sent = await sendOne()

async function declare(agency: WorldAgency, name: string) {
  const headers = { authorization: await world.token(agency, name) }
  return world.app.inject({ method: 'POST', url: `/v1/disclosures/${sent.id}/conflict`, headers })
}

t.test('who could have opened declares it, and the record says who and about what', async (t) => {
  const before = world.writer.size - 1
  const answer = await declare(board, 'disa')
  t.equal(answer.statusCode, 204)
  t.match(await recordsAfter(world, before), [
    {
      ev: 'conflict.declared',
      agency: board.agency,
      actor: board.member('disa').member,
      disclosure: sent.id,
    },
  ])
})

t.test('to anybody else there is no such message', async (t) => {
  const answer = await declare(police, 'tora')
  t.equal(answer.statusCode, 404)
  t.equal(answer.json<{ code: string }>().code, 'not-found')
})
