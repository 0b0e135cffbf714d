/** A client takes another law only on the word of two agencies, not on the gateway's. */
import t from 'tap'
import { buildDirectory } from '../../src/client/directory.ts'
import type { Directory } from '../../src/client/directory.ts'
import { judgeLaw, readNodeLaw, verifyLaw } from '../../src/client/kept-law.ts'
import type { LawSources } from '../../src/client/kept-law.ts'
import { NOTHING_KEPT, keptSince } from '../../src/client/kept.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { encodeSigningJwk } from '../../src/protocol/signing-key.ts'
import { parseStatementUnsafe, payloadDigest, signStatement } from '../../src/protocol/statement.ts'
import type { PolicyApproval } from '../../src/protocol/statements/policy-approval.ts'
import type { PolicyWithdrawal } from '../../src/protocol/statements/policy-withdrawal.ts'
import type { PolicyProposal } from '../../src/protocol/statements/policy-proposal.ts'
import type { Roster } from '../../src/protocol/statements/roster.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { CLOCK_TOLERANCE } from '../../src/protocol/validity.ts'
import type { MemberRole } from '../../src/protocol/vocabulary.ts'
import {
  BOARD,
  ISSUED,
  NOW,
  POLICE,
  VALID_UNTIL,
  testSigningKey,
  testUuid,
} from '../fixtures/agency.ts'
import type { TestAgency } from '../fixtures/agency.ts'
import { PINS, textsOf } from '../fixtures/exchange.ts'

const OLD = { policySet: digestOf(encodeUtf8('old')), activeFrom: ISSUED }
const NEW = digestOf(encodeUtf8('new'))
const TESTED = { tables: digestOf(encodeUtf8('tables')), rows: 7 }

interface Approver {
  readonly agency: TestAgency
  readonly key: ReturnType<typeof testSigningKey>
  readonly member: string
  readonly text: string
  readonly digest: string
}

/** A member whom the custodians have given a role. */
function admit(agency: TestAgency, number: number, roles: readonly MemberRole[]): Approver {
  const key = testSigningKey(800 + number)
  const payload = {
    ...agency.author.payload,
    member: testUuid(800 + number),
    key: encodeSigningJwk(key),
    identity: { iss: `https://id.${agency.agency}.example`, sub: `regler-${number}` },
    assignments: [{ function: agency.functionKey.function, roles }],
  }
  const text = signStatement('credential', payload, ...agency.custodians.slice(0, 2))
  const digest = payloadDigest('credential', payload)
  return { agency, key, member: payload.member, text, digest }
}

const PROPOSER = admit(POLICE, 1, ['policy'])
const PIA = admit(POLICE, 2, ['policy'])
const PELLE = admit(POLICE, 3, ['policy'])
const RUT = admit(BOARD, 4, ['policy'])
const AUTHOR = admit(BOARD, 5, ['author'])
const EVERYBODY = [PROPOSER, PIA, PELLE, RUT, AUTHOR]

function directory(changes: Partial<Roster> = {}, agencies = [POLICE, BOARD]): Directory {
  const texts = agencies.map((agency) => {
    const own = EVERYBODY.filter((one) => one.agency === agency)
    const listed = own.map(({ member, digest, key }) => ({
      member,
      credential: digest,
      kid: key.kid,
    }))
    const members = [...agency.roster.members, ...listed]
    const roster = { ...agency.roster, members, ...(agency === BOARD ? changes : {}) }
    return textsOf(agency, {
      roster: signStatement('roster', roster, agency.rosterKey),
      credentials: [...textsOf(agency).credentials, ...own.map(({ text }) => text)],
    })
  })
  return buildDirectory({ pins: PINS, agencies: texts, kept: {}, now: NOW })
}

/** These agencies at a moment when the new rules have begun. */
const today = (...changes: Parameters<typeof directory>) => ({
  directory: directory(...changes),
  now: NOW,
})

function actorOf({ agency, member, digest }: Approver) {
  const own = { agency: agency.agency, function: agency.functionKey.function }
  return { ...own, member, credential: digest, at: ISSUED }
}

/** What the gateway lists about a proposal that these approve. */
function listed(approvers: readonly Approver[], changes: Changes = {}) {
  const payload: PolicyProposal = {
    v: 1,
    policySet: NEW,
    activeFrom: '2026-03-02T09:00:00.000Z',
    reason: { sv: 'Ny lydelse.', en: 'New wording.' },
    tested: TESTED,
    ...actorOf(PROPOSER),
    ...changes.proposal,
  }
  const proposal = payloadDigest('policy-proposal', payload)
  const approvals = approvers.map((approver) => {
    const about = { v: 1, proposal, policySet: payload.policySet, tested: TESTED } as const
    const approval = { ...about, ...actorOf(approver), ...changes.approval }
    return { statement: signStatement('policy-approval', approval, approver.key) }
  })
  return {
    policySet: NEW,
    state: 'active',
    activeFrom: payload.activeFrom,
    statement: signStatement('policy-proposal', payload, PROPOSER.key),
    approvals,
  }
}

