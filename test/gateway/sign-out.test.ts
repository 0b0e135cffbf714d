/** How a sign-in ends: by the person, by nobody being there, by its time, by a cookie in two hands, by a revocation. */
import t from 'tap'
import { buildApp } from '../../src/gateway/app.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { BOARD, POLICE, signIn, signInWorld, statusOf } from '../fixtures/sign-in.ts'
import type { Surfer } from '../fixtures/surfer.ts'
import { allRecordsAfter } from '../fixtures/world-requests.ts'

const MINUTE = 60_000
const world = await signInWorld(t)
const { police, board, writer } = world

const codeOf = ({ text }: { readonly text: string }) => (JSON.parse(text) as { code?: string }).code

async function signedIn(agency: string, sub: string): Promise<Surfer> {
  const surfer = world.surfer()
  await signIn(surfer, agency, sub)
  return surfer
}

/** What a thief has who copied the cookie. */
function copyOf(surfer: Surfer): Surfer {
  const copy = world.surfer()
  for (const [name, value] of surfer.cookies()) copy.cookies().set(name, value)
  return copy
}

const act = (surfer: Surfer) => surfer.ask('GET', '/v1/agencies')

async function endings(position: number) {
  const all = await allRecordsAfter(world, position)
  return all.filter(({ ev }) => ev === 'session.ended')
}

t.test(
  'signing out ends it here, records it, and leads on to the provider’s own page',
  async (t) => {
    const surfer = await signedIn(POLICE, 'anna')
    const copy = copyOf(surfer)
    const before = writer.size - 1
    const answer = await surfer.ask('POST', '/auth/sign-out', {})
    t.equal(answer.status, 200)
    const { location } = JSON.parse(answer.text) as { location: string }
    t.equal(new URL(location).origin, world.logins[POLICE]!.issuer)
    t.equal(new URL(location).searchParams.get('post_logout_redirect_uri'), `${world.origin}/`)
    t.notOk(surfer.cookies().has('__Host-sluss'))
    t.equal(codeOf(await act(surfer)), 'token-missing')
    t.equal(codeOf(await act(copy)), 'session-ended', 'a copy of the cookie is worth nothing')
    t.match(await endings(before), [
      { agency: POLICE, actor: police.member('anna').member, code: 'signed-out' },
    ])
    const page = await surfer.visit(location)
    t.match(page.text, /Logga ut även här/)
  },
)

t.test('signing out everywhere ends it in every browser, and nobody else’s', async (t) => {
  const [desk, home] = [await signedIn(POLICE, 'anna'), await signedIn(POLICE, 'anna')]
  const other = await signedIn(POLICE, 'bert')
  const before = writer.size - 1
  t.equal((await desk.ask('POST', '/auth/sign-out', { everywhere: true })).status, 200)
  t.match(await statusOf(home), { signedIn: false, reason: 'session-ended' })
  t.equal((await act(other)).status, 200)
  t.match(await endings(before), [{ code: 'everywhere', counts: { sessions: 2 } }])
})

t.test(
  'after a quarter of an hour without an act it is over; what asks by itself is none',
  async (t) => {
    const surfer = await signedIn(POLICE, 'anna')
    const { idleUntil } = await statusOf(surfer)
    t.equal(Date.parse(String(idleUntil)) - world.now, 15 * MINUTE)
    world.now += 14 * MINUTE
    t.match(await statusOf(surfer), { signedIn: true, idleUntil })
    const passive = await surfer.ask('GET', '/v1/agencies', undefined, { 'sluss-passive': '1' })
    t.equal(passive.status, 200)
    t.match(await statusOf(surfer), { idleUntil }, 'still the same')
    world.now += MINUTE
    t.match(await statusOf(surfer), { signedIn: false, reason: 'session-idle' })
    t.notOk(surfer.cookies().has('__Host-sluss'))
  },
)

t.test(
  'whoever was told by another request that it is over is told why by the page too',
  async (t) => {
    const surfer = await signedIn(POLICE, 'anna')
    world.now += 15 * MINUTE
    t.equal(codeOf(await act(surfer)), 'session-idle')
    t.match(await statusOf(surfer), { signedIn: false, reason: 'session-idle' })
    t.match(await statusOf(surfer), { signedIn: false, reason: null }, 'once')
  },
)

t.test('an act keeps it alive, and so does saying that one is there', async (t) => {
  const surfer = await signedIn(POLICE, 'anna')
  world.now += 10 * MINUTE
  t.equal((await act(surfer)).status, 200)
  world.now += 10 * MINUTE
  const answer = await surfer.ask('POST', '/auth/extend')
  t.equal(
    Date.parse((JSON.parse(answer.text) as { idleUntil: string }).idleUntil) - world.now,
    15 * MINUTE,
  )
  world.now += 14 * MINUTE
  t.match(await statusOf(surfer), { signedIn: true })
})

