/** Samples that nobody can choose, timelines of a case, and of a member only when two agree. */
import t from 'tap'
import { encodeBase64url, parseBase64url } from '../../src/protocol/base64url.ts'
import { drawSample, populationDigest, seedCommitment } from '../../src/protocol/review-draw.ts'
import { payloadDigest, signStatement } from '../../src/protocol/statement.ts'
import type { Inquiry } from '../../src/protocol/statements/inquiry.ts'
import type { Sample } from '../../src/protocol/statements/sample.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { admit, reviewsOf } from '../fixtures/review.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import type { Composed } from '../fixtures/world-disclosure.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { get, act, send } = requestsOf(world)
const { sendPlace, open, queue } = reviewsOf(world)
await admit(world, board, {
  harald: { ekonomi: ['compliance'] },
  greta: { ekonomi: ['compliance'] },
  boel: { ekonomi: ['decision-maker'] },
})
const begun = world.now
const sents: Composed[] = []
for (let i = 0; i < 14; i++) sents.push(await sendPlace())
for (const sent of sents) await open(sent)
// A trial message is no opening that anybody needs to look at.
const trial = compose(world, {
  head: {
    type: 'synthetic',
    purpose: 'technical',
    facts: { accessRequest: 'no', compilesPersons: false },
    subjects: [{ id: 's1', role: 'professional', protection: 'none' }],
    grounds: [],
  },
  parts: [['metadata', '2026-03-02']],
})
await send(trial.bytes)
await open(trial)
await moveTo('2026-03-31T22:00:00.000Z')

/** Rosters are published daily, whatever else happens. */
async function moveTo(time: string): Promise<void> {
  world.now = Date.parse(time)
  for (const agency of [police, board]) await world.publish(agency.nextRoster(world.now))
}

const officer = (name: string) =>
  ({ v: 1, ...actorFields(board, 'ekonomi', board.member(name)) }) as const
const period = { from: encodeTime(begun), until: encodeTime(begun + 30_000) }
const march = { from: '2026-02-28T23:00:00.000Z', until: '2026-03-31T22:00:00.000Z' }
const seed = new Uint8Array(32).fill(7)

function signSample(changes: Partial<Sample> & Pick<Sample, 'what'>, name = 'harald') {
  const payload: Sample = {
    ...officer(name),
    ...march,
    commitment: seedCommitment(seed),
    at: encodeTime(world.now),
    ...changes,
  }
  const text = signStatement('sample', payload, board.member(name).key)
  return { text, digest: payloadDigest('sample', payload) }
}

interface Population {
  readonly population: readonly string[]
  readonly root: string
}

t.test('a sample is drawn with a seed that was committed to before, and is reviewed', async (t) => {
  const index = world.writer.size - 1
  const announced = signSample({ what: 'announce' })
  const answer = await act('/v1/reviews/samples', announced.text, board, 'harald')
  t.equal(answer.statusCode, 201, answer.body)
  const { checkpoint } = answer.json<{ checkpoint: string }>()
  const url = `/v1/reviews/samples/${announced.digest}/population`
  const { population, root } = (await get(url, board, 'harald')).json<Population>()
  const opened = (await recordsAfter(world, 0)).filter(({ ev }) => ev === 'disclosure.opened')
  t.same([opened.length, population.length], [15, 14], 'the trial is not drawn from')
  t.ok(checkpoint.includes(Buffer.from(root, 'base64url').toString('base64')), 'its own root')
  const drawn = drawSample({ seed, root: parseBase64url(root), population })
  t.equal(drawn.length, 10)
  const shown = {
    what: 'draw',
    announced: announced.digest,
    seed: encodeBase64url(seed),
    population: populationDigest(population),
  } as const
  const chosen = signSample({ ...shown, drawn: population.slice(0, 10) })
  t.match((await act('/v1/reviews/samples', chosen.text, board, 'harald')).json(), {
    code: 'sample-invalid',
  })
  const another = signSample({ ...shown, seed: encodeBase64url(new Uint8Array(32)), drawn })
  t.match((await act('/v1/reviews/samples', another.text, board, 'harald')).json(), {
    code: 'sample-invalid',
  })
  const draw = await act(
    '/v1/reviews/samples',
    signSample({ ...shown, drawn }).text,
    board,
    'harald',
  )
  t.equal(draw.statusCode, 201, draw.body)
  world.now += 1
  const again = await act(
    '/v1/reviews/samples',
    signSample({ ...shown, drawn }).text,
    board,
    'greta',
  )
  t.match(again.json(), { status: 403 })
  const twice = signSample({ ...shown, drawn }, 'greta')
  t.match((await act('/v1/reviews/samples', twice.text, board, 'greta')).json(), {
    code: 'already-decided',
  })
  const { rows } = await queue(board, 'harald', 'sample')
  t.same(rows.map(({ record }) => record).sort(), [...drawn].sort())
  const events = (await recordsAfter(world, index)).map(({ ev }) => ev)
  t.ok(
    events.indexOf('review.sample-announced') < events.indexOf('review.population-listed') &&
      events.indexOf('review.population-listed') < events.indexOf('review.sample-drawn'),
  )
})

