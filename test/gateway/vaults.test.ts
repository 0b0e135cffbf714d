/** Vaults: sealed bytes for one person alone, whom the agency's provider knows, member or not. */
import { randomBytes } from 'node:crypto'
import t from 'tap'
import type { WorldAgency } from '../fixtures/world-agency.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { recordsAfter } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { app, police, board, writer, database } = world

interface Who {
  readonly name: string
  readonly agency: WorldAgency
}
const NEW: Who = { name: 'nora', agency: police }
const ANNA: Who = { name: 'anna', agency: police }

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
      authorization: await world.token(who.agency, who.name),
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
