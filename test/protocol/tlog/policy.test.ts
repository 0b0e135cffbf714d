import t from 'tap'
import published from '../../vectors/protocol/published/cosignature.json' with { type: 'json' }
import { signingKeyFromSeed } from '../../../src/protocol/signing-key.ts'
import { signCheckpoint } from '../../../src/protocol/tlog/checkpoint.ts'
import { buildCosigner, cosign, encodeCosignerKey } from '../../../src/protocol/tlog/cosignature.ts'
import {
  addSignatures,
  buildNoteSigner,
  encodeVerifierKey,
  parseNoteUnsafe,
} from '../../../src/protocol/tlog/note.ts'
import { isWitnessedBy, parseLogPolicy, verifyQuorum } from '../../../src/protocol/tlog/policy.ts'

const key = (n: number) => signingKeyFromSeed(new Uint8Array(32).fill(n))
const LOG = buildNoteSigner('sluss.example/log/2026', key(1))
const WITNESSES = [2, 3, 4, 5, 6, 7].map((n) => buildCosigner(`w${n}.example`, key(n)))
const VKEYS = WITNESSES.map(encodeCosignerKey)
const TREE = { size: 7, root: new Uint8Array(32).fill(9) }

function noteBy(cosigners: readonly number[], time = 100, log = LOG): string {
  const note = signCheckpoint(TREE, log)
  const { text } = parseNoteUnsafe(note)
  return addSignatures(
    note,
    cosigners.map((i) => cosign(text, time, WITNESSES[i]!)),
  )
}

/** The example of c2sp.org/tlog-policy, with keys. */
const EXAMPLE = `
# Two groups, nested.
log ${encodeVerifierKey(LOG)}

witness X1 ${VKEYS[0]}
witness X2 ${VKEYS[1]} https://x2.example/witness
\twitness   X3\t${VKEYS[2]}
group X-witnesses 2 X1 X2 X3

witness Y1 ${VKEYS[3]}
witness Y2 ${VKEYS[4]}
witness Y3 ${VKEYS[5]}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`

t.test('reads the example of the specification', async (t) => {
  const policy = parseLogPolicy(EXAMPLE)
  t.same(
    policy.witnesses.map(({ name }) => name),
    ['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3'],
  )
  t.equal(policy.witnesses[1]!.url, 'https://x2.example/witness')
  t.same(
    policy.groups.map(({ threshold }) => threshold),
    [2, 1, 2],
  )
  t.equal(policy.quorum, 'X-and-Y')
})

t.test('a checkpoint holds when, and only when, the quorum has cosigned it', async (t) => {
  const policy = parseLogPolicy(EXAMPLE)
  for (let set = 0; set < 64; set++) {
    const cosigners = [0, 1, 2, 3, 4, 5].filter((i) => (set >> i) & 1)
    const isMet =
      cosigners.filter((i) => i < 3).length >= 2 && cosigners.filter((i) => i >= 3).length >= 1
    const verify = () => verifyQuorum(noteBy(cosigners), policy)
    if (isMet) t.equal(verify().cosignatures.length, cosigners.length, `${cosigners}`)
    else t.throws(verify, { code: 'quorum-missing' }, `${cosigners}`)
  }
})

t.test('a public log’s checkpoint meets a policy of its public witnesses', async (t) => {
  const names = published.witnesses.map((_, i) => `w${i}`)
  const policy = parseLogPolicy(
    [
      `log ${published.log}`,
      ...published.witnesses.map((vkey, i) => `witness w${i} ${vkey}`),
      `group all-four all ${names.join(' ')}`,
      'quorum all-four',
      '',
    ].join('\n'),
  )
  const { checkpoint } = verifyQuorum(`${published.checkpoint.join('\n')}\n`, policy)
  t.equal(checkpoint.size, 1_432_088_532)
})

t.test('a policy may ask for no cosignature, for one witness, and name no log', async (t) => {
  const none = parseLogPolicy('quorum none\n')
  t.equal(verifyQuorum(noteBy([]), none, { log: LOG }).checkpoint.size, 7)
  t.throws(() => verifyQuorum(noteBy([]), none), TypeError)
  const one = parseLogPolicy(`witness police ${VKEYS[0]}\nquorum police\n`)
  t.same(
    verifyQuorum(noteBy([0]), one, { log: LOG }).cosignatures.map(({ witness }) => witness),
    ['police'],
  )
  t.throws(() => verifyQuorum(noteBy([1]), one, { log: LOG }), { code: 'quorum-missing' })
})

