/** Vaults: sealed bytes for one person alone, whom the agency's provider knows, member or not. */
import { randomBytes } from 'node:crypto'
import t from 'tap'
import type { WorldAgency } from '../fixtures/world-agency.ts'
import { ORIGIN, publishedWorld } from '../fixtures/gateway.ts'
import { recordsAfter } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { app, police, board, writer, database } = world

interface Who {
  readonly name: string
  readonly agency: WorldAgency
}
const NEW: Who = { name: 'nora', agency: police }
const ANNA: Who = { name: 'anna', agency: police }

/** A token of somebody who showed who it was at a time, in ms. */
async function tokenOf({ agency, name }: Who, signedInAt = world.now): Promise<string> {
  const provider = agency === police ? world.providers.police : world.providers.board
  const seconds = Math.floor(world.now / 1000)
  const auth_time = Math.floor(signedInAt / 1000)
  return `Bearer ${await provider.sign({ aud: ORIGIN, sub: name, exp: seconds + 300, auth_time })}`
}

async function earlier(who: Who): Promise<string[]> {
  const headers = { authorization: await tokenOf(who) }
  return (await app.inject({ url: '/v1/vault/earlier', headers })).json().earlier
}

async function restore(who: Who, time: string, signedInAt = world.now) {
  return app.inject({
    method: 'POST',
    url: `/v1/vault/earlier/${time}/restore`,
    headers: { authorization: await tokenOf(who, signedInAt) },
  })
}

async function ask(
  method: 'GET' | 'PUT' | 'DELETE',
  who: Who,
  generation?: number,
  bytes?: Buffer,
) {
  return app.inject({
    method,
    url: generation === undefined ? '/v1/vault' : `/v1/vault?generation=${generation}`,
    headers: {
      authorization: await tokenOf(who),
      ...(bytes && { 'content-type': 'application/octet-stream' }),
    },
    ...(bytes && { payload: bytes }),
  })
}

t.test('who is no member yet keeps a vault, and nobody else gets it', async (t) => {
  const bytes = randomBytes(8000)
  t.match((await ask('GET', NEW)).json(), { status: 404, code: 'not-found' })
  t.equal((await ask('PUT', NEW, 1, bytes)).statusCode, 204)
  t.same((await ask('GET', NEW)).rawPayload, bytes)
  for (const other of [ANNA, { name: 'nora', agency: board }])
    t.match((await ask('GET', other)).json(), { status: 404, code: 'not-found' })
})

t.test('of two devices the second is told, and what the first saved stays', async (t) => {
  const [one, two, three] = [randomBytes(900), randomBytes(900), randomBytes(900)]
  t.equal((await ask('PUT', ANNA, 1, one)).statusCode, 204)
  t.equal((await ask('PUT', ANNA, 1, one)).statusCode, 204, 'the answer was lost')
  t.match((await ask('PUT', ANNA, 1, two)).json(), { status: 409, code: 'vault-changed' })
  t.match((await ask('PUT', ANNA, 3, two)).json(), { status: 409, code: 'vault-changed' })
  t.equal((await ask('PUT', ANNA, 2, two)).statusCode, 204)
  t.match((await ask('PUT', ANNA, 2, three)).json(), { status: 409, code: 'vault-changed' })
  t.same((await ask('GET', ANNA)).rawPayload, two)
})

t.test('each change is recorded, of a member under the member’s pseudonym', async (t) => {
  const before = writer.size - 1
  await ask('DELETE', ANNA)
  await ask('DELETE', ANNA)
  await ask('DELETE', NEW)
  await ask('PUT', NEW, 1, randomBytes(10))
  const { agency } = police
  t.match(await recordsAfter(world, before), [
    { ev: 'vault.changed', agency, actor: police.member('anna').member, code: 'deleted' },
    { ev: 'vault.changed', agency, actor: null, code: 'deleted' },
    { ev: 'vault.changed', agency, actor: null, code: 'saved' },
  ])
})

