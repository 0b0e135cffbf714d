import t from 'tap'
import { RecordKey } from '../../src/audit/record-key.ts'
import type { Appended, ErasureItem, EventItem, WriteItem } from '../../src/audit/write-item.ts'
import { parseUtf8 } from '../../src/protocol/bytes.ts'
import { encodeErased, parseLeaf, verifyRecordBody } from '../../src/protocol/record.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { inclusionRanges, verifyInclusion } from '../../src/protocol/tlog/inclusion.ts'
import { verifyLogCheckpoint } from '../../src/protocol/tlog/log-year.ts'
import { leafHash } from '../../src/protocol/tlog/merkle.ts'
import { loadAppended } from '../../src/storage/appended.ts'
import { findNewestCheckpoint } from '../../src/storage/checkpoints.ts'
import { listErasures, listMissing } from '../../src/storage/erasures.ts'
import { findDetail, listAgencyRecords } from '../../src/storage/record-detail.ts'
import { loadRangeHashes } from '../../src/storage/tiles.ts'
import { BOARD, NOW, POLICE, testUuid } from '../fixtures/agency.ts'
import { testDatabase } from '../fixtures/database.ts'
import { LOG_VERIFIER, RECORD_KEY, startSequencer } from '../fixtures/log.ts'
import {
  countersignatureItem,
  disclosureItem,
  openItem,
  receiptItem,
  setUpItems,
  withdrawalItem,
} from '../fixtures/write-items.ts'

const DAY = 86_400_000
const { db, ownerDb } = await testDatabase(t)
let now = NOW
const log = await startSequencer(db, { clock: () => now })
await Promise.all(setUpItems().map((item) => log.append(item)))

const MEMBER = testUuid(4711)
const REFUSED: EventItem = {
  kind: 'event',
  event: 'request.refused',
  agency: POLICE.agency,
  actor: MEMBER,
  code: 'not-found',
}

function bodyOf({ record }: Appended) {
  return verifyRecordBody(record.leaf, record.body!, record.nonce!)
}

const held = disclosureItem(2, { outcome: 'held' })
const released = disclosureItem(1)
const ACTS: Record<string, WriteItem> = {
  disclosure: released,
  held,
  countersignature: countersignatureItem(held),
  opening: openItem(released),
  receipt: receiptItem(released, 'taken-over'),
  withdrawal: withdrawalItem(released),
  refusal: REFUSED,
}
const answers = new Map<string, Appended>()
for (const [name, item] of Object.entries(ACTS)) answers.set(name, await log.append(item))
const members = [POLICE, BOARD].flatMap((agency) => [
  agency.author.payload.member,
  agency.decisionMaker.payload.member,
])

t.test(
  'no body and no leaf of any act holds a member id, and each that a member did has a pseudonym',
  async (t) => {
    for (const [name, answer] of answers) {
      const { leaf, body } = answer.record
      for (const member of [...members, MEMBER]) {
        t.notOk(parseUtf8(leaf).includes(member), name)
        t.notOk(parseUtf8(body!).includes(member), name)
      }
      t.match(bodyOf(answer), { actor: /^p1:[\w-]{22}$/, det: /^[\w-]{43}$/ }, name)
    }
  },
)

t.test(
  'reads and disclosures say which case and parts, to whom, on which ground, under which policy',
  async (t) => {
    const { head, manifest, decision } = released
    const parts = manifest.payload.parts.map(({ id, category }) => ({ id, category }))
    const all = {
      case: head.case,
      purpose: head.purpose,
      function: head.from.function,
      parts,
      to: head.to,
      grounds: [...new Set(head.grounds.map(({ rule, version }) => `${rule}@${version}`))],
      policySet: decision.policySet,
      decision: decision.digest,
    }
    t.match(bodyOf(answers.get('disclosure')!), all)
    const reader = BOARD.functionKey.function
    const read = manifest.payload.parts.filter(({ readers }) => readers.includes(reader))
    t.match(bodyOf(answers.get('opening')!), {
      ...all,
      purpose: 'victim-support',
      function: reader,
      to: [reader],
      parts: read.map(({ id, category }) => ({ id, category })),
    })
    t.match(bodyOf(answers.get('countersignature')!), { case: held.head.case, to: held.head.to })
    for (const name of ['receipt', 'withdrawal'])
      t.equal(bodyOf(answers.get(name)!).case, head.case, name)
  },
)

