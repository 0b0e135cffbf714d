import t from 'tap'
import type { HandedContent } from '../../src/protocol/handover.ts'
import { differenceCodes, recomputeDecision } from '../../src/client/open-disclosure.ts'
import { encodeDecision } from '../../src/policy/encode-decision.ts'
import { buildPolicySet } from '../../src/policy/pack.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { encodeHead, headOf } from '../../src/protocol/head.ts'
import { sealKeyring } from '../../src/protocol/keyring.ts'
import { sealPart } from '../../src/protocol/part.ts'
import { encodePartContent } from '../../src/protocol/part-content.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { signStatement } from '../../src/protocol/statement.ts'
import type { Head } from '../../src/protocol/statements/head.ts'
import type { Manifest } from '../../src/protocol/statements/manifest.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { encodeBase64url } from '../../src/protocol/base64url.ts'
import { BOARD, NOW, POLICE, testSealingKey, testSigningKey } from '../fixtures/agency.ts'
import { keysOf, testDirectory, textsOf } from '../fixtures/exchange.ts'
import {
  handoverOf,
  openAsBoard,
  POLICY_SET,
  REFERRAL_TYPE,
  sentReferral,
} from '../fixtures/sent-disclosure.ts'

const SENT = sentReferral()
const HANDOVER = handoverOf(SENT)
const { payload: MANIFEST } = SENT.sealed.manifest

const codes = (handover: HandedContent, changes = {}) =>
  differenceCodes(openAsBoard(handover, changes).differences)

/** The manifest as somebody with the author's key would sign it after a change. */
function signed(changes: Partial<Manifest>, key = POLICE.author.key): HandedContent {
  return { ...HANDOVER, manifest: signStatement('manifest', { ...MANIFEST, ...changes }, key) }
}

/** A disclosure with one part for the board, saying what is given, in the category that is claimed. */
function onePart(
  plaintext: Uint8Array,
  category: 'risk' | 'contact',
  headChanges = {},
): HandedContent {
  const { head } = headOf(MANIFEST)
  const changed: Head = { ...head, ...headChanges }
  const headBytes = encodeHead(changed)
  const headDigest = digestOf(headBytes)
  const part = sealPart({ headDigest, partId: 'p1', plaintext })
  const readers = [POLICE.functionKey.function, BOARD.functionKey.function]
  const keyrings = [POLICE, BOARD].map(({ sealingKey, functionKey }) => ({
    function: functionKey.function,
    kid: sealingKey.kid,
    ...sealKeyring({ headDigest, reader: sealingKey, keys: new Map([['p1', part.key]]) }),
  }))
  const { digest, size, commitment } = part
  const manifest: Manifest = {
    v: 1,
    head: encodeBase64url(headBytes),
    parts: [{ id: 'p1', subject: 's1', category, readers, digest, size, commitment }],
    keyrings: keyrings.map(({ function: id, kid, digest }) => ({ function: id, kid, digest })),
  }
  return {
    ...HANDOVER,
    manifest: signStatement('manifest', manifest, POLICE.author.key),
    keyring: keyrings[1]!.bytes,
    parts: new Map([['p1', part.ciphertext]]),
  }
}

t.test('refuses a manifest that another member signed', async (t) => {
  t.throws(() => openAsBoard(signed({}, POLICE.decisionMaker.key)), { code: 'signer-unknown' })
  t.throws(() => openAsBoard(signed({}, testSigningKey(66))), { code: 'signer-unknown' })
})

t.test('refuses an author whose credential is not there', async (t) => {
  const police = textsOf(POLICE)
  const directory = testDirectory([police, textsOf(BOARD)])
  const credentials = new Map([[POLICE.agency, new Map()]])
  t.throws(() => openAsBoard(HANDOVER, { directory: { ...directory, credentials } }), {
    name: 'ClientError',
    code: 'author-unknown',
  })
})

t.test(
  'an author who has left since is still the author; a key lost before is flagged',
  async (t) => {
    const after = '2026-03-02T12:00:00.000Z'
    const revoked = (changes: object) => {
      const revocation = { credential: POLICE.author.digest, kid: POLICE.author.key.kid }
      const roster = {
        ...POLICE.roster,
        number: 2,
        previous: digestOf(new Uint8Array()),
        members: POLICE.roster.members.filter(({ kid }) => kid !== POLICE.author.key.kid),
        revocations: [{ ...revocation, revokedAt: after, reason: 'left' as const, ...changes }],
      }
      const rosterText = signStatement('roster', roster, POLICE.rosterKey)
      return testDirectory([textsOf(POLICE, { roster: rosterText }), textsOf(BOARD)])
    }
    t.same(codes(HANDOVER, { directory: revoked({}) }), [])
    const compromisedSince = '2026-03-02T08:00:00.000Z'
    t.same(codes(HANDOVER, { directory: revoked({ compromisedSince }) }), [
      'author-key-compromised',
    ])
    const before = revoked({ revokedAt: '2026-03-02T09:00:00.000Z' })
    t.same(codes(HANDOVER, { directory: before }), ['author-revoked'], 'what its agency says of it')
  },
)

t.test(
  'reports a roster of the author’s agency that may hide who has been revoked since',
  async (t) => {
    t.same(codes(HANDOVER, { now: NOW + 70 * 3_600_000 }), [])
    t.same(codes(HANDOVER, { now: NOW + 73 * 3_600_000 }), ['roster-expired'])
  },
)

