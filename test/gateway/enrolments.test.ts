/** Being admitted: who asks, what custodians and colleagues leave, and who may see it. */
import t from 'tap'
import { sealFunctionKey } from '../../src/client/key-handover.ts'
import { signCustodianRequest } from '../../src/protocol/custodian-request.ts'
import type { CustodianAsk } from '../../src/protocol/custodian-request.ts'
import { signEnrolment, verifyEnrolment } from '../../src/protocol/enrolment.ts'
import { generateSigningKey } from '../../src/protocol/signing-key.ts'
import type { SigningKey } from '../../src/protocol/signing-key.ts'
import { newUuid } from '../../src/protocol/uuid.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import type { WorldAgency } from '../fixtures/world-agency.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { app, police, board, writer } = world
const { act, get } = requestsOf(world)
const DAY = 86_400_000

const nora = generateSigningKey()
const enrolmentOf = (key: SigningKey, sub = 'nora', agency: WorldAgency = police) =>
  signEnrolment({ agency: agency.agency, identity: { iss: agency.issuer, sub } }, key, world.now)
const enrol = (text: string, name = 'nora', agency = police) =>
  act('/v1/enrolments', text, agency, name)

function custodian(
  asked: CustodianAsk,
  changes: { agency?: WorldAgency; by?: SigningKey; gateway?: string; at?: number } = {},
) {
  const { agency = police, by = police.custodians[0], gateway = world.nodeKey.kid } = changes
  const text = signCustodianRequest(
    { agency: agency.agency, gateway, asked },
    by,
    changes.at ?? world.now,
  )
  return app.inject({
    method: 'POST',
    url: '/v1/custodian-requests',
    headers: { 'content-type': 'application/jose' },
    payload: text,
  })
}
const LIST: CustodianAsk = { ask: 'enrolments' }
const [reading] = [...police.functions.values()]

t.test(
  'who asks to be admitted is shown to the agency’s custodians, and to nobody else',
  async (t) => {
    const before = writer.size - 1
    t.equal((await enrol(enrolmentOf(nora))).statusCode, 204)
    t.match(await recordsAfter(world, before), [
      { ev: 'enrolment.asked', agency: police.agency, actor: null },
    ])
    const { enrolments } = (await custodian(LIST)).json()
    t.equal(verifyEnrolment(enrolments[0]).key.kid, nora.kid)
    t.same(
      (await custodian(LIST, { agency: board, by: board.custodians[0] })).json().enrolments,
      [],
    )
    t.equal((await get('/v1/enrolments', police, 'nora')).json().code, 'member-unknown')
    t.same((await get('/v1/enrolments', police, 'anna')).json().enrolments, [], 'not admitted yet')
  },
)

t.test(
  'refuses whoever is no custodian of that agency, and what is old or for another gateway',
  async (t) => {
    const refused = [
      custodian(LIST, { by: nora }),
      custodian(LIST, { by: board.custodians[0] }),
      custodian(LIST, { by: police.member('anna').key }),
      custodian(LIST, { by: police.rosterKey }),
      custodian(LIST, { gateway: nora.kid }),
      custodian(LIST, { at: world.now - 6 * 60_000 }),
      custodian(LIST, { at: world.now + 6 * 60_000 }),
      act('/v1/custodian-requests', enrolmentOf(nora), police, 'anna'),
    ]
    for (const answer of await Promise.all(refused))
      t.match(answer.json(), { status: 403, code: 'custodian-request-invalid' })
  },
)

t.test(
  'refuses an enrolment in another’s name, agency, or with a key that another has asked with',
  async (t) => {
    const fresh = generateSigningKey()
    for (const answer of [
      await enrol(enrolmentOf(fresh, 'olle')),
      await enrol(enrolmentOf(fresh, 'nora', board)),
      await enrol(enrolmentOf(nora, 'olle'), 'olle'),
    ])
      t.match(answer.json(), { status: 403, code: 'enrolment-of-another' })
    t.match((await enrol('x.y.z')).json(), { status: 400, code: 'enrolment-invalid' })
  },
)

