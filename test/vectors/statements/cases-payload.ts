import { encodeSigningJwk } from '../../../src/protocol/signing-key.ts'
import type { StatementKind } from '../../../src/protocol/statement-kinds.ts'
import { BOARD, POLICE, testSigningKey, testUuid } from '../../fixtures/agency.ts'
import {
  COUNTERSIGNATURE,
  DELIVERED,
  digestOfWord,
  OPEN_REQUEST,
  POLICY_APPROVAL,
  POLICY_PROPOSAL,
  POLICY_WITHDRAWAL,
  RECEIPT,
  USE,
  WITHDRAWAL,
} from '../../fixtures/disclosure.ts'
import type { Refused } from '../protocol/refused.ts'
import { signRaw } from './sign-raw.ts'

/** A code, and the payload that it refuses. */
type Case = readonly [expect: string, payload: object | string]
/** By name, which becomes the file's. */
export type Cases = Record<string, Case>

const OTHERS = 'socialnamnden-latsasby/vinr-mottagning'
/** The encoding of the neutral element: under it, anybody can forge. */
const SMALL_ORDER = { kty: 'OKP', crv: 'Ed25519', x: `AQ${'A'.repeat(41)}` }
const NO_SUCH_DAY = '2026-02-30T08:00:00.000Z'

/** Payloads that are refused whoever signs them. */
export function payloadCases(): Record<string, Refused> {
  return {
    ...written('root', rootCases()),
    ...written('function-key', functionKeyCases()),
    ...written('credential', credentialCases()),
    ...written('agreement', agreementCases()),
    ...written('roster', rosterCases()),
    ...written('policy-proposal', policyProposalCases()),
    ...written('policy-approval', policyApprovalCases()),
    ...written('policy-withdrawal', policyWithdrawalCases()),
    ...written('policy-activation', policyActivationCases()),
    ...written('open-request', openRequestCases()),
    ...written('countersignature', countersignatureCases()),
    ...written('receipt', receiptCases()),
    ...written('withdrawal', withdrawalCases()),
    ...written('use', useCases()),
  }
}

/** The vectors of one kind, each signed. */
export function written(kind: StatementKind, cases: Cases): Record<string, Refused> {
  return Object.fromEntries(
    Object.entries(cases).map(([name, [expect, payload]]) => [
      `${kind}/${name}`,
      { format: 'statement', expect, kind, text: signRaw(kind, payload, POLICE.author.key) },
    ]),
  )
}

function rootCases(): Cases {
  const { root } = POLICE
  const { v, ...unversioned } = root
  const text = JSON.stringify(root)
  return {
    'unknown-member': ['statement-invalid', { ...root, comment: 'x' }],
    'missing-member': ['statement-invalid', { ...root, issuedAt: undefined }],
    'other-version': ['statement-invalid', { ...root, v: 2 }],
    'not-an-object': ['statement-invalid', [root]],
    'one-custodian-suffices': ['statement-invalid', { ...root, threshold: 1 }],
    'one-custodian-alone': [
      'statement-invalid',
      { ...root, custodians: root.custodians.slice(0, 1) },
    ],
    'unknown-body-type': ['statement-invalid', { ...root, bodyType: 'newspaper' }],
    'agency-in-capitals': ['statement-invalid', { ...root, agency: 'Polisen-Sydlanda' }],
    'private-key-member': [
      'statement-invalid',
      { ...root, rosterKey: { ...root.rosterKey, d: root.rosterKey.x } },
    ],
    'duplicate-member': ['json-duplicate-member', text.replace('{', '{"v":1,')],
    'white-space': ['statement-not-canonical', JSON.stringify(root, null, 1)],
    'members-out-of-order': ['statement-not-canonical', { ...unversioned, v }],
    'needless-escape': ['statement-not-canonical', text.replace('Made-up', 'M\\u0061de-up')],
    'trailing-text': ['json-invalid', `${text}x`],
    'custodian-twice': [
      'statement-invalid',
      { ...root, custodians: [root.custodians[0], root.custodians[0]] },
    ],
    'roster-key-is-a-custodian': [
      'key-registered-twice',
      { ...root, rosterKey: root.custodians[0] },
    ],
    'threshold-above-custodians': ['threshold-impossible', { ...root, threshold: 4 }],
    'first-with-previous': ['root-previous-mismatch', { ...root, previous: digestOfWord('x') }],
    'second-without-previous': ['root-previous-mismatch', { ...root, sequence: 2 }],
    'small-order-custodian': [
      'key-small-order',
      { ...root, custodians: [root.custodians[0], SMALL_ORDER] },
    ],
    'impossible-day': ['time-invalid', { ...root, issuedAt: NO_SUCH_DAY }],
    'time-with-offset': [
      'statement-invalid',
      { ...root, issuedAt: '2026-03-02T09:00:00.000+01:00' },
    ],
  }
}