interface Changes {
  readonly proposal?: Partial<PolicyProposal>
  readonly approval?: Partial<PolicyApproval>
}

const notApproved = { name: 'ClientError', code: 'law-not-approved' }

t.test('keeps the first law as it comes, and needs nothing while it stays', async (t) => {
  const first = { policySet: NEW, activeFrom: ISSUED }
  t.same(verifyLaw(NEW, [first], undefined, today()), first)
  t.same(verifyLaw(NEW, [], first, today()), first)
  t.throws(() => verifyLaw(NEW, [], undefined, today()), { code: 'answer-invalid' })
})

t.test('where a law is pinned, no other is taken as it comes, not even first', async (t) => {
  const { law } = keptSince(OLD, NOTHING_KEPT)
  const first = { policySet: NEW, activeFrom: ISSUED, state: 'active' }
  t.throws(() => verifyLaw(NEW, [first], law, today()), notApproved)
  t.same(verifyLaw(OLD.policySet, [], law, today()), OLD)
  t.equal(verifyLaw(NEW, [listed([PIA, RUT])], law, today()).policySet, NEW)
  const later = { ...NOTHING_KEPT, law: { policySet: NEW, activeFrom: ISSUED } }
  t.equal(keptSince(OLD, later), later, 'what was seen since stays')
  t.equal(keptSince(null, NOTHING_KEPT), NOTHING_KEPT)
})

t.test('reads from the node which law applies, and since when, and nothing else', async (t) => {
  t.same(readNodeLaw({ ...OLD, origin: 'x' }), OLD)
  for (const said of [
    {},
    { policySet: OLD.policySet },
    { ...OLD, policySet: 'rules' },
    { ...OLD, activeFrom: '2026-03-01' },
    { ...OLD, activeFrom: null },
  ])
    t.throws(() => readNodeLaw(said), { code: 'answer-invalid' })
})

t.test('takes a law that two agencies have approved', async (t) => {
  const law = { policySet: NEW, activeFrom: '2026-03-02T09:00:00.000Z' }
  t.same(verifyLaw(NEW, [listed([PIA, RUT])], OLD, today()), law)
})

t.test('refuses a law that fewer have approved, whatever the gateway says', async (t) => {
  const forged = { ...listed([PIA]), approvals: [{ agency: BOARD.agency, standing: true }] }
  const cases = {
    'nobody proposed': { policySet: NEW, activeFrom: ISSUED, statement: null, approvals: [] },
    'nobody approved': listed([]),
    'one approved': listed([PIA]),
    'one approved twice': listed([RUT, RUT]),
    'two of one agency approved': listed([PIA, PELLE]),
    'one approved who may not': listed([PIA, AUTHOR]),
    'its proposer approved': listed([PROPOSER, RUT]),
    'they approved other rules': listed([PIA, RUT], { approval: { policySet: OLD.policySet } }),
    'they approved another proposal': listed([PIA, RUT], { approval: { proposal: NEW } }),
    'the proposal names other rules': listed([PIA, RUT], {
      proposal: { policySet: OLD.policySet },
    }),
    'the gateway only says so': forged,
  }
  for (const [name, entry] of Object.entries(cases))
    t.throws(() => verifyLaw(NEW, [entry], OLD, today()), notApproved, name)
  t.throws(() => verifyLaw(NEW, [], OLD, today()), notApproved, 'not listed')
})

t.test(
  'counts nobody whose key was lost, who was revoked before, or whose agency has no pin',
  async (t) => {
    const entry = [listed([PIA, RUT])]
    const revocation = {
      credential: RUT.digest,
      kid: RUT.key.kid,
      reason: 'key-compromised',
    } as const
    const revocations = [
      { ...revocation, revokedAt: '2026-03-02T09:30:00.000Z', compromisedSince: ISSUED },
    ]
    const members = BOARD.roster.members
    t.throws(() => verifyLaw(NEW, entry, OLD, today({ members, revocations })), notApproved)
    const left = [{ ...revocation, reason: 'left' as const, revokedAt: ISSUED }]
    t.throws(() => verifyLaw(NEW, entry, OLD, today({ members, revocations: left })), notApproved)
    t.throws(() => verifyLaw(NEW, entry, OLD, today({}, [POLICE])), notApproved)
  },
)

t.test('who has left since counts as he did then', async (t) => {
  const revocations = [
    { credential: RUT.digest, kid: RUT.key.kid, revokedAt: VALID_UNTIL, reason: 'left' as const },
  ]
  const { members } = BOARD.roster
  const law = verifyLaw(NEW, [listed([PIA, RUT])], OLD, today({ members, revocations }))
  t.equal(law.policySet, NEW)
})

