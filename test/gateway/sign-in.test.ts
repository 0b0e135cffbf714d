/** A person signs in with a browser at the agency's identity provider; the gateway is the page's backend. */
import t from 'tap'
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
import { allRecordsAfter } from '../fixtures/world-requests.ts'

const world = await signInWorld(t)
const { police, board, writer, origin } = world

t.test('who signs in gets the inbox with the cookie alone', async (t) => {
  const surfer = world.surfer()
  t.match(await statusOf(surfer), {
    signedIn: false,
    reason: null,
    issuers: [{ agency: POLICE }, { agency: BOARD }],
  })
  const bounce = await signIn(surfer, BOARD, 'disa', { to: '/inbox' })
  t.equal(bounce.url.split('?')[0], `${origin}/auth/callback/${BOARD}`)
  t.equal(goesTo(bounce), '/inbox')
  const status = await statusOf(surfer)
  t.match(status, {
    signedIn: true,
    agency: BOARD,
    iss: world.logins[BOARD]!.issuer,
    sub: 'disa',
    member: board.member('disa').member,
    functions: [{ id: `${BOARD}/vinr-mottagning`, roles: ['author', 'reader'], isAssured: true }],
    idleUntil: /Z$/,
    endsAt: /Z$/,
  })
  const inbox = await surfer.ask('GET', `/v1/inbox?function=${BOARD}/vinr-mottagning`)
  t.equal(inbox.status, 200)
})

t.test('the sign-in is recorded once, under the member', async (t) => {
  const before = writer.size - 1
  const surfer = world.surfer()
  await signIn(surfer, POLICE, 'anna')
  for (let times = 0; times < 3; times++) await surfer.ask('GET', '/v1/agencies')
  const records = await allRecordsAfter(world, before)
  t.match(
    records.filter(({ ev }) => ev.startsWith('session.')),
    [{ ev: 'session.started', agency: POLICE, actor: police.member('anna').member }],
  )
})

t.test('the cookies are this host’s alone, out of reach of scripts and other sites', async (t) => {
  const surfer = world.surfer()
  const begun = await surfer.ask('POST', '/auth/sign-in', { agency: POLICE })
  t.match(begun.headers.getSetCookie(), [
    /^__Host-sluss-login=[^;]+; Max-Age=300; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  ])
  const { location } = JSON.parse(begun.text) as { location: string }
  const bounce = await press(surfer, await surfer.visit(location), 'anna')
  t.match(
    bounce.headers.getSetCookie().find((line) => line.startsWith('__Host-sluss=')),
    /^__Host-sluss=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  )
  t.notOk(surfer.cookies().has('__Host-sluss-login'), 'the login’s is gone')
  t.equal(bounce.headers.get('cache-control'), 'no-store')
  t.match(bounce.headers.get('content-security-policy'), /^default-src 'none'/)
})

t.test(
  'the question carries PKCE, state and nonce, and asks for no more than a name',
  async (t) => {
    const surfer = world.surfer()
    const [one, two] = [
      new URL(await begin(surfer, { agency: POLICE })),
      new URL(await begin(surfer, { agency: POLICE })),
    ]
    t.match(Object.fromEntries(one.searchParams), {
      response_type: 'code',
      scope: 'openid profile',
      redirect_uri: `${origin}/auth/callback/${POLICE}`,
      code_challenge_method: 'S256',
      code_challenge: /^[\w-]{43}$/,
      state: /^[\w-]{43}$/,
      nonce: /^[\w-]{43}$/,
    })
    for (const name of ['state', 'nonce', 'code_challenge'])
      t.not(one.searchParams.get(name), two.searchParams.get(name), `${name} is drawn anew`)
  },
)

t.test(
  'who works there but is no member yet is signed in, and may do nothing of a member’s',
  async (t) => {
    const surfer = world.surfer()
    const before = writer.size - 1
    await signIn(surfer, POLICE, 'nils')
    t.match(await statusOf(surfer), {
      signedIn: true,
      member: null,
      sub: 'nils',
      name: 'nils Påhittad',
      functions: [],
    })
    const answer = await surfer.ask('GET', '/v1/agencies')
    t.match(JSON.parse(answer.text), { status: 403, code: 'member-unknown' })
    t.same(await allRecordsAfter(world, before), [], 'nobody is named in the log')
  },
)

t.test(
  'whoever sits down after somebody must show who it is: the provider’s own session lets nobody in',
  async (t) => {
    const surfer = world.surfer()
    await signIn(surfer, POLICE, 'anna')
    await surfer.ask('POST', '/auth/sign-out', {})
    const asked = new URL(await begin(surfer, { agency: POLICE }))
    t.match((await surfer.visit(asked.href)).text, /<form/, 'it asks again')
    // Whoever has the browser has the address, too.
    asked.searchParams.delete('prompt')
    asked.searchParams.delete('max_age')
    t.equal(goesTo(await surfer.visit(asked.href)), '/?sign-in=sign-in-not-anew')
    t.match(await statusOf(surfer), { signedIn: false })
  },
)

t.test('neither cookie nor log nor database tells who it was', async (t) => {
  const surfer = world.surfer()
  await signIn(surfer, POLICE, 'nils')
  const told = surfer
    .cookies()
    .get('__Host-sluss')!
    .split('.')
    .map((part) => atob(part.replaceAll('-', '+').replaceAll('_', '/')))
  t.notMatch(told.join(), /nils|Påhittad|polisen/)
  t.notMatch(world.log(), /nils|Påhittad/)
  const rows = await world.database.ownerDb`select * from auth.session`
  t.ok(rows.length > 0)
  t.notMatch(JSON.stringify(rows), /nils|Påhittad/)
})

t.test('one agency’s people do not become another’s members', async (t) => {
  const surfer = world.surfer()
  await signIn(surfer, BOARD, 'emil')
  t.match(await statusOf(surfer), { agency: BOARD, member: board.member('emil').member })
  const answer = await surfer.ask('GET', `/v1/inbox?function=${POLICE}/utredning`)
  t.match(JSON.parse(answer.text), { status: 403, code: 'not-in-function' })
})

t.test('an agency where nobody signs in with a browser is not found', async (t) => {
  const answer = await world.surfer().ask('POST', '/auth/sign-in', { agency: 'no-such' })
  t.match(JSON.parse(answer.text), { status: 404, code: 'not-found' })
})