function functionKeyCases(): Cases {
  const { functionKey } = POLICE
  const { key } = functionKey
  return {
    'of-another-agency': ['function-outside-agency', { ...functionKey, function: OTHERS }],
    'of-a-namesake': [
      'function-outside-agency',
      { ...functionKey, function: 'polisen-sydlanda-2/utredning' },
    ],
    'ends-before-it-begins': [
      'validity-invalid',
      { ...functionKey, validUntil: functionKey.issuedAt },
    ],
    'signing-key-to-seal-to': [
      'statement-invalid',
      { ...functionKey, key: encodeSigningJwk(POLICE.author.key) },
    ],
    'unused-bits-set': [
      'statement-invalid',
      { ...functionKey, key: { ...key, pub: `${key.pub.slice(0, -1)}B` } },
    ],
    'key-not-reduced': [
      'key-invalid',
      { ...functionKey, key: { ...key, pub: `____${key.pub.slice(4)}` } },
    ],
    'role-twice': ['statement-invalid', { ...functionKey, roles: ['reader', 'reader'] }],
  }
}

function credentialCases(): Cases {
  const { payload } = POLICE.author
  const [assignment] = payload.assignments
  return {
    'assigned-to-another-agency': [
      'function-outside-agency',
      { ...payload, assignments: [{ function: OTHERS, roles: ['reader'] }] },
    ],
    'assigned-twice': [
      'assignment-repeated',
      { ...payload, assignments: [assignment, assignment] },
    ],
    'assigned-nowhere': ['statement-invalid', { ...payload, assignments: [] }],
    'unknown-role': [
      'statement-invalid',
      { ...payload, assignments: [{ ...assignment, roles: ['administrator'] }] },
    ],
    'ends-before-it-begins': ['validity-invalid', { ...payload, validUntil: payload.issuedAt }],
    'small-order-key': ['key-small-order', { ...payload, key: SMALL_ORDER }],
    'member-of-uuid-4': [
      'statement-invalid',
      { ...payload, member: '0195556f-4c00-4000-8000-000000000001' },
    ],
  }
}

function agreementCases(): Cases {
  const agreement = {
    v: 1,
    id: testUuid(1),
    parties: [POLICE.agency, BOARD.agency],
    caseTypes: ['intimate-partner-violence'],
    validFrom: '2026-01-01T00:00:00.000Z',
    validUntil: '2027-01-01T00:00:00.000Z',
  }
  return {
    'parties-out-of-order': [
      'agreement-parties-unsorted',
      { ...agreement, parties: [BOARD.agency, POLICE.agency] },
    ],
    'one-party': ['statement-invalid', { ...agreement, parties: [POLICE.agency] }],
    'party-twice': ['statement-invalid', { ...agreement, parties: [POLICE.agency, POLICE.agency] }],
    'ends-before-it-begins': [
      'validity-invalid',
      { ...agreement, validUntil: agreement.validFrom },
    ],
  }
}

function rosterCases(): Cases {
  const { roster } = POLICE
  const [entry] = roster.functions
  const [member, second] = roster.members
  const revocation = {
    credential: member!.credential,
    kid: member!.kid,
    revokedAt: roster.issuedAt,
    reason: 'left',
  }
  const retired = [{ kid: entry!.kid, retiredAt: roster.issuedAt }]
  return {
    'first-with-previous': ['roster-previous-mismatch', { ...roster, previous: digestOfWord('x') }],
    'second-without-previous': ['roster-previous-mismatch', { ...roster, number: 2 }],
    'function-of-another-agency': [
      'function-outside-agency',
      { ...roster, functions: [{ ...entry, function: OTHERS }] },
    ],
    'function-twice': ['roster-repeats', { ...roster, functions: [entry, entry] }],
    'credential-twice': [
      'roster-repeats',
      { ...roster, members: [member, { ...second, credential: member!.credential }] },
    ],
    'key-of-two-members': [
      'key-registered-twice',
      { ...roster, members: [member, { ...second, kid: member!.kid }] },
    ],
    'key-of-member-and-function': [
      'key-registered-twice',
      { ...roster, members: [{ ...member, kid: entry!.kid }] },
    ],
    'key-current-and-retired': [
      'key-registered-twice',
      { ...roster, functions: [{ ...entry, retired }] },
    ],
    'member-listed-and-revoked': ['roster-contradictory', { ...roster, revocations: [revocation] }],
    'lost-key-listed-again': [
      'roster-contradictory',
      {
        ...roster,
        revocations: [
          { ...revocation, credential: digestOfWord('old credential'), reason: 'device-lost' },
        ],
      },
    ],
    'unknown-reason': [
      'statement-invalid',
      { ...roster, members: [], revocations: [{ ...revocation, reason: 'unknown' }] },
    ],
    'issued-on-an-impossible-day': ['time-invalid', { ...roster, issuedAt: NO_SUCH_DAY }],
    'retired-on-an-impossible-day': [
      'time-invalid',
      {
        ...roster,
        functions: [
          { ...entry, retired: [{ kid: digestOfWord('old key'), retiredAt: NO_SUCH_DAY }] },
        ],
      },
    ],
    'compromised-on-an-impossible-day': [
      'time-invalid',
      {
        ...roster,
        members: [],
        revocations: [
          {
            credential: revocation.credential,
            kid: revocation.kid,
            revokedAt: revocation.revokedAt,
            compromisedSince: NO_SUCH_DAY,
            reason: 'key-compromised',
          },
        ],
      },
    ],
    'revoked-on-an-impossible-day': [
      'time-invalid',
      { ...roster, members: [], revocations: [{ ...revocation, revokedAt: NO_SUCH_DAY }] },
    ],
  }
}

