import type { AgencyChain } from '../../../src/protocol/agency-chain.ts'
import { encodeSigningJwk } from '../../../src/protocol/signing-key.ts'
import type { SigningKey } from '../../../src/protocol/signing-key.ts'
import { payloadDigest, signStatement } from '../../../src/protocol/statement.ts'
import type { Root } from '../../../src/protocol/statements/root.ts'
import type { Roster } from '../../../src/protocol/statements/roster.ts'
import { BOARD, ISSUED, NOW, POLICE, testSigningKey, testUuid } from '../../fixtures/agency.ts'
import { digestOfWord } from '../../fixtures/disclosure.ts'
import type { Refused } from '../protocol/refused.ts'

const [ANNA, BO, CILLA] = POLICE.custodians
const DAG = testSigningKey(50)
const STRANGER = testSigningKey(51)
const CHAIN = { pin: POLICE.pin, roots: [POLICE.rootText], now: NOW }

/** Root 2: Dag follows Cilla. */
export const ROOT_2: Root = {
  ...POLICE.root,
  sequence: 2,
  previous: POLICE.pin,
  custodians: [ANNA, BO, DAG].map(encodeSigningJwk),
  issuedAt: '2026-03-02T09:00:00.000Z',
}

/** Chains, rosters and what custodians sign, refused for who signed them or what they follow. */
export function agencyCases(): Record<string, Refused> {
  return {
    ...chainCases(),
    ...rosterCases(),
    ...successionCases(),
    ...custodianCases(),
    ...agreementCases(),
    ...stateCases(),
  }
}

function chainCases(): Record<string, Refused> {
  const chain = (name: string, expect: string, change: Partial<AgencyChain>) => [
    `agency-chain/${name}`,
    { format: 'agency-chain', expect, ...CHAIN, ...change },
  ]
  const first = (...keys: readonly SigningKey[]) => ({
    roots: [signStatement('root', POLICE.root, ...keys)],
  })
  const next = (change: Partial<Root>, ...keys: readonly SigningKey[]) => ({
    roots: [POLICE.rootText, signStatement('root', { ...ROOT_2, ...change }, ...keys)],
  })
  const future = '2026-03-02T09:45:00.001Z'
  const futureRoot = { ...POLICE.root, issuedAt: future }
  const [EVA, FRIDA] = [testSigningKey(52), testSigningKey(53)]
  return Object.fromEntries([
    chain('pin-of-another-agency', 'agency-mismatch', { agency: BOARD.agency }),
    chain('no-root', 'root-missing', { roots: [] }),
    chain('not-the-pinned-root', 'root-pin-mismatch', { pin: digestOfWord('another root') }),
    chain('pinned-to-a-later-root', 'root-sequence-wrong', {
      pin: payloadDigest('root', ROOT_2),
      roots: [signStatement('root', ROOT_2, ANNA, BO, DAG)],
    }),
    chain('first-signed-by-one', 'threshold-not-met', first(ANNA)),
    chain('first-signed-by-a-stranger-too', 'signer-unknown', first(ANNA, BO, STRANGER)),
    chain('first-with-a-forged-signature', 'jws-signature-invalid', {
      roots: [forged(POLICE.rootText)],
    }),
    chain('first-from-the-future', 'statement-from-future', {
      pin: payloadDigest('root', futureRoot),
      roots: [signStatement('root', futureRoot, ANNA, BO)],
    }),
    chain('next-signed-by-new-custodians-alone', 'threshold-not-met', next({}, BO, DAG)),
    chain(
      'next-signed-by-old-custodians-alone',
      'threshold-not-met',
      next({ custodians: [DAG, EVA, FRIDA].map(encodeSigningJwk) }, ANNA, BO),
    ),
    chain('next-signed-by-a-stranger-too', 'signer-unknown', next({}, ANNA, BO, STRANGER)),
    chain('next-of-another-agency', 'agency-mismatch', next({ agency: BOARD.agency }, ANNA, BO)),
    chain('next-after-a-gap', 'root-sequence-wrong', next({ sequence: 3 }, ANNA, BO)),
    chain('same-root-again', 'root-sequence-wrong', { roots: [POLICE.rootText, POLICE.rootText] }),
    chain(
      'next-after-another-root',
      'root-previous-mismatch',
      next({ previous: digestOfWord('x') }, ANNA, BO),
    ),
    chain(
      'next-older-than-the-first',
      'validity-invalid',
      next({ issuedAt: '2026-03-02T07:59:59.999Z' }, ANNA, BO),
    ),
    chain('next-from-the-future', 'statement-from-future', next({ issuedAt: future }, ANNA, BO)),
  ])
}

