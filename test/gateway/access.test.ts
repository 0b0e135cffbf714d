import { createHmac } from 'node:crypto'
import type { RouteOptions } from 'fastify'
import t from 'tap'
import { ORIGIN, START, publishedWorld } from '../fixtures/gateway.ts'
import { countContent, recordsAfter, requestsOf } from '../fixtures/world-requests.ts'
import { compose } from '../fixtures/world-disclosure.ts'

interface SeenRoute {
  readonly method: string
  readonly url: string
  readonly access: string | undefined
}

const seen: RouteOptions[] = []
const world = await publishedWorld(t, {}, (app) => {
  app.addHook('onRoute', (route) => void seen.push(route))
})
// Read now: the scopes mark their routes after the root has seen them.
const routes: readonly SeenRoute[] = seen.flatMap(({ method, url, config }) =>
  [method].flat().map((each) => ({ method: each, url, access: config?.access })),
)
const { app, police } = world
const { send } = requestsOf(world)
const exp = START / 1000 + 300

t.test('every route is registered in exactly one of the three scopes', async (t) => {
  t.ok(routes.length > 30)
  t.same(
    routes.filter(({ access }) => !['public', 'person', 'member'].includes(access ?? '')),
    [],
  )
})

t.test('public is what this list says, and nothing else', async (t) => {
  const open = routes.filter(({ access, url }) => access === 'public' && !url.startsWith('/docs'))
  t.same([...new Set(open.map(({ url }) => url))].sort(), [
    '/auth/callback/:agency',
    '/auth/extend',
    '/auth/session',
    '/auth/sign-in',
    '/auth/sign-out',
    '/healthz',
    '/openapi.json',
    '/readyz',
    '/v1/custodian-requests',
    '/v1/log/:year/checkpoint',
    '/v1/log/:year/consistency',
    '/v1/log/:year/opened',
    '/v1/log/:year/proof/:index',
    '/v1/log/:year/tile/*',
    '/v1/log/checkpoint',
    '/v1/log/consistency',
    '/v1/log/erasures',
    '/v1/log/proof/:index',
    '/v1/log/tile/*',
    '/v1/log/web-bundles/:digest',
    '/v1/node',
    '/v1/statements',
  ])
})

t.test('every other route refuses who has no token, before it reads the body', async (t) => {
  for (const { method, url } of routes.filter((route) => route.access !== 'public')) {
    const answer = await app.inject({
      method: method as 'GET',
      url: url.replace(':id', '019cadeb-3980-7f70-97c6-87119a667dde'),
      ...(method === 'POST' ? { headers: { 'content-type': 'x/y' }, payload: 'x' } : {}),
    })
    t.equal(answer.statusCode, 401, `${method} ${url}`)
    if (method !== 'HEAD') t.equal(answer.json().code, 'token-missing')
  }
})

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const { police: provider, board: otherProvider } = world.providers
const claims = { aud: ORIGIN, sub: 'anna', exp }

const REFUSED: Record<string, [code: string, token: () => Promise<string> | string]> = {
  'an empty token': ['token-refused', () => ''],
  'something that is no token': ['token-refused', () => 'abc'],
  'a token that is not signed': [
    'token-refused',
    () =>
      `${base64url({ alg: 'none', typ: 'at+jwt' })}.${base64url({ ...claims, iss: provider.issuer })}.`,
  ],
  'a token signed with the public key as secret': [
    'token-refused',
    () => {
      const input = `${base64url({ alg: 'HS256', typ: 'at+jwt', kid: 'test-key' })}.${base64url({ ...claims, iss: provider.issuer })}`
      return `${input}.${createHmac('sha256', 'test-key').update(input).digest('base64url')}`
    },
  ],
  'a token by a key that the issuer does not publish': [
    'token-refused',
    () => provider.forge(claims),
  ],
  'a token that names an unknown key': [
    'token-refused',
    () => provider.sign(claims, { kid: 'other' }),
  ],
  'a token by an unknown issuer': [
    'token-refused',
    () => provider.sign({ ...claims, iss: 'https://x.example' }),
  ],
  'a token that names another agency’s issuer': [
    'token-refused',
    () => provider.sign({ ...claims, iss: otherProvider.issuer }),
  ],
  'a token for another audience': [
    'token-refused',
    () => provider.sign({ ...claims, aud: 'https://x.example' }),
  ],
  'a token without an audience': ['token-refused', () => provider.sign({ sub: 'anna', exp })],
  'a token without an end': ['token-refused', () => provider.sign({ aud: ORIGIN, sub: 'anna' })],
  'a token without a subject': ['token-refused', () => provider.sign({ aud: ORIGIN, exp })],
  'a token of another type': ['token-refused', () => provider.sign(claims, { typ: 'dpop+jwt' })],
  'a token without a type': ['token-refused', () => provider.sign(claims, { typ: undefined })],
  'a token that has expired': [
    'token-expired',
    () => provider.sign({ ...claims, exp: START / 1000 - 1 }),
  ],
  'a token that is not valid yet': [
    'token-refused',
    () => provider.sign({ ...claims, nbf: START / 1000 + 120 }),
  ],
}