t.test('equal events give different leaves, bodies alike or not', async (t) => {
  const twice = await Promise.all([log.append(REFUSED), log.append(REFUSED)])
  const [one, other] = twice.map(({ record }) => record)
  t.notSame(one!.leaf, other!.leaf)
  t.notSame(leafHash(one!.leaf), leafHash(other!.leaf))
  const [a, b] = twice.map((answer) => bodyOf(answer))
  t.equal(a!.actor, b!.actor, 'the same pseudonym')
  t.not(a!.det, b!.det, 'and a commitment of its own')
})

t.test('a closed leaf tells of when it was recorded no more than the day', async (t) => {
  now += 3_600_000
  const later = await log.append(REFUSED)
  const stamp = ({ record }: Appended) => parseLeaf(record.leaf).id.slice(0, 13).replace('-', '')
  const [early, late] = [answers.get('disclosure')!, later].map((one) =>
    Number.parseInt(stamp(one), 16),
  )
  t.equal(early, Date.parse('2026-03-02T00:00:00.000Z'))
  t.equal(late, early)
})

t.test('a pseudonym is of one member, one agency, one month and one key', async (t) => {
  const at = '2026-03-02T09:40:00.000Z'
  const pseudonym = RECORD_KEY.pseudonymOf(POLICE.agency, MEMBER, at)
  t.equal(RECORD_KEY.pseudonymOf(POLICE.agency, MEMBER, '2026-03-31T23:59:59.999Z'), pseudonym)
  t.equal(bodyOf(answers.get('refusal')!).actor, pseudonym)
  const others = [
    RECORD_KEY.pseudonymOf(POLICE.agency, MEMBER, '2026-04-01T00:00:00.000Z'),
    RECORD_KEY.pseudonymOf(POLICE.agency, MEMBER, '2027-03-02T09:40:00.000Z'),
    RECORD_KEY.pseudonymOf(BOARD.agency, MEMBER, at),
    RECORD_KEY.pseudonymOf(POLICE.agency, testUuid(4712), at),
    new RecordKey(new Uint8Array(32)).pseudonymOf(POLICE.agency, MEMBER, at),
  ]
  t.equal(new Set([pseudonym, ...others]).size, 6)
})

t.test(
  'who acted is told by the detail, to whoever has the record key, and only if it fits the record',
  async (t) => {
    const answer = await log.append({ ...REFUSED, detail: { device: 'dator-7' } })
    const { det } = bodyOf(answer)
    const { id, bytes } = (await findDetail(db, POLICE.agency, answer.position))!
    t.equal(parseLeaf(answer.record.leaf).id, id)
    t.same(RECORD_KEY.openDetail(POLICE.agency, id, bytes, det!), {
      member: MEMBER,
      device: 'dator-7',
    })
    t.equal(Buffer.from(bytes).includes(MEMBER), false)
    const altered = Uint8Array.from(bytes)
    altered[30]! ^= 1
    const other = bodyOf(answers.get('refusal')!).det!
    const wrong: Record<string, () => unknown> = {
      'an altered byte': () => RECORD_KEY.openDetail(POLICE.agency, id, altered, det!),
      'another record': () => RECORD_KEY.openDetail(POLICE.agency, testUuid(1), bytes, det!),
      'another agency': () => RECORD_KEY.openDetail(BOARD.agency, id, bytes, det!),
      'another commitment': () => RECORD_KEY.openDetail(POLICE.agency, id, bytes, other),
      'another key': () =>
        new RecordKey(new Uint8Array(32)).openDetail(POLICE.agency, id, bytes, det!),
      nothing: () => RECORD_KEY.openDetail(POLICE.agency, id, new Uint8Array(0), det!),
    }
    for (const [name, open] of Object.entries(wrong))
      t.throws(open, { code: 'detail-invalid' }, name)
  },
)

