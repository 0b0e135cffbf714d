import t from 'tap'
import { verifyByReceiver, verifyCountersignature } from '../../src/protocol/about-disclosure.ts'
import { rolesIn, verifyAssignment } from '../../src/protocol/agency-member.ts'
import {
  actorOf,
  rolesFor,
  verifyAuthority,
  verifyMemberStatement,
  verifyNodeStatement,
} from '../../src/protocol/member-statement.ts'
import { parseStatementUnsafe, signStatement } from '../../src/protocol/statement.ts'
import { BOARD, NOW, POLICE, testSigningKey, verifiedState } from '../fixtures/agency.ts'
import {
  COUNTERSIGNATURE,
  DELIVERED,
  digestOfWord,
  HEAD,
  MANIFEST,
  OPEN_REQUEST,
  RECEIPT,
} from '../fixtures/disclosure.ts'

const POLICE_STATE = verifiedState(POLICE)
const BOARD_STATE = verifiedState(BOARD)
const NODE = testSigningKey(70)

const manifest = parseStatementUnsafe(
  'manifest',
  signStatement('manifest', MANIFEST, POLICE.author.key),
)
const openRequest = parseStatementUnsafe(
  'open-request',
  signStatement('open-request', OPEN_REQUEST, BOARD.author.key),
)
const receipt = parseStatementUnsafe('receipt', signStatement('receipt', RECEIPT, BOARD.author.key))
const countersignature = parseStatementUnsafe(
  'countersignature',
  signStatement('countersignature', COUNTERSIGNATURE, POLICE.decisionMaker.key),
)
const delivered = parseStatementUnsafe('receipt', signStatement('receipt', DELIVERED, NODE))

t.test('gives back the member behind each statement', async (t) => {
  t.equal(verifyMemberStatement(manifest, POLICE_STATE, NOW).credential, POLICE.author.digest)
  t.equal(verifyMemberStatement(openRequest, BOARD_STATE, NOW).credential, BOARD.author.digest)
  t.equal(verifyMemberStatement(receipt, BOARD_STATE, NOW).credential, BOARD.author.digest)
  const decisionMaker = verifyMemberStatement(countersignature, POLICE_STATE, NOW)
  t.equal(decisionMaker.credential, POLICE.decisionMaker.digest)
})

t.test('takes the actor of a disclosure from its head', async (t) => {
  t.equal(verifyAuthority(manifest, POLICE_STATE, NOW).payload.member, HEAD.from.member)
  t.equal(actorOf(manifest).member, HEAD.from.member)
})

t.test('asks of each kind of statement a role of its own', async (t) => {
  t.strictSame(rolesFor(manifest), ['author'])
  t.strictSame(rolesFor(openRequest), ['reader'])
  t.strictSame(rolesFor(receipt), ['reader', 'registrar'])
  t.strictSame(rolesFor(countersignature), ['decision-maker'])
})

t.test(
  'only a decision-maker approves or refuses; an author may be the second of two',
  async (t) => {
    const by = (verdict: 'approve' | 'refuse' | 'guard-release' | 'two-person') =>
      rolesFor(
        parseStatementUnsafe(
          'countersignature',
          signStatement('countersignature', { ...COUNTERSIGNATURE, verdict }, POLICE.author.key),
        ),
      )
    t.strictSame(by('refuse'), ['decision-maker'])
    t.strictSame(by('guard-release'), ['decision-maker', 'author'])
    t.strictSame(by('two-person'), ['decision-maker', 'author'])
  },
)

t.test('one of several roles is enough, and none is not', async (t) => {
  const member = verifyMemberStatement(openRequest, BOARD_STATE, NOW)
  const functionId = BOARD.functionKey.function
  t.strictSame(rolesIn(member, functionId), ['author', 'reader'])
  t.doesNotThrow(() => verifyAssignment(member, functionId, ['registrar', 'reader']))
  t.throws(() => verifyAssignment(member, functionId, ['registrar']), { code: 'not-in-function' })
})

t.test('a delivery is the node’s to state, and nothing else is', async (t) => {
  t.equal(verifyNodeStatement(delivered, NODE), delivered)
  t.throws(() => verifyNodeStatement(delivered, BOARD.author.key), { code: 'signer-unknown' })
  t.throws(() => verifyNodeStatement(receipt, BOARD.author.key), { code: 'signer-unknown' })
})

t.test('accepts what a receiver says about the disclosure that it was sent', async (t) => {
  t.doesNotThrow(() => verifyByReceiver(openRequest, manifest))
  t.doesNotThrow(() => verifyByReceiver(receipt, manifest))
  t.doesNotThrow(() => verifyByReceiver(delivered, manifest))
})

t.test('accepts a countersignature over the held disclosure until it expires', async (t) => {
  const held = {
    manifest,
    decision: digestOfWord('decision'),
    policySet: HEAD.policySet,
    at: Date.parse(COUNTERSIGNATURE.expiresAt) - 1,
  }
  t.doesNotThrow(() => verifyCountersignature(countersignature, held))
  const ahead = Date.parse(COUNTERSIGNATURE.at) - 300_000
  t.doesNotThrow(() => verifyCountersignature(countersignature, { ...held, at: ahead }))
})