/** The text with the two custodians' signatures exchanged: each well formed, neither by its key. */
function forged(text: string): string {
  const { payload, signatures } = JSON.parse(text) as {
    payload: string
    signatures: { protected: string; signature: string }[]
  }
  const [a, b] = signatures as [(typeof signatures)[0], (typeof signatures)[0]]
  return JSON.stringify({
    payload,
    signatures: [
      { ...a, signature: b.signature },
      { ...b, signature: a.signature },
    ],
  })
}

function rosterCases(): Record<string, Refused> {
  const roster = (name: string, expect: string, text: string, previous?: string | null) => [
    `roster/${name}`,
    {
      format: 'roster',
      expect,
      chain: CHAIN,
      text,
      ...(previous === undefined ? {} : { previous }),
    },
  ]
  const sign = (change: Partial<Roster>, key = POLICE.rosterKey) =>
    signStatement('roster', { ...POLICE.roster, ...change }, key)
  return Object.fromEntries([
    roster('signed-by-a-custodian', 'signer-unknown', sign({}, ANNA)),
    roster('signed-by-another-agency', 'signer-unknown', sign({}, BOARD.rosterKey)),
    roster('of-another-agency', 'agency-mismatch', BOARD.rosterText),
    roster('under-another-root', 'roster-root-mismatch', sign({ root: digestOfWord('x') })),
    roster(
      'second-as-first',
      'roster-number-wrong',
      sign({ number: 2, previous: digestOfWord('x') }),
      null,
    ),
  ])
}

function successionCases(): Record<string, Refused> {
  const { roster } = POLICE
  const [entry] = roster.functions
  const [author, decisionMaker] = roster.members
  const revocation = {
    credential: author!.credential,
    kid: author!.kid,
    revokedAt: ISSUED,
    reason: 'left',
  } as const
  const follow = (
    name: string,
    expect: string,
    change: Partial<Roster>,
    before: Partial<Roster> = {},
  ) => {
    const previous = { ...roster, ...before }
    const digest = payloadDigest('roster', previous)
    const next = { ...roster, number: 2, previous: digest, ...change }
    return [
      `roster/next-${name}`,
      {
        format: 'roster',
        expect,
        chain: CHAIN,
        text: signStatement('roster', next, POLICE.rosterKey),
        previous: signStatement('roster', previous, POLICE.rosterKey),
      },
    ]
  }
  const replaced = {
    ...entry!,
    kid: digestOfWord('new key'),
    statement: digestOfWord('new statement'),
  }
  const retired = [{ kid: digestOfWord('old key'), retiredAt: ISSUED }]
  return Object.fromEntries([
    follow('after-a-gap', 'roster-number-wrong', { number: 3 }),
    follow('after-another-roster', 'roster-previous-mismatch', { previous: digestOfWord('x') }),
    follow('older-than-the-first', 'validity-invalid', { issuedAt: '2026-03-02T07:59:59.999Z' }),
    follow('drops-a-member', 'roster-drops-member', { members: [author!] }),
    follow(
      'restores-a-revoked-credential',
      'roster-restores-credential',
      {},
      {
        members: [decisionMaker!],
        revocations: [revocation],
      },
    ),
    follow(
      'drops-a-revocation',
      'roster-restores-credential',
      { members: [decisionMaker!] },
      { members: [decisionMaker!], revocations: [revocation] },
    ),
    follow('dates-a-revocation-back', 'roster-contradictory', {
      members: [decisionMaker!],
      revocations: [{ ...revocation, revokedAt: '2026-03-02T07:59:59.999Z' }],
    }),
    follow(
      'dates-a-revocation-otherwise',
      'roster-contradictory',
      {
        members: [decisionMaker!],
        revocations: [{ ...revocation, revokedAt: '2026-03-02T08:30:00.000Z' }],
      },
      { members: [decisionMaker!], revocations: [revocation] },
    ),
    follow('drops-a-replaced-key', 'roster-drops-key', { functions: [replaced] }),
    follow(
      'drops-a-retired-key',
      'roster-drops-key',
      {},
      {
        functions: [{ ...entry!, retired }],
      },
    ),
    follow(
      'restores-a-retired-key',
      'roster-drops-key',
      {
        functions: [
          { ...replaced, kid: retired[0]!.kid, retired: [{ kid: entry!.kid, retiredAt: ISSUED }] },
        ],
      },
      { functions: [{ ...entry!, retired }] },
    ),
    [
      'roster/first-again',
      {
        format: 'roster',
        expect: 'roster-number-wrong',
        chain: CHAIN,
        text: POLICE.rosterText,
        previous: POLICE.rosterText,
      },
    ],
  ])
}