t.test('reports a decision dated before its disclosure, or ahead of the reader', async (t) => {
  const at = (ms: number) => {
    const decision = recomputeDecision(
      SENT.sealed.manifest,
      encodeTime(NOW + ms),
      testDirectory(),
      POLICY_SET,
    )
    return codes({ ...HANDOVER, decision })
  }
  t.same(at(-240_000), [])
  t.same(at(-360_000), ['decision-time-differs'])
  t.same(at(360_000), ['decision-time-differs'])
})

t.test('reports a decision under rules that nobody but the gateway named', async (t) => {
  const blocks = POLICY_SET.pack.blocks.slice(1)
  const invented = buildPolicySet({ ...POLICY_SET.pack, blocks })
  const { at } = SENT.decision
  const decision = recomputeDecision(SENT.sealed.manifest, at, testDirectory(), invented)
  const handover = { ...HANDOVER, decision }
  t.same(codes(handover, { policySet: invented }), ['policy-set-differs'])
  t.same(codes(handover, { policySet: invented, isLaw: true }), [], 'another set that is law')
})

t.test('refuses a keyring to a key that the member does not hold', async (t) => {
  const { function: id } = BOARD.functionKey
  const keys = { ...keysOf(BOARD), reading: new Map([[id, [testSealingKey(9)]]]) }
  t.throws(() => openAsBoard(HANDOVER, { reader: { function: id, keys } }), {
    code: 'keyring-not-ours',
  })
})

t.test('opens with an older key after a rotation', async (t) => {
  const { function: id } = BOARD.functionKey
  const keys = { ...keysOf(BOARD), reading: new Map([[id, [testSealingKey(9), BOARD.sealingKey]]]) }
  t.same(codes(HANDOVER, { reader: { function: id, keys } }), [])
})

t.test('refuses an altered keyring', async (t) => {
  const keyring = HANDOVER.keyring!.slice()
  keyring[7]! ^= 1
  t.throws(() => openAsBoard({ ...HANDOVER, keyring }), { code: 'keyring-digest-mismatch' })
})

t.test('reports an altered part, leaves it out, and opens the others', async (t) => {
  const [id, bytes] = [...HANDOVER.parts][1]!
  const altered = bytes.slice()
  altered[50]! ^= 1
  const parts = new Map([...HANDOVER.parts, [id, altered]])
  const opened = openAsBoard({ ...HANDOVER, parts })
  t.same(opened.differences, [{ code: 'part-digest-mismatch', part: id }])
  t.ok(Object.keys(opened.document).length > 3)
})

t.test('reports a part that was not handed out', async (t) => {
  const parts = new Map([...HANDOVER.parts].slice(1))
  t.same(codes({ ...HANDOVER, parts }), ['part-missing'])
})

t.test('reports another decision than the law gives', async (t) => {
  const claimed = { ...SENT.decision, outcome: 'permit' as const }
  t.same(codes({ ...HANDOVER, decision: encodeDecision(claimed) }), ['decision-differs'])
})

t.test('reports content under another category than its fields have', async (t) => {
  const content = encodePartContent(REFERRAL_TYPE, { '/contact/safeTimes': 'vardagar' })
  t.ok(codes(onePart(content, 'risk')).includes('part-content-invalid'))
})

t.test('reports a field that the message type does not have', async (t) => {
  const content = encodeUtf8('{"/victim/homeAddress":"Påhittsvägen 1"}')
  const opened = openAsBoard(onePart(content, 'contact'))
  t.ok(differenceCodes(opened.differences).includes('part-content-invalid'))
  t.same(opened.document, {})
})

t.test('reports a document that lacks what its type demands, to who reads all of it', async (t) => {
  const content = encodePartContent(REFERRAL_TYPE, { '/contact/safeTimes': 'vardagar' })
  t.ok(codes(onePart(content, 'contact')).includes('document-invalid'))
  t.notOk(codes(HANDOVER).includes('document-invalid'))
})

t.test('reports hits in free text that the sender did not state', async (t) => {
  const content = encodePartContent(REFERRAL_TYPE, {
    '/contact/safeTimes': 'ring 070-174 06 12 före nio',
  })
  t.ok(codes(onePart(content, 'contact')).includes('guard-differs'))
})

t.test('reports a head whose guard is another version than the reader’s', async (t) => {
  const { head } = headOf(MANIFEST)
  const content = encodePartContent(REFERRAL_TYPE, { '/contact/safeTimes': 'vardagar' })
  const guard = { ...head.guard, version: 'guard-0' }
  const clean = codes(onePart(content, 'contact', { guard }))
  t.ok(clean.includes('guard-version-differs'))
  t.notOk(clean.includes('guard-differs'))
  const number = encodePartContent(REFERRAL_TYPE, { '/contact/safeTimes': 'ring 070-174 06 12' })
  const hidden = codes(onePart(number, 'contact', { guard: { ...guard, hits: [] } }))
  t.ok(hidden.includes('guard-version-differs'))
  t.ok(hidden.includes('guard-differs'), 'naming another version hides nothing')
})

t.test('reports that no agreement covers the exchange', async (t) => {
  const agencies = [textsOf(POLICE, { agreements: [] }), textsOf(BOARD, { agreements: [] })]
  t.same(codes(HANDOVER, { directory: testDirectory(agencies) }), ['agreement-missing'])
})

t.test('refuses to read it as another message type', async (t) => {
  const type = { ...REFERRAL_TYPE, version: 2 }
  t.throws(() => openAsBoard(HANDOVER, { type }), { code: 'message-type-unknown' })
})
