import { encodeBase64url } from '../../../src/protocol/base64url.ts'
import { encodeUtf8 } from '../../../src/protocol/bytes.ts'
import { BOARD, POLICE, testSealingKey } from '../../fixtures/agency.ts'
import {
  DECISION_FUNCTION,
  digestOfWord,
  HEAD,
  KEYRINGS,
  MANIFEST,
  PARTS,
} from '../../fixtures/disclosure.ts'
import type { Refused } from '../protocol/refused.ts'
import { signRaw } from './sign-raw.ts'

interface Change {
  readonly head?: object | string
  readonly parts?: readonly object[]
  readonly keyrings?: readonly object[]
}
type Cases = Record<string, readonly [expect: string, change: Change]>

const SENDER = POLICE.functionKey.function
const RECEIVER = BOARD.functionKey.function
const STRANGER = 'polisen-sydlanda/arkiv'
const [identity, risk, motive] = PARTS as [object, object, object]
const [senders, receivers, decisions] = KEYRINGS as [object, object, object]
const [ground] = HEAD.grounds as [object]
const { motive: groundMotive } = HEAD.grounds[0]!
const [harmTest] = HEAD.harmTests as [object]

/** Manifests that are refused although their author signed them. */
export function manifestCases(): Record<string, Refused> {
  const cases = {
    ...headCases(),
    ...groundCases(),
    ...partCases(),
    ...keyringCases(),
    ...motiveCases(),
  }
  return Object.fromEntries(
    Object.entries(cases).map(([name, [expect, change]]) => [
      `manifest/${name}`,
      { format: 'statement', expect, kind: 'manifest', text: written(change) },
    ]),
  )
}

function written({ head = HEAD, parts = PARTS, keyrings = KEYRINGS }: Change): string {
  const text = typeof head === 'string' ? head : JSON.stringify(head)
  const payload = { ...MANIFEST, head: encodeBase64url(encodeUtf8(text)), parts, keyrings }
  return signRaw('manifest', payload, POLICE.author.key)
}

function headCases(): Cases {
  const { v, ...unversioned } = HEAD
  const [hit] = HEAD.guard.hits
  return {
    'head-with-unknown-member': ['statement-invalid', { head: { ...HEAD, note: 'x' } }],
    'head-with-a-name-among-facts': [
      'statement-invalid',
      { head: { ...HEAD, facts: { informant: 'Påhittad Granne' } } },
    ],
    'head-with-an-age-among-facts': [
      'statement-invalid',
      { head: { ...HEAD, facts: { age: 17 } } },
    ],
    'head-out-of-order': ['statement-not-canonical', { head: { ...unversioned, v } }],
    'head-is-not-json': ['json-invalid', { head: 'head' }],
    'sender-of-another-agency': [
      'function-outside-agency',
      { head: { ...HEAD, from: { ...HEAD.from, agency: BOARD.agency } } },
    ],
    'sent-to-itself': [
      'manifest-receiver-is-sender',
      { head: { ...HEAD, to: [RECEIVER, SENDER] } },
    ],
    'decided-by-the-receiver': [
      'manifest-decision-function-outside',
      { head: { ...HEAD, decisionFunction: RECEIVER } },
    ],
    'sent-to-its-decision-function': [
      'manifest-receiver-is-sender',
      { head: { ...HEAD, to: [RECEIVER, DECISION_FUNCTION] } },
    ],
    'sent-to-nobody': ['statement-invalid', { head: { ...HEAD, to: [] } }],
    'subject-twice': [
      'manifest-subject-repeated',
      { head: { ...HEAD, subjects: [...HEAD.subjects, HEAD.subjects[0]] } },
    ],
    'detector-twice': [
      'manifest-guard-repeated',
      { head: { ...HEAD, guard: { ...HEAD.guard, hits: [hit, hit] } } },
    ],
    'release-of-hits-that-nobody-can-verify': [
      'statement-invalid',
      { head: { ...HEAD, guard: { ...HEAD.guard, overrides: [HEAD.from.credential] } } },
    ],
    'replies-to-itself': ['manifest-reference-to-itself', { head: insert({ inReplyTo: HEAD.id }) }],
    'corrects-itself': ['manifest-reference-to-itself', { head: insert({ corrects: HEAD.id }) }],
    'supersedes-itself': [
      'manifest-reference-to-itself',
      { head: insert({ supersedes: HEAD.id }) },
    ],
    'respond-by-before-creation': [
      'manifest-respond-by-past',
      { head: { ...HEAD, respondBy: HEAD.createdAt } },
    ],
    'created-on-an-impossible-day': [
      'time-invalid',
      { head: { ...HEAD, createdAt: '2026-02-30T09:39:00.000Z' } },
    ],
  }
}

/** The head with a reference where the schema has it: before `respondBy`. */
function insert(reference: object): object {
  const { respondBy, ...others } = HEAD
  return { ...others, ...reference, respondBy }
}