t.test(
  'what a custodian leaves reaches whoever asked with the key, and is gone once taken',
  async (t) => {
    const before = writer.size - 1
    const { receiving } = verifyEnrolment(enrolmentOf(nora))
    const member = newUuid(world.now)
    const text = sealFunctionKey(reading!.key, { function: reading!.id, member }, receiving)
    const introduce = {
      ask: 'introduce',
      to: nora.kid,
      introduction: 'hej',
      handovers: [text],
    } as const
    t.same((await custodian(introduce)).json(), { enrolments: [] })
    t.match(await recordsAfter(world, before), [
      { ev: 'enrolment.answered', agency: police.agency },
    ])
    const left = { kid: nora.kid, introduction: 'hej', handovers: [text] }
    t.same((await get('/v1/enrolment', police, 'nora')).json(), left)
    t.same((await get('/v1/enrolment', police, 'anna')).json(), {
      kid: null,
      introduction: null,
      handovers: [],
    })
    const taken = await app.inject({
      method: 'DELETE',
      url: `/v1/enrolment/handovers/${reading!.key.kid}`,
      headers: { authorization: await world.token(police, 'nora') },
    })
    t.equal(taken.statusCode, 204)
    t.same((await get('/v1/enrolment', police, 'nora')).json(), { ...left, handovers: [] })
    t.match((await custodian({ ...introduce, to: 'x'.repeat(43) })).json(), { code: 'not-found' })
    const foreign = [...board.functions.values()][0]!
    const theirs = sealFunctionKey(foreign.key, { function: foreign.id, member }, receiving)
    t.match((await custodian({ ...introduce, handovers: [theirs] })).json(), {
      code: 'request-invalid',
    })
  },
)

t.test('a colleague in the function hands its key over, and nobody outside it does', async (t) => {
  const slug = reading!.id.split('/')[1]!
  const added = police.addMember('nora', { [slug]: ['reader'] }, { key: nora })
  await world.publish(added.text)
  await world.publish(police.nextRoster(world.now))
  const colleague = [...police.members.keys()].filter((name) => name !== 'nora')
  const { enrolments } = (await get('/v1/enrolments', police, colleague[0]!)).json()
  t.equal(enrolments.length, 1)
  const { receiving } = verifyEnrolment(enrolments[0])
  const { member } = added
  const text = sealFunctionKey(reading!.key, { function: reading!.id, member }, receiving)
  const url = `/v1/enrolments/${nora.kid}/handovers`
  const before = writer.size - 1
  t.equal((await act(url, text, police, colleague[0]!)).statusCode, 204)
  t.match(await recordsAfter(world, before), [
    { ev: 'key.handed-over', actor: police.member(colleague[0]!).member },
  ])
  t.same((await get('/v1/enrolment', police, 'nora')).json().handovers, [text])
  t.match((await act(url, text, board, 'disa')).json(), { code: 'not-in-function' })
  t.match((await act(url, '{}', police, colleague[0]!)).json(), { code: 'request-invalid' })
})

t.test('nobody spoils what another hands over, in the own function or from another', async (t) => {
  const { receiving } = verifyEnrolment(enrolmentOf(nora))
  const { member } = police.member('nora')
  const right = sealFunctionKey(reading!.key, { function: reading!.id, member }, receiving)
  const junk = JSON.stringify({ ...(JSON.parse(right) as object), sealed: 'x' })
  const url = `/v1/enrolments/${nora.kid}/handovers`
  const left = async () => (await get('/v1/enrolment', police, 'nora')).json().handovers
  t.equal((await act(url, right, police, 'anna')).statusCode, 204)
  t.equal((await act(url, junk, police, 'bert')).statusCode, 204)
  t.ok((await left()).includes(right))
  const traffic = police.function('trafik')
  const named = JSON.stringify({ ...(JSON.parse(junk) as object), function: traffic.id })
  t.match((await act(url, named, police, 'tora')).json(), { code: 'request-invalid' })
  t.ok((await left()).includes(right))
})

t.test('each look at who asks is recorded, and a request counts once', async (t) => {
  const before = writer.size - 1
  const text = signCustodianRequest(
    { agency: police.agency, gateway: world.nodeKey.kid, asked: LIST },
    police.custodians[0],
    world.now,
  )
  const send = () =>
    app.inject({
      method: 'POST',
      url: '/v1/custodian-requests',
      headers: { 'content-type': 'application/jose' },
      payload: text,
    })
  t.equal((await send()).statusCode, 200)
  t.match(await recordsAfter(world, before), [{ ev: 'enrolments.listed', agency: police.agency }])
  t.match((await send()).json(), { status: 403, code: 'custodian-request-invalid' })
})

t.test('what was asked is forgotten after a month, with what was left', async (t) => {
  world.now += 31 * DAY
  await app.expireContent()
  t.same((await get('/v1/enrolment', police, 'nora')).json(), {
    kid: null,
    introduction: null,
    handovers: [],
  })
})
