/** Every act is a record, says what it must, and everything that the catalogue names can happen. */
import { readFile } from 'node:fs/promises'
import t from 'tap'
import { RECORD_EVENTS, missingFields } from '../../src/protocol/record-events.ts'
import type { RecordEvent } from '../../src/protocol/record-events.ts'
import { parseLeaf } from '../../src/protocol/record.ts'
import { signStatement } from '../../src/protocol/statement.ts'
import type { Countersignature } from '../../src/protocol/statements/countersignature.ts'
import type { UseStatement } from '../../src/protocol/statements/use.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { newUuid } from '../../src/protocol/uuid.ts'
import type { Use } from '../../src/protocol/vocabulary.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { ELSEWHERE } from '../fixtures/events-elsewhere.ts'
import { approvalOf } from '../fixtures/world-countersignature.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import type { Composed, Recipe } from '../fixtures/world-disclosure.ts'
import { allRecordsAfter, recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { app, police, board, writer } = world
const { send, act, get } = requestsOf(world)
const reception = board.function('vinr-mottagning').id
const [anna, disa] = [police.member('anna'), board.member('disa')]

/** What the last act recorded, sign-ins left out. */
async function recordOf(doing: () => Promise<{ readonly statusCode: number }>, status: number) {
  const before = writer.size - 1
  t.equal((await doing()).statusCode, status)
  return recordsAfter(world, before)
}

const byDisa = ({ id, digest }: Composed) => ({
  v: 1 as const,
  disclosure: id,
  manifest: digest,
  ...actorFields(board, 'vinr-mottagning', disa),
  at: encodeTime(world.now),
})

const open = (sent: Composed) => {
  const request = {
    ...byDisa(sent),
    purpose: 'victim-support',
    conflictOfInterest: 'none',
  } as const
  return act(`/v1/disclosures/${sent.id}/open`, signStatement('open-request', request, disa.key))
}

const use = (sent: Composed, what: Use, changes: Partial<UseStatement> = {}) => {
  const said = { ...byDisa(sent), what, parts: ['p1'], purpose: 'victim-support' } as const
  const text = signStatement('use', { ...said, ...changes }, disa.key)
  return act(`/v1/disclosures/${sent.id}/uses`, text)
}

const receipt = (sent: Composed, what: 'taken-over' | 'registered' | 'difference') => {
  const said = {
    ...byDisa(sent),
    what,
    ...(what === 'difference' && { differences: ['part-unreadable'] }),
  }
  return act(`/v1/disclosures/${sent.id}/receipts`, signStatement('receipt', said, disa.key))
}

async function sendOne(recipe: Recipe = {}): Promise<Composed> {
  const sent = compose(world, recipe)
  await send(sent.bytes)
  return sent
}

/** What the record of any reading or disclosure of this says, whoever reads. */
const aboutOf = ({ id, digest, head }: Composed) => ({
  purpose: head.purpose,
  case: head.case,
  disclosure: id,
  manifest: digest,
  parts: [
    { id: 'p1', category: 'identity' },
    { id: 'p2', category: 'contact' },
  ],
  grounds: ['osl-12-2@2013-01-01'],
  policySet: world.active.digest,
})

t.test(
  'a disclosure and each reading of it say who, what, to whom, why and by which rules',
  async (t) => {
    const sent = compose(world)
    const about = aboutOf(sent)
    const byAnna = {
      agency: police.agency,
      actor: anna.member,
      function: 'polisen-sydlanda/utredning',
    }
    const byReceiver = {
      agency: board.agency,
      actor: disa.member,
      function: reception,
      to: [reception],
    }
    t.match(await recordOf(() => send(sent.bytes), 201), [
      { ev: 'disclosure.released', ...byAnna, ...about, to: [reception] },
    ])
    const url = `/v1/disclosures/${sent.id}`
    t.match(await recordOf(() => get(url), 200), [
      { ev: 'disclosure.looked-up', ...byReceiver, ...about },
    ])
    t.match(await recordOf(() => open(sent), 200), [
      { ev: 'disclosure.opened', ...byReceiver, ...about },
    ])
    t.match(await recordOf(() => get(`${url}/evidence`), 200), [
      { ev: 'evidence.exported', ...byReceiver, ...about },
    ])
    for (const what of ['printed', 'copied', 'exported'] as const)
      t.match(await recordOf(() => use(sent, what), 201), [
        {
          ev: `disclosure.${what}`,
          ...byReceiver,
          ...about,
          parts: [{ id: 'p1', category: 'identity' }],
        },
      ])
    for (const what of ['taken-over', 'registered', 'difference'] as const)
      t.match(await recordOf(() => receipt(sent, what), 201), [
        { ev: `disclosure.${what}`, actor: disa.member, case: sent.head.case },
      ])
  },
)

t.test('nobody says that he took out what he has not opened, or cannot read', async (t) => {
  const sent = await sendOne()
  t.match((await use(sent, 'printed')).json(), { status: 409, code: 'not-opened' })
  await open(sent)
  t.match((await use(sent, 'printed', { parts: ['p7'] })).json(), { code: 'use-of-unread-part' })
  const emil = board.member('emil')
  const said = { ...byDisa(sent), ...actorFields(board, 'vinr-mottagning', emil), parts: ['p1'] }
  const text = signStatement(
    'use',
    { ...said, what: 'printed', purpose: 'victim-support' },
    emil.key,
  )
  const answer = await act(`/v1/disclosures/${sent.id}/uses`, text, board, 'emil')
  t.match(answer.json(), { code: 'not-opened' })
})

t.test('what one side takes out is not for the other to see', async (t) => {
  const sent = await sendOne()
  await open(sent)
  await use(sent, 'printed')
  const { db } = world.deps
  const seenBy = async (agency: string) => {
    const rows = await db<{ what: string }[]>`
      select u.what from facts.read_as(${agency}), facts.use u where u.disclosure = ${sent.id}
    `
    return rows.map(({ what }) => what)
  }
  t.same(await seenBy(board.agency), ['printed'])
  t.same(await seenBy(police.agency), [])
})

t.test('a look-up that is denied is recorded as such, with what was asked for', async (t) => {
  const sent = await sendOne()
  const asked = newUuid(world.now)
  for (const id of [sent.id, asked])
    for (const path of ['', '/held', '/evidence'])
      t.match(await recordOf(() => get(`/v1/disclosures/${id}${path}`, board, 'frida'), 404), [
        {
          ev: 'look-up.denied',
          actor: board.member('frida').member,
          disclosure: id,
          code: 'not-found',
        },
      ])
  t.match(await recordOf(() => get(`/v1/inbox?function=${reception}`, board, 'frida'), 403), [
    { ev: 'look-up.denied', code: 'not-in-function' },
  ])
})

t.test('an inbox that is listed is recorded', async (t) => {
  t.match(await recordOf(() => get(`/v1/inbox?function=${reception}&box=in`), 200), [
    { ev: 'inbox.listed', actor: disa.member, function: reception, code: 'in' },
  ])
})

t.test('a dry run says of what it was', async (t) => {
  const { head, manifest } = compose(world)
  const parts = manifest.parts.map(({ id, subject, category, readers }) => ({
    id,
    subject,
    category,
    readers,
  }))
  const preview = async () =>
    app.inject({
      method: 'POST',
      url: '/v1/decisions',
      headers: { authorization: await world.token(police, 'anna') },
      payload: { head, parts },
    })
  t.match(await recordOf(preview, 200), [
    { ev: 'decision.previewed', case: head.case, to: [reception], code: 'permit' },
  ])
})

t.test('a verification is recorded with what it found', async (t) => {
  const report = async () =>
    app.inject({
      method: 'POST',
      url: '/v1/verifications',
      headers: { authorization: await world.token(board, 'disa') },
      payload: { size: 12, outcome: 'verified' },
    })
  t.match(await recordOf(report, 201), [
    { ev: 'log.verified', actor: disa.member, code: 'verified', counts: { size: 12 } },
  ])
})

t.test('a reading says what that reader reads, and no more', async (t) => {
  const sent = await sendOne({ escalates: true })
  const url = `/v1/disclosures/${sent.id}`
  const [byAuthor] = await recordOf(() => get(url, police, 'anna'), 200)
  t.same(byAuthor!.to, ['polisen-sydlanda/utredning'])
  t.same(
    byAuthor!.parts!.map(({ id }) => id),
    ['p1', 'p2', 'p9'],
    'the motive too',
  )
  t.equal((await judge(sent, 'approve', 'chef')).statusCode, 201)
  const [byReceiver] = await recordOf(() => get(url), 200)
  t.same(byReceiver!.to, [reception])
  t.same(
    byReceiver!.parts!.map(({ id }) => id),
    ['p1', 'p2'],
  )
})

async function judge(sent: Composed, verdict: Countersignature['verdict'], name: 'chef' | 'bert') {
  const looked = (await get(`/v1/disclosures/${sent.id}`, police, 'anna')).json()
  const decision = looked.decisionDigest as string
  const member = police.member(name)
  const slug = name === 'chef' ? 'beslut' : 'utredning'
  const said = {
    ...approvalOf(world, { agency: police, sent, decision }),
    verdict,
    ...actorFields(police, slug, member),
  }
  const text = signStatement('countersignature', said, member.key)
  return act(`/v1/disclosures/${sent.id}/countersignatures`, text, police, name)
}

t.test('every entry of the catalogue can happen, and says what it promises', async (t) => {
  const [approved, refused] = [
    await sendOne({ escalates: true }),
    await sendOne({ escalates: true }),
  ]
  t.equal((await get(`/v1/disclosures/${approved.id}/held`, police, 'chef')).statusCode, 200)
  t.equal((await judge(approved, 'approve', 'chef')).statusCode, 201)
  t.equal((await judge(refused, 'refuse', 'chef')).statusCode, 201)
  const found = await sendOne({
    head: {
      subjects: [{ id: 's1', role: 'victim', protection: 'sekretessmarkering' }],
      facts: { investigationInterest: false, addressFromRegister: false },
      guard: { version: 'guard-1', hits: [{ detector: 'phone-number', count: 1 }], overrides: [] },
    },
  })
  t.equal((await judge(found, 'guard-release', 'bert')).statusCode, 201)
  t.equal((await judge(found, 'two-person', 'bert')).statusCode, 201)
  t.equal((await send(compose(world, { head: { grounds: [] } }).bytes)).statusCode, 403)
  // Refused under the log's lock: a case that others have.
  const others = compose(world, { head: { case: approved.head.case }, author: anna })
  await send(others.bytes)
  await act(`/v1/disclosures/${approved.id}/receipts`, 'x')
  await app.inject('/v1/agencies')
  await app.flushRefusals()

  // Who did it is in the records, under a pseudonym and sealed, and nowhere beside them.
  for (const { member } of [anna, disa, police.member('chef')])
    t.notOk(world.log().includes(member))

  const bodies = await allRecordsAfter(world, -1)
  for (const body of bodies) t.same(missingFields(body), [], body.ev)
  const leaves = await world.database.ownerDb<{ body: Uint8Array }[]>`select body from log.entry`
  const open = leaves.flatMap(({ body }) => {
    const leaf = parseLeaf(body)
    return 'ev' in leaf ? [leaf.ev] : []
  })
  const seen = new Set([...bodies.map(({ ev }) => ev), ...open])
  for (const name of Object.keys(RECORD_EVENTS) as RecordEvent[]) {
    if (seen.has(name)) continue
    const [file, words] = ELSEWHERE[name] ?? []
    const text = file === undefined ? '' : await readFile(file, 'utf8').catch(() => '')
    t.ok(words !== undefined && text.includes(words), `${name} was seen, here or elsewhere`)
  }
  t.same(
    [...seen].filter((name) => !Object.hasOwn(RECORD_EVENTS, name)),
    [],
  )
})
