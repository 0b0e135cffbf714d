import t from 'tap'
import { buildDirectory, findForeignKeys, verifyFreshness } from '../../src/client/directory.ts'
import { encodeSigningJwk } from '../../src/protocol/signing-key.ts'
import { parseStatementUnsafe, signStatement } from '../../src/protocol/statement.ts'
import { BOARD, NOW, POLICE, testSealingKey, testSigningKey } from '../fixtures/agency.ts'
import { PINS, testDirectory, textsOf } from '../fixtures/exchange.ts'

const HOUR = 3_600_000
const build = (input: Partial<Parameters<typeof buildDirectory>[0]>) =>
  buildDirectory({ pins: PINS, agencies: [textsOf(POLICE)], kept: {}, now: NOW, ...input })

t.test('an agency is known by its pin, with its functions and agreements', async (t) => {
  const directory = testDirectory()
  t.same([...directory.states.keys()], [POLICE.agency, BOARD.agency])
  t.equal(directory.agreements.length, 1)
  t.same(directory.findFunction(BOARD.functionKey.function), {
    agency: BOARD.agency,
    function: BOARD.functionKey.function,
    bodyType: 'social-board',
    servesFearedPerpetrator: false,
  })
})

t.test('an agency without a pin is nobody', async (t) => {
  const directory = build({ pins: new Map() })
  t.equal(directory.states.size, 0)
  t.equal(directory.findFunction(POLICE.functionKey.function), undefined)
})

t.test('refuses a root that is not the pinned one', async (t) => {
  const pins = new Map([[POLICE.agency, BOARD.pin]])
  t.throws(() => build({ pins }), { code: 'root-pin-mismatch' })
})

t.test('refuses an agency that hides behind another agency’s root', async (t) => {
  const pins = new Map([[POLICE.agency, BOARD.pin]])
  const agencies = [{ ...textsOf(BOARD), agency: POLICE.agency }]
  t.throws(() => build({ pins, agencies }), { code: 'agency-mismatch' })
})

t.test('refuses a roster that is older than the one kept', async (t) => {
  const kept = { [POLICE.agency]: { number: 2, digest: POLICE.pin, root: POLICE.pin } }
  t.throws(() => build({ kept }), { name: 'ClientError', code: 'roster-rolled-back' })
})

t.test('refuses another roster with the same number', async (t) => {
  const kept = { [POLICE.agency]: { number: 1, digest: POLICE.pin, root: POLICE.pin } }
  t.throws(() => build({ kept }), { code: 'roster-rolled-back' })
})

t.test('refuses a newer roster by a key that a later root has replaced', async (t) => {
  const newKey = testSigningKey(700)
  const rootText = signStatement(
    'root',
    {
      ...POLICE.root,
      sequence: 2,
      previous: POLICE.pin,
      rosterKey: encodeSigningJwk(newKey),
    },
    ...POLICE.custodians.slice(0, 2),
  )
  const root = parseStatementUnsafe('root', rootText).digest
  const { digest: previous } = parseStatementUnsafe('roster', POLICE.rosterText)
  const next = { ...POLICE.roster, number: 2, previous, root }
  const roster = signStatement('roster', next, newKey)
  const roots = [POLICE.rootText, rootText]
  const { kept } = build({ agencies: [textsOf(POLICE, { roots, roster })] })
  t.same(build({ kept, agencies: [textsOf(POLICE, { roots, roster })] }).kept, kept)
  // Who stole the old key, and runs the gateway, leaves the new root out.
  const forged = signStatement('roster', { ...next, number: 3, root: POLICE.pin }, POLICE.rosterKey)
  t.throws(() => build({ kept, agencies: [textsOf(POLICE, { roster: forged })] }), {
    code: 'roster-rolled-back',
  })
})

t.test('refuses to forget that there was a roster', async (t) => {
  const { kept } = testDirectory()
  const agencies = [textsOf(POLICE, { roster: null })]
  t.throws(() => build({ kept, agencies }), { code: 'roster-rolled-back' })
})

t.test('keeps what it knew of an agency that is not shown this time', async (t) => {
  const { kept } = testDirectory()
  t.same(build({ kept }).kept, kept)
})

t.test('a roster is fresh for a day, stale for three, and then refused', async (t) => {
  const directory = testDirectory()
  const fresh = (hours: number) => verifyFreshness(directory, POLICE.agency, NOW + hours * HOUR)
  t.equal(fresh(0), 'fresh')
  t.equal(fresh(25), 'stale')
  t.throws(() => fresh(73), { code: 'roster-expired' })
})

t.test('tells of a key for an own function that nobody here holds', async (t) => {
  const { function: id } = POLICE.functionKey
  const directory = testDirectory()
  t.same(findForeignKeys(directory, new Map([[id, new Set([POLICE.sealingKey.kid])]])), [])
  t.same(findForeignKeys(directory, new Map([[id, new Set([testSealingKey(7).kid])]])), [
    { function: id, kid: POLICE.sealingKey.kid },
  ])
})

t.test('leaves an agreement with an unknown party aside', async (t) => {
  const agencies = [textsOf(POLICE)]
  t.same(build({ agencies, pins: new Map([[POLICE.agency, POLICE.pin]]) }).agreements, [])
})

t.test('refuses an agreement that too few have signed', async (t) => {
  const forged = signStatement(
    'agreement',
    {
      v: 1,
      id: '0195556f-4c00-7000-8000-000000000999',
      parties: [POLICE.agency, BOARD.agency],
      caseTypes: ['intimate-partner-violence'],
      validFrom: '2026-01-01T00:00:00.000Z',
      validUntil: '2027-01-01T00:00:00.000Z',
    },
    ...POLICE.custodians,
  )
  const agencies = [textsOf(POLICE, { agreements: [forged] }), textsOf(BOARD)]
  t.throws(() => build({ agencies }), { code: 'threshold-not-met' })
})
