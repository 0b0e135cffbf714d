import fc from 'fast-check'
import t from 'tap'
import { encodeBase64url } from '../../src/protocol/base64url.ts'
import { addSignature } from '../../src/protocol/general-jws.ts'
import { parseJwsUnsafe } from '../../src/protocol/jws.ts'
import { STATEMENT_KINDS } from '../../src/protocol/statement-kinds.ts'
import type { StatementKind, StatementPayloads } from '../../src/protocol/statement-kinds.ts'
import {
  encodePayload,
  parseAnyStatementUnsafe,
  parseStatementUnsafe,
  payloadDigest,
  signStatement,
  verifySignaturesWith,
  verifyStatement,
} from '../../src/protocol/statement.ts'
import { BOARD, POLICE, testSigningKey, testUuid } from '../fixtures/agency.ts'
import {
  COUNTERSIGNATURE,
  DELIVERED,
  EXPORT,
  digestOfWord,
  MANIFEST,
  OPEN_REQUEST,
  POLICY_APPROVAL,
  POLICY_PROPOSAL,
  POLICY_WITHDRAWAL,
  RECEIPT,
  RECONCILIATION,
  REVIEW,
  SAMPLE,
  INQUIRY,
  RELATION,
  REPORT_APPROVAL,
  USE,
  WITHDRAWAL,
} from '../fixtures/disclosure.ts'

/** A payload of every kind. A new kind without an example does not compile. */
const EXAMPLES: StatementPayloads = {
  root: POLICE.root,
  'function-key': POLICE.functionKey,
  credential: POLICE.author.payload,
  agreement: {
    v: 1,
    id: testUuid(1),
    parties: [POLICE.agency, BOARD.agency],
    caseTypes: ['intimate-partner-violence', 'exit-support'],
    validFrom: '2026-01-01T00:00:00.000Z',
    validUntil: '2027-01-01T00:00:00.000Z',
  },
  roster: {
    ...POLICE.roster,
    revocations: [
      {
        credential: digestOfWord('credential'),
        kid: digestOfWord('kid'),
        revokedAt: '2026-03-02T08:00:00.000Z',
        compromisedSince: '2026-03-01T22:00:00.000Z',
        reason: 'device-lost',
      },
    ],
  },
  'policy-activation': {
    v: 1,
    policySet: digestOfWord('policy set'),
    activeFrom: '2026-03-02T00:00:00.000Z',
    retires: digestOfWord('another policy set'),
    proposal: digestOfWord('proposal'),
    approvals: [digestOfWord('approval'), digestOfWord('another approval')],
  },
  'policy-proposal': POLICY_PROPOSAL,
  'policy-approval': POLICY_APPROVAL,
  'policy-withdrawal': POLICY_WITHDRAWAL,
  manifest: MANIFEST,
  'open-request': OPEN_REQUEST,
  countersignature: COUNTERSIGNATURE,
  receipt: { ...RECEIPT, what: 'answered', answer: testUuid(2), status: 'started' },
  withdrawal: WITHDRAWAL,
  use: USE,
  reconciliation: RECONCILIATION,
  export: EXPORT,
  review: REVIEW,
  sample: SAMPLE,
  inquiry: INQUIRY,
  relation: RELATION,
  'report-approval': REPORT_APPROVAL,
}

const KINDS = Object.keys(EXAMPLES) as StatementKind[]
const [ANNA, BO, CILLA] = POLICE.custodians

function keysFor(kind: StatementKind) {
  return STATEMENT_KINDS[kind].form === 'general' ? [ANNA, BO] : [ANNA]
}

for (const kind of KINDS) {
  t.test(`reads back a ${kind} as it was signed, by kind and by its own word`, async (t) => {
    const payload = EXAMPLES[kind]
    const text = signStatement(kind, payload, ...keysFor(kind))
    const statement = verifyStatement(kind, text, ...keysFor(kind))
    t.strictSame(statement.payload, payload)
    t.equal(statement.text, text)
    t.equal(statement.digest, payloadDigest(kind, payload))
    t.strictSame(
      [...statement.signers].sort(),
      keysFor(kind)
        .map((key) => key.kid)
        .sort(),
    )
    t.strictSame(parseAnyStatementUnsafe(text), parseStatementUnsafe(kind, text))
  })

  t.test(`signs the same bytes whatever the order of a ${kind}’s members`, async (t) => {
    const reversed = Object.fromEntries(Object.entries(EXAMPLES[kind]).toReversed())
    t.strictSame(
      encodePayload(kind, reversed as unknown as StatementPayloads[typeof kind]),
      encodePayload(kind, EXAMPLES[kind]),
    )
  })
}

