/** How surely people must have signed in is for each function to say. */
import t from 'tap'
import type { Test } from 'tap'
import { CARD, PASSWORD } from '../../src/demo/login-page.ts'
import { POLICE, begin, goesTo, press, signIn, signInWorld, statusOf } from '../fixtures/sign-in.ts'
import type { SignInWorld } from '../fixtures/sign-in.ts'
import { compose } from '../fixtures/world-disclosure.ts'

const INVESTIGATION = `${POLICE}/utredning`
const DECISION = `${POLICE}/beslut`
const world = await signInWorld(t, {
  assurance: { default: [PASSWORD, CARD], functions: { [DECISION]: [CARD] } },
})

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
  t.match(Object.fromEntries(searchParams), { acr_values: CARD, prompt: 'login', max_age: '0' })
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

/** A world in which the police's tokens must say that a card was shown. */
async function strictWorld(t: Pick<Test, 'teardown'>): Promise<SignInWorld> {
  const { issuer, jwksUri } = world.providers.police
  const assurance = { default: [CARD], functions: {} }
  return signInWorld(t, {
    configure: (issuers) => [
      ...issuers.filter(({ agency }) => agency !== POLICE),
      { agency: POLICE, issuer, jwksUri, algorithms: ['ES256'], assurance },
    ],
  })
}

async function bearer({ origin, now }: SignInWorld, acr?: string): Promise<string> {
  const exp = Math.floor(now / 1000) + 300
  const claims = { aud: origin, sub: 'anna', exp, ...(acr !== undefined && { acr }) }
  return `Bearer ${await world.providers.police.sign(claims)}`
}

t.test('a token is no way around: it must say the level too', async (t) => {
  const strict = await strictWorld(t)
  const ask = async (acr?: string) =>
    strict.app.inject({
      url: `/v1/inbox?function=${INVESTIGATION}`,
      headers: { authorization: await bearer(strict, acr) },
    })
  t.match((await ask()).json(), { code: 'assurance-too-low', assurance: { used: null } })
  t.match((await ask(PASSWORD)).json(), { code: 'assurance-too-low' })
  t.equal((await ask(CARD)).statusCode, 200)
})

t.test('what a member signs needs the level too', async (t) => {
  const strict = await strictWorld(t)
  const sent = compose(strict)
  const send = async (acr: string) =>
    strict.app.inject({
      method: 'POST',
      url: '/v1/disclosures',
      headers: { authorization: await bearer(strict, acr), 'content-type': 'application/cbor' },
      payload: Buffer.from(sent.bytes),
    })
  t.match((await send(PASSWORD)).json(), {
    code: 'assurance-too-low',
    assurance: { function: INVESTIGATION },
  })
  t.equal((await send(CARD)).statusCode, 201)
})
