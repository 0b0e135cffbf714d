import t from 'tap'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { encodeBase64url } from '../../src/protocol/base64url.ts'
import { encodeCbor } from '../../src/protocol/cbor.ts'
import { generateSealingKey } from '../../src/protocol/sealing-key.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { sign } from '../../src/protocol/signing-key.ts'
import type { SigningKey } from '../../src/protocol/signing-key.ts'
import { encodeSubmission } from '../../src/protocol/submission.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { START, publishedWorld } from '../fixtures/gateway.ts'
import { countContent, recordsAfter, requestsOf } from '../fixtures/world-requests.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import type { Recipe } from '../fixtures/world-disclosure.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { send } = requestsOf(world)
const anna = police.member('anna')
const bert = police.member('bert')
const parts = (change: (parts: Map<string, Uint8Array>) => void): Recipe => ({
  sent: (sent) => change(sent.parts),
})

/** One attempt: what is sent, under whose token. */
interface Attempt {
  readonly bytes: Uint8Array
  readonly name?: string
}

const of = (recipe: Recipe, name?: string): Attempt => ({
  bytes: compose(world, recipe).bytes,
  ...(name === undefined ? {} : { name }),
})

/** A submission whose manifest text is made by hand. */
function withText(
  change: (parts: { header: string; payload: string; signature: string }) => string,
): Attempt {
  const { text } = compose(world)
  const [header, payload, signature] = text.split('.') as [string, string, string]
  return {
    bytes: encodeSubmission({
      manifest: change({ header, payload, signature }),
      parts: new Map(),
      keyrings: new Map(),
    }),
  }
}

/** The manifest signed again under another protected header. */
function withHeader(header: Record<string, unknown>, key: SigningKey = anna.key): Attempt {
  return withText(({ payload }) => {
    const protectedHeader = encodeBase64url(encodeUtf8(JSON.stringify(header)))
    const signature = sign(encodeUtf8(`${protectedHeader}.${payload}`), key)
    return `${protectedHeader}.${payload}.${encodeBase64url(signature)}`
  })
}

const typ = 'sluss-manifest+jws'
const { kid } = anna.key

