/** What another site, another browser or a provider that lies can do to a sign-in: nothing. */
import t from 'tap'
import { CompactEncrypt, SignJWT, compactDecrypt } from 'jose'
import { readReturnPath } from '../../src/gateway/sign-in/return-path.ts'
import {
  BOARD,
  POLICE,
  begin,
  goesTo,
  press,
  signIn,
  signInWorld,
  statusOf,
} from '../fixtures/sign-in.ts'
import { CLIENT, hostileProvider } from '../fixtures/hostile-provider.ts'
import type { Misdeeds } from '../fixtures/hostile-provider.ts'
import type { Surfer } from '../fixtures/surfer.ts'
import { allRecordsAfter } from '../fixtures/world-requests.ts'

const hostile = await hostileProvider(t)
const world = await signInWorld(t, {
  configure: (issuers) =>
    issuers.map((issuer) =>
      issuer.agency === POLICE
        ? {
            agency: POLICE,
            issuer: hostile.issuer,
            jwksUri: hostile.jwksUri,
            algorithms: ['ES256'],
            signIn: { ...CLIENT, origin: null },
          }
        : issuer,
    ),
})
const { origin } = world
const CALLBACK = `${origin}/auth/callback/${POLICE}`

/** Begins at the provider of the police, and makes the answer that it would send the browser back with. */
async function answerFor(surfer: Surfer, changes: Record<string, string> = {}): Promise<string> {
  const { searchParams } = new URL(await begin(surfer, { agency: POLICE }))
  hostile.nonce = searchParams.get('nonce')!
  const state = searchParams.get('state')!
  return `${CALLBACK}?${new URLSearchParams({ code: 'c', state, iss: hostile.issuer, ...changes })}`
}

/** Where a sign-in ends whose code is answered so. */
async function endOf(misdeeds: Misdeeds, changes: Record<string, string> = {}) {
  const surfer = world.surfer()
  hostile.next = misdeeds
  const bounce = await surfer.visit(await answerFor(surfer, changes))
  hostile.next = {}
  return { goes: goesTo(bounce), isIn: surfer.cookies().has('__Host-sluss') }
}

const REFUSED = { goes: '/?sign-in=sign-in-refused', isIn: false }
const AWAY = { goes: '/?sign-in=issuer-unreachable', isIn: false }
const seconds = () => Math.floor(Date.now() / 1000)

t.test(
  'without a misdeed the sign-in succeeds, and the code is bound to this browser',
  async (t) => {
    t.same(await endOf({}), { goes: '/', isIn: true })
    t.match(hostile.asked().get('code_verifier'), /^[\w-]{43}$/)
    t.equal(hostile.asked().get('redirect_uri'), CALLBACK)
  },
)

const LIES: Record<string, Misdeeds> = {
  'another nonce': { claims: { nonce: 'another' } },
  'no nonce': { claims: { nonce: undefined } },
  'another audience': { claims: { aud: 'another' } },
  'another issuer': { claims: { iss: 'https://other.example' } },
  'no subject': { claims: { sub: undefined } },
  'a time that is over': { claims: { exp: Math.floor(Date.now() / 1000) - 60 } },
  'no end': { claims: { exp: undefined } },
  'a beginning minutes ahead': { claims: { nbf: Math.floor(Date.now() / 1000) + 300 } },
  'the signature of somebody else': { isForged: true },
  'no signature': {
    idToken: `${btoa('{"alg":"none"}')}.${btoa('{"sub":"anna"}')}.`.replaceAll('=', ''),
  },
  'something that is no token': { idToken: 'abc' },
}
for (const [what, misdeeds] of Object.entries(LIES))
  t.test(`refuses an ID token with ${what}`, async (t) => {
    t.same(await endOf(misdeeds), REFUSED)
  })

for (const [what, claims] of Object.entries({
  'was before the question': { iat: seconds(), auth_time: seconds() - 60 },
  'may have been at any time': { auth_time: undefined },
}))
  t.test(
    `refuses a login that ${what}: nobody comes in by the session of somebody else`,
    async (t) => {
      t.same(await endOf({ claims }), { goes: '/?sign-in=sign-in-not-anew', isIn: false })
    },
  )

