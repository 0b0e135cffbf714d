import t from 'tap'
import fc from 'fast-check'
import { verifyEvidence } from '../../src/client/verify-evidence.ts'
import type { EvidenceTrust } from '../../src/client/verify-evidence.ts'
import { parsePolicySet } from '../../src/policy/pack.ts'
import { concatBytes, encodeUtf8, parseUtf8 } from '../../src/protocol/bytes.ts'
import { parseEvidence } from '../../src/protocol/evidence-bundle.ts'
import type { Evidence } from '../../src/protocol/evidence-bundle.ts'
import { digestOf, sha256 } from '../../src/protocol/sha256.ts'
import { parseSubmission, encodeSubmission } from '../../src/protocol/submission.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { BOARD, NOW, POLICE, testSigningKey } from '../fixtures/agency.ts'
import { PINS } from '../fixtures/exchange.ts'
import { MemoryLog, VERIFIER_KEY } from '../fixtures/memory-log.ts'
import {
  NODE_KEY,
  STEPS,
  countersignatureText,
  encoded,
  referralEvidence,
} from '../fixtures/referral-evidence.ts'
import type { Step } from '../fixtures/referral-evidence.ts'

const TRUST: EvidenceTrust = { pins: PINS, log: VERIFIER_KEY, now: NOW + 86_400_000 }
const EVIDENCE = referralEvidence()
const BUNDLE = encoded()

/** The failed checks that are not merely consequences of others, with their codes. */
function failures(bytes: Uint8Array, trust: Partial<EvidenceTrust> = {}): Record<string, string> {
  const { ok, checks } = verifyEvidence(bytes, { ...TRUST, ...trust })
  const failed = checks.filter((check) => !check.ok && check.code !== 'not-checked')
  if (ok !== (failed.length === 0)) throw new TypeError('ok disagrees with the checks')
  return Object.fromEntries(failed.map(({ name, code }) => [name, code ?? '']))
}

const changed = (changes: Partial<Evidence>) => failures(encoded(changes))
const withStatements = (changes: Partial<Evidence['statements']>) =>
  changed({ statements: { ...EVIDENCE.statements, ...changes } })

t.test('a bundle holds: every check is ok, and says what was disclosed', async (t) => {
  const { ok, checks, head } = verifyEvidence(BUNDLE, TRUST)
  t.equal(ok, true)
  t.equal(checks.length, 14)
  t.equal(head?.type, 'support-referral')
})

t.test('refuses a bundle after any single byte is changed', async () => {
  fc.assert(
    fc.property(fc.nat(BUNDLE.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const bytes = BUNDLE.slice()
      bytes[at]! ^= flip
      return failures(bytes)['format'] === 'evidence-digest-mismatch'
    }),
    { numRuns: 200 },
  )
})

t.test('refuses it again when the closing digest is computed over the change', async (t) => {
  // Each byte matters on its own, so a sample over the whole file: structure, signatures, ciphertext, proofs.
  const content = BUNDLE.subarray(0, -32)
  const survived: number[] = []
  for (let at = 0; at < content.length; at += Math.ceil(content.length / 400)) {
    const bytes = content.slice()
    bytes[at]! ^= 1
    if (verifyEvidence(concatBytes(bytes, sha256(bytes)), TRUST).ok) survived.push(at)
  }
  t.same(survived, [])
})

t.test('refuses a bundle that is cut short or empty', async (t) => {
  for (const bytes of [new Uint8Array(), BUNDLE.subarray(0, 10), BUNDLE.subarray(0, -1)]) {
    t.same(failures(bytes), { format: 'evidence-digest-mismatch' })
  }
})

t.test('refuses agencies that lead to another pin, or to none', async (t) => {
  const pins = new Map([
    [POLICE.agency, BOARD.pin],
    [BOARD.agency, BOARD.pin],
  ])
  t.match(failures(BUNDLE, { pins }), { agencies: 'root-pin-mismatch' })
  t.match(failures(BUNDLE, { pins: new Map([[POLICE.agency, POLICE.pin]]) }), {
    agencies: 'agency-not-pinned',
  })
})