t.test('after twelve hours it is over whatever is done', async (t) => {
  const surfer = await signedIn(POLICE, 'anna')
  for (let minutes = 0; minutes < 710; minutes += 10) {
    world.now += 10 * MINUTE
    t.equal((await surfer.ask('POST', '/auth/extend')).status, 200)
  }
  const { idleUntil, endsAt } = await statusOf(surfer)
  t.equal(idleUntil, endsAt, 'the idle time never promises more')
  world.now += 10 * MINUTE
  t.match(await statusOf(surfer), { signedIn: false, reason: 'session-over' })
})

t.test('acts turn the cookie each minute; requests under way are not lost', async (t) => {
  const surfer = await signedIn(POLICE, 'anna')
  const first = surfer.cookies().get('__Host-sluss')
  t.equal((await act(surfer)).status, 200)
  t.equal(surfer.cookies().get('__Host-sluss'), first)
  world.now += MINUTE
  const together = await Promise.all(Array.from({ length: 8 }, () => act(surfer)))
  t.same(new Set(together.map(({ status }) => status)), new Set([200]))
  t.not(surfer.cookies().get('__Host-sluss'), first)
  t.equal((await act(surfer)).status, 200)
})

t.test(
  'an answer that was lost costs nothing: the cookie before is good until the new one has come back',
  async (t) => {
    const surfer = await signedIn(POLICE, 'anna')
    const lost = copyOf(surfer)
    world.now += 2 * MINUTE
    t.equal((await act(lost)).status, 200)
    world.now += 5 * MINUTE
    t.equal((await act(surfer)).status, 200)
  },
)

t.test('a cookie in two hands ends the sign-in for both, and is recorded', async (t) => {
  const surfer = await signedIn(POLICE, 'anna')
  const thief = copyOf(surfer)
  world.now += 2 * MINUTE
  await act(surfer)
  await act(surfer)
  world.now += MINUTE
  const before = writer.size - 1
  t.equal(codeOf(await act(thief)), 'session-reused')
  t.equal(codeOf(await act(surfer)), 'session-reused')
  t.match(await endings(before), [{ code: 'reused', actor: police.member('anna').member }])
  t.match(world.log(), '"code":"session-reused"')
})

t.test('a replica knows at once what another has ended', async (t) => {
  const replica = await buildApp(world.deps)
  t.teardown(() => replica.close())
  const surfer = await signedIn(POLICE, 'anna')
  const ask = () =>
    replica.inject({
      url: '/v1/agencies',
      headers: { 'sec-fetch-site': 'same-origin' },
      cookies: Object.fromEntries(surfer.cookies()),
    })
  t.equal((await ask()).statusCode, 200)
  const copy = copyOf(surfer)
  await surfer.ask('POST', '/auth/sign-out', {})
  for (const [name, value] of copy.cookies()) surfer.cookies().set(name, value)
  t.match((await ask()).json(), { code: 'session-ended' })
})

t.test('a revocation is felt at once, and ends the sign-in', async (t) => {
  const surfer = await signedIn(BOARD, 'emil')
  t.equal((await act(surfer)).status, 200)
  world.now += 1000
  const { credential, key } = board.member('emil')
  const members = board.roster.members.filter((it) => it.credential !== credential)
  const revoked = {
    credential,
    kid: key.kid,
    revokedAt: encodeTime(world.now),
    reason: 'left',
  } as const
  await world.publish(board.nextRoster(world.now, { members, revocations: [revoked] }))
  const answer = await act(surfer)
  t.equal(answer.status, 403)
  t.equal(codeOf(answer), 'credential-revoked')
  const before = writer.size - 1
  t.match(await statusOf(surfer), { signedIn: false, reason: 'session-revoked' })
  t.match(await endings(before), [{ code: 'revoked', actor: board.member('emil').member }])
})

t.test(
  'who was revoked can sign in to be admitted anew, and is no member until then',
  async (t) => {
    const surfer = await signedIn(BOARD, 'emil')
    t.match(await statusOf(surfer), { signedIn: true, member: null, functions: [] })
    t.equal(codeOf(await act(surfer)), 'credential-revoked')
    t.match(await statusOf(surfer), { signedIn: true, member: null })
  },
)

t.test(
  'the application can neither read nor change sign-ins but by what it may call',
  async (t) => {
    for (const sql of [
      'select from auth.session',
      'insert into auth.session default values',
      'update auth.session set ended = null',
      'delete from auth.session',
      'truncate auth.attempt',
      'select from auth.attempt',
      'set role sluss_auth',
    ])
      await t.rejects(world.database.db.unsafe(sql), { code: '42501' }, sql)
    const [row] = await world.database.ownerDb`
    select rolcanlogin or rolsuper or rolbypassrls as "isPowerful"
      from pg_roles
     where rolname = 'sluss_auth'
  `
    t.equal(row!['isPowerful'], false)
  },
)

t.test('what ended is forgotten a day later', async (t) => {
  const surfer = await signedIn(BOARD, 'disa')
  world.now += 13 * 60 * MINUTE
  t.match(await statusOf(surfer), { signedIn: false, reason: 'session-ended' }, 'the token is over')
  world.now += 24 * 60 * MINUTE
  await world.app.expireContent()
  const rows = await world.database.ownerDb`select from auth.session`
  const attempts = await world.database.ownerDb`select from auth.attempt`
  t.same([rows.length, attempts.length], [0, 0])
})