function policyProposalCases(): Cases {
  return {
    'for-another-agency': ['function-outside-agency', { ...POLICY_PROPOSAL, function: OTHERS }],
    'from-before-it-was-made': [
      'validity-invalid',
      { ...POLICY_PROPOSAL, activeFrom: POLICY_PROPOSAL.at },
    ],
    'impossible-day': ['time-invalid', { ...POLICY_PROPOSAL, activeFrom: NO_SUCH_DAY }],
    'tested-against-nothing': [
      'statement-invalid',
      { ...POLICY_PROPOSAL, tested: { ...POLICY_PROPOSAL.tested, rows: 0 } },
    ],
    untested: ['statement-invalid', { ...POLICY_PROPOSAL, tested: undefined }],
    'without-reason': ['statement-invalid', { ...POLICY_PROPOSAL, reason: undefined }],
    'reason-in-one-language': ['statement-invalid', { ...POLICY_PROPOSAL, reason: { sv: 'x' } }],
  }
}

function policyApprovalCases(): Cases {
  return {
    'for-another-agency': ['function-outside-agency', { ...POLICY_APPROVAL, function: OTHERS }],
    'impossible-day': ['time-invalid', { ...POLICY_APPROVAL, at: NO_SUCH_DAY }],
    'of-no-proposal': ['statement-invalid', { ...POLICY_APPROVAL, proposal: null }],
    untested: ['statement-invalid', { ...POLICY_APPROVAL, tested: undefined }],
  }
}

function policyWithdrawalCases(): Cases {
  return {
    'for-another-agency': ['function-outside-agency', { ...POLICY_WITHDRAWAL, function: OTHERS }],
    'impossible-day': ['time-invalid', { ...POLICY_WITHDRAWAL, at: NO_SUCH_DAY }],
    'without-reason': ['statement-invalid', { ...POLICY_WITHDRAWAL, reason: undefined }],
  }
}

function policyActivationCases(): Cases {
  const activation = {
    v: 1,
    policySet: digestOfWord('x'),
    activeFrom: '2026-03-02T00:00:00.000Z',
    retires: digestOfWord('y'),
    proposal: digestOfWord('proposal'),
    approvals: [digestOfWord('one'), digestOfWord('two')],
  }
  const contradictory = (changes: object): Case => [
    'activation-contradictory',
    { ...activation, ...changes },
  ]
  return {
    'approved-once': contradictory({ approvals: [digestOfWord('one')] }),
    'approved-twice-by-the-same': [
      'statement-invalid',
      { ...activation, approvals: [digestOfWord('one'), digestOfWord('one')] },
    ],
    'without-proposal': contradictory({ proposal: null }),
    'without-approvals': contradictory({ approvals: [] }),
    'first-that-retires': contradictory({ proposal: null, approvals: [] }),
    'later-that-retires-nothing': contradictory({ retires: null }),
    'retires-itself': contradictory({ retires: activation.policySet }),
    'impossible-day': ['time-invalid', { ...activation, activeFrom: NO_SUCH_DAY }],
    'digest-of-another-length': ['statement-invalid', { ...activation, policySet: 'AAAA' }],
  }
}