const REFUSED: Record<string, [code: string, attempt: () => Attempt]> = {
  'a body that is no submission': ['submission-invalid', () => ({ bytes: encodeUtf8('{}') })],
  'a wrong typ': [
    'jws-typ-wrong',
    () => withHeader({ alg: 'Ed25519', kid, typ: 'sluss-receipt+jws' }),
  ],
  'a wrong alg': ['jws-algorithm-refused', () => withHeader({ alg: 'EdDSA', kid, typ })],
  'no alg': ['jws-algorithm-refused', () => withHeader({ alg: 'none', kid, typ })],
  'a crit': [
    'jws-header-refused',
    () => withHeader({ alg: 'Ed25519', kid, typ, crit: ['exp'], exp: 1 }),
  ],
  'a key in the header': [
    'jws-header-refused',
    () => withHeader({ alg: 'Ed25519', kid, typ, jku: 'x' }),
  ],
  'a signature text that is not canonical': [
    'jws-not-canonical',
    () => withText(({ header, payload, signature }) => `${header}.${payload}.${signature}=`),
  ],
  'a signature that is wrong': [
    'jws-signature-invalid',
    () =>
      withText(
        ({ header, payload }) => `${header}.${payload}.${encodeBase64url(new Uint8Array(64))}`,
      ),
  ],
  'an unknown kid': [
    'kid-unknown',
    () => withHeader({ alg: 'Ed25519', kid: digestOf(encodeUtf8('nobody')), typ }),
  ],
  'a signature by a key of another member': [
    'signature-of-another-member',
    () => withHeader({ alg: 'Ed25519', kid: bert.key.kid, typ }, bert.key),
  ],
  'the token of another member': ['token-of-another-member', () => of({}, 'bert')],
  'a credential outside its function': [
    'not-in-function',
    () => {
      const tora = police.member('tora')
      return of({ author: tora }, 'tora')
    },
  ],
  'another credential than the key’s': [
    'credential-mismatch',
    () =>
      of({
        head: {
          from: {
            agency: police.agency,
            function: police.function('utredning').id,
            member: anna.member,
            kid,
            credential: bert.credential,
          },
        },
      }),
  ],
  'a ciphertext whose digest disagrees': [
    'part-digest-mismatch',
    () => of(parts((sent) => void (sent.get('p1')![40]! ^= 1))),
  ],
  'a ciphertext whose size disagrees': [
    'part-size-mismatch',
    () => of(parts((sent) => void sent.set('p1', sent.get('p1')!.subarray(1)))),
  ],
  'a missing part': ['part-missing', () => of(parts((sent) => void sent.delete('p2')))],
  'a surplus part': [
    'part-surplus',
    () => of(parts((sent) => void sent.set('p7', sent.get('p1')!))),
  ],
  'plaintext where ciphertext belongs': [
    'plaintext-refused',
    () =>
      of(
        parts((sent) => void sent.set('p1', encodeUtf8('Tuvalisa Påhittad bor här. '.repeat(60)))),
      ),
  ],
  'text where bytes belong': [
    'submission-invalid',
    () => ({
      bytes: encodeCbor(
        new Map(
          Object.entries({
            v: 1,
            manifest: compose(world).text,
            parts: new Map([['p1', 'Tuvalisa Påhittad']]),
            keyrings: new Map<string, Uint8Array>(),
          }),
        ),
      ),
    }),
  ],
  'a keyring whose digest disagrees': [
    'keyring-digest-mismatch',
    () =>
      of({
        sent: ({ keyrings }) => void (keyrings.get(board.function('vinr-mottagning').id)![9]! ^= 1),
      }),
  ],
  'a missing keyring': [
    'keyring-missing',
    () =>
      of({ sent: ({ keyrings }) => void keyrings.delete(board.function('vinr-mottagning').id) }),
  ],
  'a surplus keyring': [
    'keyring-surplus',
    () => of({ sent: ({ keyrings }) => void keyrings.set('x/y', new Uint8Array(1700)) }),
  ],
  'a keyring for a wrong reader': [
    'keyring-wrong-reader',
    () => of({ to: [{ ...board.function('vinr-mottagning'), key: generateSealingKey() }] }),
  ],
  'a ciphertext of another disclosure': [
    'part-digest-mismatch',
    () => {
      let taken: Uint8Array | undefined
      compose(
        world,
        parts((sent) => void (taken = sent.get('p1'))),
      )
      return of(parts((sent) => void sent.set('p1', taken!)))
    },
  ],
  'a keyring of another disclosure': [
    'keyring-digest-mismatch',
    () => {
      const reader = board.function('vinr-mottagning').id
      let taken: Uint8Array | undefined
      compose(world, { sent: ({ keyrings }) => void (taken = keyrings.get(reader)) })
      return of({ sent: ({ keyrings }) => void keyrings.set(reader, taken!) })
    },
  ],
  'a receiver that is unknown': [
    'receiver-unknown',
    () => of({ to: [{ ...board.function('vinr-mottagning'), id: `${board.agency}/saknas` }] }),
  ],
  'a receiver of an unknown agency': [
    'agreement-missing',
    () => of({ to: [{ ...board.function('vinr-mottagning'), id: 'okand-verksamhet/saknas' }] }),
  ],
  'a receiver with nobody able to open': [
    'receiver-unstaffed',
    () => of({ to: [board.function('tom')] }),
  ],
  'a clock six minutes slow': [
    'clock-skew',
    () => of({ head: { createdAt: encodeTime(START - 360_000) } }),
  ],
  'a clock six minutes fast': [
    'clock-skew',
    () => of({ head: { createdAt: encodeTime(START + 360_000) } }),
  ],
  'an unknown policy digest': [
    'policy-set-unknown',
    () => of({ head: { policySet: digestOf(encodeUtf8('no policy')) } }),
  ],
  'a case type that no agreement covers': [
    'agreement-missing',
    () => of({ head: { caseType: 'exit-support' } }),
  ],
  'a message type that does not exist': [
    'message-type-unknown',
    () => of({ head: { type: 'love-letter' } }),
  ],
  'a message type in another version': [
    'message-type-unknown',
    () => of({ head: { typeVersion: 9 } }),
  ],
  'a head that its type demands more of': [
    'head-unfit-for-type',
    () => of({ head: { type: 'status-reply' } }),
  ],
  'how it goes for her under another ground than her consent': [
    'head-unfit-for-type',
    () =>
      of({
        head: {
          type: 'status-reply',
          inReplyTo: '019ce0a6-7e3a-7000-8000-000000000001',
          grounds: [{ subject: 's1', rule: 'osl-10-18c', version: '2021-08-01', facts: {} }],
        },
        parts: [['plan', '{"/progress/status":"offered"}']],
      }),
  ],
  'a victim’s contact data passed off as those of staff, on whom no secrecy lies': [
    'head-unfit-for-type',
    () =>
      of({
        head: { subjects: [{ id: 's1', role: 'professional', protection: 'none' }], grounds: [] },
      }),
  ],
  'a fact that no rule asks for': [
    'fact-unknown',
    () => of({ head: { facts: { hairColour: 'x' } } }),
  ],
  'a part about nobody': [
    'manifest-subject-unknown',
    () =>
      of({
        manifest: (manifest) => ({
          ...manifest,
          parts: manifest.parts.map((part) => ({ ...part, subject: 's7' })),
        }),
      }),
  ],
}

