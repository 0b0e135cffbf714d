/** What a member with the policy role could do alone to keep the node busy. */
import t from 'tap'
import { PACK_LIMIT, buildPolicySet } from '../../src/policy/pack.ts'
import type { PolicySet } from '../../src/policy/policy-set.ts'
import { verifyStatement } from '../../src/protocol/statement.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { policyActsOf, policyTextsOf } from '../fixtures/policy-change.ts'

const world = await publishedWorld(t, {
  limits: { body: 2 * PACK_LIMIT, memberRate: 90, addressRate: 100_000 },
})
const { approve, propose, list } = policyActsOf(world)

const another = (lawReadUntil: string) => buildPolicySet({ ...world.active.pack, lawReadUntil })

t.test('a pack larger than any law is refused unread, and not kept', async (t) => {
  const { sources } = world.active.pack
  const title = 'x'.repeat(2_000)
  const many = Array.from({ length: 1_050 }, (_, i) => ({ ...sources[0]!, key: `Z${i}`, title }))
  const pack = { ...world.active.pack, sources: [...sources, ...many] }
  t.throws(() => buildPolicySet(pack), {
    code: 'pack-invalid',
    place: { reason: 'is larger than 2 MiB' },
  })
  const answer = await world.app.inject({
    method: 'POST',
    url: '/v1/policy-proposals',
    headers: {
      authorization: await world.token(world.police, 'pelle'),
      'content-type': 'application/cbor',
    },
    payload: Buffer.from(
      policyTextsOf(world).proposal({ ...world.active, pack } as PolicySet, {}, 'pelle'),
    ),
  })
  t.match(answer.json(), { code: 'policy-pack-refused' })
  t.equal((await list()).length, 1)
})

t.test('proposals have a rate of their own: they are long to read and kept for ever', async (t) => {
  for (const day of ['2027-01-01', '2027-01-02', '2027-01-03'])
    t.equal((await propose(another(day))).code, undefined)
  t.match(await propose(another('2027-01-04')), { code: 'rate-limited' })
  t.equal((await list()).length, 4, 'whoever may propose no more may read all the same')
  t.equal((await propose(another('2027-01-04'), {}, 'petra')).code, undefined, 'others may')
})

t.test('that two agencies approved is seen from what they signed, not from a list', async (t) => {
  const set = another('2027-01-05')
  const proposal = await propose(set, {}, 'paula')
  for (const name of ['pelle', 'petra'] as const) await approve(name, proposal, set.digest)
  const { approvals } = (await list()).find(({ policySet }) => policySet === set.digest)!
  const keys = [world.police.member('pelle').key, world.board.member('petra').key]
  t.same(
    approvals.map(({ statement }, i) => {
      const { agency, proposal } = verifyStatement('policy-approval', statement, keys[i]!).payload
      return { agency, proposal }
    }),
    [world.police, world.board].map(({ agency }) => ({ agency, proposal: proposal.digest })),
  )
})