t.test('refuses another log than the pinned one', async (t) => {
  t.match(failures(BUNDLE, { log: VERIFIER_KEY.replace('sluss', 'slyss') }), {
    log: 'log-key-wrong',
  })
})

t.test('refuses a bundle of another node than the pinned one', async (t) => {
  const { kid, publicKey } = testSigningKey(4)
  t.match(failures(BUNDLE, { node: kid }), { node: 'node-key-wrong' })
  t.match(failures(encoded({ node: publicKey }), { node: NODE_KEY.kid }), {
    node: 'node-key-wrong',
  })
  t.same(failures(BUNDLE, { node: NODE_KEY.kid }), {})
  t.same(verifyEvidence(BUNDLE, TRUST).keys, { node: NODE_KEY.kid, log: VERIFIER_KEY })
})

t.test('refuses a checkpoint of another size, and a record that is not in the tree', async (t) => {
  const [first, ...rest] = EVIDENCE.records
  const moved = [{ ...first!, index: first!.index + 1 }, ...rest.slice(1)]
  t.match(changed({ records: moved }), { log: 'inclusion-proof-invalid' })
  const checkpoints = EVIDENCE.checkpoints.map((note) => note.replace(/\n\d+\n/, '\n99\n'))
  t.match(changed({ checkpoints }), { log: 'note-signature-invalid' })
})

t.test('refuses a statement that has no record', async (t) => {
  t.match(changed({ records: EVIDENCE.records.slice(1) }), { statements: 'record-invalid' })
})

t.test('refuses a disclosure without its own record', async (t) => {
  const records = EVIDENCE.records.filter(
    ({ body }) => body === null || !parseUtf8(body).includes('"disclosure.released"'),
  )
  t.match(changed({ records }), { recorded: 'record-invalid' })
})

t.test('refuses a part, or a keyring, that is not the signed one', async (t) => {
  const submission = parseSubmission(EVIDENCE.submission)
  const [[id, bytes]] = [...submission.parts] as [[string, Uint8Array]]
  const altered = bytes.slice()
  altered[0]! ^= 1
  const parts = new Map([...submission.parts, [id, altered]])
  t.match(changed({ submission: encodeSubmission({ ...submission, parts }) }), {
    contents: 'part-digest-mismatch',
  })
  const fewer = new Map([...submission.parts].slice(1))
  t.match(changed({ submission: encodeSubmission({ ...submission, parts: fewer }) }), {
    contents: 'submission-invalid',
  })
})

t.test('refuses a decision that the law as enclosed does not give', async (t) => {
  const text = parseUtf8(EVIDENCE.decision).replace('"outcome":"duty"', '"outcome":"permit"')
  t.match(changed({ decision: encodeUtf8(text) }), { decision: 'decision-mismatch' })
})

t.test('refuses other law than the decision names', async (t) => {
  const text = parseUtf8(EVIDENCE.policySet).replace('"lawReadUntil":"20', '"lawReadUntil":"21')
  t.ok('decision' in changed({ policySet: encodeUtf8(text) }))
})

t.test('refuses a credential that is not enclosed, and an agreement that is not', async (t) => {
  t.match(withStatements({ credential: [] }), { author: 'author-unknown' })
  t.match(withStatements({ agreement: [] }), { agreement: 'agreement-missing' })
})

t.test('refuses a keyring to a key that no enclosed statement is for', async (t) => {
  t.match(withStatements({ 'function-key': [POLICE.functionKeyText] }), {
    receivers: 'kid-unknown',
  })
})

t.test('refuses receipts that another node signed', async (t) => {
  t.match(changed({ node: testSigningKey(4).publicKey }), { history: 'signer-unknown' })
})