t.test('a question that waits for minutes takes no login of minutes ago', async (t) => {
  const surfer = world.surfer()
  const address = await answerFor(surfer)
  world.now += 240_000
  const now = seconds() + 240
  hostile.next = { claims: { iat: now, auth_time: now - 120, exp: now + 60 } }
  t.equal(goesTo(await surfer.visit(address)), '/?sign-in=sign-in-not-anew')
  hostile.next = {}
  world.now -= 240_000
})

t.test('a provider’s clock may differ by seconds', async (t) => {
  const ahead = seconds() + 20
  t.match(await endOf({ claims: { iat: ahead, auth_time: ahead, nbf: ahead } }), { isIn: true })
  t.match(await endOf({ claims: { exp: seconds() - 20 } }), { isIn: true })
})

t.test(
  'refuses an answer that names another issuer, or none although this one always does',
  async (t) => {
    t.same(await endOf({}, { iss: world.logins[BOARD]!.issuer }), REFUSED)
    t.same(await endOf({}, { iss: '' }), REFUSED)
  },
)

t.test('an answer for one provider is refused where another’s belongs', async (t) => {
  const surfer = world.surfer()
  const answer = await answerFor(surfer)
  const bounce = await surfer.visit(answer.replace(`/${POLICE}?`, `/${BOARD}?`))
  t.equal(goesTo(bounce), REFUSED.goes)
  t.equal(goesTo(await surfer.visit(answer)), '/', 'the login that is under way goes on')
})

t.test('an answer to another question is refused, and costs the own one nothing', async (t) => {
  const surfer = world.surfer()
  const answer = await answerFor(surfer)
  const bounce = await surfer.visit(`${CALLBACK}?code=c&state=other&iss=${hostile.issuer}`)
  t.equal(goesTo(bounce), REFUSED.goes)
  t.notOk(surfer.cookies().has('__Host-sluss'))
  t.equal(goesTo(await surfer.visit(answer)), '/')
})

t.test('an answer in a browser that asked nothing signs nobody in', async (t) => {
  const [attacker, victim] = [world.surfer(), world.surfer()]
  const answer = await answerFor(attacker)
  t.equal(goesTo(await victim.visit(answer)), '/?sign-in=sign-in-late')
  t.match(await statusOf(victim), { signedIn: false, reason: null })
})

t.test('an answer counts once, also for who has kept the cookie', async (t) => {
  const surfer = world.surfer()
  const answer = await answerFor(surfer)
  const login = surfer.cookies().get('__Host-sluss-login')!
  t.equal(goesTo(await surfer.visit(answer)), '/')
  const session = surfer.cookies().get('__Host-sluss')
  surfer.cookies().set('__Host-sluss-login', login)
  t.equal(goesTo(await surfer.visit(answer)), '/?sign-in=sign-in-used')
  t.equal(surfer.cookies().get('__Host-sluss'), session, 'who is in stays in')
  t.match(await statusOf(surfer), { signedIn: true })
})

t.test('a login takes five minutes at most', async (t) => {
  const surfer = world.surfer()
  const answer = await answerFor(surfer)
  world.now += 5 * 60_000 + 1
  t.equal(goesTo(await surfer.visit(answer)), '/?sign-in=sign-in-late')
  world.now -= 5 * 60_000 + 1
})

t.test('who cancels is told so, and is not in', async (t) => {
  const surfer = world.surfer()
  const login = await surfer.visit(await begin(surfer, { agency: BOARD }))
  t.equal(goesTo(await press(surfer, login, 'nobody')), REFUSED.goes)
  t.match(await statusOf(surfer), { signedIn: false })
})

t.test('a provider that is away or out of its mind is told from one that refuses', async (t) => {
  t.same(await endOf({ status: 500 }), AWAY)
  t.same(await endOf({ status: 302 }), AWAY)
  const surfer = world.surfer()
  const answer = await answerFor(surfer)
  hostile.isUp = false
  t.equal(goesTo(await surfer.visit(answer)), AWAY.goes)
  hostile.isUp = true
})

