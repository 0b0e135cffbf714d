import t from 'tap'
import { verifyEvidence } from '../../src/client/verify-evidence.ts'
import { buildCosigner, cosign, encodeCosignerKey } from '../../src/protocol/tlog/cosignature.ts'
import { addSignatures, parseNoteUnsafe } from '../../src/protocol/tlog/note.ts'
import { parseLogPolicy } from '../../src/protocol/tlog/policy.ts'
import { NOW, testSigningKey } from '../fixtures/agency.ts'
import { PINS } from '../fixtures/exchange.ts'
import { VERIFIER_KEY } from '../fixtures/memory-log.ts'
import { encoded, referralEvidence } from '../fixtures/referral-evidence.ts'

const WITNESSES = [740, 741].map((seed) => buildCosigner(`w${seed}.example`, testSigningKey(seed)))
const policy = parseLogPolicy(
  [
    ...WITNESSES.map((witness, i) => `witness w${i} ${encodeCosignerKey(witness)}`),
    'group both all w0 w1',
    'quorum both',
    '',
  ].join('\n'),
)
const EVIDENCE = referralEvidence(['disclosed', 'opened'])
const note = EVIDENCE.checkpoints!.at(-1)!

/** The check of the witnesses when the last checkpoint of the bundle carries these lines. */
function check(lines: readonly string[]) {
  const checkpoints = [...EVIDENCE.checkpoints!.slice(0, -1), addSignatures(note, lines)]
  const trust = { pins: PINS, log: VERIFIER_KEY, now: NOW + 86_400_000, policy }
  const { ok, checks } = verifyEvidence(encoded({ ...EVIDENCE, checkpoints }), trust)
  return { ok, code: checks.find(({ name }) => name === 'witnesses')?.code }
}

/** When the last of the bundle's records was written, the opening, in s since 1970. */
const LAST = NOW / 1000 + 60
const OWN = parseNoteUnsafe(note).text
const line = (i: number, text = OWN, time = LAST) => cosign(text, time, WITNESSES[i]!)

t.test('evidence holds when the quorum has cosigned its newest checkpoint', async (t) => {
  t.same(check([line(0), line(1)]), { ok: true, code: undefined })
})

t.test(
  'refuses evidence that too few witnesses have cosigned, or that carries another’s cosignature',
  async (t) => {
    t.same(check([line(0)]), { ok: false, code: 'quorum-missing' })
    const other = parseNoteUnsafe(note).text.replace(/\n\d+\n/, '\n9999\n')
    t.same(check([line(0), line(1, other)]), { ok: false, code: 'cosignature-invalid' })
  },
)

t.test('refuses records of a later time than the witnesses saw them', async (t) => {
  const at = (time: number) => check([line(0, OWN, time), line(1, OWN, time)])
  t.same(at(LAST - 60), { ok: true, code: undefined }, 'but for clocks that differ')
  t.same(at(LAST - 61), { ok: false, code: 'cosignature-stale' })
})

t.test('who names no witnesses is not told of any', async (t) => {
  const trust = { pins: PINS, log: VERIFIER_KEY, now: NOW + 86_400_000 }
  const { ok, checks } = verifyEvidence(encoded(EVIDENCE), trust)
  t.ok(ok)
  t.notOk(checks.some(({ name }) => name === 'witnesses'))
})
