import { payloadDigest, signStatement } from '../../../src/protocol/statement.ts'
import type { StatementPayloads } from '../../../src/protocol/statement-kinds.ts'
import type { MemberRole } from '../../../src/protocol/vocabulary.ts'
import type { Countersignature } from '../../../src/protocol/statements/countersignature.ts'
import type { Roster } from '../../../src/protocol/statements/roster.ts'
import type { Withdrawal } from '../../../src/protocol/statements/withdrawal.ts'
import { BOARD, ISSUED, NOW, POLICE, testSealingKey, testUuid } from '../../fixtures/agency.ts'
import type { TestAgency, TestMember } from '../../fixtures/agency.ts'
import {
  COUNTERSIGNATURE,
  DELIVERED,
  digestOfWord,
  MANIFEST,
  OPEN_REQUEST,
  RECEIPT,
  WITHDRAWAL,
} from '../../fixtures/disclosure.ts'
import type { Refused } from '../protocol/refused.ts'
import { signRaw } from './sign-raw.ts'

const AFTER = Date.parse('2027-03-02T00:00:00.000Z')
const BEFORE = Date.parse('2026-03-02T07:54:59.999Z')
const FUNCTION = BOARD.functionKey.function

/** The statements that make up an agency's state, with another roster if changed. */
function stateOf(agency: TestAgency, changes: Partial<Roster> = {}) {
  return {
    chain: { pin: agency.pin, roots: [agency.rootText], now: NOW },
    roster: signStatement('roster', { ...agency.roster, ...changes }, agency.rosterKey),
    credentials: [agency.author.text, agency.decisionMaker.text],
    functionKeys: [agency.functionKeyText],
  }
}

/** Statements and keys that are in order, used by somebody, somewhere or at a time that is not. */
export function actCases(): Record<string, Refused> {
  return { ...memberCases(), ...countersignatureCases(), ...receiverCases(), ...senderCases(), ...functionCases() }
}

function memberCases(): Record<string, Refused> {
  const [author, decisionMaker] = BOARD.roster.members
  const revoked = {
    members: [decisionMaker!],
    revocations: [
      { credential: author!.credential, kid: author!.kid, revokedAt: ISSUED, reason: 'left' },
    ],
  } as const
  const unlisted = { members: [decisionMaker!] }
  const state = stateOf(BOARD)
  const own = signStatement('open-request', OPEN_REQUEST, BOARD.author.key)
  const open = (change: object, { key } = BOARD.author) =>
    signRaw('open-request', { ...OPEN_REQUEST, ...change }, key)
  const act = (name: string, expect: string, text: string, others: object = {}) => [
    `member/${name}`,
    { format: 'member-statement', expect, state, kind: 'open-request', text, at: NOW, ...others },
  ]
  return Object.fromEntries([
    act('forged-signature', 'jws-signature-invalid', forged(own)),
    act('unlisted-key', 'kid-unknown', own, { state: stateOf(BOARD, unlisted) }),
    act('revoked', 'credential-revoked', own, { state: stateOf(BOARD, revoked) }),
    act('expired', 'credential-expired', own, { at: AFTER }),
    act('not-yet-valid', 'credential-not-yet-valid', own, { at: BEFORE }),
    act('of-another-agency', 'agency-mismatch', own, { state: stateOf(POLICE) }),
    act('with-anothers-credential', 'credential-mismatch', open({}, BOARD.decisionMaker)),
    act('under-anothers-name', 'member-mismatch', open({ member: testUuid(98) })),
    act(
      'in-a-function-not-his',
      'not-in-function',
      open({ function: `${BOARD.agency}/socialjour` }),
    ),
    act('in-a-role-not-his', 'not-in-function', open(bySecondMember(BOARD), BOARD.decisionMaker)),
    act(
      'manifest-signed-by-another',
      'signer-unknown',
      signRaw('manifest', MANIFEST, POLICE.decisionMaker.key),
      {
        state: stateOf(POLICE),
        kind: 'manifest',
      },
    ),
    act(
      'delivered-by-a-member',
      'signer-unknown',
      signRaw('receipt', DELIVERED, BOARD.author.key),
      {
        kind: 'receipt',
      },
    ),
  ])
}

function bySecondMember({ decisionMaker }: TestAgency) {
  return { member: decisionMaker.payload.member, credential: decisionMaker.digest }
}

/** A compact JWS under another statement's signature. */
function forged(text: string): string {
  const other = signStatement(
    'open-request',
    { ...OPEN_REQUEST, purpose: 'other' },
    BOARD.author.key,
  )
  return `${text.slice(0, text.lastIndexOf('.'))}${other.slice(other.lastIndexOf('.'))}`
}

