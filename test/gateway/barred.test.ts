/** Whoever is barred from a case (jäv) finds no such case: what the gateway tells is what it tells of one that does not exist. */
import t from 'tap'
import { signStatement } from '../../src/protocol/statement.ts'
import type { Relation } from '../../src/protocol/statements/relation.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { newUuid } from '../../src/protocol/uuid.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { admit, reviewsOf } from '../fixtures/review.ts'
import { actsOf } from '../fixtures/world-acts.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { act, get, send } = requestsOf(world)
const { sendOne, open, receipt } = actsOf(world)
const { queue } = reviewsOf(world)
await admit(world, board, { harald: { ekonomi: ['compliance'] } })
const RECEPTION = `${board.agency}/vinr-mottagning`
const [sent, other] = [await sendOne(), await sendOne()]
const NONE = { id: newUuid(world.now), case: '0000-0000' }

function signed(
  name: string,
  changes: Partial<Relation>,
  agency = board,
  slug = 'vinr-mottagning',
): string {
  const member = agency.member(name)
  const said: Relation = {
    v: 1,
    ...actorFields(agency, slug, member),
    about: 'case',
    case: sent.head.case,
    kid: agency.function(slug).key.kid,
    tokens: [],
    at: encodeTime((world.now += 1)),
    ...changes,
  }
  return signStatement('relation', said, member.key)
}

function declare(...[name, changes, agency = board, slug]: Parameters<typeof signed>) {
  return act('/v1/relations', signed(name, changes, agency, slug), agency, name)
}

const disa = board.member('disa').member
const emil = board.member('emil').member

/** The cases of the lists that a member sees of the reception, each sorted. */
async function listed(name: string) {
  const casesOf = (items: readonly { case: string }[]) => items.map((one) => one.case).toSorted()
  const at = `function=${encodeURIComponent(RECEPTION)}`
  const work = (await get(`/v1/inbox/work?${at}`, board, name)).json()
  const numbers = (await get('/v1/inbox/numbers', board, name)).json()
  return {
    inbox: casesOf((await get(`/v1/inbox?${at}`, board, name)).json().items),
    unowned: casesOf(work.unowned.items),
    total: work.unowned.total as number,
    cases: casesOf((await get(`/v1/cases?${at}`, board, name)).json().items),
    waiting: numbers.functions[0].unowned as number,
  }
}

const both = [sent.head.case, other.head.case].toSorted()
const seen = (cases: readonly string[]) => ({
  inbox: cases,
  unowned: cases,
  total: cases.length,
  cases,
  waiting: cases.length,
})

t.test('until somebody is barred all of the function see the case', async (t) => {
  t.same(await listed('disa'), seen(both))
})

t.test('a bar that leaves nobody to open the case is refused', async (t) => {
  const answer = await declare('emil', { barred: [disa, emil] })
  t.match(answer.json(), { status: 409, code: 'nobody-left' })
  t.same(await listed('disa'), seen(both))
})

t.test('a member who is barred sees the case in no list and in no number', async (t) => {
  const index = world.writer.size - 1
  t.equal((await declare('emil', { barred: [disa] })).statusCode, 201)
  t.match(await recordsAfter(world, index), [
    { ev: 'relation.declared', code: 'barred', case: sent.head.case },
  ])
  t.same(await listed('disa'), seen([other.head.case]))
  t.same(await listed('emil'), seen(both))
})

t.test('two bars together may leave nobody either', async (t) => {
  t.match((await declare('emil', { barred: [emil] })).json(), { code: 'nobody-left' })
})

t.test('what he asks for is answered as what does not exist is', async (t) => {
  const at = `function=${encodeURIComponent(RECEPTION)}`
  for (const [own, none] of [
    [`/v1/disclosures/${sent.id}`, `/v1/disclosures/${NONE.id}`],
    [`/v1/disclosures/${sent.id}/evidence`, `/v1/disclosures/${NONE.id}/evidence`],
    [`/v1/cases/${sent.head.case}`, `/v1/cases/${NONE.case}`],
    [`/v1/cases/${sent.head.case}/notes?${at}`, `/v1/cases/${NONE.case}/notes?${at}`],
  ] as const) {
    const [denied, missing] = [await get(own), await get(none)]
    const { instance: _, ...said } = denied.json()
    const { instance: __, ...expected } = missing.json()
    t.equal(denied.statusCode, 404, own)
    t.same(said, expected, own)
  }
})

t.test('nor does he open it, take it over, or say anything of it', async (t) => {
  await t.rejects(open(sent), /404.*not-found/s)
  await t.rejects(receipt(sent, 'taken-over'), /404.*not-found/s)
  t.match((await declare('disa', { readmitted: [emil] })).json(), { code: 'not-found' })
})

t.test(
  'that he was barred and that he asked is in the queue of what must be reviewed',
  async (t) => {
    const { rows } = await queue(board, 'harald')
    const found = rows.filter(({ reasons }) => reasons.includes('deny-listed'))
    t.ok(found.length >= 6)
    t.ok(found.every((row) => row.case === sent.head.case))
    t.same([...new Set(found.map(({ event }) => event))].toSorted(), [
      'look-up.denied',
      'relation.declared',
      'request.refused',
    ])
  },
)

t.test('who is barred sends nothing in the case', async (t) => {
  const author = police.member('anna').member
  const name = 'bert'
  t.equal((await declare(name, { barred: [author] }, police, 'utredning')).statusCode, 201)
  const { bytes } = compose(world, { head: { case: sent.head.case } })
  const answer = await send(bytes)
  t.match(answer.json(), { status: 404, code: 'not-found' })
})

t.test('nobody lets himself in, nor bars and lets in at once', async (t) => {
  for (const changes of [
    { readmitted: [emil] },
    { barred: [disa], readmitted: [disa] },
    { about: 'self' as const, readmitted: [disa] },
  ])
    t.throws(() => signed('emil', changes), { code: 'relation-invalid' })
})

t.test('who was barred by mistake is let in by a colleague, and that is reviewed', async (t) => {
  t.equal((await declare('emil', { readmitted: [disa] })).statusCode, 201)
  t.same(await listed('disa'), seen(both))
  await open(sent)
  const { rows } = await queue(board, 'harald')
  const said = rows.filter(({ event }) => event === 'relation.declared')
  t.match(said, [
    { reasons: ['deny-listed'], case: sent.head.case },
    { reasons: ['deny-listed'], case: sent.head.case },
  ])
})