t.test(
  'who only has somebody’s sign-in destroys nothing: what is deleted or written over is taken back',
  async (t) => {
    const emil: Who = { name: 'emil', agency: board }
    const own = randomBytes(900)
    await ask('PUT', emil, 1, own)
    t.same(await earlier(emil), [])
    world.now += 1000
    await ask('PUT', emil, 2, randomBytes(10))
    const [written] = await earlier(emil)
    for (let i = 3; i < 12; i++) {
      world.now += 1000
      t.equal((await ask('PUT', emil, i, randomBytes(10))).statusCode, 204)
    }
    const once = await ask('PUT', emil, 12, randomBytes(10))
    t.match(once.json(), { status: 429, code: 'vault-changed-often' }, 'what is not kept stays')
    t.ok((await earlier(emil)).includes(written!), 'nothing pushes it out')
    t.equal((await restore(emil, written!)).statusCode, 204)
    t.same((await ask('GET', emil)).rawPayload, own)
    t.ok((await earlier(emil)).includes(written!), 'what is taken back stays kept')
    const another = randomBytes(900)
    t.equal((await ask('PUT', emil, 2, another)).statusCode, 204)
    t.match((await ask('PUT', emil, 3, randomBytes(10))).json(), { code: 'vault-changed-often' })
    t.match((await ask('DELETE', emil)).json(), { code: 'vault-changed-often' })
    t.same((await ask('GET', emil)).rawPayload, another, 'a later vault of the day is not lost')
    const [replaced] = await earlier(emil)
    t.equal((await restore(emil, replaced!)).statusCode, 204, 'within the same moment')
    t.same((await ask('GET', emil)).rawPayload, own)
    t.equal((await earlier(emil)).length, 12)
    world.now += 1000
    const before = writer.size - 1
    await ask('DELETE', emil)
    const [deleted] = await earlier(emil)
    t.match((await restore(ANNA, deleted!)).json(), { code: 'not-found' })
    t.equal((await restore(emil, deleted!)).statusCode, 204)
    t.same((await ask('GET', emil)).rawPayload, own)
    t.match(
      (await recordsAfter(world, before)).map(({ code }) => code),
      ['deleted', 'restored'],
    )
    world.now += 31 * 86_400_000
    await app.expireContent()
    t.same(await earlier(emil), [], 'after a month it is gone')
  },
)

t.test('deleting and taking back need a fresh sign-in', async (t) => {
  const frida: Who = { name: 'frida', agency: board }
  await ask('PUT', frida, 1, randomBytes(900))
  const late = world.now - 6 * 60_000
  for (const authorization of [await tokenOf(frida, late), await world.token(board, 'frida')]) {
    const answer = await app.inject({
      method: 'DELETE',
      url: '/v1/vault',
      headers: { authorization },
    })
    t.match(answer.json(), { status: 403, code: 'sign-in-too-old' })
  }
  t.match((await restore(frida, new Date(world.now).toISOString(), late)).json(), {
    code: 'sign-in-too-old',
  })
  t.equal((await ask('DELETE', frida)).statusCode, 204)
})

t.test('refuses a vault that is too large, empty or without its number', async (t) => {
  t.match((await ask('PUT', ANNA, 1, Buffer.alloc(128 * 1024 + 1))).json(), {
    code: 'body-too-large',
  })
  t.match((await ask('PUT', ANNA, 1, Buffer.alloc(0))).json(), { code: 'request-invalid' })
  t.match((await ask('PUT', ANNA, 0, Buffer.alloc(9))).json(), { code: 'request-invalid' })
  t.match((await ask('PUT', ANNA, undefined, Buffer.alloc(9))).json(), { code: 'request-invalid' })
})

t.test('the database does not say whose a vault is', async (t) => {
  const rows = await database.db`select agency, person from vault.vault`.catch(() => null)
  t.equal(rows, null, 'the application may not read the table')
})
