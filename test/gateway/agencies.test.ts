import t from 'tap'
import { encodeBase64url } from '../../src/protocol/base64url.ts'
import { buildApp } from '../../src/gateway/app.ts'
import { generateSealingKey } from '../../src/protocol/sealing-key.ts'
import { signStatement } from '../../src/protocol/statement.ts'
import { encodeGeneralJws } from '../../src/protocol/general-jws.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { START, actorFields, agreementOf, publishedWorld } from '../fixtures/gateway.ts'
import type { World } from '../fixtures/gateway.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'
import { SECRETS, compose } from '../fixtures/world-disclosure.ts'
import type { Composed } from '../fixtures/world-disclosure.ts'

const HOUR = 3_600_000

async function publish(world: World, text: string) {
  return world.app.inject({
    method: 'POST',
    url: '/v1/statements',
    headers: { 'content-type': 'text/plain' },
    payload: text,
  })
}

t.test('what custodians publish', async (t) => {
  const world = await publishedWorld(t)
  const { police } = world

  t.test('is read back by members, as it was signed', async (t) => {
    const { get } = requestsOf(world)
    const { agencies } = (await get('/v1/agencies')).json()
    t.equal(agencies.length, 2)
    const own = (await get(`/v1/agencies/${police.agency}`)).json()
    t.same(own.roots, [police.root])
    t.equal(own.roster, police.rosterText())
    t.equal(own.agreements.length, 1)
    t.equal((await get('/v1/agencies/okand')).statusCode, 404)
  })

  t.test('is answered as the first time when it is sent again, and recorded once', async (t) => {
    for (const text of [police.nextRoster(START), agreementOf(world, START + 1)]) {
      const first = await publish(world, text)
      t.equal(first.statusCode, 201)
      const { size } = world.writer
      const again = await publish(world, text)
      t.equal(again.statusCode, 201)
      t.same(again.json(), first.json())
      t.equal(world.writer.size, size)
    }
  })

  const credential = (key: object) => ({
    v: 1,
    agency: police.agency,
    member: police.member('anna').member,
    name: 'Påhittad',
    key,
    identity: { iss: police.issuer, sub: 'ny' },
    assignments: [{ function: police.function('utredning').id, roles: ['author'] }],
    issuedAt: encodeTime(START),
    validUntil: encodeTime(START + HOUR),
  })
  const signed = (kind: string, payload: object, ...keys: Parameters<typeof encodeGeneralJws>[2]) =>
    encodeGeneralJws(`sluss-${kind}+jws`, encodeUtf8(JSON.stringify(payload)), keys)
  const smallOrder = { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(new Uint8Array(32)) }
  const ok = credential({
    kty: 'OKP',
    crv: 'Ed25519',
    x: encodeBase64url(police.custodians[0].publicKey),
  })

  const REFUSED: Record<string, [string, () => string]> = {
    'a key of small order': [
      'key-small-order',
      () => signed('credential', credential(smallOrder), ...police.custodians),
    ],
    'one custodian where two must sign': [
      'threshold-not-met',
      () => signed('credential', ok, police.custodians[0]),
    ],
    'a signature by somebody else': [
      'signer-unknown',
      () => signed('credential', ok, police.custodians[0], police.rosterKey),
    ],
    'another roster of a number that was published before': [
      'roster-number-wrong',
      () =>
        signStatement(
          'roster',
          { ...police.roster, issuedAt: encodeTime(START + 1) },
          police.rosterKey,
        ),
    ],
    'a kind that goes elsewhere': ['statement-kind-refused', () => compose(world).text],
    'something that is no statement': ['jws-not-canonical', () => 'x'],
  }
  for (const [what, [code, text]] of Object.entries(REFUSED)) {
    t.test(`refuses ${what}, in the minute’s aggregate`, async (t) => {
      await world.app.flushRefusals()
      const index = world.writer.size - 1
      const answer = await publish(world, text())
      t.equal(answer.json().code, code)
      await world.app.flushRefusals()
      t.match(await recordsAfter(world, index), [{ counts: { [code]: 1 } }])
    })
  }

  t.test('refuses an agency that this node does not pin', async (t) => {
    const root = {
      ...JSON.parse(Buffer.from(JSON.parse(police.root).payload, 'base64url').toString()),
    }
    const other = signed('root', { ...root, agency: 'okand' }, ...police.custodians)
    t.match((await publish(world, other)).json(), { code: 'root-pin-mismatch' })
  })

  t.test('is seen by another replica at once', async (t) => {
    const replica = await buildApp(world.deps)
    t.teardown(() => replica.close())
    const member = police.addMember('ny', { utredning: ['author', 'reader'] })
    await world.publish(member.text)
    await world.publish(police.nextRoster(START))
    const answer = await replica.inject({
      method: 'POST',
      url: '/v1/disclosures',
      headers: {
        authorization: await world.token(police, 'ny'),
        'content-type': 'application/cbor',
      },
      payload: Buffer.from(compose(world, { author: member }).bytes),
    })
    t.equal(answer.statusCode, 201)
  })
})