t.test(
  'an officer reads who acted in the records of his agency, and in nobody else’s',
  async (t) => {
    const { position } = answers.get('opening')!
    t.ok(await findDetail(db, BOARD.agency, position))
    t.equal(
      await findDetail(db, POLICE.agency, position),
      undefined,
      'a party to the same disclosure',
    )
    t.equal(await findDetail(db, 'regionen-annanstans', position), undefined)
    const [all] = await db`select content.read_detail(${position}) as bytes`
    t.equal(all!['bytes'], null, 'and nobody reads any without an agency')
    await t.rejects(db`select detail from content.record`, { code: '42501' }, 'nor past that')
    for (const { agency } of [POLICE, BOARD]) {
      const records = await listAgencyRecords(db, agency, { after: -1, most: 1000 })
      t.ok(records.length > 0)
      for (const { leaf, body, nonce, detail } of records) {
        t.equal(verifyRecordBody(leaf, body!, nonce!).agency, agency)
        t.ok(detail)
      }
    }
    t.same(await listAgencyRecords(db, 'regionen-annanstans', { after: -1, most: 10 }), [])
    const own = await listAgencyRecords(db, POLICE.agency, { after: -1, most: 1000 })
    const paged = await listAgencyRecords(db, POLICE.agency, { after: own[1]!.position, most: 2 })
    t.same(
      paged.map(({ position: at }) => at),
      own.slice(2, 4).map(({ position: at }) => at),
    )
  },
)

t.test('what was recorded too lately is not erased, whatever is asked', async (t) => {
  const erased = { what: 'detail', from: 0, to: log.size } as const
  const young: ErasureItem = { kind: 'erasure', erased, keptDays: 1 }
  await t.rejects(log.append(young), { code: 'not-expired' })
  now += 364 * DAY
  await t.rejects(log.append(young), { code: 'not-expired' })
})

t.test(
  'proofs hold after erasure, and of who looked nothing is left in the database',
  async (t) => {
    const { position, checkpoint, index, proof, record } = answers.get('refusal')!
    now += 2 * DAY
    const { det } = bodyOf(answers.get('refusal')!)
    const { id, bytes } = (await findDetail(db, POLICE.agency, position))!
    const erased = { what: 'detail', from: 0, to: position + 1 } as const
    const done = await log.append({ kind: 'erasure', erased, keptDays: 365 })
    t.match(parseLeaf(done.record.leaf), {
      ev: 'content.erased',
      digest: digestOf(encodeErased(erased)),
    })
    t.match(await listErasures(db), [{ position: done.position, ...erased }])
    t.same(await listMissing(db, { from: 0, to: log.size }), [])
    t.equal(await findDetail(db, POLICE.agency, position), undefined)
    const again = await loadAppended(db, POLICE.agency, position)
    t.same([again.checkpoint, again.proof, again.index], [checkpoint, proof, index])
    verifyInclusion(
      leafHash(again.record.leaf),
      index,
      verifyLogCheckpoint(checkpoint, LOG_VERIFIER),
      proof,
    )
    t.same(
      verifyRecordBody(again.record.leaf, again.record.body!, again.record.nonce!),
      bodyOf(answers.get('refusal')!),
    )
    t.ok(
      RECORD_KEY.openDetail(POLICE.agency, id, bytes, det!),
      'what somebody kept of it still fits',
    )
    const tables = await ownerDb<{ name: string }[]>`
    select c.oid::regclass::text as name from pg_class c
     where c.relnamespace in ('log'::regnamespace, 'content'::regnamespace, 'facts'::regnamespace)
       and c.relkind = 'r'
  `
    for (const { name } of tables) {
      const [row] = await ownerDb.unsafe(
        `select count(*)::int as n from ${name} as x where x::text ilike '%${MEMBER}%'`,
      )
      t.equal(row!['n'], 0, name)
    }
    t.ok(record.body)
  },
)

t.test('proofs hold after the whole body is erased as well', async (t) => {
  const { position, index, record } = answers.get('refusal')!
  const erased = { what: 'body', from: position, to: position + 1 } as const
  await log.append({ kind: 'erasure', erased, keptDays: 365 })
  t.same(await listMissing(db, { from: 0, to: log.size }), [])
  const { record: left } = await loadAppended(db, POLICE.agency, position)
  t.same([left.body, left.nonce], [null, null])
  t.same(Uint8Array.from(left.leaf), Uint8Array.from(record.leaf))
  const newest = (await findNewestCheckpoint(db))!
  t.ok(newest.year > 2026, 'the year has turned meanwhile')
  const [head] = await ownerDb<{ size: string; note: string }[]>`
    select size, note from log.checkpoint where year = 2026 order by size desc limit 1
  `
  const size = Number(head!.size)
  const proof = await loadRangeHashes(db, { year: 2026, start: 0 }, inclusionRanges(index, size))
  verifyInclusion(leafHash(left.leaf), index, verifyLogCheckpoint(head!.note, LOG_VERIFIER), proof)
  await log.stop()
})
