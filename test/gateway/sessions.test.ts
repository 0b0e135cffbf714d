/** Signing in is one record for each token, whichever process sees it first and however many requests come under it. */
import t from 'tap'
import { RecordKey } from '../../src/audit/record-key.ts'
import { buildSessions } from '../../src/gateway/sessions.ts'
import type { Session } from '../../src/gateway/sessions.ts'
import { ORIGIN, publishedWorld } from '../fixtures/gateway.ts'
import { allRecordsAfter } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { app, police, writer } = world

async function signInsAfter(position: number) {
  const all = await allRecordsAfter(world, position)
  return all.filter(({ ev }) => ev === 'session.started')
}

const sessionOf = (jti: string): Session => ({
  name: jti,
  actor: { agency: police.agency, member: police.member('anna').member, acr: null },
})

const get = (authorization: string) =>
  app.inject({ url: '/v1/agencies', headers: { authorization } })

t.test('many requests under one token are one sign-in, of the member whose it is', async (t) => {
  const before = writer.size - 1
  const token = await world.token(police, 'anna')
  const answers = await Promise.all(Array.from({ length: 20 }, () => get(token)))
  t.same(new Set(answers.map(({ statusCode }) => statusCode)), new Set([200]))
  await get(token)
  t.match(await signInsAfter(before), [
    { agency: police.agency, actor: police.member('anna').member },
  ])
})

/** Says what only its issuer can say. */
const tokenOf = async (sub: string, claims: object) => {
  const exp = Math.floor(world.now / 1000) + 300
  return world.providers.police.sign({ aud: ORIGIN, sub, exp, ...claims })
}

t.test('another token is another sign-in', async (t) => {
  const before = writer.size - 1
  for (const [name, jti] of [
    ['anna', 'one'],
    ['anna', 'two'],
    ['bert', 'two'],
  ] as const)
    await get(`Bearer ${await tokenOf(name, { jti })}`)
  t.equal((await signInsAfter(before)).length, 3)
})

t.test(
  'one token is one sign-in however it is written and however often it is signed',
  async (t) => {
    const before = writer.size - 1
    const claims = { jti: 'in many forms' }
    const [token, again] = [await tokenOf('anna', claims), await tokenOf('anna', claims)]
    t.not(token, again, 'signed twice')
    const forms = [`bearer ${token}`, `BEARER ${token}`, `bEaReR ${token}`, `Bearer ${again}`]
    for (const form of forms) t.equal((await get(form)).statusCode, 200)
    t.equal((await signInsAfter(before)).length, 1)
  },
)

t.test('the database does not tell whose a token was', async (t) => {
  const claims = { iss: 'https://login.example', sub: 'anna', exp: 1 }
  const names = [1, 2].map((seed) =>
    new RecordKey(new Uint8Array(32).fill(seed)).sessionOf(JSON.stringify(claims)),
  )
  t.not(names[0], names[1], 'without the record key the name cannot be tried out')
})

t.test('processes that see a token at the same time record it once', async (t) => {
  const before = writer.size - 1
  const session = sessionOf('one and only')
  const processes = Array.from({ length: 8 }, () => buildSessions(world.deps))
  await Promise.all(processes.map(({ start }) => start(session)))
  t.equal((await signInsAfter(before)).length, 1)
  await buildSessions(world.deps).start(session)
  t.equal((await signInsAfter(before)).length, 1)
})

t.test('a token that is refused is no sign-in', async (t) => {
  const before = writer.size - 1
  const token = await world.token(police, 'anna')
  t.equal((await get(`${token}x`)).statusCode, 401)
  t.equal((await get(await world.token(police, 'nobody'))).statusCode, 403)
  t.same(await signInsAfter(before), [])
})

t.test('who cannot be recorded is not let in, and is recorded once he can', async (t) => {
  const session = sessionOf('another')
  const before = writer.size - 1
  let isFull = true
  const { start } = buildSessions({
    ...world.deps,
    writer: {
      append: (item) => (isFull ? Promise.reject(new Error('full')) : writer.append(item)),
    },
  })
  await t.rejects(start(session), { message: 'full' })
  isFull = false
  await start(session)
  t.equal((await signInsAfter(before)).length, 1)
})

t.test(
  'who signs in faster than the rate is refused and not recorded, wherever he goes',
  async (t) => {
    const slow = await publishedWorld(t, { limits: { ...world.deps.limits, memberRate: 5 } })
    const exp = Math.floor(slow.now / 1000) + 300
    const sign = (jti: number) =>
      slow.providers.police.sign({ aud: ORIGIN, sub: 'anna', exp, jti: String(jti) })
    const statuses: number[] = []
    for (let jti = 0; jti < 20; jti++) {
      const answer = await slow.app.inject({
        method: 'POST',
        url: '/v1/disclosures',
        headers: {
          authorization: `Bearer ${await sign(jti)}`,
          'content-type': 'application/cbor',
        },
        payload: 'x',
      })
      statuses.push(answer.statusCode)
    }
    t.equal(statuses.filter((status) => status !== 429).length, 5)
    const [row] = await slow.database.ownerDb<{ count: number }[]>`
    select count(*)::int as count from facts.session
  `
    t.equal(row!.count, 5)
  },
)
