/** Earlier vaults are forgotten before their month is over only for who has both the sign-in and the member's own key. */
import { randomBytes } from 'node:crypto'
import t from 'tap'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { signForgetVaults } from '../../src/protocol/forget-vaults.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { generateSigningKey } from '../../src/protocol/signing-key.ts'
import type { SigningKey } from '../../src/protocol/signing-key.ts'
import { signEnrolment } from '../../src/protocol/enrolment.ts'
import { signJws } from '../../src/protocol/jws.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { ORIGIN, publishedWorld } from '../fixtures/gateway.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { app, police, board, writer, database } = world
const { act } = requestsOf(world)
const FORGET = '/v1/vault/earlier/forget'

/** A token of somebody who showed who it was at a time, in ms. */
async function headersOf(name: string, signedInAt = world.now) {
  const seconds = Math.floor(world.now / 1000)
  const claims = {
    aud: ORIGIN,
    sub: name,
    exp: seconds + 300,
    auth_time: Math.floor(signedInAt / 1000),
  }
  return { authorization: `Bearer ${await world.providers.police.sign(claims)}` }
}

async function save(name: string, generation: number, bytes: Buffer) {
  world.now += 1000
  const answer = await app.inject({
    method: 'PUT',
    url: `/v1/vault?generation=${generation}`,
    headers: { ...(await headersOf(name)), 'content-type': 'application/octet-stream' },
    payload: bytes,
  })
  if (answer.statusCode !== 204) throw new Error(answer.body)
}

async function earlier(name: string): Promise<string[]> {
  const headers = await headersOf(name)
  return (await app.inject({ url: '/v1/vault/earlier', headers })).json().earlier
}

async function restore(name: string, time: string) {
  const url = `/v1/vault/earlier/${time}/restore`
  return app.inject({ method: 'POST', url, headers: await headersOf(name) })
}

async function forget(name: string, text: string, signedInAt = world.now) {
  const headers = {
    ...(await headersOf(name, signedInAt)),
    'content-type': 'application/jose',
  }
  return app.inject({ method: 'POST', url: FORGET, headers, payload: text })
}

interface Changes {
  readonly by?: SigningKey
  readonly agency?: string
  readonly gateway?: string
  readonly at?: number
}

/** What anna's program signs for the vault that it has opened. */
function asked(vault: Uint8Array, changes: Changes = {}): string {
  const { by = police.member('anna').key, at = world.now } = changes
  const { agency = police.agency, gateway = world.nodeKey.kid } = changes
  return signForgetVaults({ agency, gateway, vault: digestOf(vault) }, by, at)
}

const [old, current] = [randomBytes(900), randomBytes(900)]
await save('anna', 1, old)
await save('anna', 2, current)

t.test('a stolen sign-in alone forgets no vault, whatever it is sent with', async (t) => {
  const bert = police.member('bert').key
  const own = generateSigningKey()
  const applicant = { agency: police.agency, identity: { iss: police.issuer, sub: 'anna' } }
  const enrolment = signEnrolment(applicant, own, world.now)
  t.equal((await act('/v1/enrolments', enrolment, police, 'anna')).statusCode, 204)
  const payload = {
    v: 1,
    agency: police.agency,
    gateway: world.nodeKey.kid,
    at: encodeTime(world.now),
    nonce: 'x',
    vault: digestOf(current),
  }
  const attempts = {
    'the key of a colleague': asked(current, { by: bert }),
    'a key that was asked to be admitted': asked(current, { by: own }),
    'the key of another agency’s member': asked(current, { by: board.member('disa').key }),
    'another agency': asked(current, { agency: board.agency }),
    'another gateway': asked(current, { gateway: own.kid }),
    'an older request': asked(current, { at: world.now - 6 * 60_000 }),
    'a signature over something else': signJws(
      'sluss-custodian-request+jws',
      encodeUtf8(JSON.stringify(payload)),
      police.member('anna').key,
    ),
    'no signature': 'x.y.z',
  }
  for (const [what, text] of Object.entries(attempts))
    t.match(
      (await forget('anna', text)).json(),
      { status: 403, code: 'forget-vaults-invalid' },
      what,
    )
  t.equal((await earlier('anna')).length, 1)
})

