/** Signing in is one record for each token, whichever process sees it first and however many requests come under it. */
import t from 'tap'
import { buildSessions } from '../../src/gateway/sessions.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { allRecordsAfter } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { app, police, writer } = world

async function signInsAfter(position: number) {
  const all = await allRecordsAfter(world, position)
  return all.filter(({ ev }) => ev === 'session.started')
}

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

t.test('another token is another sign-in', async (t) => {
  const before = writer.size - 1
  for (const name of ['anna', 'anna', 'bert']) await get(await world.token(police, name))
  t.equal((await signInsAfter(before)).length, 3)
})

t.test('processes that see a token at the same time record it once', async (t) => {
  const before = writer.size - 1
  const actor = { agency: police.agency, member: police.member('anna').member }
  const processes = Array.from({ length: 8 }, () => buildSessions(world.deps))
  await Promise.all(processes.map((start) => start('Bearer one.and.only', actor)))
  t.equal((await signInsAfter(before)).length, 1)
  await buildSessions(world.deps)('Bearer one.and.only', actor)
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
  const actor = { agency: police.agency, member: police.member('anna').member }
  const before = writer.size - 1
  let isFull = true
  const start = buildSessions({
    db: world.deps.db,
    writer: {
      append: (item) => (isFull ? Promise.reject(new Error('full')) : writer.append(item)),
    },
  })
  await t.rejects(start('Bearer another', actor), { message: 'full' })
  isFull = false
  await start('Bearer another', actor)
  t.equal((await signInsAfter(before)).length, 1)
})
