/** The life of a policy set: proposed, approved by two agencies, active from its time, retired by the next. */
import t from 'tap'
import { openPolicySets } from '../../src/gateway/policy-sets.ts'
import { stored } from '../../src/gateway/stored.ts'
import { buildPolicySet, encodePolicySet, parsePolicySet } from '../../src/policy/pack.ts'
import type { PolicySet } from '../../src/policy/policy-set.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { parseProposedPolicy } from '../../src/protocol/proposed-policy.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { parseStatementUnsafe, signStatement } from '../../src/protocol/statement.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { findPolicySet, listPolicyActivations } from '../../src/storage/policy-set.ts'
import { START, publishedWorld } from '../fixtures/gateway.ts'
import { adopt, policyActsOf, policyTextsOf } from '../fixtures/policy-change.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const HOUR = 3_600_000
const world = await publishedWorld(t)
const { deps, writer, nodeKey, police, board } = world
const { policySets } = deps
const { propose, approve, withdraw, list } = policyActsOf(world)
const { send, get, act } = requestsOf(world)

let made = 0
/** A set that nobody has seen yet. */
function another(): PolicySet {
  made += 1
  const pack = structuredClone(world.active.pack)
  return buildPolicySet({ ...pack, lawReadUntil: `2027-01-${String(made).padStart(2, '0')}` })
}

const stateOf = async ({ digest }: PolicySet) =>
  (await list()).find(({ policySet }) => policySet === digest)?.state

t.test('a new node applies what its program came with, and nobody proposed that', async (t) => {
  t.match(await list(), [
    { policySet: world.active.digest, state: 'active', proposal: null, approvals: [] },
  ])
})

t.test(
  'two agencies approve, and at its time the set is active and retires the other',
  async (t) => {
    const [before, set] = [policySets.active, another()]
    const proposal = await propose(set)
    t.equal(await stateOf(set), 'proposed')
    t.match(await approve('pelle', proposal, set.digest), { index: Number })
    t.equal(await stateOf(set), 'proposed')
    t.match(await approve('petra', proposal, set.digest), { index: Number })
    t.equal(await stateOf(set), 'approved')
    world.now += HOUR - 1
    await policySets.activateDue()
    t.equal(policySets.active.digest, before.digest, 'not a millisecond early')
    world.now += 1
    const answer = await send(compose({ ...world, active: set }).bytes)
    t.match(answer.json(), { state: 'released', decision: { policySet: set.digest }, notes: [] })
    t.match(await list(), [
      {
        policySet: set.digest,
        state: 'active',
        activeFrom: encodeTime(world.now),
        approvals: [{ agency: police.agency }, { agency: board.agency }],
      },
      { policySet: before.digest, state: 'retired', retiredAt: encodeTime(world.now) },
    ])
    const activation = await newestActivation()
    t.match(activation, {
      retires: before.digest,
      proposal: proposal.digest,
      approvals: { length: 2 },
    })
  },
)

async function newestActivation() {
  const [row] = await world.database.ownerDb<{ text: Uint8Array }[]>`
    select text from content.statement join facts.statement using (digest)
     where kind = 'policy-activation' order by recorded desc limit 1
  `
  return parseStatementUnsafe('policy-activation', Buffer.from(row!.text).toString()).payload
}

t.test('one approval is not enough: the set lapses', async (t) => {
  const set = another()
  await approve('petra', await propose(set), set.digest)
  world.now += HOUR
  await policySets.activateDue()
  t.equal(await stateOf(set), 'lapsed')
})

t.test('two of the same agency are not enough, and the second is refused', async (t) => {
  const set = another()
  const proposal = await propose(set)
  await approve('pelle', proposal, set.digest)
  t.match(await approve('paula', proposal, set.digest), { code: 'agency-has-approved' })
  world.now += HOUR
  await policySets.activateDue()
  t.equal(await stateOf(set), 'lapsed')
})

t.test('the proposer does not approve his own', async (t) => {
  const set = another()
  t.match(await approve('pia', await propose(set), set.digest), { code: 'approver-is-proposer' })
})

t.test('a member without the policy role does none of it', async (t) => {
  const set = another()
  t.match(await propose(set, {}, 'chef'), { code: 'not-in-function' })
  const proposal = await propose(set)
  t.match(await approve('chef', proposal, set.digest), { code: 'not-in-function' })
  t.match(await withdraw('chef', proposal, set.digest), { code: 'not-in-function' })
})

t.test('somebody whom the agency no longer lists approves nothing', async (t) => {
  const set = another()
  const proposal = await propose(set)
  await setRevoked('pelle')
  t.match(await approve('pelle', proposal, set.digest), { code: 'credential-revoked' })
  await renew('pelle')
})