t.test('a sample is of a whole month that is over', async (t) => {
  const april = { from: march.until, until: '2026-04-30T22:00:00.000Z' }
  for (const changes of [april, period, { ...march, from: encodeTime(begun) }]) {
    const { text } = signSample({ what: 'announce', ...changes })
    t.match((await act('/v1/reviews/samples', text, board, 'harald')).json(), {
      code: 'sample-invalid',
    })
  }
})

t.test(
  'an announcement that is never drawn is seen, and none is of a month that is drawn',
  async (t) => {
    const again = signSample({ what: 'announce' })
    t.match((await act('/v1/reviews/samples', again.text, board, 'harald')).json(), {
      code: 'already-decided',
    })
    const february = { from: '2026-01-31T23:00:00.000Z', until: march.from }
    const announced = signSample({ what: 'announce', ...february })
    t.equal((await act('/v1/reviews/samples', announced.text, board, 'harald')).statusCode, 201)
    t.equal((await queue(board, 'harald')).undrawn, 0)
    await moveTo('2026-04-01T23:00:00.001Z')
    t.equal((await queue(board, 'harald')).undrawn, 1)
    const foreign = await get(`/v1/reviews/samples/${announced.digest}/population`, police, 'kim')
    t.match(foreign.json(), { code: 'not-found' })
  },
)

interface Timeline {
  readonly rows: readonly { readonly body: { readonly ev: string; readonly actor: string } }[]
}

t.test('the timeline of a case has what the agency itself did, by pseudonym', async (t) => {
  const reference = sents[0]!.head.case
  const index = world.writer.size - 1
  const answer = await get(`/v1/reviews/cases/${reference}`, board, 'harald')
  const { rows } = answer.json<Timeline>()
  t.match(rows, [{ body: { ev: 'disclosure.opened', agency: board.agency } }])
  t.equal(rows.length, 1, 'the police’s sending is the police’s')
  t.notOk(answer.body.includes(board.member('disa').member))
  t.match(await recordsAfter(world, index), [{ ev: 'review.case-listed', case: reference }])
  const { rows: theirs } = (
    await get(`/v1/reviews/cases/${reference}`, police, 'kim')
  ).json<Timeline>()
  t.same(
    theirs.map(({ body }) => body.ev),
    ['disclosure.released'],
  )
  t.same((await get('/v1/reviews/cases/0000-0000', board, 'harald')).json(), { rows: [] })
  t.match((await get(`/v1/reviews/cases/${reference}`, board, 'disa')).json(), {
    code: 'role-missing',
  })
})

/** What an owner of the database writes into it, with a text that is signed but that no record names. */
async function forgeApproval(payload: Inquiry): Promise<void> {
  const { ownerDb } = world.database
  const text = signStatement('inquiry', payload, board.member('boel').key)
  const digest = payloadDigest('inquiry', payload)
  await ownerDb`alter table facts.inquiry disable trigger insert_only`
  await ownerDb`
    insert into content.oversight (digest, agency, text)
    values (${digest}, ${board.agency}, ${Buffer.from(text)})
  `
  await ownerDb`
    insert into facts.inquiry (digest, agency, member, record, from_at, until_at, request, at, recorded)
    values (${digest}, ${board.agency}, ${payload.member}, ${payload.record}, ${payload.from}, ${payload.until},
      ${payload.request!}, now(), ${world.writer.size - 1})
  `
}