t.test(
  'when the provider is away nobody begins, and whoever is in can still sign out',
  async (t) => {
    const away = await hostileProvider(t)
    const other = await signInWorld(t, {
      configure: (issuers) => [
        ...issuers.filter(({ agency }) => agency !== POLICE),
        {
          agency: POLICE,
          issuer: away.issuer,
          jwksUri: away.jwksUri,
          algorithms: ['ES256'],
          signIn: { ...CLIENT, origin: null },
        },
      ],
    })
    away.isUp = false
    const surfer = other.surfer()
    const answer = await surfer.ask('POST', '/auth/sign-in', { agency: POLICE })
    t.match(JSON.parse(answer.text), { status: 503, code: 'issuer-unreachable' })
    away.isUp = true
    t.ok(await begin(surfer, { agency: POLICE }), 'it is asked again at once')
    await signIn(surfer, BOARD, 'disa')
    await other.logins[BOARD]!.stop()
    other.now += 2 * 3_600_000 - 1
    other.now -= 2 * 3_600_000 - 1
    const out = await surfer.ask('POST', '/auth/sign-out', {})
    t.equal(out.status, 200)
    t.match(await statusOf(surfer), { signedIn: false })
  },
)

t.test(
  'answers that no browser of ours has asked for use up nobody’s share of an address',
  async (t) => {
    const { deps } = world
    const crowded = await signInWorld(t, { limits: { ...deps.limits, addressRate: 100 } })
    for (let i = 0; i < 12; i++) {
      const answer = await fetch(`${crowded.origin}/auth/callback/${BOARD}?code=c&state=s`)
      t.match(await answer.text(), 'sign-in-late')
    }
    const surfer = crowded.surfer()
    t.equal(goesTo(await signIn(surfer, BOARD, 'disa')), '/')
    for (let i = 0; i < 8; i++) await begin(crowded.surfer(), { agency: BOARD })
    const more = await crowded.surfer().ask('POST', '/auth/sign-in', { agency: BOARD })
    t.match(JSON.parse(more.text), { status: 429 }, 'beginnings and real answers count')
  },
)

t.test('a cookie is worth nothing to a request that another site has caused', async (t) => {
  const surfer = world.surfer()
  await signIn(surfer, BOARD, 'disa')
  for (const site of ['cross-site', 'same-site', 'none', '']) {
    const headers = { 'sec-fetch-site': site }
    for (const [method, path, body] of [
      ['GET', '/v1/agencies', undefined],
      ['POST', '/v1/disclosures', {}],
      ['GET', '/auth/session', undefined],
      ['POST', '/auth/extend', undefined],
      ['POST', '/auth/sign-out', {}],
      ['POST', '/auth/sign-in', { agency: BOARD }],
    ] as const) {
      const answer = await surfer.ask(method, path, body, headers)
      t.match(JSON.parse(answer.text), { code: 'cross-site-refused' }, `${site} ${method} ${path}`)
      t.same(answer.headers.getSetCookie(), [], 'and changes nothing')
      t.equal(answer.headers.get('access-control-allow-origin'), null)
    }
  }
  t.match(await statusOf(surfer), { signedIn: true })
})

t.test('no GET signs out, extends or begins', async (t) => {
  const surfer = world.surfer()
  await signIn(surfer, BOARD, 'disa')
  for (const path of ['/auth/sign-out', '/auth/extend', '/auth/sign-in'])
    t.equal((await surfer.ask('GET', path)).status, 404, path)
  const answer = await surfer.ask('HEAD', `/auth/callback/${BOARD}`)
  t.equal(answer.status, 404)
  t.match(await statusOf(surfer), { signedIn: true })
})

t.test('a cookie that was planted is no sign-in, and no sign-in begins under it', async (t) => {
  const [attacker, victim] = [world.surfer(), world.surfer()]
  await signIn(attacker, BOARD, 'emil')
  const planted = attacker.cookies().get('__Host-sluss')!
  victim.cookies().set('__Host-sluss', planted)
  await signIn(victim, BOARD, 'disa')
  t.not(victim.cookies().get('__Host-sluss'), planted)
  t.match(await statusOf(victim), { sub: 'disa' })
  const tossed = world.surfer()
  for (const name of ['sluss', '__Secure-sluss', '__host-sluss', 'session'])
    tossed.cookies().set(name, victim.cookies().get('__Host-sluss')!)
  t.match(await statusOf(tossed), { signedIn: false, reason: null })
})