function groundCases(): Cases {
  return {
    'ground-for-an-unknown-subject': [
      'manifest-subject-unknown',
      { head: { ...HEAD, grounds: [ground, { ...ground, subject: 's3' }] } },
    ],
    'ground-twice': ['manifest-ground-repeated', { head: { ...HEAD, grounds: [ground, ground] } }],
    'harm-test-for-an-unknown-subject': [
      'manifest-subject-unknown',
      { head: { ...HEAD, harmTests: [{ ...harmTest, subject: 's3' }] } },
    ],
    'harm-test-for-a-stranger': [
      'manifest-receiver-unknown',
      { head: { ...HEAD, harmTests: [{ ...harmTest, receiver: STRANGER }] } },
    ],
    'harm-test-twice': [
      'manifest-harm-test-repeated',
      { head: { ...HEAD, harmTests: [harmTest, { ...harmTest, holds: false }] } },
    ],
  }
}

function partCases(): Cases {
  return {
    'part-twice': ['manifest-part-repeated', { parts: [identity, { ...risk, id: 'p1' }, motive] }],
    'part-about-an-unknown-subject': [
      'manifest-subject-unknown',
      { parts: [identity, { ...risk, subject: 's3' }, motive] },
    ],
    'part-for-a-stranger': [
      'manifest-reader-unknown',
      { parts: [identity, { ...risk, readers: [SENDER, RECEIVER, STRANGER] }, motive] },
    ],
    'part-not-for-its-sender': [
      'manifest-sender-not-reader',
      { parts: [identity, { ...risk, readers: [RECEIVER] }, motive] },
    ],
    'part-not-for-who-decides': [
      'manifest-decider-not-reader',
      { parts: [identity, { ...risk, readers: [SENDER, RECEIVER] }, motive] },
    ],
    'receiver-with-nothing-to-read': [
      'manifest-receiver-without-part',
      {
        parts: [
          { ...identity, readers: [SENDER, DECISION_FUNCTION] },
          { ...risk, readers: [SENDER, DECISION_FUNCTION] },
          motive,
        ],
        keyrings: [senders, decisions],
      },
    ],
    'no-part': ['statement-invalid', { parts: [] }],
    'part-below-the-smallest-size': [
      'statement-invalid',
      { parts: [identity, { ...risk, size: 1023 }, motive] },
    ],
    'plaintext-in-a-part': [
      'statement-invalid',
      { parts: [identity, { ...risk, content: { level: 'hög' } }, motive] },
    ],
  }
}

function keyringCases(): Cases {
  return {
    'keyring-missing': ['manifest-keyring-missing', { keyrings: [senders, decisions] }],
    'keyring-twice': [
      'manifest-keyring-repeated',
      { keyrings: [senders, receivers, decisions, { ...receivers, kid: testSealingKey(41).kid }] },
    ],
    'keyring-of-the-same-key': [
      'manifest-keyring-repeated',
      { keyrings: [senders, { ...receivers, kid: POLICE.sealingKey.kid }, decisions] },
    ],
    'keyring-for-a-stranger': [
      'manifest-keyring-unused',
      {
        keyrings: [
          senders,
          receivers,
          decisions,
          { ...receivers, function: STRANGER, kid: testSealingKey(41).kid },
        ],
      },
    ],
  }
}

function motiveCases(): Cases {
  const otherMotive = { part: 'p3', commitment: digestOfWord('another motive') }
  const noPart = { part: 'p9', commitment: digestOfWord('commitment p3') }
  const riskAsMotive = { part: 'p2', commitment: digestOfWord('commitment p2') }
  const withMotive = (reference: object) => ({
    ...HEAD,
    grounds: [{ ...ground, motive: reference }],
  })
  return {
    'motive-for-a-receiver': [
      'manifest-motive-readers',
      { parts: [identity, risk, { ...motive, readers: [SENDER, DECISION_FUNCTION, RECEIVER] }] },
    ],
    'motive-kept-from-the-decision-function': [
      'manifest-decider-not-reader',
      { parts: [identity, risk, { ...motive, readers: [SENDER] }] },
    ],
    'motive-of-another-text': ['manifest-motive-mismatch', { head: withMotive(otherMotive) }],
    'motive-without-part': ['manifest-motive-unknown', { head: withMotive(noPart) }],
    'motive-of-another-category': ['manifest-motive-unknown', { head: withMotive(riskAsMotive) }],
    'motive-about-somebody-else': [
      'manifest-motive-subject',
      { parts: [identity, risk, { ...motive, subject: 's2' }] },
    ],
    'motive-of-a-ground-for-the-harm-test-of-another': [
      'manifest-motive-subject',
      { head: { ...HEAD, harmTests: [{ ...harmTest, motive: groundMotive }] } },
    ],
    'motive-for-nothing': [
      'manifest-motive-unused',
      { head: { ...HEAD, grounds: [{ ...ground, motive: undefined }] } },
    ],
  }
}