t.test('an approval of somebody who is revoked before the time no longer counts', async (t) => {
  const set = another()
  const proposal = await propose(set)
  await approve('pelle', proposal, set.digest)
  await approve('petra', proposal, set.digest)
  t.equal(await stateOf(set), 'approved')
  await setRevoked('pelle')
  t.equal(await stateOf(set), 'proposed')
  t.match(
    await approve('paula', proposal, set.digest),
    { index: Number },
    'a colleague may step in',
  )
  t.equal(await stateOf(set), 'approved')
  await withdraw('petra', proposal, set.digest)
  await renew('pelle')
})

async function setRevoked(name: string): Promise<void> {
  const { credential, key } = police.member(name)
  const revokedAt = encodeTime(world.now)
  const { revocations, members } = police.roster
  await world.publish(
    police.nextRoster(world.now, {
      members: members.filter((member) => member.credential !== credential),
      revocations: [...revocations, { credential, kid: key.kid, revokedAt, reason: 'left' }],
    }),
  )
}

async function renew(name: string): Promise<void> {
  await world.publish(police.addMember(name, { beslut: ['policy'] }).text)
  await world.publish(police.nextRoster(world.now))
}

t.test('the log itself refuses an activation that is early, or rests on too little', async (t) => {
  const set = another()
  const proposal = await propose(set)
  const { digest: first } = await approve('pelle', proposal, set.digest)
  const names = {
    digest: proposal.digest,
    policySet: set.digest,
    retires: policySets.active.digest,
  }
  t.match(await activateAs(names, [first, first.replace(/./, 'x')]), {
    code: 'policy-not-approved',
  })
  const { digest: second } = await approve('petra', proposal, set.digest)
  t.match(await activateAs(names, [first, second]), { code: 'policy-not-due' })
  world.now += HOUR
  const other = { ...names, retires: another().digest }
  t.match(await activateAs(other, [first, second]), { code: 'policy-set-active' })
  t.match(await activateAs(null, []), { code: 'policy-not-approved' }, 'nobody begins anew')
  t.match(await activateAs(names, [first, second]), { index: Number })
  world.now += 1
  t.match(await activateAs(names, [first, second]), { code: 'already-active' })
  await policySets.refresh()
  t.equal(policySets.active.digest, set.digest)
})

/** What the log answers to an activation by the node, whatever the gateway would have thought of it. */
async function activateAs(
  names: { digest: string; policySet: string; retires: string } | null,
  approvals: readonly string[],
): Promise<object> {
  const payload = {
    v: 1,
    policySet: names?.policySet ?? another().digest,
    activeFrom: encodeTime(world.now),
    retires: names?.retires ?? null,
    proposal: names?.digest ?? null,
    approvals,
  } as const
  const text = signStatement('policy-activation', payload, nodeKey)
  const statement = stored(parseStatementUnsafe('policy-activation', text))
  try {
    return await writer.append({
      kind: 'statement',
      of: 'policy-activation',
      statement,
      pack: null,
    })
  } catch (error) {
    return error as object
  }
}

t.test('a proposal comes before its time, and so do its approvals', async (t) => {
  const set = another()
  const proposal = await propose(set)
  world.now += HOUR
  t.match(await approve('pelle', proposal, set.digest), { code: 'policy-date-passed' })
  const past = { at: encodeTime(world.now - 60_000), activeFrom: encodeTime(world.now - 1) }
  t.match(await propose(another(), past), { code: 'policy-date-passed' })
  t.match(await propose(policySets.active), { code: 'policy-set-active' })
})

t.test('one member stops what two agencies have approved', async (t) => {
  const set = another()
  const proposal = await propose(set)
  await approve('pelle', proposal, set.digest)
  await approve('petra', proposal, set.digest)
  t.match(await withdraw('petra', proposal, set.digest), { index: Number })
  t.equal(await stateOf(set), 'withdrawn')
  t.match(await approve('paula', proposal, set.digest), { code: 'proposal-closed' })
  t.match(await withdraw('pelle', proposal, set.digest), { code: 'proposal-closed' })
  world.now += HOUR
  await policySets.activateDue()
  t.not(policySets.active.digest, set.digest)
})

t.test('what is named must be there, and be what is sent', async (t) => {
  const set = another()
  t.match(await propose(set, { policySet: another().digest }), { code: 'policy-pack-refused' })
  const unknown = { digest: another().digest }
  t.match(await approve('pelle', unknown, set.digest), { code: 'proposal-unknown' })
  const proposal = await propose(set)
  t.match(await approve('pelle', proposal, another().digest), { code: 'proposal-unknown' })
  const url = `/v1/policy-proposals/${unknown.digest}/approvals`
  t.match((await act(url, 'x', police, 'pelle')).statusCode, 400)
})