t.test(
  'a member’s key alone forgets no vault: what it signs counts under its own sign-in',
  async (t) => {
    const text = asked(current)
    t.match((await forget('bert', text)).json(), { code: 'forget-vaults-invalid' })
    const bare = { method: 'POST', url: FORGET, payload: text } as const
    const answer = await app.inject({ ...bare, headers: { 'content-type': 'application/jose' } })
    t.match(answer.json(), { code: 'token-missing' })
    t.equal((await earlier('anna')).length, 1)
  },
)

t.test('nothing is forgotten for a vault that is not the one that is there', async (t) => {
  for (const bytes of [old, randomBytes(900)])
    t.match((await forget('anna', asked(bytes))).json(), {
      status: 409,
      code: 'vault-changed',
    })
  t.equal((await earlier('anna')).length, 1)
})

t.test(
  'who has changed what opens the vault leaves no earlier one behind, and one signature counts once',
  async (t) => {
    const [time] = await earlier('anna')
    const before = writer.size - 1
    const text = asked(current)
    t.equal((await forget('anna', text)).statusCode, 204)
    t.match(await recordsAfter(world, before), [
      { ev: 'vault.changed', agency: police.agency, code: 'renewed' },
    ])
    t.same(await earlier('anna'), [])
    t.match((await restore('anna', time!)).json(), { status: 404, code: 'not-found' })
    const left = await database.ownerDb`select from vault.earlier where bytes = ${old}`
    t.equal(left.length, 0, 'nor in the database')
    const next = randomBytes(900)
    await save('anna', 3, next)
    t.match((await forget('anna', text)).json(), { code: 'forget-vaults-invalid' })
    t.equal((await earlier('anna')).length, 1, 'what is replaced afterwards is kept as ever')
  },
)

t.test('what is being taken back does not outlive that it is forgotten', async (t) => {
  const { ownerDb } = database
  const newest = randomBytes(900)
  await save('anna', 4, newest)
  const [time] = await earlier('anna')
  const [{ agency, person }] = await ownerDb<[{ agency: string; person: string }]>`
    select agency, person from vault.vault where bytes = ${newest}
  `
  const answer = await ownerDb.begin(async (sql) => {
    await sql`select vault.forget_earlier(${agency}, ${person}, sha256(${newest}))`
    const restoring = restore('anna', time!)
    for (let waits = 0; waits === 0;) {
      const [row] = await ownerDb<[{ n: number }]>`
        select count(*)::int as n from pg_locks where not granted
      `
      waits = row.n
    }
    return { restoring }
  })
  t.match((await answer.restoring).json(), { status: 404, code: 'not-found' })
  const [{ bytes }] = await ownerDb<[{ bytes: Buffer }]>`
    select bytes from vault.vault where agency = ${agency} and person = ${person}
  `
  t.same(bytes, newest)
})

t.test(
  'a screen that was left open forgets no vault, though it has the sign-in and the keys',
  async (t) => {
    const newest = randomBytes(900)
    await save('anna', 5, newest)
    const late = world.now - 6 * 60_000
    const answer = await forget('anna', asked(newest), late)
    t.match(answer.json(), { status: 403, code: 'sign-in-too-old' })
    t.not((await earlier('anna')).length, 0)
  },
)

t.test('a member who is revoked forgets nothing any more', async (t) => {
  await save('anna', 6, current)
  const { credential, key } = police.member('anna')
  const revokedAt = encodeTime(world.now)
  const revoked = { credential, kid: key.kid, revokedAt, reason: 'left' } as const
  police.members.delete('anna')
  await world.publish(police.nextRoster(world.now, { revocations: [revoked] }))
  const text = asked(current, { by: key })
  t.match((await forget('anna', text)).json(), { code: 'forget-vaults-invalid' })
})