for (const [what, [code, attempt]] of Object.entries(REFUSED)) {
  t.test(`refuses ${what} with ${code}, records it and stores nothing`, async (t) => {
    const before = { index: world.writer.size - 1, content: await countContent(world) }
    const { bytes, name = 'anna' } = attempt()
    const answer = await send(bytes, name)
    t.equal(answer.json().code, code)
    t.ok(answer.statusCode >= 400 && answer.statusCode < 500)
    t.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8')
    t.ok(answer.json().sv.action.length > 10)
    const [record, ...others] = await recordsAfter(world, before.index)
    t.match(record, { ev: 'request.refused', code, actor: police.member(name).member })
    t.same(others, [])
    t.equal(await countContent(world), before.content)
  })
}

t.test(
  'names the fact that no rule asks for, and what to cite instead of a repealed section',
  async (t) => {
    const asked = await send(of({ head: { facts: { hairColour: 'x' } } }).bytes)
    t.match(asked.json(), { code: 'fact-unknown', named: 'hairColour' })
    const [stale] = world.active.pack.renamed
    const ground = { subject: 's1', rule: stale!.id, version: '2013-01-01', facts: {} }
    const cited = await send(of({ head: { grounds: [ground] } }).bytes)
    t.match(cited.json(), { code: 'citation-stale', named: stale!.now.join(', ') })
  },
)

t.test('refuses a ground that is not in force on the day, with the decision', async (t) => {
  const before = { index: world.writer.size - 1, content: await countContent(world) }
  const sent = compose(world, {
    head: {
      purpose: 'prevent-crime',
      grounds: [{ subject: 's1', rule: 'osl-10-18c', version: '2021-08-01', facts: {} }],
    },
  })
  const answer = await send(sent.bytes)
  t.match(answer.json(), {
    status: 403,
    code: 'ground-not-in-force',
    decision: { outcome: 'deny' },
  })
  t.match(await recordsAfter(world, before.index), [
    { ev: 'disclosure.denied', code: 'ground-not-in-force' },
  ])
})

t.test('one bad item never fails its neighbours', async (t) => {
  const good = [compose(world), compose(world), compose(world)]
  const bad = Object.values(REFUSED).map(([, attempt]) => attempt())
  const answers = await Promise.all([
    ...bad.map(({ bytes, name }) => send(bytes, name)),
    ...good.map(({ bytes }) => send(bytes)),
  ])
  t.same(
    answers.slice(-3).map((answer) => answer.statusCode),
    [201, 201, 201],
  )
  t.notOk(
    answers.slice(0, -3).some((answer) => answer.statusCode < 400 || answer.statusCode >= 500),
  )
})
