import t from 'tap'
import { parseBase64url } from '../../src/protocol/base64url.ts'
import { encodeHead, headOf, parseHead } from '../../src/protocol/head.ts'
import { buildManifest, verifyManifest } from '../../src/protocol/manifest.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { parseStatementUnsafe, signStatement } from '../../src/protocol/statement.ts'
import type { Head } from '../../src/protocol/statements/head.ts'
import { POLICE, testUuid } from '../fixtures/agency.ts'
import {
  DECISION_FUNCTION,
  digestOfWord,
  HEAD,
  KEYRINGS,
  MANIFEST,
  PARTS,
} from '../fixtures/disclosure.ts'

const SENDER = POLICE.functionKey.function
const [SENDERS, RECEIVERS] = KEYRINGS
const [GROUND] = HEAD.grounds

/** The parts, for nobody but sender and receiver. */
const withoutDecider = () =>
  PARTS.map((part) => ({
    ...part,
    readers: part.readers.filter((reader) => reader !== DECISION_FUNCTION),
  }))

t.test('a head reads back as it was written, and as its manifest carries it', async (t) => {
  const bytes = encodeHead(HEAD)
  t.strictSame(parseHead(bytes), HEAD)
  t.strictSame(parseBase64url(MANIFEST.head), bytes)
  t.strictSame(verifyManifest(MANIFEST), { head: HEAD, headDigest: digestOf(bytes) })
})

t.test('a head has one text, whatever the order in which it was put together', async (t) => {
  const reversed = Object.fromEntries(Object.entries(HEAD).toReversed()) as unknown as Head
  t.strictSame(encodeHead(reversed), encodeHead(HEAD))
})

t.test('refuses to write a head that its schema refuses', async (t) => {
  t.throws(() => encodeHead({ ...HEAD, case: 'ärende 1' }), TypeError)
})

t.test('the head of a manifest is read once', async (t) => {
  const { payload } = parseStatementUnsafe(
    'manifest',
    signStatement('manifest', MANIFEST, POLICE.author.key),
  )
  t.equal(headOf(payload), headOf(payload))
})

t.test('refuses to build a manifest that contradicts itself', async (t) => {
  const head = encodeHead(HEAD)
  t.throws(() => buildManifest({ head, parts: PARTS, keyrings: KEYRINGS.slice(1) }), {
    code: 'manifest-keyring-missing',
  })
})

t.test(
  'accepts a disclosure without decision function, whose motive is for the sender',
  async (t) => {
    const { decisionFunction: _, ...head } = HEAD
    const manifest = buildManifest({
      head: encodeHead(head),
      parts: withoutDecider(),
      keyrings: [SENDERS!, RECEIVERS!],
    })
    t.equal(headOf(manifest).head.decisionFunction, undefined)
  },
)

t.test('accepts a decision function that is the sending one', async (t) => {
  const manifest = buildManifest({
    head: encodeHead({ ...HEAD, decisionFunction: SENDER }),
    parts: withoutDecider(),
    keyrings: [SENDERS!, RECEIVERS!],
  })
  t.equal(headOf(manifest).head.decisionFunction, SENDER)
})

t.test('accepts the same rule twice for a subject with different facts', async (t) => {
  const consents = ['police', 'health'].map((receiver) => ({
    subject: 's1',
    rule: 'osl-12-2',
    version: '2009-06-30',
    facts: { consentReceiver: receiver },
  }))
  const manifest = buildManifest({
    head: encodeHead({ ...HEAD, grounds: [GROUND!, ...consents] }),
    parts: PARTS,
    keyrings: KEYRINGS,
  })
  t.equal(headOf(manifest).head.grounds.length, 3)
})

t.test('accepts one motive for a ground and a harm test about the same person', async (t) => {
  const [harmTest] = HEAD.harmTests
  const motive = GROUND!.motive!
  const manifest = buildManifest({
    head: encodeHead({ ...HEAD, harmTests: [{ ...harmTest!, subject: GROUND!.subject, motive }] }),
    parts: PARTS,
    keyrings: KEYRINGS,
  })
  t.strictSame(headOf(manifest).head.harmTests[0]?.motive, motive)
})

t.test('accepts a reply that corrects, with references to others', async (t) => {
  const head = { ...HEAD, inReplyTo: testUuid(1), corrects: testUuid(2), supersedes: testUuid(3) }
  const manifest = buildManifest({ head: encodeHead(head), parts: PARTS, keyrings: KEYRINGS })
  t.equal(headOf(manifest).head.corrects, testUuid(2))
})

t.test('another head has another digest, so nobody can sign these parts again', async (t) => {
  const theirs = encodeHead({ ...HEAD, from: { ...HEAD.from, kid: digestOfWord('kid') } })
  t.not(digestOf(theirs), headOf(MANIFEST).headDigest)
})

t.test('accepts the guard’s motive about somebody protected, and about nobody else', async (t) => {
  const { motive, ...ground } = GROUND!
  const build = (protection: 'none' | 'unknown') =>
    buildManifest({
      head: encodeHead({
        ...HEAD,
        grounds: [ground],
        subjects: HEAD.subjects.map((subject) => ({ ...subject, protection })),
        guard: { ...HEAD.guard, motive: motive! },
      }),
      parts: PARTS,
      keyrings: KEYRINGS,
    })
  t.strictSame(headOf(build('unknown')).head.guard.motive, motive)
  t.throws(() => build('none'), { code: 'manifest-motive-subject' })
})
