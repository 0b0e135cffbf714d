/** A gateway that lies about agencies and the law: each lie is refused by a code. */
import t from 'tap'
import { encodeUtf8, parseUtf8 } from '../../src/protocol/bytes.ts'
import { generateSealingKey, encodeSealingJwk } from '../../src/protocol/sealing-key.ts'
import { generateSigningKey } from '../../src/protocol/signing-key.ts'
import { parseStatementUnsafe, signStatement } from '../../src/protocol/statement.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { deskBehindLiar, inJson } from '../fixtures/lying-gateway.ts'
import type { Lie } from '../fixtures/lying-gateway.ts'
import { composeAt, expectRefused } from '../fixtures/told-lies.ts'
import type { Refused, Told } from '../fixtures/told-lies.ts'

const world = await publishedWorld(t)
const { police, board } = world
const author = await deskBehindLiar(world, police, 'anna')
const reception = board.function('vinr-mottagning').id

const agencyIn = (said: Told, agency: string): Told =>
  said.agencies.find((one: Told) => one.agency === agency)

t.test('the agencies', async (t) => {
  world.now += 60_000
  const olderRoster = board.rosterText()
  const newer = board.nextRoster(world.now)
  // What a gateway shows before anybody has kept the newer one.
  const before = await author.desk.gateway.agencies()
  await world.publish(newer)
  const stranger = generateSigningKey()
  const inAgencies = (alter: (own: Told, all: Told) => unknown, of = board.agency): Lie =>
    inJson((said) => {
      alter(agencyIn(said, of), said)
      return said
    })
  const fresh = (lie: Lie, code: string): Refused => ({
    at: author,
    path: /^\/v1\/agencies$/,
    lie,
    act: author.again,
    code,
  })
  await expectRefused(t, world, {
    'a new roster without its record': fresh(
      inAgencies((own) => (own.rosterRecord = null)),
      'roster-not-logged',
    ),
    'a new roster with the record of another': fresh(
      inAgencies((own, all) => (own.rosterRecord = agencyIn(all, police.agency).rosterRecord)),
      'acceptance-not-proven',
    ),
    'a roster that the log does not hold': fresh(
      inAgencies((own) => (own.rosterRecord.index = '0')),
      'record-claim-invalid',
    ),
    'a checkpoint of a log of its own': fresh(
      inAgencies((own) => {
        const [head] = own.rosterRecord.checkpoint.split('\n— ')
        own.rosterRecord.checkpoint = `${head}\n— ${world.deps.logVerifierKey.split('+')[0]} AAAA\n`
      }),
      'acceptance-not-proven',
    ),
  })
  await author.again()
  t.equal(author.keeper.kept.rosters[board.agency]?.number, 2)
  await expectRefused(t, world, {
    'the roster of before': fresh(
      inAgencies((own) => (own.roster = olderRoster)),
      'roster-rolled-back',
    ),
    'no roster': fresh(
      inAgencies((own) => (own.roster = null)),
      'roster-rolled-back',
    ),
    'everything as it was before': fresh(
      () => encodeUtf8(JSON.stringify({ agencies: before })),
      'roster-rolled-back',
    ),
    'a roster by a key of its own': fresh(
      inAgencies((own) => {
        const { payload } = parseStatementUnsafe('roster', own.roster)
        own.roster = signStatement('roster', { ...payload, number: 9 }, stranger)
      }),
      'signer-unknown',
    ),
    'a first root that nobody compared': fresh(
      inAgencies((own, all) => (own.roots = agencyIn(all, police.agency).roots)),
      'root-pin-mismatch',
    ),
    'a function key of its own': fresh(
      inAgencies((own) => {
        const text = own.functionKeys.find(
          (one: string) => parseStatementUnsafe('function-key', one).payload.function === reception,
        )
        const { payload } = parseStatementUnsafe('function-key', text)
        const key = encodeSealingJwk(generateSealingKey())
        own.functionKeys = own.functionKeys.map((one: string) =>
          one === text
            ? signStatement('function-key', { ...payload, key }, stranger, generateSigningKey())
            : one,
        )
      }),
      'function-key-missing',
    ),
    'no function keys': fresh(
      inAgencies((own) => (own.functionKeys = [])),
      'function-key-missing',
    ),
    'no credentials': fresh(
      inAgencies((own) => (own.credentials = [])),
      'credential-missing',
    ),
    'a number for the list': fresh(
      inJson(() => ({ agencies: 7 })),
      'answer-invalid',
    ),
    'an agreement that one side has not signed': fresh(
      inAgencies((own) => {
        const jws = JSON.parse(own.agreements[0])
        own.agreements = [JSON.stringify({ ...jws, signatures: jws.signatures.slice(0, 2) })]
      }),
      'threshold-not-met',
    ),
  })
})

t.test(
  'an agency that is left out can be sent nothing, and loses nothing that was kept',
  async (t) => {
    author.lie(
      /^\/v1\/agencies$/,
      inJson(({ agencies }) => ({
        agencies: agencies.filter((one: Told) => one.agency !== board.agency),
      })),
    )
    const desk = await author.again()
    author.lie()
    await t.rejects(composeAt(world, desk), { code: 'agency-not-pinned' })
    t.equal(author.keeper.kept.rosters[board.agency]?.number, 2)
  },
)

t.test(
  'the same roster for ever is stale after a day, and good for nothing after three',
  async (t) => {
    const began = world.now
    world.now += 73 * 3_600_000
    await t.rejects(composeAt(world, await author.again()), { code: 'roster-expired' })
    world.now = began
  },
)

t.test('the law', async (t) => {
  const { desk } = author
  await desk.loadLaw()
  const other = world.active.digest.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))
  await expectRefused(t, world, {
    'another set, that nobody approved': {
      at: author,
      path: /^\/v1\/node$/,
      lie: inJson((said) => ({ ...said, policySet: other })),
      act: desk.loadLaw,
      code: 'law-not-approved',
    },
    'no set': {
      at: author,
      path: /^\/v1\/node$/,
      lie: inJson((said) => ({ ...said, policySet: null })),
      act: desk.loadLaw,
      code: 'law-not-approved',
    },
    'another text under the name of the law': {
      at: author,
      path: /^\/v1\/policy-sets\//,
      lie: (said) => encodeUtf8(parseUtf8(said).replace('"deny"', '"none"')),
      act: desk.loadLaw,
      code: 'pack-invalid',
    },
  })
})
