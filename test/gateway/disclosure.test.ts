import t from 'tap'
import { EXPLANATION } from '../../src/gateway/routes/explanation-schema.ts'
import { isCborMap, parseCbor } from '../../src/protocol/cbor.ts'
import { parseEvidence } from '../../src/protocol/evidence-bundle.ts'
import { openKeyring } from '../../src/protocol/keyring.ts'
import { openPart } from '../../src/protocol/part.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { parseUtf8 } from '../../src/protocol/bytes.ts'
import {
  parseStatementUnsafe,
  signStatement,
  verifyStatement,
} from '../../src/protocol/statement.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { encodeHead } from '../../src/protocol/head.ts'
import { parseBase64url } from '../../src/protocol/base64url.ts'
import { parseVerifierKey } from '../../src/protocol/tlog/note.ts'
import { verifierOfOrigin, verifyLogCheckpoint } from '../../src/protocol/tlog/log-year.ts'
import { verifyTlogProof } from '../../src/protocol/tlog/tlog-proof.ts'
import { leafHash } from '../../src/protocol/tlog/merkle.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { requestsOf } from '../fixtures/world-requests.ts'
import { approvalOf } from '../fixtures/world-countersignature.ts'
import { SECRETS, compose } from '../fixtures/world-disclosure.ts'

const world = await publishedWorld(t)
const { app, police, board } = world
const reception = board.function('vinr-mottagning')

const { send, act, get } = requestsOf(world)

t.test('a disclosure is accepted, delivered, opened, taken over and answered for', async (t) => {
  const sent = compose(world)
  const accepted = await send(sent.bytes)
  t.equal(accepted.statusCode, 201)
  const answer = accepted.json()
  t.equal(answer.state, 'released')
  t.equal(answer.manifest, sent.digest)
  t.equal(answer.decision.outcome, 'permit')

  const inbox = (await get(`/v1/inbox?function=${reception.id}`)).json()
  t.match(inbox.items, [{ id: sent.id, state: 'released', case: sent.head.case }])

  const about = {
    v: 1,
    disclosure: sent.id,
    manifest: sent.digest,
    ...actorFields(board, 'vinr-mottagning', board.member('disa')),
    at: encodeTime(world.now),
  } as const
  const request = signStatement(
    'open-request',
    { ...about, purpose: 'victim-support', conflictOfInterest: 'none' },
    board.member('disa').key,
  )
  const opened = await act(`/v1/disclosures/${sent.id}/open`, request)
  t.equal(opened.statusCode, 200, opened.body)
  const handover = parseCbor(opened.rawPayload)
  if (!isCborMap(handover)) throw new TypeError('not a map')
  const headDigest = digestOf(encodeHead(sent.head))
  const keys = openKeyring({
    headDigest,
    reader: reception.key,
    bytes: handover.get('keyring') as Uint8Array,
    digest: sent.manifest.keyrings.find((it) => it.function === reception.id)!.digest,
  })
  const parts = handover.get('parts') as ReadonlyMap<string, Uint8Array>
  const texts = sent.manifest.parts.map((part) =>
    parseUtf8(
      openPart({
        ...part,
        headDigest,
        partId: part.id,
        key: keys.get(part.id)!,
        ciphertext: parts.get(part.id)!,
      }),
    ),
  )
  t.same(
    texts,
    SECRETS.map((text) => JSON.stringify({ '/text': text })),
  )

  const taken = signStatement('receipt', { ...about, what: 'taken-over' }, board.member('disa').key)
  t.equal((await act(`/v1/disclosures/${sent.id}/receipts`, taken)).statusCode, 201)

  const second = signStatement(
    'receipt',
    {
      ...about,
      ...actorFields(board, 'vinr-mottagning', board.member('emil')),
      what: 'taken-over',
    },
    board.member('emil').key,
  )
  const late = await act(`/v1/disclosures/${sent.id}/receipts`, second, board, 'emil')
  t.equal(late.statusCode, 409)
  t.match(late.json(), { code: 'already-taken', takenBy: { member: board.member('disa').member } })

  const looked = (await get(`/v1/disclosures/${sent.id}`, police, 'bert')).json()
  t.equal(looked.openRequests[0], request)
  t.equal(looked.receipts.length, 2)
  const delivered = parseStatementUnsafe('receipt', looked.receipts[0])
  t.equal(delivered.payload.what, 'delivered')
  t.equal(delivered.payload.function, reception.id)
  verifyStatement('receipt', delivered.text, world.nodeKey)
})