function countersignatureCases(): Record<string, Refused> {
  const manifest = signStatement('manifest', MANIFEST, POLICE.author.key)
  const at = Date.parse(COUNTERSIGNATURE.at)
  const { decision, policySet } = COUNTERSIGNATURE
  const sign = (
    name: string,
    expect: string,
    change: Partial<Countersignature>,
    others: object = {},
    by: TestMember = POLICE.decisionMaker,
  ) => [
    `countersignature/about-${name}`,
    {
      format: 'held-disclosure',
      expect,
      manifest,
      decision,
      policySet,
      at,
      text: signStatement('countersignature', { ...COUNTERSIGNATURE, ...change }, by.key),
      ...others,
    },
  ]
  return Object.fromEntries([
    sign('another-disclosure', 'manifest-mismatch', { disclosure: testUuid(97) }),
    sign('another-manifest', 'manifest-mismatch', { manifest: digestOfWord('x') }),
    sign('another-decision', 'decision-mismatch', {}, { decision: digestOfWord('x') }),
    sign('another-policy-set', 'policy-set-mismatch', {}, { policySet: digestOfWord('x') }),
    sign(
      'his-own-disclosure',
      'countersigner-is-author',
      {
        member: POLICE.author.payload.member,
        credential: POLICE.author.digest,
      },
      {},
      POLICE.author,
    ),
    sign('his-own-on-another-device', 'countersigner-is-author', {
      member: POLICE.author.payload.member,
    }),
    sign('anothers-with-his-key', 'countersigner-is-author', {}, {}, POLICE.author),
    sign('anothers-from-the-archive', 'not-a-party', { function: `${POLICE.agency}/arkiv` }),
    sign(
      'it-too-late',
      'countersignature-expired',
      {},
      { at: Date.parse(COUNTERSIGNATURE.expiresAt) },
    ),
    sign('it-from-the-future', 'statement-from-future', {}, { at: at - 300_001 }),
  ])
}

function receiverCases(): Record<string, Refused> {
  const manifest = signStatement('manifest', MANIFEST, POLICE.author.key)
  const by = <K extends 'open-request' | 'receipt'>(
    name: string,
    expect: string,
    kind: K,
    payload: StatementPayloads[K],
  ) => [
    `${kind}/${name}`,
    {
      format: 'by-receiver',
      expect,
      manifest,
      kind,
      text: signStatement(kind, payload, BOARD.author.key),
    },
  ]
  const elsewhere = `${BOARD.agency}/socialjour`
  return Object.fromEntries([
    by('about-another-disclosure', 'manifest-mismatch', 'open-request', {
      ...OPEN_REQUEST,
      disclosure: testUuid(97),
    }),
    by('about-another-manifest', 'manifest-mismatch', 'receipt', {
      ...RECEIPT,
      manifest: digestOfWord('x'),
    }),
    by('by-a-function-not-addressed', 'not-a-party', 'open-request', {
      ...OPEN_REQUEST,
      function: elsewhere,
    }),
    by('by-a-function-not-addressed', 'not-a-party', 'receipt', {
      ...RECEIPT,
      function: elsewhere,
    }),
  ])
}

function senderCases(): Record<string, Refused> {
  const manifest = signStatement('manifest', MANIFEST, POLICE.author.key)
  const by = (name: string, expect: string, change: Partial<Withdrawal>) => {
    const text = signStatement('withdrawal', { ...WITHDRAWAL, ...change }, POLICE.author.key)
    return [`withdrawal/${name}`, { format: 'by-sender', expect, manifest, text }]
  }
  return Object.fromEntries([
    by('of-another-disclosure', 'manifest-mismatch', { disclosure: testUuid(97) }),
    by('by-its-receiver', 'not-a-party', {
      agency: BOARD.agency,
      function: BOARD.functionKey.function,
    }),
    by('by-another-function-of-the-sender', 'not-a-party', {
      function: `${POLICE.agency}/annan`,
    }),
  ])
}

function functionCases(): Record<string, Refused> {
  const state = stateOf(BOARD)
  const { kid } = BOARD.sealingKey
  const old = testSealingKey(60).kid
  const [entry] = BOARD.roster.functions
  const rotated = { functions: [{ ...entry!, retired: [{ kid: old, retiredAt: ISSUED }] }] }
  const readersRoles = [{ function: FUNCTION, roles: ['author'] as readonly MemberRole[] }]
  const authorOnly = { ...BOARD.author.payload, assignments: readersRoles }
  const [author, decisionMaker] = BOARD.roster.members
  const listing = [
    { ...author!, credential: payloadDigest('credential', authorOnly) },
    decisionMaker!,
  ]
  const [DORIS, ERIK] = BOARD.custodians
  const unstaffed = {
    ...stateOf(BOARD, { members: listing }),
    credentials: [signStatement('credential', authorOnly, DORIS, ERIK), BOARD.decisionMaker.text],
  }
  const authors = { ...BOARD.functionKey, roles: ['author'] as const }
  const notReading = {
    ...stateOf(BOARD, {
      functions: [{ ...entry!, statement: payloadDigest('function-key', authors) }],
    }),
    functionKeys: [signStatement('function-key', authors, DORIS, ERIK)],
  }
  const use = (name: string, expect: string, others: object) => [
    `function/${name}`,
    { format: 'sealed-to', expect, state, function: FUNCTION, kid, at: NOW, ...others },
  ]
  const send = (name: string, expect: string, others: object) => [
    `function/${name}`,
    { format: 'receiver', expect, state, function: FUNCTION, at: NOW, ...others },
  ]
  return Object.fromEntries([
    use('sealed-to-a-retired-key', 'key-retired', { state: stateOf(BOARD, rotated), kid: old }),
    use('sealed-to-an-unknown-key', 'kid-unknown', { kid: old }),
    use('sealed-to-an-unknown-function', 'receiver-unknown', { function: `${BOARD.agency}/arkiv` }),
    use('sealed-to-an-expired-key', 'function-key-expired', { at: AFTER }),
    use('sealed-to-a-key-not-yet-valid', 'function-key-expired', { at: BEFORE }),
    send('unknown', 'receiver-unknown', { function: `${BOARD.agency}/arkiv` }),
    send('with-nobody-who-reads', 'receiver-unstaffed', { state: unstaffed }),
    send('not-for-reading', 'receiver-unstaffed', { state: notReading }),
  ])
}
