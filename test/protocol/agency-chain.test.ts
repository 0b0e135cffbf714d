import fc from 'fast-check'
import t from 'tap'
import { verifyAgencyChain, verifyNextRoot } from '../../src/protocol/agency-chain.ts'
import { verifyCredential, verifyFunctionKey } from '../../src/protocol/custodian-statement.ts'
import { encodeSigningJwk } from '../../src/protocol/signing-key.ts'
import { payloadDigest, signStatement } from '../../src/protocol/statement.ts'
import type { Root } from '../../src/protocol/statements/root.ts'
import { ISSUED, NOW, POLICE, testSigningKey, verifiedRoot } from '../fixtures/agency.ts'
import { codeOf } from '../fixtures/code-of.ts'

const [ANNA, BO, CILLA] = POLICE.custodians
const DAG = testSigningKey(50)
const ROOT_2: Root = {
  ...POLICE.root,
  sequence: 2,
  previous: POLICE.pin,
  custodians: [ANNA, BO, DAG].map(encodeSigningJwk),
  rosterKey: encodeSigningJwk(testSigningKey(54)),
  issuedAt: '2026-03-02T09:00:00.000Z',
}

t.test('gives back the pinned root with its keys ready to use', async (t) => {
  const root = verifiedRoot(POLICE)
  t.equal(root.digest, POLICE.pin)
  t.equal(root.rosterKey.kid, POLICE.rosterKey.kid)
  t.strictSame(
    root.quorum.custodians.map((custodian) => custodian.kid),
    POLICE.custodians.map((custodian) => custodian.kid),
  )
  t.strictSame(root.formerCustodians, [])
})

t.test('follows a root that old and new custodians have signed', async (t) => {
  const roots = [POLICE.rootText, signStatement('root', ROOT_2, ANNA, BO)]
  const root = verifyAgencyChain({ pin: POLICE.pin, roots, now: NOW })
  t.equal(root.payload.sequence, 2)
  t.equal(root.rosterKey.kid, testSigningKey(54).kid)
  t.strictSame(
    root.formerCustodians.map((custodian) => custodian.kid),
    [CILLA.kid],
  )
})

t.test('follows a root whose signers overlap in neither threshold alone', async (t) => {
  // Anna and Cilla for root 1, Anna and Dag for root 2.
  const root = verifyNextRoot(
    verifiedRoot(POLICE),
    signStatement('root', ROOT_2, ANNA, CILLA, DAG),
    NOW,
  )
  t.equal(root.digest, payloadDigest('root', ROOT_2))
})

t.test('a custodian who retires and comes back is a custodian again', async (t) => {
  const second = verifyNextRoot(verifiedRoot(POLICE), signStatement('root', ROOT_2, ANNA, BO), NOW)
  const third: Root = {
    ...POLICE.root,
    sequence: 3,
    previous: second.digest,
    issuedAt: ROOT_2.issuedAt,
  }
  const root = verifyNextRoot(second, signStatement('root', third, ANNA, BO), NOW)
  t.strictSame(
    root.formerCustodians.map((custodian) => custodian.kid),
    [DAG.kid],
  )
})

t.test('accepts a root dated up to five minutes ahead of our clock', async (t) => {
  const at = Date.parse(ISSUED)
  const chain = { pin: POLICE.pin, roots: [POLICE.rootText] }
  t.equal(verifyAgencyChain({ ...chain, now: at - 300_000 }).digest, POLICE.pin)
  t.throws(() => verifyAgencyChain({ ...chain, now: at - 300_001 }), {
    code: 'statement-from-future',
  })
})

t.test('what remaining custodians signed stands when another is replaced', async (t) => {
  const second = verifyNextRoot(verifiedRoot(POLICE), signStatement('root', ROOT_2, ANNA, BO), NOW)
  const byAll = signStatement('credential', POLICE.author.payload, ANNA, BO, CILLA)
  t.equal(verifyCredential(byAll, second).digest, POLICE.author.digest)
  t.equal(verifyFunctionKey(POLICE.functionKeyText, second).payload.agency, POLICE.agency)
})

t.test('accepts a threshold of any custodians, and refuses one fewer', async () => {
  const custodians = Array.from({ length: 7 }, (_, i) => testSigningKey(300 + i))
  const scenario = fc.integer({ min: 2, max: 7 }).chain((threshold) =>
    fc.record({
      threshold: fc.constant(threshold),
      signers: fc.shuffledSubarray(custodians, { minLength: threshold, maxLength: threshold }),
    }),
  )
  fc.assert(
    fc.property(scenario, ({ threshold, signers }) => {
      const root = { ...POLICE.root, threshold, custodians: custodians.map(encodeSigningJwk) }
      const pin = payloadDigest('root', root)
      const chain = (keys: typeof signers) =>
        verifyAgencyChain({ pin, roots: [signStatement('root', root, ...keys)], now: NOW })
      return (
        chain(signers).digest === pin &&
        codeOf(() => chain(signers.slice(1))) === 'threshold-not-met'
      )
    }),
    { numRuns: 25 },
  )
})