t.test('rules that cannot be read here are refused, with the place', async (t) => {
  const broken = { ...world.active, pack: { ...world.active.pack, v: 2 } } as unknown as PolicySet
  const digest = digestOf(encodePolicySet(broken))
  t.match(await propose({ ...broken, digest }), { code: 'policy-pack-refused', where: '/v' })
})

t.test('the rules of a proposal are there to read before anybody approves', async (t) => {
  const set = another()
  await propose(set)
  const answer = await get(`/v1/policy-sets/${set.digest}`)
  t.same(parsePolicySet(answer.rawPayload).digest, set.digest)
  t.ok(await findPolicySet(deps.db, set.digest))
})

t.test('several processes activate one set once', async (t) => {
  const set = another()
  const proposal = await propose(set)
  await approve('pelle', proposal, set.digest)
  await approve('petra', proposal, set.digest)
  const own = { db: deps.db, writer, nodeKey, clock: deps.clock, log: deps.log }
  const replicas = await Promise.all(
    Array.from({ length: 3 }, () => openPolicySets({ ...own, shipped: world.active })),
  )
  const before = (await listPolicyActivations(deps.db)).length
  world.now += HOUR
  await Promise.all([policySets, ...replicas].map((sets) => sets.activateDue()))
  const activations = await listPolicyActivations(deps.db)
  t.equal(activations.length, before + 1)
  for (const sets of [policySets, ...replicas]) {
    await sets.refresh()
    t.equal(sets.active.digest, set.digest)
  }
})

t.test(
  'a process that came with other rules goes on with the active ones, and says so',
  async (t) => {
    const lines: object[] = []
    const log = {
      info: () => {},
      error: () => {},
      warn: (fields: object) => void lines.push(fields),
    }
    const own = { db: deps.db, writer, nodeKey, clock: deps.clock, log } as never
    const { active } = policySets
    const before = (await listPolicyActivations(deps.db)).length
    const sets = await openPolicySets(Object.assign({}, own, { shipped: another() }))
    t.equal(sets.active.digest, active.digest)
    t.equal(
      (await listPolicyActivations(deps.db)).length,
      before,
      'nothing is activated by a start',
    )
    t.same([sets.isShipped, lines], [false, [{ policySet: active.digest }]])
    t.match((await world.app.inject('/readyz')).json(), {
      ready: true,
      notices: ['policy-set-not-shipped'],
    })
  },
)

t.test(
  'of two that are due the later one holds, and one that was passed over never does',
  async (t) => {
    const [early, late] = [another(), another()]
    const at = (hours: number) => ({ activeFrom: encodeTime(world.now + hours * HOUR) })
    const first = await propose(early, at(1))
    const second = await propose(late, at(2))
    for (const [set, proposal] of [
      [late, second],
      [early, first],
    ] as const)
      for (const name of ['pelle', 'petra'] as const) await approve(name, proposal, set.digest)
    world.now += 3 * HOUR
    await policySets.activateDue()
    t.same([await stateOf(early), await stateOf(late)], ['retired', 'active'])
  },
)

t.test('the earlier set comes back as it left: by proposal and approvals', async (t) => {
  await adopt(world, world.active)
  t.equal(policySets.active.digest, world.active.digest)
  t.match((await send(compose(world).bytes)).json(), { state: 'released', notes: [] })
})

t.test('every refusal under the lock has a record that says who tried', async (t) => {
  const codes = (await recordsAfter(world, 0)).filter(({ code }) => code === 'approver-is-proposer')
  t.match(codes, [{ ev: 'write.refused', actor: police.member('pia').member }])
  t.ok(world.now > START)
})

t.test(
  'rules of a later program are never activated here, and the node says that it must be updated',
  async (t) => {
    const pack = encodeUtf8('{"v":2}')
    const policySet = digestOf(pack)
    const before = policySets.active.digest
    const { proposal } = parseProposedPolicy(policyTextsOf(world).proposal(world.active))
    const payload = { ...parseStatementUnsafe('policy-proposal', proposal).payload, policySet }
    const text = signStatement('policy-proposal', payload, police.member('pia').key)
    const statement = stored(parseStatementUnsafe('policy-proposal', text))
    // Another replica, of the later program, took it in.
    await writer.append({ kind: 'statement', of: 'policy-proposal', statement, pack })
    await approve('pelle', statement, policySet)
    await approve('petra', statement, policySet)
    world.now += HOUR
    t.match((await send(compose(world).bytes)).json(), { decision: { policySet: before } })
    t.equal(policySets.active.digest, before)
    const readiness = await world.app.inject('/readyz')
    t.equal(readiness.statusCode, 503)
    t.match(readiness.json(), { ready: false, faults: ['policy-set-unusable'] })
    await withdraw('petra', statement, policySet)
    await policySets.refresh()
    t.equal((await world.app.inject('/readyz')).statusCode, 200)
  },
)