t.test('a cookie that this node did not make is none', async (t) => {
  const surfer = world.surfer()
  await signIn(surfer, BOARD, 'disa')
  const good = surfer.cookies().get('__Host-sluss')!
  // Whoever has one of the node's two keys still lacks the other.
  const sealing = world.deps.recordKey.deriveKey('session-seal/v1')
  const inside = new TextDecoder().decode((await compactDecrypt(good, sealing)).plaintext)
  const [header, body, signature] = inside.split('.') as [string, string, string]
  const claims = JSON.parse(atob(body)) as Record<string, unknown>
  const seal = (text: string, key = sealing) =>
    new CompactEncrypt(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .encrypt(key)
  const forge = (key: string, changes: object, typ = 'sluss-session+jwt') =>
    new SignJWT({ ...claims, ...changes })
      .setProtectedHeader({ alg: 'HS256', typ })
      .sign(new TextEncoder().encode(key.padEnd(32, '.')))
  await begin(surfer, { agency: BOARD })
  for (const [what, text] of Object.entries({
    'no token': 'x',
    empty: '',
    'another body': await seal(
      `${header}.${btoa(JSON.stringify({ ...claims, sub: 'emil' })).replaceAll('=', '')}.${signature}`,
    ),
    'without a signature': await seal(
      `${btoa('{"alg":"none","typ":"sluss-session+jwt"}')}.${body}.`,
    ),
    'signed with another key': await seal(await forge('k', {})),
    'sealed with another key': await seal(inside, new Uint8Array(32)),
    'not sealed': inside,
    'a login that is under way': surfer.cookies().get('__Host-sluss-login')!,
    'a bearer token': await world.providers.board.sign({
      aud: origin,
      sub: 'disa',
      exp: seconds() + 60,
    }),
  })) {
    const other = world.surfer()
    other.cookies().set('__Host-sluss', text)
    t.match(await statusOf(other), { signedIn: false }, what)
    t.match((await other.ask('GET', '/v1/agencies')).status, 401, what)
  }
  const bearer = await fetch(`${origin}/v1/agencies`, {
    headers: { authorization: `Bearer ${good}` },
  })
  t.match(await bearer.json(), { code: 'token-refused' }, 'and is no bearer token')
})

t.test('the way back leads to a screen of ours, whatever a link says', async (t) => {
  for (const path of [
    '/',
    '/inbox',
    '/case/7KQ4-XRM2',
    '/message/019cadeb-3980-7f70-97c6-87119a667dde',
  ])
    t.equal(readReturnPath(path), path)
  for (const path of [
    undefined,
    '',
    'inbox',
    '//evil.example',
    '/\\evil.example',
    '/%5cevil.example',
    '/\t/evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/inbox?x=//evil.example',
    '/inbox#x',
    '/a/../../evil',
    '/./v1/agencies',
    '/v1/agencies',
    '/auth/sign-out',
    '/auth',
    '/"><script>',
    `/${'a'.repeat(300)}`,
  ])
    t.equal(readReturnPath(path), '/', String(path))
  const surfer = world.surfer()
  t.equal(goesTo(await signIn(surfer, BOARD, 'disa', { to: '//evil.example' })), '/')
})

t.test('what was refused before anybody was known is counted', async (t) => {
  await world.app.flushRefusals()
  const before = world.writer.size - 1
  await endOf({ isForged: true })
  await world.app.flushRefusals()
  t.match(await allRecordsAfter(world, before), [
    { ev: 'requests.refused', counts: { 'sign-in-refused': 1 } },
  ])
})

t.test('who begins too often from one address is refused', async (t) => {
  const slow = await signInWorld(t, { limits: { ...world.deps.limits, addressRate: 30 } })
  const surfer = slow.surfer()
  const statuses: number[] = []
  for (let times = 0; times < 5; times++)
    statuses.push((await surfer.ask('POST', '/auth/sign-in', { agency: BOARD })).status)
  t.same(statuses, [200, 200, 200, 429, 429])
})