function openRequestCases(): Cases {
  return {
    'for-another-agency': [
      'function-outside-agency',
      { ...OPEN_REQUEST, function: POLICE.functionKey.function },
    ],
    'with-declared-conflict': [
      'statement-invalid',
      { ...OPEN_REQUEST, conflictOfInterest: 'declared' },
    ],
    'without-purpose': ['statement-invalid', { ...OPEN_REQUEST, purpose: undefined }],
    'impossible-day': ['time-invalid', { ...OPEN_REQUEST, at: NO_SUCH_DAY }],
  }
}

function withdrawalCases(): Cases {
  return {
    'for-another-agency': ['function-outside-agency', { ...WITHDRAWAL, function: OTHERS }],
    'without-reason': ['statement-invalid', { ...WITHDRAWAL, reasons: [] }],
    'unknown-reason': ['statement-invalid', { ...WITHDRAWAL, reasons: ['regret'] }],
    'in-words-of-its-own': ['statement-invalid', { ...WITHDRAWAL, text: 'x' }],
    'impossible-day': ['time-invalid', { ...WITHDRAWAL, at: NO_SUCH_DAY }],
  }
}

function useCases(): Cases {
  return {
    'for-another-agency': ['function-outside-agency', { ...USE, function: POLICE.functionKey.function }],
    'of-nothing': ['statement-invalid', { ...USE, parts: [] }],
    'of-a-part-twice': ['statement-invalid', { ...USE, parts: ['p1', 'p1'] }],
    'shown-only': ['statement-invalid', { ...USE, what: 'shown' }],
    'in-words-of-its-own': ['statement-invalid', { ...USE, text: 'x' }],
    'impossible-day': ['time-invalid', { ...USE, at: NO_SUCH_DAY }],
  }
}

function countersignatureCases(): Cases {
  return {
    'longer-than-a-day': [
      'countersignature-too-long',
      { ...COUNTERSIGNATURE, expiresAt: '2026-03-03T09:45:00.001Z' },
    ],
    'ends-before-it-begins': [
      'validity-invalid',
      { ...COUNTERSIGNATURE, expiresAt: COUNTERSIGNATURE.at },
    ],
    'for-another-agency': ['function-outside-agency', { ...COUNTERSIGNATURE, function: OTHERS }],
    'unknown-verdict': ['statement-invalid', { ...COUNTERSIGNATURE, verdict: 'maybe' }],
  }
}

function receiptCases(): Cases {
  return {
    'delivered-by-a-member': ['receipt-contradictory', { ...RECEIPT, what: 'delivered' }],
    'taken-over-by-nobody': ['receipt-contradictory', { ...DELIVERED, what: 'taken-over' }],
    'member-without-credential': ['receipt-contradictory', { ...RECEIPT, credential: null }],
    'answered-without-answer': ['receipt-contradictory', { ...RECEIPT, what: 'answered' }],
    'answer-without-answered': ['receipt-contradictory', { ...RECEIPT, answer: testUuid(9) }],
    'difference-without-differences': ['receipt-contradictory', { ...RECEIPT, what: 'difference' }],
    'differences-without-difference': [
      'receipt-contradictory',
      { ...RECEIPT, differences: ['decision-differs'] },
    ],
    'impossible-day': ['time-invalid', { ...RECEIPT, at: NO_SUCH_DAY }],
    opened: ['statement-invalid', { ...RECEIPT, what: 'opened' }],
    'for-another-agency': [
      'function-outside-agency',
      { ...RECEIPT, function: POLICE.functionKey.function },
    ],
  }
}

/** Texts that are refused before their payload is looked at, or because of the kind that they say. */
export function kindCases(): Record<string, Refused> {
  const asRoster = POLICE.rosterText
  const unknown = POLICE.rosterText.replace(/^[^.]+/, headerOf('sluss-diary+jws'))
  return {
    'kind/roster-as-receipt': {
      format: 'statement',
      expect: 'jws-typ-wrong',
      kind: 'receipt',
      text: asRoster,
    },
    'kind/credential-as-root': {
      format: 'statement',
      expect: 'jws-typ-wrong',
      kind: 'root',
      text: POLICE.author.text,
    },
    'kind/compact-for-general': {
      format: 'statement',
      expect: 'jws-not-canonical',
      kind: 'root',
      text: asRoster,
    },
    'kind/general-for-compact': {
      format: 'statement',
      expect: 'jws-not-canonical',
      kind: 'roster',
      text: POLICE.rootText,
    },
    'kind/unknown': { format: 'any-statement', expect: 'statement-kind-unknown', text: unknown },
  }
}

function headerOf(typ: string): string {
  const header = JSON.stringify({ alg: 'Ed25519', kid: testSigningKey(3).kid, typ })
  return btoa(header).replace(/=/g, '').replace(/\+/g, '-').replace(/\//g, '_')
}
