/** Live changes under a browser's sign-in: they end with it, and never keep it alive. */
import t from 'tap'
import { buildGatewayClient } from '../../src/client/gateway-client.ts'
import type { Digest } from '../../src/protocol/sha256.ts'
import { EventReader } from '../fixtures/event-reader.ts'
import { BOARD, POLICE, signIn, signInWorld, statusOf } from '../fixtures/sign-in.ts'
import type { Surfer } from '../fixtures/surfer.ts'
import { compose } from '../fixtures/world-disclosure.ts'

const MINUTE = 60_000
const world = await signInWorld(t, { eventTimes: { look: 50, beat: 200 } })
const reception = world.board.function('vinr-mottagning').id

async function signedIn(agency: string, sub: string): Promise<Surfer> {
  const surfer = world.surfer()
  await signIn(surfer, agency, sub)
  return surfer
}

const cookieOf = (surfer: Surfer) =>
  Array.from(surfer.cookies(), ([name, value]) => `${name}=${value}`).join('; ')

function listen(surfer: Surfer, site = 'same-origin'): Promise<EventReader> {
  const headers = { cookie: cookieOf(surfer), 'sec-fetch-site': site }
  return EventReader.open(`${world.origin}/v1/events`, headers)
}

/** Sends a disclosure to the board's reception. */
async function sendOne(): Promise<void> {
  const { status } = await fetch(`${world.origin}/v1/disclosures`, {
    method: 'POST',
    headers: {
      cookie: cookieOf(await signedIn(POLICE, 'anna')),
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/cbor',
    },
    body: new Uint8Array(compose(world).bytes),
  })
  if (status !== 201) throw new Error(`not sent: ${status}`)
}

t.test('who is signed in is told what changes', async (t) => {
  const reader = await listen(await signedIn(BOARD, 'disa'))
  await sendOne()
  await reader.until(({ events }) => events.length > 0)
  t.match(reader.events, [{ event: 'change', data: { function: reception } }])
  reader.leave()
})

t.test('nobody else is: no cookie, one of another, or another site', async (t) => {
  const stranger = world.surfer()
  t.equal((await listen(stranger)).response.statusCode, 401)
  stranger.cookies().set('__Host-sluss', 'x')
  t.equal((await listen(stranger)).response.statusCode, 401)
  const surfer = await signedIn(BOARD, 'disa')
  for (const site of ['cross-site', 'same-site', 'none'])
    t.not((await listen(surfer, site)).response.statusCode, 200, site)
})

t.test('a stream ends when its member signs out, in this browser or everywhere', async (t) => {
  const [here, there] = [await signedIn(POLICE, 'anna'), await signedIn(POLICE, 'anna')]
  const [one, two] = [await listen(here), await listen(there)]
  await here.ask('POST', '/auth/sign-out', {})
  await one.ended
  t.match(one.events, [{ event: 'end' }])
  t.same(two.events, [])
  const third = await signedIn(POLICE, 'anna')
  await third.ask('POST', '/auth/sign-out', { everywhere: true })
  await two.ended
  t.match(two.events, [{ event: 'end' }])
})

t.test('a stream, and what the page asks by itself, keep no sign-in alive', async (t) => {
  const surfer = await signedIn(BOARD, 'emil')
  const reader = await listen(surfer)
  const passive = { 'sluss-passive': '1' }
  for (let minute = 0; minute < 14; minute += 2) {
    world.now += 2 * MINUTE
    t.equal((await surfer.ask('GET', '/v1/inbox/numbers')).status, 200)
    const work = `/v1/inbox/work?function=${reception}`
    t.equal((await surfer.ask('GET', work, undefined, passive)).status, 200)
  }
  t.same(reader.events, [])
  world.now += 2 * MINUTE
  await reader.ended
  t.match(reader.events, [{ event: 'end' }])
  t.match(await statusOf(surfer), { signedIn: false, reason: 'session-idle' })
})

t.test('what a page reads anew to show what it was told keeps no sign-in alive', async (t) => {
  const surfer = await signedIn(BOARD, 'disa')
  const gateway = buildGatewayClient({
    gateway: world.origin,
    token: null,
    fetch: (url, init) => {
      const headers = { cookie: cookieOf(surfer), 'sec-fetch-site': 'same-origin' }
      return fetch(url, { ...init, headers: { ...(init?.headers as object), ...headers } })
    },
  })
  const law = (await gateway.node())['policySet'] as Digest
  for (let minute = 0; minute < 14; minute += 2) {
    world.now += 2 * MINUTE
    await gateway.waitingNumbers()
    await gateway.work(reception, { passive: true })
    await gateway.agencies()
    await gateway.policySets()
    await gateway.policySet(law)
  }
  world.now += 2 * MINUTE
  t.match(await statusOf(surfer), { signedIn: false, reason: 'session-idle' })
})