t.test('refuses acts out of order', async (t) => {
  const orders: Record<string, readonly Step[]> = {
    'opened before it was disclosed': ['opened', 'disclosed', 'taken-over', 'answered'],
    'taken over before it was opened': ['disclosed', 'taken-over', 'opened', 'answered'],
    'answered before it was opened': ['disclosed', 'answered', 'opened', 'taken-over'],
    'taken over without being opened': ['disclosed', 'taken-over'],
  }
  for (const [why, order] of Object.entries(orders)) {
    t.match(failures(encoded(referralEvidence(order))), { history: 'history-out-of-order' }, why)
  }
})

t.test('the record of a refusal proves neither a disclosure nor an act', async (t) => {
  const withEvents = (events: Partial<Record<Step, string>>) =>
    failures(encoded(referralEvidence(STEPS, { events })))
  for (const disclosed of ['request.refused', 'write.refused', 'disclosure.denied'])
    t.match(withEvents({ disclosed }), { recorded: 'record-invalid' }, disclosed)
  for (const opened of ['request.refused', 'write.refused', 'roster.overridden'])
    t.match(withEvents({ opened }), { statements: 'record-invalid' }, opened)
})

t.test('refuses law that the log does not show in force', async (t) => {
  t.match(withStatements({ 'policy-activation': [] }), { decision: 'decision-mismatch' })
})

t.test('refuses law that was retired before, or whose history has a gap', async (t) => {
  const retiredBy = (retires: string) => failures(encoded(referralEvidence(STEPS, { retires })))
  t.match(retiredBy(parsePolicySet(EVIDENCE.policySet).digest), { decision: 'decision-mismatch' })
  t.match(retiredBy(digestOf(encodeUtf8('left out'))), { decision: 'decision-mismatch' })
})

t.test('refuses a decision that was made at another time than its record', async (t) => {
  const late = encoded(referralEvidence(STEPS, { delay: 6 * 60_000 }))
  t.match(failures(late), { decision: 'decision-mismatch' })
})

t.test('refuses to leave out a receipt of delivery that the release names', async (t) => {
  const receipt = EVIDENCE.statements.receipt.slice(1)
  t.match(withStatements({ receipt }), { history: 'record-invalid' })
})

t.test('a revocation acts from its own record, whatever day it is given', async (t) => {
  const before = referralEvidence(['author-revoked', 'disclosed'])
  t.same(failures(encoded(before)), { author: 'credential-revoked' })
  t.same(failures(encoded(referralEvidence(['disclosed', 'author-revoked']))), {})
})

t.test('refuses records that are of an earlier time than one before them', async (t) => {
  const open = (ts: number) => {
    const log = new MemoryLog()
    log.addOpen('roster', digestOf(encodeUtf8('one')), encodeTime(NOW))
    log.addOpen('roster', digestOf(encodeUtf8('two')), encodeTime(ts))
    return changed({ records: log.records(), checkpoints: [log.checkpoint()] })['log']
  }
  t.equal(open(NOW), undefined)
  t.equal(open(NOW - 1), 'record-invalid')
})

t.test('refuses a record of another year than the tree that it is in', async (t) => {
  const log = new MemoryLog()
  log.addOpen('roster', digestOf(encodeUtf8('one')), '2027-01-01T00:00:00.000Z')
  t.match(changed({ records: log.records(), checkpoints: [log.checkpoint()] }), {
    log: 'record-invalid',
  })
})

t.test('a disclosure that nobody has opened yet is evidence too', async (t) => {
  t.same(failures(encoded(referralEvidence(['disclosed']))), {})
})

t.test('a countersignature that was never recorded does not pass as one', async (t) => {
  t.match(withStatements({ countersignature: [countersignatureText('approve')] }), {
    statements: 'record-invalid',
  })
})

t.test('a bundle comes back from its bytes as it was', async (t) => {
  t.same(parseEvidence(BUNDLE), EVIDENCE)
})
