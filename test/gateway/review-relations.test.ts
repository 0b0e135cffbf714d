/** Who opens a case of his own kin is found, though the gateway knows nobody's name. */
import t from 'tap'
import { relationTokens } from '../../src/protocol/relation-token.ts'
import { signStatement } from '../../src/protocol/statement.ts'
import type { Relation } from '../../src/protocol/statements/relation.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { admit, reviewsOf } from '../fixtures/review.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { act } = requestsOf(world)
const { sendPlace, open, queue } = reviewsOf(world)
await admit(world, board, { harald: { ekonomi: ['compliance'] } })
const reception = board.function('vinr-mottagning')

function declare(
  name: string,
  names: Parameters<typeof relationTokens>[1],
  more: Pick<Relation, 'about'> & Partial<Relation>,
) {
  const member = board.member(name)
  const payload: Relation = {
    v: 1,
    ...actorFields(board, 'vinr-mottagning', member),
    kid: reception.key.kid,
    tokens: relationTokens(reception.key, names),
    at: encodeTime(world.now),
    ...more,
  }
  return act('/v1/relations', signStatement('relation', payload, member.key), board, name)
}

t.test(
  'the same surname or postcode as a party, or a bar, puts an opening in the queue',
  async (t) => {
    const own = { surnames: ['påhittad'], postcodes: ['24432'] }
    const index = world.writer.size - 1
    const declared = await declare('disa', own, { about: 'self' })
    t.equal(declared.statusCode, 201, declared.body)
    t.match(await recordsAfter(world, index), [{ ev: 'relation.declared', code: 'self' }])
    const sent = await sendPlace()
    const parties = { surnames: ['Påhittad', 'Exempelsson'], postcodes: ['244 32'] }
    const barred = [board.member('disa').member]
    const ofCase = { about: 'case', case: sent.head.case, barred } as const
    t.equal((await declare('emil', parties, ofCase)).statusCode, 201)
    await open(sent, 'emil')
    await t.rejects(open(sent, 'disa'), /not-found/, 'and is refused')
    const { rows } = await queue(board, 'harald')
    t.same(rows.map(({ event, reasons }) => [event, ...reasons]).toSorted(), [
      ['disclosure.opened', 'location'],
      ['relation.declared', 'deny-listed'],
      ['request.refused', 'deny-listed', 'same-surname', 'same-area'],
    ])
    const kept = await world.database.ownerDb`select tokens::text from facts.relation`
    t.notMatch(JSON.stringify(kept), /hittad|24432/i)
  },
)

t.test('nobody speaks of a case that his agency has no part in, nor for a colleague', async (t) => {
  const none = { surnames: [], postcodes: [] }
  const foreign = await declare('disa', none, { about: 'case', case: '0000-0000' })
  t.match(foreign.json(), { code: 'not-found' })
  const member = police.member('kim')
  const payload: Relation = {
    v: 1,
    ...actorFields(police, 'beslut', member),
    about: 'self',
    kid: reception.key.kid,
    tokens: [],
    at: encodeTime(world.now),
  }
  const byOfficer = await act(
    '/v1/relations',
    signStatement('relation', payload, member.key),
    police,
    'kim',
  )
  t.match(byOfficer.json(), { code: 'not-in-function' })
})
