import t from 'tap'
import {
  currentFunctionKey,
  findFunction,
  hasReader,
  verifyReceiver,
  verifySealedTo,
  verifySendingFunctions,
} from '../../src/protocol/agency-function.ts'
import { findMember, isRevoked, verifyMember } from '../../src/protocol/agency-member.ts'
import { verifyRoster } from '../../src/protocol/agency-roster.ts'
import { verifyAgencyState } from '../../src/protocol/agency-state.ts'
import { encodeSigningJwk } from '../../src/protocol/signing-key.ts'
import { payloadDigest, signStatement } from '../../src/protocol/statement.ts'
import type { FunctionKey } from '../../src/protocol/statements/function-key.ts'
import {
  BOARD,
  ISSUED,
  NOW,
  testSealingKey,
  testSigningKey,
  VALID_UNTIL,
  verifiedRoot,
  verifiedState,
} from '../fixtures/agency.ts'
import { HEAD } from '../fixtures/disclosure.ts'

const FUNCTION = BOARD.functionKey.function
const { author, decisionMaker } = BOARD
const [DORIS, ERIK] = BOARD.custodians
const [AUTHOR, DECISION_MAKER] = BOARD.roster.members
const [ENTRY] = BOARD.roster.functions
const UNTIL = Date.parse(VALID_UNTIL)
const REVOCATION = {
  credential: author.digest,
  kid: author.key.kid,
  revokedAt: ISSUED,
  reason: 'left',
} as const

t.test('finds a member by his key, with his credential', async (t) => {
  const state = verifiedState(BOARD)
  const member = findMember(state, author.key.kid)
  t.equal(member?.credential, author.digest)
  t.strictSame(member?.payload, author.payload)
  t.equal(findMember(state, testSigningKey(9).kid), undefined)
  t.equal(verifyMember(state, author.key.kid, NOW), member)
})

t.test('a member may have several devices, each with its own key', async (t) => {
  const secondDevice = { ...author.payload, key: encodeSigningJwk(testSigningKey(190)) }
  const state = verifiedState(
    BOARD,
    {
      members: [
        AUTHOR!,
        DECISION_MAKER!,
        {
          member: author.payload.member,
          credential: payloadDigest('credential', secondDevice),
          kid: testSigningKey(190).kid,
        },
      ],
    },
    [author.text, decisionMaker.text, signStatement('credential', secondDevice, DORIS, ERIK)],
  )
  for (const kid of [author.key.kid, testSigningKey(190).kid])
    t.equal(verifyMember(state, kid, NOW).payload.member, author.payload.member)
})

t.test(
  'a credential is valid from its issue, within the clocks’ tolerance, up to its end',
  async (t) => {
    const state = verifiedState(BOARD)
    const at = (time: number) => () => verifyMember(state, author.key.kid, time)
    t.doesNotThrow(at(Date.parse(ISSUED) - 300_000))
    t.throws(at(Date.parse(ISSUED) - 300_001), { code: 'credential-not-yet-valid' })
    t.doesNotThrow(at(UNTIL - 1))
    t.throws(at(UNTIL), { code: 'credential-expired' })
  },
)

t.test('knows a revoked credential from one that was never listed', async (t) => {
  const state = verifiedState(BOARD, { members: [DECISION_MAKER!], revocations: [REVOCATION] })
  t.equal(isRevoked(state, author.digest), true)
  t.equal(isRevoked(state, decisionMaker.digest), false)
  t.strictSame(state.revocations.get(author.digest), REVOCATION)
  t.throws(() => verifyMember(state, author.key.kid, NOW), { code: 'credential-revoked' })
  t.throws(() => verifyMember(state, testSigningKey(9).kid, NOW), { code: 'kid-unknown' })
})

t.test('a renewed credential may keep its key when the old one is superseded', async (t) => {
  const renewed = { ...author.payload, validUntil: '2028-03-02T00:00:00.000Z' }
  const state = verifiedState(
    BOARD,
    {
      members: [{ ...AUTHOR!, credential: payloadDigest('credential', renewed) }],
      revocations: [{ ...REVOCATION, reason: 'superseded' }],
    },
    [signStatement('credential', renewed, DORIS, ERIK)],
  )
  t.equal(verifyMember(state, author.key.kid, UNTIL).payload.validUntil, renewed.validUntil)
})

t.test('leaves statements that the roster does not list aside', async (t) => {
  const state = verifiedState(BOARD, { members: [DECISION_MAKER!] })
  t.equal(findMember(state, author.key.kid), undefined)
})