t.test('a log pinned without a year stands for all its years and for no other log', async (t) => {
  const pinned = { ...LOG, name: 'sluss.example/log' }
  const policy = parseLogPolicy(`log ${encodeVerifierKey(pinned)}\nquorum none\n`)
  t.equal(verifyQuorum(noteBy([]), policy).checkpoint.origin, LOG.name)
  const next = buildNoteSigner('sluss.example/log/2027', key(1))
  t.equal(verifyQuorum(noteBy([], 1, next), policy).checkpoint.origin, next.name)
  const foreign = buildNoteSigner('annan.example/log/2026', key(1))
  t.throws(() => verifyQuorum(noteBy([], 1, foreign), policy), { code: 'checkpoint-origin-wrong' })
  const forged = buildNoteSigner('sluss.example/log/2027', key(8))
  t.throws(() => verifyQuorum(noteBy([], 1, forged), policy), { code: 'note-unsigned' })
  const year = parseLogPolicy(`log ${encodeVerifierKey(LOG)}\nquorum none\n`)
  t.throws(() => verifyQuorum(noteBy([], 1, next), year), { code: 'checkpoint-origin-wrong' })
})

t.test('an old checkpoint shown again is refused for the age of its cosignatures', async (t) => {
  const policy = parseLogPolicy(EXAMPLE)
  const note = noteBy([0, 1, 3], 100)
  t.equal(verifyQuorum(note, policy, { notBefore: 100 }).checkpoint.size, 7)
  t.throws(() => verifyQuorum(note, policy, { notBefore: 101 }), { code: 'cosignature-stale' })
})

t.test(
  'a cosignature of another size is refused even when the quorum is met without it',
  async (t) => {
    const policy = parseLogPolicy(EXAMPLE)
    const other = parseNoteUnsafe(signCheckpoint({ ...TREE, size: 8 }, LOG)).text
    const note = addSignatures(noteBy([0, 1, 3]), [cosign(other, 100, WITNESSES[2]!)])
    t.throws(() => verifyQuorum(note, policy), { code: 'cosignature-invalid' })
  },
)

const W = `witness a ${VKEYS[0]}\nwitness b ${VKEYS[1]}\n`
const WRONG: Readonly<Record<string, string>> = {
  'no quorum': W,
  'two quorums': `${W}quorum a\nquorum b\n`,
  'an unknown word': `${W}tree a\nquorum a\n`,
  'a member of two groups': `${W}group g any a b\ngroup h any a\nquorum g\n`,
  'a member twice': `${W}group g 2 a a\nquorum g\n`,
  'a member defined later': `group g any a\n${W}quorum g\n`,
  'a group without members': `${W}group g any\nquorum g\n`,
  'a group of itself': `${W}group g any g\nquorum g\n`,
  'more than there are': `${W}group g 3 a b\nquorum g\n`,
  'none of them': `${W}group g 0 a b\nquorum g\n`,
  'a number with a zero before': `${W}group g 01 a b\nquorum g\n`,
  'a name that is taken': `${W}group a any b\nquorum a\n`,
  'the name none': `witness none ${VKEYS[0]}\nquorum none\n`,
  'none as a member': `${W}group g any none\nquorum g\n`,
  'the same witness key twice': `${W}witness c ${encodeCosignerKey({ ...WITNESSES[0]!, name: 'c' })}\nquorum a\n`,
  'the same log key twice': `log ${encodeVerifierKey(LOG)}\nlog ${encodeVerifierKey({ ...LOG, name: 'b' })}\nquorum none\n`,
  'a log key as witness': `witness a ${encodeVerifierKey(LOG)}\nquorum a\n`,
  'a witness key as log': `log ${VKEYS[0]}\nquorum none\n`,
  'a quorum that is not defined': `${W}quorum c\n`,
  'a quorum before its witness': `quorum a\n${W}`,
  'a carriage return': `${W}quorum a\r\n`,
  'a last line without an end': `${W}quorum a`,
  'a third word on a log line': `log ${encodeVerifierKey(LOG)} https://a.example b\nquorum none\n`,
}
for (const [what, text] of Object.entries(WRONG))
  t.test(`refuses a policy with ${what}`, async (t) => {
    t.throws(() => parseLogPolicy(text), { code: 'log-policy-invalid' })
  })

t.test('says on which line a policy is wrong', async (t) => {
  t.throws(() => parseLogPolicy(`${W}group g 3 a b\nquorum g\n`), { message: /^line 3: / })
})

t.test('a group of groups counts each once', async (t) => {
  const policy = parseLogPolicy(EXAMPLE)
  t.notOk(isWitnessedBy(policy, 'X-and-Y', new Set(['X1', 'X2', 'X3'])))
  t.ok(isWitnessedBy(policy, 'X-witnesses', new Set(['X1', 'X3'])))
  t.notOk(isWitnessedBy(policy, 'unknown', new Set(['X1'])))
})
