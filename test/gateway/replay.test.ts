/** What past decisions would have been under proposed rules, told in counts. */
import t from 'tap'
import { buildPolicySet } from '../../src/policy/pack.ts'
import type { Pack } from '../../src/policy/policy-set.ts'
import type { Block } from '../../src/policy/rule.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { policyActsOf } from '../fixtures/policy-change.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import type { Composed, Recipe } from '../fixtures/world-disclosure.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { send } = requestsOf(world)
const { propose } = policyActsOf(world)

/** A made-up history: five on consent, three that wait for a decision-maker, a denial, and two whose facts are deleted. */
const history = {
  released: await Promise.all(Array.from({ length: 5 }, () => sent())),
  held: await Promise.all(Array.from({ length: 3 }, () => sent({ escalates: true }))),
  denied: [await sent({ head: { grounds: [] } })],
  deleted: await Promise.all(Array.from({ length: 2 }, () => sent())),
}
await deleteFacts(history.deleted)

async function sent(recipe: Recipe = {}): Promise<Composed> {
  const made = compose(world, recipe)
  await send(made.bytes)
  return made
}

/** As retention will when the time for decision files has run out. */
async function deleteFacts(gone: readonly Composed[]): Promise<void> {
  await world.database.ownerDb.begin(async (sql) => {
    await sql`set local role sluss_retention`
    await sql`delete from content.statement where disclosure = any (${gone.map(({ id }) => id)}::uuid[])`
  })
}

/** The digest of a proposed set: the active one, changed. */
async function proposed(change: (pack: Pack) => void): Promise<string> {
  const pack = structuredClone(world.active.pack)
  change(pack)
  const set = buildPolicySet(pack)
  await propose(set)
  return set.digest
}

const consentOf = ({ gateways }: Pack) => gateways.find(({ id }) => id === 'osl-12-2')!
const locksShut = (pack: Pack) => {
  const [wording] = consentOf(pack).versions
  Object.assign(wording!, { opens: wording!.opens.filter((lock) => lock !== 'osl-35-1') })
}

async function replay(digest: string, name = 'pelle', body: object = {}, agency = police) {
  const answer = await world.app.inject({
    method: 'POST',
    url: `/v1/policy-sets/${digest}/replay`,
    headers: { authorization: await world.token(agency, name) },
    payload: body,
  })
  return answer.json()
}

const LEFT = { notRetained: 2, denied: 1, notJudged: 0 }

t.test('under the same rules nothing flips, and what is not kept is told', async (t) => {
  const digest = await proposed((pack) => Object.assign(pack, { lawReadUntil: '2027-01-01' }))
  t.same(await replay(digest), {
    policySet: digest,
    against: world.active.digest,
    judged: 8,
    flips: [],
    inParts: 0,
    rules: [],
    ...LEFT,
    next: null,
  })
})

t.test(
  'what flips is counted, from what to what and by the rule that reads otherwise',
  async (t) => {
    t.match(await replay(await proposed(locksShut)), {
      judged: 8,
      flips: [{ from: 'permit', to: 'deny', decisions: 5 }],
      inParts: 0,
      rules: [{ rule: 'osl-12-2', decisions: 5 }],
      ...LEFT,
    })
  },
)

t.test('a disclosure that invokes what the rules no longer have would be refused', async (t) => {
  const digest = await proposed((pack) =>
    Object.assign(consentOf(pack).versions[0]!, { from: '2013-01-02' }),
  )
  t.match(await replay(digest), {
    flips: [{ from: 'permit', to: 'refused', decisions: 5 }],
    rules: [{ rule: 'osl-12-2', decisions: 5 }],
  })
})

t.test('a part that comes out otherwise is counted although the whole does not', async (t) => {
  await sent({ parts: [['identity', 'x']], escalates: true })
  const digest = await proposed((pack) => {
    const lock = pack.locks.find(({ id }) => id === 'osl-35-1')!
    for (const wording of lock.versions)
      Object.assign(wording, {
        lies: wording.lies.map((reach) => ({ ...reach, categories: ['identity'] })),
      })
  })
  t.match(await replay(digest), {
    judged: 9,
    flips: [],
    inParts: 3,
    rules: [{ rule: 'osl-35-1', decisions: 3 }],
  })
})

