/** What a person may be told, asked for by the compliance officer. */
import t from 'tap'
import { signExport } from '../../src/client/export/export-statement.ts'
import type { Acting } from '../../src/client/acting.ts'
import { signStatement } from '../../src/protocol/statement.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { app, police, board } = world
const { send, act } = requestsOf(world)

const sent = compose(world)
await send(sent.bytes)

async function ask(body: object, name = 'kim') {
  return app.inject({
    method: 'POST',
    url: '/v1/extracts',
    headers: { authorization: await world.token(police, name), 'content-type': 'application/json' },
    payload: {
      cases: [sent.head.case],
      role: 'victim',
      mayReachFearedPerpetrator: false,
      delivery: 'in-person',
      ...body,
    },
  })
}

t.test(
  'dates, purposes, categories and functions; no names, no case, nothing sealed',
  async (t) => {
    const index = world.writer.size - 1
    const answer = await ask({})
    t.equal(answer.statusCode, 200, answer.body)
    t.same(answer.json(), {
      entries: [
        {
          at: '2026-03-02T09:40:00.000Z',
          what: 'disclosed',
          purpose: 'victim-support',
          categories: ['contact', 'identity'],
          from: {
            name: {
              sv: 'Polisen Sydlanda, Utredning',
              en: 'Police of Sydlanda, Investigation',
            },
            bodyType: 'police',
          },
          to: {
            name: {
              sv: 'Socialnämnden i Låtsasby, Mottagning',
              en: 'Social board of Låtsasby, Reception',
            },
            bodyType: 'social-board',
          },
        },
      ],
      withheld: [],
      notRetained: 0,
    })
    for (const hidden of [sent.id, sent.head.case, police.member('anna').member, 'Handläggare'])
      t.notOk(answer.body.includes(hidden), hidden)
    t.match(await recordsAfter(world, index), [
      {
        ev: 'extract.made',
        asked: { role: 'victim', mayReachFearedPerpetrator: false, delivery: 'in-person' },
        counts: { disclosures: 1 },
      },
    ])
  },
)

t.test('a case that is none is as one in which nothing was done', async (t) => {
  const unknown = await ask({ cases: ['0000-0000'] })
  t.same(unknown.json(), { entries: [], withheld: [], notRetained: 0 })
})

t.test('the one who is feared gets nothing, and the officer the count', async (t) => {
  const answer = (await ask({ mayReachFearedPerpetrator: true })).json()
  t.same(answer, {
    entries: [],
    withheld: [{ ground: 'existence', entries: 1 }],
    notRetained: 0,
  })
})

t.test('it takes the compliance role, and a question that is one', async (t) => {
  t.match((await ask({}, 'anna')).json(), { code: 'role-missing' })
  t.match((await ask({ cases: ['7kq4'] })).json(), { code: 'request-invalid' })
  t.match((await ask({ role: 'everybody' })).json(), { code: 'request-invalid' })
  t.match((await ask({ cases: [] })).json(), { code: 'request-invalid' })
  t.match((await ask({ delivery: 'post' })).json(), { code: 'request-invalid' })
  const through = { delivery: 'representative', mayReachFearedPerpetrator: false }
  t.match(
    (await ask(through)).json(),
    { code: 'request-invalid' },
    'he may be under the feared one',
  )
})

t.test('the files that are made of it are on record, signed, once', async (t) => {
  const kim = police.member('kim')
  const { function: id, ...who } = actorFields(police, 'beslut', kim)
  const acting = {
    agency: police.agency,
    function: id,
    keys: { signing: kim.key },
    member: { payload: { member: who.member }, credential: who.credential },
  } as unknown as Acting
  const files = new Map([['utdrag.csv', new TextEncoder().encode('x')]])
  const text = signExport(acting, 'extract', files, world.now)
  const index = world.writer.size - 1
  const answer = await act('/v1/exports', text, police, 'kim')
  t.equal(answer.statusCode, 201, answer.body)
  t.match(await recordsAfter(world, index), [{ ev: 'data.exported', counts: { files: 1 } }])
  t.match((await act('/v1/exports', text, police, 'kim')).json(), { code: 'already-recorded' })
  t.match((await act('/v1/exports', text, board, 'disa')).json(), { code: 'kid-unknown' })
})

t.test('an opening that somebody deletes from the database is missed', async (t) => {
  const hidden = compose(world)
  await send(hidden.bytes)
  const disa = board.member('disa')
  const request = {
    v: 1,
    disclosure: hidden.id,
    manifest: hidden.digest,
    ...actorFields(board, 'vinr-mottagning', disa),
    purpose: 'victim-support',
    conflictOfInterest: 'none',
    at: encodeTime(world.now),
  } as const
  const text = signStatement('open-request', request, disa.key)
  t.equal((await act(`/v1/disclosures/${hidden.id}/open`, text)).statusCode, 200)
  t.equal((await ask({ cases: [hidden.head.case] })).statusCode, 200)
  const { ownerDb } = world.database
  await ownerDb`alter table facts.open disable trigger insert_only`
  await ownerDb`delete from facts.open where disclosure = ${hidden.id}`
  await ownerDb`alter table facts.open enable always trigger insert_only`
  t.match((await ask({ cases: [hidden.head.case] })).json(), {
    status: 500,
    code: 'record-missing',
  })
})

t.test('of a case from which somebody took a manifest there is no extract', async (t) => {
  const { ownerDb } = world.database
  const other = compose(world)
  await send(other.bytes)
  const about = (composed: typeof sent) => ask({ cases: [composed.head.case] })
  t.equal((await about(other)).statusCode, 200)
  await ownerDb`alter table content.statement disable trigger insert_only`
  await ownerDb`delete from content.statement where digest = ${other.digest}`
  t.match((await about(other)).json(), { status: 500, code: 'record-missing' })
  await ownerDb`
    insert into content.statement (digest, disclosure, text)
    values (${other.digest}, ${other.id}, ${Buffer.from(sent.text)})
  `
  t.match(
    (await about(other)).json(),
    { code: 'record-missing' },
    'nor when another is in its place',
  )
  t.equal((await ask({})).statusCode, 200)
})