function custodianCases(): Record<string, Refused> {
  const { payload } = POLICE.author
  const rotated = {
    ...CHAIN,
    roots: [POLICE.rootText, signStatement('root', ROOT_2, ANNA, BO)],
  }
  const admit = (name: string, expect: string, ...keys: readonly SigningKey[]) => [
    `custodians/${name}`,
    {
      format: 'custodian-statement',
      expect,
      chain: CHAIN,
      kind: 'credential',
      text: signStatement('credential', payload, ...keys),
    },
  ]
  return Object.fromEntries([
    admit('credential-signed-by-one', 'threshold-not-met', ANNA),
    admit('credential-signed-by-the-member', 'signer-unknown', ANNA, BO, POLICE.author.key),
    admit('credential-signed-by-the-roster-key', 'signer-unknown', ANNA, POLICE.rosterKey),
    admit('credential-signed-by-another-agency', 'signer-unknown', ...BOARD.custodians),
    [
      'custodians/credential-of-another-agency',
      {
        format: 'custodian-statement',
        expect: 'agency-mismatch',
        chain: CHAIN,
        kind: 'credential',
        text: BOARD.author.text,
      },
    ],
    [
      'custodians/credential-signed-by-a-former-custodian',
      {
        format: 'custodian-statement',
        expect: 'threshold-not-met',
        chain: rotated,
        kind: 'credential',
        text: signStatement('credential', payload, ANNA, CILLA),
      },
    ],
    [
      'custodians/function-key-signed-by-one',
      {
        format: 'custodian-statement',
        expect: 'threshold-not-met',
        chain: CHAIN,
        kind: 'function-key',
        text: signStatement('function-key', POLICE.functionKey, BO),
      },
    ],
  ])
}

function agreementCases(): Record<string, Refused> {
  const agreement = {
    v: 1,
    id: testUuid(7),
    parties: [POLICE.agency, BOARD.agency],
    caseTypes: ['intimate-partner-violence'],
    validFrom: '2026-01-01T00:00:00.000Z',
    validUntil: '2027-01-01T00:00:00.000Z',
  } as const
  const both = [CHAIN, { pin: BOARD.pin, roots: [BOARD.rootText], now: NOW }]
  const [DORIS, ERIK] = BOARD.custodians
  const agree = (
    name: string,
    expect: string,
    chains: object[],
    ...keys: readonly SigningKey[]
  ) => [
    `agreement/${name}`,
    { format: 'agreement', expect, chains, text: signStatement('agreement', agreement, ...keys) },
  ]
  return Object.fromEntries([
    agree('signed-by-one-party', 'threshold-not-met', both, ANNA, BO),
    agree('signed-by-one-of-a-party', 'threshold-not-met', both, ANNA, BO, DORIS),
    agree('signed-by-a-stranger-too', 'signer-unknown', both, ANNA, BO, DORIS, ERIK, STRANGER),
    agree('with-an-unknown-party', 'agreement-party-unknown', [CHAIN], ANNA, BO, DORIS, ERIK),
    sharedCustodian(agreement),
  ])
}