t.test('all that a member did is shown when a second person has approved', async (t) => {
  const [row] = (await queue(board, 'harald', 'location')).rows
  const what = { record: row!.record, caseNumber: 'SN 2026/117', ...period }
  const inquire = async (
    name: string,
    changes: Pick<Inquiry, 'what'> & Partial<Inquiry>,
  ): Promise<{ statusCode: number; digest: string; code?: string }> => {
    world.now += 1
    const payload: Inquiry = { ...officer(name), ...what, at: encodeTime(world.now), ...changes }
    const text = signStatement('inquiry', payload, board.member(name).key)
    const answer = await act('/v1/reviews/inquiries', text, board, name)
    return {
      statusCode: answer.statusCode,
      digest: payloadDigest('inquiry', payload),
      code: answer.json<{ code: string }>().code,
    }
  }
  t.match(await inquire('boel', { what: 'request' }), { code: 'not-in-function' })
  const asked = await inquire('harald', { what: 'request' })
  t.equal(asked.statusCode, 201)
  const url = `/v1/reviews/inquiries/${asked.digest}`
  t.match((await get(url, board, 'harald')).json(), { code: 'not-found' })
  const approve = { what: 'approve', request: asked.digest } as const
  t.match(await inquire('harald', approve), { code: 'approver-is-requester' })
  t.match(await inquire('boel', { ...approve, caseNumber: 'SN 2026/118' }), {
    code: 'inquiry-invalid',
  })
  t.match((await get('/v1/reviews/inquiries', board, 'boel')).json(), {
    inquiries: [{ digest: asked.digest, approvedAt: null }],
  })
  await forgeApproval({ ...officer('boel'), ...what, ...approve, at: encodeTime(world.now) })
  t.match((await get(url, board, 'harald')).json(), { code: 'not-found' }, 'the log has none')
  t.match((await get('/v1/reviews/inquiries', board, 'boel')).json(), {
    inquiries: [{ digest: asked.digest, approvedAt: null }],
  })
  await world.database.ownerDb`delete from facts.inquiry where request is not null`
  t.equal((await inquire('boel', approve)).statusCode, 201)
  t.match(await inquire('greta', approve), { code: 'already-decided' })
  const index = world.writer.size - 1
  const { rows, member } = (await get(url, board, 'harald')).json<
    Timeline & { readonly member: string }
  >()
  t.equal(member, board.member('disa').member)
  t.equal(rows.filter(({ body }) => body.ev === 'disclosure.opened').length, 15)
  t.equal(new Set(rows.map(({ body }) => body.actor)).size, 1, 'nobody else’s')
  t.match(await recordsAfter(world, index), [
    { ev: 'review.member-listed', statement: asked.digest, counts: { records: rows.length } },
  ])
  t.match((await get(url, board, 'boel')).json(), { code: 'role-missing' })
  t.match((await get(url, police, 'kim')).json(), { code: 'not-found' })
})

t.test('each of these acts has left a record of its own', async (t) => {
  const events = new Set((await recordsAfter(world, 0)).map(({ ev }) => ev))
  for (const name of [
    'review.queue-listed',
    'review.sample-announced',
    'review.population-listed',
    'review.sample-drawn',
    'review.case-listed',
    'review.inquiry-requested',
    'review.inquiry-approved',
    'review.inquiries-listed',
    'review.member-listed',
  ])
    t.ok(events.has(name), name)
})

t.test('no queue is shown while a draw is gone that the log has a record of', async (t) => {
  const { ownerDb } = world.database
  await ownerDb`alter table facts.sample disable trigger insert_only`
  await ownerDb`delete from facts.sample where announced is not null`
  const answer = await get('/v1/reviews/queue', board, 'harald')
  t.match(answer.json(), { code: 'record-missing' })
})