t.test('the acceptance proves itself against the log', async (t) => {
  const accepted = (await send(compose(world).bytes)).json()
  const log = parseVerifierKey(world.deps.logVerifierKey)
  const leaf = leafHash(parseBase64url(accepted.record.leaf))
  const proof = accepted.proof.map((hash: string) => parseBase64url(hash))
  const { origin } = verifyLogCheckpoint(accepted.checkpoint, log)
  const claim = { ...accepted, proof }
  const checkpoint = verifyTlogProof(leaf, claim, verifierOfOrigin(log, origin))
  t.equal(checkpoint.size, accepted.size)
  t.equal((await app.inject('/v1/log/checkpoint')).statusCode, 200)
})

t.test(
  'the same disclosure again is told the same answer, whatever has changed since',
  async (t) => {
    const sent = compose(world)
    const first = await send(sent.bytes)
    t.equal(first.statusCode, 201)
    world.now += 3_600_000
    const again = await send(sent.bytes)
    t.equal(again.statusCode, 200)
    t.same(again.json(), first.json())
    const other = compose(world, { head: { id: sent.id } })
    const conflict = await send(other.bytes)
    t.match(conflict.json(), { status: 409, code: 'id-conflict' })
  },
)

t.test('twice at once is accepted once', async (t) => {
  const sent = compose(world)
  const answers = await Promise.all([send(sent.bytes), send(sent.bytes), send(sent.bytes)])
  t.same(answers.map((answer) => answer.statusCode).sort(), [200, 200, 201])
  t.same(answers[1]!.json(), answers[0]!.json())
})

t.test('what the law does not settle is held until a decision-maker approves', async (t) => {
  const sent = compose(world, { escalates: true })
  const accepted = await send(sent.bytes)
  t.match(accepted.json(), { state: 'held', needs: ['approve'] })
  t.same(
    (await get(`/v1/inbox?function=${reception.id}&limit=1`)).json().items[0].id === sent.id,
    false,
  )
  t.equal((await get(`/v1/disclosures/${sent.id}`)).statusCode, 404)

  const held = await get(`/v1/disclosures/${sent.id}/held`, police, 'chef')
  t.equal(held.statusCode, 200)
  const handover = parseCbor(held.rawPayload)
  if (!isCborMap(handover)) throw new TypeError('not a map')
  t.ok((handover.get('parts') as ReadonlyMap<string, Uint8Array>).has('p9'))
  const decision = digestOf(handover.get('decision') as Uint8Array)

  const verdict = approvalOf(world, { agency: police, sent, decision })
  const wrong = signStatement(
    'countersignature',
    { ...verdict, decision: digestOf(new Uint8Array(1)) },
    police.member('chef').key,
  )
  const url = `/v1/disclosures/${sent.id}/countersignatures`
  t.match((await act(url, wrong, police, 'chef')).json(), { code: 'decision-mismatch' })

  const text = signStatement('countersignature', verdict, police.member('chef').key)
  const approved = await act(url, text, police, 'chef')
  t.equal(approved.statusCode, 201, approved.body)
  t.match(approved.json(), { state: 'released', needs: [] })
  const again = await act(url, text, police, 'chef')
  t.equal(again.statusCode, 409)
  t.equal((await get(`/v1/disclosures/${sent.id}`)).statusCode, 200)
})