/** Anna is a custodian of both agencies: her one signature would count for both. */
function sharedCustodian(agreement: Parameters<typeof payloadDigest<'agreement'>>[1]) {
  const [DORIS, ERIK] = BOARD.custodians
  const root = { ...BOARD.root, custodians: [ANNA, DORIS, ERIK].map(encodeSigningJwk) }
  const chain = {
    pin: payloadDigest('root', root),
    roots: [signStatement('root', root, DORIS, ERIK)],
    now: NOW,
  }
  return [
    'agreement/custodian-of-two-parties',
    {
      format: 'agreement',
      expect: 'key-registered-twice',
      chains: [CHAIN, chain],
      text: signStatement('agreement', agreement, ANNA, BO, DORIS),
    },
  ]
}

function stateCases(): Record<string, Refused> {
  const base = {
    chain: CHAIN,
    roster: POLICE.rosterText,
    credentials: [POLICE.author.text, POLICE.decisionMaker.text],
    functionKeys: [POLICE.functionKeyText],
  }
  const state = (name: string, expect: string, change: Partial<typeof base>) => [
    `agency-state/${name}`,
    { format: 'agency-state', expect, ...base, ...change },
  ]
  const listing = (change: Partial<Roster>) =>
    signStatement('roster', { ...POLICE.roster, ...change }, POLICE.rosterKey)
  const [author, decisionMaker] = POLICE.roster.members
  const [entry] = POLICE.roster.functions
  const namesake = { ...POLICE.decisionMaker.payload, identity: POLICE.author.payload.identity }
  const digest = payloadDigest('credential', namesake)
  const memberWithKeyOf = (name: string, key: SigningKey) => {
    const payload = { ...POLICE.author.payload, key: encodeSigningJwk(key) }
    const credential = payloadDigest('credential', payload)
    return state(`member-with-the-key-of-a-${name}`, 'key-registered-twice', {
      roster: listing({ members: [{ ...author!, kid: key.kid, credential }] }),
      credentials: [signStatement('credential', payload, ANNA, BO)],
    })
  }
  return Object.fromEntries([
    state('without-a-listed-credential', 'credential-missing', {
      credentials: [POLICE.author.text],
    }),
    state('without-a-listed-function-key', 'function-key-missing', { functionKeys: [] }),
    state('credential-of-another-member', 'credential-mismatch', {
      roster: listing({ members: [{ ...author!, member: testUuid(99) }] }),
    }),
    state('credential-with-another-key', 'credential-mismatch', {
      roster: listing({ members: [{ ...author!, kid: STRANGER.kid }] }),
    }),
    state('key-of-another-function', 'function-key-mismatch', {
      roster: listing({ functions: [{ ...entry!, function: 'polisen-sydlanda/arkiv' }] }),
    }),
    state('function-with-another-key', 'function-key-mismatch', {
      roster: listing({ functions: [{ ...entry!, kid: digestOfWord('x') }] }),
    }),
    state('listed-credential-signed-by-one', 'threshold-not-met', {
      credentials: [
        POLICE.author.text,
        signStatement('credential', POLICE.decisionMaker.payload, ANNA),
      ],
    }),
    memberWithKeyOf('custodian', CILLA),
    memberWithKeyOf('roster', POLICE.rosterKey),
    state('login-of-two-members', 'identity-registered-twice', {
      roster: listing({ members: [author!, { ...decisionMaker!, credential: digest }] }),
      credentials: [POLICE.author.text, signStatement('credential', namesake, ANNA, BO)],
    }),
  ])
}
