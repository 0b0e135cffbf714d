/** How surely people must have signed in is for each function to say. */
import t from 'tap'
import { CARD, PASSWORD } from '../../src/demo/login-page.ts'
import { signStatement } from '../../src/protocol/statement.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { actorFields } from '../fixtures/gateway.ts'
import { POLICE, begin, goesTo, press, signIn, signInWorld, statusOf } from '../fixtures/sign-in.ts'

const INVESTIGATION = `${POLICE}/utredning`
const DECISION = `${POLICE}/beslut`
const world = await signInWorld(t, {
  assurance: { default: [PASSWORD, CARD], functions: { [DECISION]: [CARD] } },
})
const { police, origin } = world

const codeOf = ({ text }: { readonly text: string }) => (JSON.parse(text) as { code?: string }).code

t.test(
  'a function that asks for a card refuses a password, and says which levels would do',
  async (t) => {
    const surfer = world.surfer()
    await signIn(surfer, POLICE, 'chef', { acr: PASSWORD })
    t.match(await statusOf(surfer), {
      acr: PASSWORD,
      functions: [{ id: DECISION, levels: [CARD], isAssured: false }],
    })
    const answer = await surfer.ask('GET', `/v1/inbox?function=${DECISION}`)
    t.match(JSON.parse(answer.text), {
      status: 403,
      code: 'assurance-too-low',
      assurance: { function: DECISION, levels: [CARD], used: PASSWORD },
      sv: { title: 'Funktionen kräver en säkrare inloggning' },
    })
    t.equal(codeOf(await surfer.ask('GET', '/v1/inbox/numbers')), 'assurance-too-low')
  },
)

t.test('the level asked for is the function’s, and the provider asks for it anew', async (t) => {
  const surfer = world.surfer()
  await signIn(surfer, POLICE, 'chef', { acr: PASSWORD })
  const location = await begin(surfer, { agency: POLICE, function: DECISION, to: '/deciding' })
  const { searchParams } = new URL(location)
  t.match(Object.fromEntries(searchParams), { acr_values: CARD, prompt: 'login' })
  const bounce = await press(surfer, await surfer.visit(location), 'chef', CARD)
  t.equal(goesTo(bounce), '/deciding')
  t.match(await statusOf(surfer), { acr: CARD, functions: [{ isAssured: true }] })
  t.equal((await surfer.ask('GET', `/v1/inbox?function=${DECISION}`)).status, 200)
})

t.test('a new sign-in takes the place of the one it was begun under', async (t) => {
  const surfer = world.surfer()
  await signIn(surfer, POLICE, 'chef', { acr: PASSWORD })
  const before = world.surfer()
  for (const [name, value] of surfer.cookies()) before.cookies().set(name, value)
  await signIn(surfer, POLICE, 'chef', { function: DECISION })
  t.match(await statusOf(before), { signedIn: false, reason: 'session-ended' })
  t.match(await statusOf(surfer), { signedIn: true })
})

t.test('any of the levels that a function lists will do', async (t) => {
  const surfer = world.surfer()
  await signIn(surfer, POLICE, 'anna', { acr: PASSWORD })
  t.equal((await surfer.ask('GET', `/v1/inbox?function=${INVESTIGATION}`)).status, 200)
})

t.test('a token is no way around: it must say the level too', async (t) => {
  const { providers } = world
  const exp = Math.floor(world.now / 1000) + 300
  const other = await signInWorld(t, {
    configure: (issuers) => [
      ...issuers.filter(({ agency }) => agency !== POLICE),
      {
        agency: POLICE,
        issuer: providers.police.issuer,
        jwksUri: providers.police.jwksUri,
        algorithms: ['ES256'],
        assurance: { default: [CARD], functions: {} },
      },
    ],
  })
  const ask = async (acr?: string) => {
    const claims = { aud: other.origin, sub: 'anna', exp, ...(acr && { acr }) }
    const authorization = `Bearer ${await providers.police.sign(claims)}`
    return other.app.inject({
      url: `/v1/inbox?function=${INVESTIGATION}`,
      headers: { authorization },
    })
  }
  t.match((await ask()).json(), { code: 'assurance-too-low', assurance: { used: null } })
  t.match((await ask(PASSWORD)).json(), { code: 'assurance-too-low' })
  t.equal((await ask(CARD)).statusCode, 200)
})

t.test('what a member signs needs the level too', async (t) => {
  const surfer = world.surfer()
  await signIn(surfer, POLICE, 'chef', { acr: PASSWORD })
  const { digest } = world.active
  const text = signStatement(
    'countersignature',
    {
      v: 1,
      disclosure: '019cadeb-3980-7f70-97c6-87119a667dde',
      manifest: digest,
      decision: digest,
      policySet: digest,
      ...actorFields(police, 'beslut', police.member('chef')),
      verdict: 'refuse',
      at: encodeTime(world.now),
      expiresAt: encodeTime(world.now + 3_600_000),
    },
    police.member('chef').key,
  )
  const answer = await fetch(
    `${origin}/v1/disclosures/019cadeb-3980-7f70-97c6-87119a667dde/countersignatures`,
    {
      method: 'POST',
      headers: {
        'content-type': 'application/jose',
        'sec-fetch-site': 'same-origin',
        cookie: `__Host-sluss=${surfer.cookies().get('__Host-sluss')}`,
      },
      body: text,
    },
  )
  t.match(await answer.json(), { code: 'assurance-too-low' })
})