for (const [what, [code, token]] of Object.entries(REFUSED)) {
  t.test(`refuses ${what} and counts it in the minute’s aggregate`, async (t) => {
    await app.flushRefusals()
    const before = { index: world.writer.size - 1, content: await countContent(world) }
    const answer = await app.inject({
      url: '/v1/agencies',
      headers: { authorization: `Bearer ${await token()}` },
    })
    t.match(answer.json(), { status: 401, code })
    t.equal(answer.headers['www-authenticate'], 'Bearer')
    t.same(await recordsAfter(world, before.index), [])
    await app.flushRefusals()
    t.match(await recordsAfter(world, before.index), [
      { ev: 'requests.refused', counts: { [code]: 1 } },
    ])
    t.equal(await countContent(world), before.content)
  })
}

t.test('a token that was good stops being good when its time is over', async (t) => {
  const authorization = await world.token(police, 'anna')
  const ask = () => app.inject({ url: '/v1/agencies', headers: { authorization } })
  t.equal((await ask()).statusCode, 200)
  world.now += 301_000
  t.match((await ask()).json(), { code: 'token-expired' })
  world.now -= 301_000
})

t.test('a stranger of a known agency is no member', async (t) => {
  const index = world.writer.size - 1
  const token = await provider.sign({ ...claims, sub: 'nobody' })
  const answer = await app.inject({
    url: '/v1/agencies',
    headers: { authorization: `Bearer ${token}` },
  })
  t.match(answer.json(), { status: 403, code: 'member-unknown' })
  await app.flushRefusals()
  t.match(await recordsAfter(world, index), [{ counts: { 'member-unknown': 1 } }])
})

t.test('an issuer that cannot be reached is our trouble, not the member’s', async (t) => {
  const away = await publishedWorld(t, {
    fetchKeys: async () => {
      throw new TypeError('fetch failed')
    },
  })
  const answer = await away.app.inject({
    url: '/v1/agencies',
    headers: { authorization: await away.token(away.police, 'anna') },
  })
  t.match(answer.json(), { status: 503, code: 'issuer-unreachable' })
})

t.test('refuses a body over the limit, records it and stores nothing', async (t) => {
  const index = world.writer.size - 1
  const content = await countContent(world)
  const answer = await send(new Uint8Array(world.deps.limits.body + 1))
  t.match(answer.json(), { status: 413, code: 'body-too-large' })
  t.match(await recordsAfter(world, index), [{ ev: 'request.refused', code: 'body-too-large' }])
  t.equal(await countContent(world), content)
})

const BODIES: Record<string, [code: string, body: string]> = {
  'invalid JSON': ['json-invalid', '{"head":'],
  'a JSON member twice': ['json-duplicate-member', '{"head":{},"head":{},"parts":[]}'],
  'a member that no schema has': ['request-invalid', '{"head":{},"parts":[],"x":1}'],
  'a head that is none': [
    'request-invalid',
    '{"head":{},"parts":[{"id":"p1","subject":"s1","category":"risk","readers":["a/b"]}]}',
  ],
}
for (const [what, [code, payload]] of Object.entries(BODIES)) {
  t.test(`refuses ${what} and records it`, async (t) => {
    const index = world.writer.size - 1
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/decisions',
      headers: {
        authorization: await world.token(police, 'anna'),
        'content-type': 'application/json',
      },
      payload,
    })
    t.match(answer.json(), { status: 400, code })
    t.match(await recordsAfter(world, index), [{ ev: 'request.refused', code }])
  })
}

t.test('refuses a media type that is none of ours', async (t) => {
  const answer = await send(compose(world).bytes, 'anna', {
    'content-type': 'application/octet-stream',
  })
  t.match(answer.json(), { status: 415, code: 'content-type-refused' })
})

t.test('an address that leads nowhere is not found, and says no more', async (t) => {
  const answer = await app.inject('/v1/disclosures/../../etc?name=Tuvalisa')
  t.match(answer.json(), { status: 404, code: 'not-found' })
  t.notMatch(world.log(), 'Tuvalisa')
})