t.test('a member who is revoked', async (t) => {
  const world = await publishedWorld(t)
  const { police } = world
  const { send, get } = requestsOf(world)
  const anna = police.member('anna')
  const before = compose(world)
  t.equal((await send(before.bytes)).statusCode, 201)
  police.members.delete('anna')
  await world.publish(
    police.nextRoster(START, {
      revocations: [
        {
          credential: anna.credential,
          kid: anna.key.kid,
          revokedAt: encodeTime(START),
          reason: 'device-lost',
        },
      ],
    }),
  )

  t.test('cannot send', async (t) => {
    const index = world.writer.size - 1
    t.match((await send(compose(world, { author: anna }).bytes)).json(), {
      code: 'credential-revoked',
    })
    t.match(await recordsAfter(world, index), [
      { ev: 'request.refused', code: 'credential-revoked' },
    ])
  })
  t.test('cannot look', async (t) => {
    t.match((await get('/v1/agencies', police, 'anna')).json(), { code: 'credential-revoked' })
  })
  t.test('is still told the answer to what was sent before', async (t) => {
    t.equal((await send(before.bytes)).statusCode, 200)
  })
})

t.test('a credential out of date', async (t) => {
  const world = await publishedWorld(t)
  const { police } = world
  const short = police.addMember('kort', { utredning: ['author'] }, { validUntil: START + HOUR })
  await world.publish(short.text)
  await world.publish(police.nextRoster(START))
  world.now += HOUR
  const { send, get } = requestsOf(world)
  t.match((await send(compose(world, { author: short }).bytes, 'kort')).json(), {
    code: 'credential-expired',
  })
  t.match((await get('/v1/agencies', police, 'kort')).json(), { code: 'credential-expired' })
})

t.test('a roster that ages', async (t) => {
  const world = await publishedWorld(t)
  const { send, act } = requestsOf(world)
  world.now = START + 25 * HOUR
  const ordinary = compose(world)
  t.match((await send(ordinary.bytes)).json(), { state: 'released', notes: ['roster-stale'] })
  world.now = START + 73 * HOUR
  const index = world.writer.size - 1
  t.match((await send(compose(world).bytes)).json(), { code: 'roster-expired' })
  t.match(await recordsAfter(world, index), [{ ev: 'request.refused', code: 'roster-expired' }])
  const urgent = await send(compose(world, { head: { urgency: 'acute' } }).bytes)
  t.match(urgent.json(), { code: 'roster-expired' }, 'being urgent is not enough')
  t.notOk((await recordsAfter(world, index)).some(({ ev }) => ev === 'roster.overridden'))
  const alert = compose(world, {
    head: { type: 'acute-alert', urgency: 'acute' },
    parts: [['contact', SECRETS[1]]],
  })
  const acute = await send(alert.bytes)
  t.match(acute.json(), { state: 'released', notes: ['roster-expired-overridden'] })
  const events = (await recordsAfter(world, index)).map(({ ev }) => ev)
  t.ok(events.includes('roster.overridden'), 'the override is recorded')
  const opened = async ({ id, digest }: Composed) => {
    const disa = world.board.member('disa')
    const request = {
      v: 1,
      disclosure: id,
      manifest: digest,
      ...actorFields(world.board, 'vinr-mottagning', disa),
      purpose: 'victim-support',
      conflictOfInterest: 'none',
      at: encodeTime(world.now),
    } as const
    return act(`/v1/disclosures/${id}/open`, signStatement('open-request', request, disa.key))
  }
  t.match((await opened(ordinary)).json(), { code: 'roster-expired' })
  const before = world.writer.size - 1
  t.equal((await opened(alert)).statusCode, 200, 'an alert that cannot be opened is none')
  t.match(await recordsAfter(world, before), [
    { ev: 'roster.overridden' },
    { ev: 'disclosure.opened' },
  ])
})

t.test('a function key that was rotated', async (t) => {
  const world = await publishedWorld(t)
  const { board } = world
  const { send } = requestsOf(world)
  const old = board.function('vinr-mottagning')
  const early = compose(world)
  await world.publish(board.addFunction('vinr-mottagning', ['author', 'reader']).text)
  const functions = [...board.functions.values()].map(({ id, key, statement }) => ({
    function: id,
    statement,
    kid: key.kid,
    retired: id === old.id ? [{ kid: old.key.kid, retiredAt: encodeTime(START) }] : [],
  }))
  await world.publish(board.nextRoster(START, { functions }))
  const index = world.writer.size - 1
  t.match((await send(early.bytes)).json(), { code: 'key-retired' })
  t.match(await recordsAfter(world, index), [{ ev: 'request.refused', code: 'key-retired' }])
  t.equal((await send(compose(world).bytes)).statusCode, 201)
  const never = { ...board.function('vinr-mottagning'), key: generateSealingKey() }
  t.match((await send(compose(world, { to: [never] }).bytes)).json(), {
    code: 'keyring-wrong-reader',
  })
})
