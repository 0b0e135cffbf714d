/**
 * What `npm start -- --check` finds when a superuser of the database has changed what is kept beside the log: a row for each way.
 * From outside the log is whole all the while.
 */
import t from 'tap'
import { checkStore } from '../../src/gateway/check-store.ts'
import { parseVerifierKey } from '../../src/protocol/tlog/note.ts'
import { connect } from '../../src/storage/db.ts'
import type { Db } from '../../src/storage/db.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { actsOf } from '../fixtures/world-acts.ts'

const world = await publishedWorld(t)
const { database, deps } = world
const acts = actsOf(world)
const sent = await acts.sendOne()
await acts.open(sent)
await acts.receipt(sent, 'taken-over')
const { size } = world.writer
await world.app.close()
await world.writer.stop()

const admin = connect(at('postgres'), { max: 1 })
t.teardown(() => admin.end({ timeout: 1 }))
await Promise.all([database.db.end(), database.ownerDb.end()])
// The writer's own connection is of the world: nobody writes any more.
await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'sluss'`

function at(name: string): string {
  const url = new URL(database.ownerUrl)
  url.pathname = `/${name}`
  return url.href
}

let copies = 0

/** The codes and tables of what is wrong in a copy of the database after this was done to it, and how many entries it has. */
async function foundAfter(attack: (db: Db) => Promise<unknown>) {
  const name = `copy_${copies++}`
  await admin.unsafe(`create database ${name} template sluss`)
  const ownerDb = connect(at(name), { max: 1 })
  try {
    // A superuser's session in which no trigger fires but those that always do: those he switches off.
    const tables = await ownerDb<{ name: string }[]>`
      select tgrelid::regclass::text as name from pg_trigger where tgname = 'insert_only'
    `
    for (const table of tables)
      await ownerDb.unsafe(`alter table ${table.name} disable trigger insert_only`)
    await attack(ownerDb)
    const faults: string[] = []
    const entries = await checkStore({
      ownerDb,
      log: parseVerifierKey(deps.logVerifierKey),
      recordKey: deps.recordKey,
      report: ({ code, table }) => faults.push(table === undefined ? code : `${code} ${table}`),
    })
    return { entries, faults }
  } finally {
    await ownerDb.end({ timeout: 1 })
  }
}

/** Where the record of this event stands. */
const OF = (event: string) =>
  `(select index from content.record where convert_from(body, 'UTF8') like '%"ev":"${event}"%' order by index desc limit 1)`
const OPENED = OF('disclosure.opened')
const OTHER = world.police.agency

const ATTACKS: Record<string, readonly [sql: string, found: readonly string[]]> = {
  'nothing at all': ['select 1', []],
  'what a record says deleted': [
    `delete from content.record where index = ${OPENED}`,
    ['record-missing'],
  ],
  'what a record says edited': [
    `update content.record set body = body || '\\x20'::bytea where index = ${OPENED}`,
    ['record-altered'],
  ],
  'a record hidden from its agency, under the name of another': [
    `update content.record set agency = '${OTHER}' where index = ${OPENED}`,
    ['record-misfiled'],
  ],
  'a record hidden from the other party': [
    `update content.record set disclosure = null where index = ${OPENED}`,
    ['record-misfiled'],
  ],
  'a record added that nobody logged': [
    `insert into content.record (index, agency, body, nonce)
       select ${size} + 7, agency, body, nonce from content.record where index = ${OPENED}`,
    ['record-altered'],
  ],
  'who acted deleted': [
    `update content.record set detail = null where index = ${OPENED}`,
    ['detail-missing'],
  ],
  'who acted edited': [
    `update content.record set detail = set_byte(detail, 30, get_byte(detail, 30) # 1) where index = ${OPENED}`,
    ['detail-altered'],
  ],
  'a deletion passed off as an erasure': [
    `with gone as (delete from content.record where index = ${OPENED} returning index)
     insert into facts.erasure (recorded, what, first, past, at)
       select 3, 'body', index, index + 1, now() from gone`,
    ['erasure-unfounded', 'fact-unfounded facts.erasure', 'record-missing'],
  ],
  'an opening taken out of the facts': [`delete from facts.open`, ['fact-missing facts.open']],
  'an opening that was another member’s': [
    `update facts.open set member = '01920000-0000-7000-8000-000000000001'`,
    ['fact-unfounded facts.open'],
  ],
  'an opening that nobody did': [
    `insert into facts.open (digest, disclosure, agency, function, member, at, recorded)
       select manifest, id, agency, function, member, at, recorded from facts.disclosure`,
    ['fact-unfounded facts.open'],
  ],
  'a delivery proven to another': [
    `delete from facts.receipt where what = 'delivered'`,
    ['fact-missing facts.receipt'],
  ],
  'a fact of a record that is not there': [
    `update facts.open set recorded = ${size} + 1`,
    ['fact-missing facts.open', 'fact-unfounded facts.open'],
  ],
  'a signed text edited': [
    `update content.statement set text = text || '\\x20'::bytea
      where digest = (select digest from facts.open)`,
    ['text-altered content.statement'],
  ],
  'an entry edited, hash and all': [
    `update log.entry set body = convert_to(replace(convert_from(body, 'UTF8'), '"c":"', '"c":"A'), 'UTF8')
      where index = ${OPENED};
     update log.entry set hash = sha256('\\x00'::bytea || body)`,
    ['log-record-altered', 'log-tree-altered'],
  ],
  'an entry deleted': [
    `delete from log.entry where index = ${OPENED}`,
    [
      'log-incomplete',
      'fact-unfounded facts.statement',
      'fact-unfounded facts.open',
      'record-altered',
    ],
  ],
  'the newest checkpoint deleted': [
    `delete from log.checkpoint where size = ${size}`,
    ['log-incomplete'],
  ],
}

for (const [what, [sql, expected]] of Object.entries(ATTACKS)) {
  t.test(`${what}: found by who compares the database with the log`, async (t) => {
    const { entries, faults } = await foundAfter((db) => db.unsafe(sql))
    t.same([...new Set(faults)].sort(), expected.toSorted())
    t.equal(entries, size)
  })
}
