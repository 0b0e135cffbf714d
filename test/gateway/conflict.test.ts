/** A conflict of interest is on record before anything was opened, and only who could have opened can declare one. */
import t from 'tap'
import { verifyRecorded } from '../../src/client/recorded.ts'
import { parseRecordClaim } from '../../src/protocol/record-claim.ts'
import { parseVerifierKey } from '../../src/protocol/tlog/note.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { admit, reviewsOf } from '../fixtures/review.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import { recordsAfter } from '../fixtures/world-requests.ts'
import type { WorldAgency } from '../fixtures/world-agency.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { sendOne, open } = actsOf(world)
await admit(world, board, { harald: { ekonomi: ['compliance'] } })
const sent = await sendOne()

async function declare(agency: WorldAgency, name: string) {
  const headers = { authorization: await world.token(agency, name) }
  return world.app.inject({ method: 'POST', url: `/v1/disclosures/${sent.id}/conflict`, headers })
}

t.test('who could have opened declares it, and the record says who and about what', async (t) => {
  const before = world.writer.size - 1
  const answer = await declare(board, 'disa')
  t.equal(answer.statusCode, 201)
  const claim = parseRecordClaim(answer.json())
  const log = parseVerifierKey(world.deps.logVerifierKey)
  const about = { event: 'conflict.declared', disclosure: sent.id, manifest: sent.digest }
  t.match(verifyRecorded(claim, log, about).body, { agency: board.agency, case: sent.head.case })
  const otherwise = { ...about, event: 'disclosure.looked-up' }
  t.throws(() => verifyRecorded(claim, log, otherwise), { code: 'acceptance-not-proven' })
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

t.test('who opens in spite of it, and says that there is none, is in the queue', async (t) => {
  const { queue } = reviewsOf(world)
  t.same((await queue(board, 'harald', 'declared-conflict')).rows, [])
  const inSameCase = await sendOne({ head: { case: sent.head.case } })
  await open(inSameCase, 'emil')
  await open(inSameCase, 'disa', { conflictOfInterest: 'none' })
  t.match((await queue(board, 'harald', 'declared-conflict')).rows, [
    { event: 'disclosure.opened', case: sent.head.case, reasons: ['declared-conflict'] },
  ])
})