t.test('a denial is explained, recorded, and keeps nothing', async (t) => {
  const sent = compose(world, { head: { grounds: [] } })
  const denied = await send(sent.bytes)
  t.equal(denied.statusCode, 403)
  t.match(denied.json(), { code: 'policy-denied', decision: { outcome: 'deny' } })
  t.ok(denied.json().explanation.alternatives.length > 0)
  t.type(denied.json().recorded.index, 'number')
  const [{ count }] = (await world.database.ownerDb`
    select count(*)::int as count from content.submission where disclosure = ${sent.id}
  `) as unknown as [{ count: number }]
  t.equal(count, 0)
  t.equal((await send(sent.bytes)).statusCode, 403)
})

t.test('a dry run says what the real decision says', async (t) => {
  for (const grounds of [undefined, []]) {
    const sent = compose(world, grounds === undefined ? {} : { head: { grounds } })
    const parts = sent.manifest.parts.map(({ id, subject, category, readers }) => ({
      id,
      subject,
      category,
      readers,
    }))
    const preview = await app.inject({
      method: 'POST',
      url: '/v1/decisions',
      headers: { authorization: await world.token(police, 'anna') },
      payload: { head: sent.head, parts },
    })
    t.equal(preview.statusCode, 200, preview.body)
    const { explanation, notes, ...decision } = preview.json()
    t.same(Object.keys(explanation), Object.keys(EXPLANATION.properties))
    const real = (await send(sent.bytes)).json()
    t.same(decision, real.decision)
    t.same(notes, real.notes ?? [])
    if (decision.outcome === 'deny') t.same(explanation, real.explanation)
    else t.same(explanation.alternatives, [])
  }
})

t.test(
  'tells a party how its persons are protected, for the reply to protect them as well',
  async (t) => {
    const sent = compose(world)
    await send(sent.bytes)
    const { subjects } = (await get(`/v1/disclosures/${sent.id}`)).json()
    t.same(subjects, JSON.parse(JSON.stringify(sent.head.subjects)))
  },
)

t.test('exports evidence to a party', async (t) => {
  const sent = compose(world)
  await send(sent.bytes)
  const exported = await get(`/v1/disclosures/${sent.id}/evidence`, police, 'anna')
  t.equal(exported.statusCode, 200, exported.body)
  const evidence = parseEvidence(exported.rawPayload)
  t.equal(Buffer.compare(Buffer.from(evidence.submission), Buffer.from(sent.bytes)), 0)
  t.equal(evidence.statements.root.length, 2)
  t.equal(evidence.statements.receipt.length, 1)
})

t.test(
  'gives no receiver evidence, and the ciphertext in it, before an open request of his own',
  async (t) => {
    const sent = compose(world)
    await send(sent.bytes)
    const url = `/v1/disclosures/${sent.id}`
    t.match((await get(`${url}/evidence`)).json(), { status: 409, code: 'not-opened' })
    const about = { v: 1, disclosure: sent.id, manifest: sent.digest } as const
    const request = signStatement(
      'open-request',
      {
        ...about,
        ...actorFields(board, 'vinr-mottagning', board.member('disa')),
        purpose: 'victim-support',
        conflictOfInterest: 'none',
        at: encodeTime(world.now),
      },
      board.member('disa').key,
    )
    t.equal((await act(`${url}/open`, request)).statusCode, 200)
    t.match((await get(`${url}/evidence`, board, 'emil')).json(), { code: 'not-opened' })
    t.equal((await get(`${url}/evidence`)).statusCode, 200)
  },
)

t.test('the log of the process holds neither tokens nor content', async (t) => {
  const text = world.log()
  for (const secret of [...SECRETS, 'Tuvalisa', '19920318', 'eyJ', 'Bearer', 'Påhittad'])
    t.notMatch(text, secret)
})