t.test('refuses to go back to a law that was approved for an earlier time', async (t) => {
  const kept = { policySet: OLD.policySet, activeFrom: '2026-03-02T09:00:00.000Z' }
  t.throws(() => verifyLaw(NEW, [listed([PIA, RUT])], kept, today()), {
    name: 'ClientError',
    code: 'law-older',
  })
})

t.test('refuses a law before its day, however many have approved it', async (t) => {
  const begins = '2026-03-02T09:00:00.000Z'
  const at = (now: number) =>
    verifyLaw(NEW, [listed([PIA, RUT])], OLD, { directory: directory(), now })
  const early = { name: 'ClientError', code: 'law-not-yet' }
  t.throws(() => at(Date.parse(begins) - CLOCK_TOLERANCE - 1), early)
  t.equal(at(Date.parse(begins) - CLOCK_TOLERANCE).policySet, NEW, 'clocks may differ')
})

t.test('a set is the law from its moment until another takes its place', async (t) => {
  const from = '2026-03-02T09:00:00.000Z'
  const minute = (minutes: number) => encodeTime(Date.parse(from) + minutes * 60_000)
  const entry = listed([PIA, RUT])
  const judged = (
    at: string,
    policySet = NEW,
    entries: LawSources['listed'] = [entry],
    kept: typeof OLD | undefined = OLD,
  ) => judgeLaw(policySet, at, { listed: entries, kept, directory: directory() })
  t.equal(judged(from), 'law')
  t.equal(judgeLaw(NEW, from, { listed: [entry], kept: undefined, directory: directory() }), 'law')
  t.equal(judged(minute(-1)), 'other', 'a minute before')
  t.equal(judged(minute(10), NEW, [listed([PIA, PELLE])]), 'other', 'two of one agency')
  t.equal(judged(minute(10), NEW, []), 'other', 'not listed')
  t.equal(judged(minute(-1), OLD.policySet), 'law')
  t.equal(judged(minute(4), OLD.policySet), 'unknown', 'the node may not have taken it up')
  t.equal(judged(minute(6), OLD.policySet), 'other', 'others have followed')
  const waiting = [{ ...entry, state: 'approved' }]
  t.equal(judged(minute(10), OLD.policySet, waiting), 'law', 'approved, and never taken up')
  const late = [{ ...entry, activeFrom: minute(120) }]
  t.equal(judged(minute(60), OLD.policySet, late), 'law', 'taken up two hours later')
  t.equal(judged(minute(120), NEW, late), 'law')
  const early = [{ ...entry, activeFrom: minute(-120) }]
  t.equal(judged(minute(-30), NEW, early), 'other', 'not before its day, whatever is said')
  const later = { policySet: OLD.policySet, activeFrom: minute(60) }
  t.equal(judged(minute(120), NEW, [entry], later), 'other', 'what was kept is newer')
  const nothing = { listed: [], directory: directory() }
  t.equal(judgeLaw(NEW, from, { ...nothing, kept: undefined }), 'unknown', 'nothing is known')
  t.equal(judgeLaw(NEW, from, { ...nothing, kept: later }), 'unknown', 'nothing of that time')
})

t.test('what a member has stopped before its day never becomes law', async (t) => {
  const entry = listed([PIA, RUT])
  const from = '2026-03-02T09:00:00.000Z'
  const proposal = parseStatementUnsafe('policy-proposal', entry.statement).digest
  const stopped = (by: Approver, changes: Partial<PolicyWithdrawal> = {}) => {
    const payload: PolicyWithdrawal = {
      v: 1,
      proposal,
      policySet: NEW,
      reason: { sv: 'Fel lydelse.', en: 'Wrong wording.' },
      ...actorOf(by),
      ...changes,
    }
    return [{ ...entry, withdrawal: signStatement('policy-withdrawal', payload, by.key) }]
  }
  const judged = (listed: LawSources['listed']) =>
    judgeLaw(NEW, from, { listed, kept: OLD, directory: directory() })
  t.equal(judged(stopped(RUT)), 'other')
  t.throws(() => verifyLaw(NEW, stopped(RUT), OLD, today()), notApproved)
  t.equal(
    judgeLaw(OLD.policySet, from, { listed: stopped(RUT), kept: OLD, directory: directory() }),
    'law',
    'the one of before still is',
  )
  t.equal(judged(stopped(AUTHOR)), 'law', 'by who may not')
  t.equal(judged(stopped(RUT, { proposal: NEW })), 'law', 'another proposal')
  t.equal(judged(stopped(RUT, { at: from })), 'law', 'too late')
})