t.test('all is judged as of another day, if asked', async (t) => {
  const digest = await proposed(locksShut)
  const flipsAt = async (at: string) => (await replay(digest, 'pelle', { at })).flips
  t.same(await flipsAt('2026-03-10T11:00:00.000Z'), [{ from: 'permit', to: 'deny', decisions: 5 }])
  t.same(await flipsAt('2026-12-01T11:00:00.000Z'), [], 'the consents have run out by then')
  t.match(await replay(digest, 'pelle', { at: 'soon' }), { code: 'time-invalid' })
})

t.test('the policy and the compliance role may, nobody else', async (t) => {
  const digest = world.active.digest
  t.match(await replay(digest, 'kim'), { judged: 9 })
  t.match(await replay(digest, 'petra', {}, board), { judged: 0 })
  t.match(await replay(digest, 'anna'), { code: 'role-missing' })
  t.match(await replay(digestOf(encodeUtf8('unknown'))), { code: 'not-found' })
})

t.test('what another agency decided is not counted, whatever is asked about it', async (t) => {
  const { index } = (await send(compose(world).bytes)).json()
  // Anybody with the role may propose rules that ask for what he wants to know, without any approval.
  const digest = await proposed((pack) => {
    const [block] = structuredClone(pack.blocks)
    const [{ openQuestion: _, notForDuty: __, ...wording }] = block!.versions as never as [
      Block['versions'][0],
    ]
    const asks = { ...wording, effect: 'deny', lies: [{ categories: ['identity'] }] } as const
    Object.assign(pack, { blocks: [...pack.blocks, { ...block, id: 'asks', versions: [asks] }] })
  })
  // One page, of one decision.
  const cursor = { function: police.function('utredning').id, recorded: index - 1 }
  t.match(await replay(digest, 'pelle', { cursor }), { judged: 1, rules: [{ rule: 'asks' }] })
  t.match(await replay(digest, 'petra', { cursor }, board), {
    judged: 0,
    denied: 0,
    notRetained: 0,
    notJudged: 0,
    flips: [],
    rules: [],
  })
})

t.test('a replay without a body is of everything', async (t) => {
  const answer = await world.app.inject({
    method: 'POST',
    url: `/v1/policy-sets/${world.active.digest}/replay`,
    headers: { authorization: await world.token(police, 'pelle') },
  })
  t.equal(answer.statusCode, 200)
})

t.test('each run has a record that says who, which rules, and how many', async (t) => {
  const runs = (await recordsAfter(world, 0)).filter(({ ev }) => ev === 'policy.replayed')
  t.equal(runs.length, 11)
  t.match(runs[1], {
    actor: police.member('pelle').member,
    counts: { judged: 8, changed: 5, notRetained: 2, denied: 1, notJudged: 0 },
  })
})

t.test('no answer names a person, a case or a disclosure', async (t) => {
  const text = JSON.stringify(await replay(await proposed(locksShut)))
  const names = [...history.released, ...history.held].flatMap(({ id, head }) => [id, head.case])
  t.notOk(names.some((name) => text.includes(name)))
  t.notOk(text.includes(police.agency))
})

t.test('a long history is judged page by page, each decision once', async (t) => {
  for (let i = 0; i < 510; i += 30)
    await Promise.all(
      Array.from({ length: 30 }, () => sent({ head: { createdAt: encodeTime(world.now) } })),
    )
  const digest = await proposed(locksShut)
  const first = await replay(digest)
  t.equal(first.judged + first.notRetained + first.denied, 500)
  t.match(first.next, { function: police.function('utredning').id })
  const second = await replay(digest, 'pelle', { cursor: first.next })
  t.equal(second.next, null)
  t.equal(first.judged + second.judged, 520)
  t.equal(first.flips[0].decisions + second.flips[0].decisions, 516)
})
