import { test } from 'tap'
import { signEnrolment, verifyEnrolment } from '../../src/protocol/enrolment.ts'
import { fingerprintOf, parseFingerprint } from '../../src/client/fingerprint.ts'
import {
  acceptIntroduction,
  encodeIntroduction,
  introductionFingerprint,
  parseIntroduction,
} from '../../src/client/introduction.ts'
import type { Introduction } from '../../src/client/introduction.ts'
import { receivingKeyOf } from '../../src/protocol/receiving-key.ts'
import { encodeUtf8, parseUtf8 } from '../../src/protocol/bytes.ts'
import { parseJwsUnsafe, signJws } from '../../src/protocol/jws.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { generateSigningKey, signingKeyFromSeed } from '../../src/protocol/signing-key.ts'
import { encodeVerifierKey } from '../../src/protocol/tlog/note.ts'
import { codeOf } from '../fixtures/code-of.ts'

const POLICE = 'polisen-sydlanda'
const LOG_KEY = signingKeyFromSeed(new Uint8Array(32).fill(4))
const LAW = {
  policySet: digestOf(encodeUtf8('law')),
  activeFrom: '2026-03-01T00:00:00.000Z',
}
const INTRODUCTION: Introduction = {
  agency: POLICE,
  gateway: {
    node: digestOf(encodeUtf8('node')),
    log: encodeVerifierKey({ name: 'sluss.example/log', key: LOG_KEY }),
  },
  pins: {
    [POLICE]: digestOf(encodeUtf8('root')),
    'latsasby-socialnamnd': digestOf(encodeUtf8('other root')),
  },
  witnesses: 'quorum none\n',
  law: LAW,
}
const TEXT = encodeIntroduction(INTRODUCTION)

test('an introduction counts when what a custodian read out was typed', async (t) => {
  const read = introductionFingerprint(TEXT)
  t.same(acceptIntroduction(TEXT, POLICE, read), INTRODUCTION)
  t.same(acceptIntroduction(TEXT, POLICE, read.toLowerCase().replaceAll('-', ' ')), INTRODUCTION)
})

test('refuses an introduction of which anything was exchanged: a pin, the log, one agency more', async (t) => {
  const read = introductionFingerprint(TEXT)
  const evil = digestOf(encodeUtf8('evil'))
  const others: Introduction[] = [
    { ...INTRODUCTION, pins: { ...INTRODUCTION.pins, 'latsasby-socialnamnd': evil } },
    { ...INTRODUCTION, pins: { ...INTRODUCTION.pins, 'ond-myndighet': evil } },
    { ...INTRODUCTION, gateway: { ...INTRODUCTION.gateway, node: evil } },
    { ...INTRODUCTION, law: { ...LAW, policySet: evil } },
    { ...INTRODUCTION, law: null },
  ]
  for (const other of others)
    t.equal(
      codeOf(() => acceptIntroduction(encodeIntroduction(other), POLICE, read)),
      'fingerprint-wrong',
    )
  t.equal(
    codeOf(() => acceptIntroduction(TEXT, 'latsasby-socialnamnd', read)),
    'introduction-of-another',
  )
  for (const typed of ['', '7KQ4', read.slice(0, -1), `${read}0`, 'U'.repeat(20)])
    t.equal(
      codeOf(() => acceptIntroduction(TEXT, POLICE, typed)),
      'fingerprint-wrong',
    )
})

test('an introduction has one text: refuses every other way to write it', async (t) => {
  const value = JSON.parse(TEXT)
  const { [POLICE]: own, ...withoutOwn } = value.pins
  t.type(own, 'string')
  for (const text of [
    ` ${TEXT}`,
    '{}',
    'inget',
    JSON.stringify({ ...value, more: 1 }),
    JSON.stringify({ ...value, pins: withoutOwn }),
    JSON.stringify({ ...value, pins: { ...value.pins, 'X Y': own } }),
    JSON.stringify({ ...value, gateway: { ...value.gateway, log: 'x' } }),
    JSON.stringify({ ...value, witnesses: 'quorum nobody\n' }),
    JSON.stringify({ ...value, witnesses: undefined }),
    JSON.stringify({ ...value, law: null }),
    JSON.stringify({ ...value, law: { ...LAW, policySet: 'rules' } }),
    JSON.stringify({ ...value, format: 'sluss/introduction/v1' }),
    JSON.stringify({ ...value, pins: Object.fromEntries(Object.entries(value.pins).toReversed()) }),
  ].filter((text) => text !== TEXT))
    t.equal(
      codeOf(() => parseIntroduction(text)),
      'introduction-invalid',
      text,
    )
})

test('an introduction of before the law was asked for is read as it was', async (t) => {
  const { law, ...rest } = JSON.parse(TEXT)
  t.same(law, LAW)
  const text = JSON.stringify({ ...rest, format: 'sluss/introduction/v1' })
  t.same(parseIntroduction(text), { ...INTRODUCTION, law: null })
})

test('an enrolment says whose it is and what to hand keys over to, under its own signature', async (t) => {
  const signing = generateSigningKey()
  const applicant = { agency: POLICE, identity: { iss: 'https://login.example', sub: 'klas' } }
  const read = verifyEnrolment(signEnrolment(applicant, signing, 1_800_000_000_000))
  t.match(read, applicant)
  t.equal(read.key.kid, signing.kid)
  t.equal(read.receiving.kid, receivingKeyOf(signing).kid)
  t.equal(parseFingerprint(fingerprintOf(read.key.kid).toLowerCase()), fingerprintOf(signing.kid))
})

test('refuses an enrolment that was altered, or asks with another’s key', async (t) => {
  const [own, other] = [generateSigningKey(), generateSigningKey()]
  const applicant = { agency: POLICE, identity: { iss: 'https://login.example', sub: 'klas' } }
  const text = signEnrolment(applicant, own, 1_800_000_000_000)
  const { payload } = parseJwsUnsafe(text)
  const changed = encodeUtf8(parseUtf8(payload).replace('klas', 'kurt'))
  const foreign = JSON.parse(parseUtf8(parseJwsUnsafe(signEnrolment(applicant, other, 1)).payload))
  const mixed = { ...JSON.parse(parseUtf8(payload)), receivingKey: foreign.receivingKey }
  for (const bad of [
    signJws('sluss-enrolment+jws', payload, other),
    signJws('sluss-credential+jws', payload, own),
    text.replace(/^[^.]+\.[^.]+/, (head) => {
      const [header] = head.split('.')
      return `${header}.${signJws('sluss-enrolment+jws', changed, own).split('.')[1]}`
    }),
    signJws('sluss-enrolment+jws', encodeUtf8(JSON.stringify(mixed)), own),
    signJws('sluss-enrolment+jws', encodeUtf8('{}'), own),
    'x',
  ])
    t.equal(
      codeOf(() => verifyEnrolment(bad)),
      'enrolment-invalid',
    )
})