t.test('what an earlier state verified by the same root is taken over', async (t) => {
  const earlier = verifiedState(BOARD)
  const { root, roster } = earlier
  const state = verifyAgencyState({ root, roster, credentials: [], functionKeys: [], earlier })
  t.strictSame([...state.members.keys()], [...earlier.members.keys()])
  t.strictSame([...state.functions.keys()], [...earlier.functions.keys()])
})

t.test('what an earlier state verified by another root is verified again', async (t) => {
  const root = { ...verifiedRoot(BOARD), digest: 'another' }
  const roster = verifyRoster(BOARD.rosterText, verifiedRoot(BOARD))
  const earlier = { ...verifiedState(BOARD), root }
  t.throws(
    () =>
      verifyAgencyState({
        root: verifiedRoot(BOARD),
        roster,
        credentials: [],
        functionKeys: [],
        earlier,
      }),
    { code: 'credential-missing' },
  )
  t.throws(() => verifyAgencyState({ root, roster, credentials: [], functionKeys: [] }), {
    code: 'roster-root-mismatch',
  })
})

t.test('gives the key to seal to while it is valid', async (t) => {
  const state = verifiedState(BOARD)
  t.equal(currentFunctionKey(state, FUNCTION, NOW).kid, BOARD.sealingKey.kid)
  t.equal(
    verifySealedTo(state, FUNCTION, BOARD.sealingKey.kid, UNTIL - 1).statement,
    ENTRY!.statement,
  )
  t.equal(findFunction(state, `${BOARD.agency}/arkiv`), undefined)
  const from = Date.parse(ISSUED) - 300_000
  t.equal(currentFunctionKey(state, FUNCTION, from).kid, BOARD.sealingKey.kid)
  t.throws(() => currentFunctionKey(state, FUNCTION, from - 1), { code: 'function-key-expired' })
  t.throws(() => currentFunctionKey(state, FUNCTION, UNTIL), { code: 'function-key-expired' })
})

t.test('knows a retired key from the current one', async (t) => {
  const old = testSealingKey(60).kid
  const retired = [{ kid: old, retiredAt: ISSUED }]
  const state = verifiedState(BOARD, { functions: [{ ...ENTRY!, retired }] })
  t.throws(() => verifySealedTo(state, FUNCTION, old, NOW), { code: 'key-retired' })
  t.doesNotThrow(() => verifySealedTo(state, FUNCTION, BOARD.sealingKey.kid, NOW))
})

t.test('a function has a reader while one listed reader is in date', async (t) => {
  const state = verifiedState(BOARD)
  t.equal(hasReader(state, FUNCTION, NOW), true)
  t.equal(hasReader(state, FUNCTION, UNTIL), false)
  t.equal(hasReader(state, `${BOARD.agency}/arkiv`, NOW), false)
  t.equal(hasReader(verifiedState(BOARD, { members: [DECISION_MAKER!] }), FUNCTION, NOW), false)
  t.equal(verifyReceiver(state, FUNCTION, NOW).key.kid, BOARD.sealingKey.kid)
})

t.test('a function authors, and decides, only if it is set up to', async (t) => {
  const from = { ...HEAD.from, function: FUNCTION }
  const decisionKey = { ...BOARD.functionKey, roles: ['decision'] as const }
  const state = verifiedState(BOARD)
  const both = { ...BOARD.functionKey, roles: ['author', 'decision'] as const }
  const withRoles = (functionKey: FunctionKey) =>
    verifiedState(
      BOARD,
      { functions: [{ ...ENTRY!, statement: payloadDigest('function-key', functionKey) }] },
      [author.text, decisionMaker.text],
      [signStatement('function-key', functionKey, DORIS, ERIK)],
    )
  const missing = { code: 'function-role-missing' }
  t.doesNotThrow(() => verifySendingFunctions(state, { from }))
  t.throws(() => verifySendingFunctions(state, { from, decisionFunction: FUNCTION }), missing)
  t.throws(() => verifySendingFunctions(withRoles(decisionKey), { from }), missing)
  t.doesNotThrow(() =>
    verifySendingFunctions(withRoles(both), { from, decisionFunction: FUNCTION }),
  )
  const elsewhere = { ...from, function: `${BOARD.agency}/arkiv` }
  t.throws(() => verifySendingFunctions(state, { from: elsewhere }), missing)
})