t.test('a receipt of delivery names no member', async (t) => {
  const text = signStatement('receipt', DELIVERED, ANNA)
  t.equal(verifyStatement('receipt', text, ANNA).payload.member, null)
})

t.test('every kind has a typ of its own, named for it', async (t) => {
  for (const kind of KINDS) t.equal(STATEMENT_KINDS[kind].typ, `sluss-${kind}+jws`)
})

t.test(
  'closed leaves are exactly those of statements about cases and about who did what',
  async (t) => {
    t.strictSame(
      KINDS.filter((kind) => STATEMENT_KINDS[kind].leaf === 'closed'),
      [
        'manifest',
        'open-request',
        'countersignature',
        'receipt',
        'withdrawal',
        'use',
        'reconciliation',
        'export',
        'review',
        'sample',
        'inquiry',
        'relation',
        'report-approval',
      ],
    )
  },
)

t.test('refuses to sign a compact statement with several keys, or any with none', async (t) => {
  t.throws(() => signStatement('roster', EXAMPLES.roster, ANNA, BO), TypeError)
  t.throws(() => signStatement('roster', EXAMPLES.roster), TypeError)
  t.throws(() => signStatement('root', EXAMPLES.root), TypeError)
})

t.test('refuses to sign what its schema or its invariants refuse', async (t) => {
  t.throws(() => signStatement('root', { ...POLICE.root, threshold: 1 }, ANNA, BO), TypeError)
  t.throws(() => signStatement('root', { ...POLICE.root, threshold: 4 }, ANNA, BO), {
    code: 'threshold-impossible',
  })
})

t.test('verifies with an Ed25519 that the caller brings', async (t) => {
  const statement = parseStatementUnsafe('root', POLICE.rootText)
  const asked: string[] = []
  const answer =
    (verdict: boolean) => async (_s: Uint8Array, _m: Uint8Array, key: { kid: string }) => {
      asked.push(key.kid)
      return verdict
    }
  const signers = await verifySignaturesWith(answer(true), statement, [ANNA, BO, CILLA])
  t.strictSame([...signers], statement.signers)
  t.strictSame(asked, statement.signers)
  await t.rejects(verifySignaturesWith(answer(false), statement, [ANNA, BO]), {
    code: 'jws-signature-invalid',
  })
  await t.rejects(verifySignaturesWith(answer(true), statement, [ANNA]), { code: 'signer-unknown' })
})

t.test('refuses a statement that one of the expected keys has not signed', async (t) => {
  const text = signStatement('root', POLICE.root, ANNA, BO)
  t.throws(() => verifyStatement('root', text, ANNA, BO, CILLA), { code: 'threshold-not-met' })
  t.throws(() => verifyStatement('root', text, ANNA), { code: 'signer-unknown' })
})

t.test('the order in which custodians sign does not matter', async () => {
  const keys = Array.from({ length: 5 }, (_, i) => testSigningKey(200 + i))
  const order = fc.shuffledSubarray(keys, { minLength: 5, maxLength: 5 })
  fc.assert(
    fc.property(order, ([first, ...others]) => {
      const begun = signStatement('root', POLICE.root, first!)
      const text = others.reduce(addSignature, begun)
      return text === signStatement('root', POLICE.root, ...keys)
    }),
    { numRuns: 25 },
  )
})

for (const kind of KINDS) {
  t.test(`refuses a ${kind} of which any payload byte is altered`, async () => {
    const text = signStatement(kind, EXAMPLES[kind], ...keysFor(kind))
    const bytes = encodePayload(kind, EXAMPLES[kind])
    const written = encodeBase64url(bytes)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (index, mask) => {
        const altered = bytes.map((byte, i) => (i === index ? byte ^ mask : byte))
        const forged = text.replace(written, encodeBase64url(altered))
        return isRefused(() => verifyStatement(kind, forged, ...keysFor(kind)))
      }),
      { numRuns: 60 },
    )
  })
}

t.test(
  'the payload of a compact statement is its own bytes, so the digest is of them',
  async (t) => {
    const text = signStatement('receipt', RECEIPT, ANNA)
    t.strictSame(parseJwsUnsafe(text).payload, encodePayload('receipt', RECEIPT))
  },
)

/** Whether it throws a coded refusal; any other error is a fault and passes through. */
function isRefused(verify: () => unknown): boolean {
  try {
    verify()
    return false
  } catch (error) {
    if (error instanceof Error && error.name === 'ProtocolError') return true
    throw error
  }
}
