import { readdir, readFile } from 'node:fs/promises'
import t from 'tap'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { encodeBase64 } from '../../src/protocol/tlog/base64.ts'
import { leafHash } from '../../src/protocol/tlog/merkle.ts'
import { verifyApplicationRole, isWritable } from '../../src/storage/application-role.ts'
import { connect } from '../../src/storage/db.ts'
import { BOARD, POLICE } from '../fixtures/agency.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { testDatabase } from '../fixtures/database.ts'
import { LOG_VERIFIER, startSequencer } from '../fixtures/log.ts'
import { disclosureItem, setUpItems } from '../fixtures/write-items.ts'

const { db, ownerDb, ownerUrl } = await testDatabase(t)
const log = await startSequencer(db)
const ITEM = disclosureItem(1)
await Promise.all([...setUpItems(), ITEM].map((item) => log.append(item)))

const TABLES = (
  await ownerDb<{ name: string; owner: string }[]>`
    select c.oid::regclass::text as name, c.relowner::regrole::text as owner
      from pg_class c
     where c.relnamespace in ('log'::regnamespace, 'facts'::regnamespace, 'content'::regnamespace)
       and c.relkind = 'r'
     order by 1
  `
).filter(({ name }) => name !== 'log.turn')

const DENIED = '42501'

/** The sources of all queries. */
async function readStorage(): Promise<string> {
  const names = await readdir('src/storage')
  return (await Promise.all(names.map((name) => readFile(`src/storage/${name}`, 'utf8')))).join('')
}

t.test('every table belongs to a role that cannot log in', async (t) => {
  t.ok(TABLES.length > 20)
  t.same([...new Set(TABLES.map(({ owner }) => owner))], ['sluss_owner'])
  const [row] = await ownerDb`
    select bool_or(rolcanlogin or rolsuper or rolbypassrls) as "isPowerful"
      from pg_roles
     where rolname in ('sluss_owner', 'sluss_writer', 'sluss_retention')
  `
  t.equal(row!['isPowerful'], false)
})

t.test('the application cannot write, change, delete or lock anything directly', async (t) => {
  for (const { name } of [...TABLES, { name: 'log.turn' }]) {
    for (const sql of [
      `insert into ${name} default values`,
      `delete from ${name}`,
      `truncate ${name}`,
      `do $$ begin lock table ${name} in exclusive mode; end $$`,
      `drop table ${name}`,
      `alter table ${name} disable trigger all`,
    ])
      await t.rejects(db.unsafe(sql), { code: DENIED }, sql)
  }
  await t.rejects(db.unsafe(`set role sluss_writer`), { code: DENIED })
  await t.rejects(db.unsafe(`create table facts.mine ()`), { code: DENIED })
})

t.test('the application can execute the write path, the reads, and nothing else', async (t) => {
  const rows = await ownerDb<{ name: string }[]>`
    select p.oid::regproc::text as name
      from pg_proc p
     where p.pronamespace in ('log'::regnamespace, 'facts'::regnamespace, 'content'::regnamespace)
       and has_function_privilege('sluss_app', p.oid, 'EXECUTE')
     order by 1
  `
  t.same(
    rows.map(({ name }) => name).filter((name) => !/^facts\.(find|list|load|read)_/.test(name)),
    [
      'content.erasable_until',
      'content.first_detail',
      'content.list_due',
      'content.read_detail',
      'facts.has_session',
      'facts.is_part_of',
      'facts.is_party',
      'facts.reading_agency',
      'log.append',
      'log.index_cases',
      'log.is_live',
      'log.judge_proposal',
      'log.keep_cosignature',
      'log.latest_time',
      'log.list_misfiled_cases',
      'log.list_missing',
      'log.place_at',
      'log.read_stretch',
      'log.take_turn',
    ],
  )
  const source = await readStorage()
  t.same(
    rows.filter(({ name }) => /\.(find|list|load)_/.test(name) && !source.includes(name)),
    [],
    'no query that the program does not ask',
  )
  await t.rejects(db`select log.insert_contents('{}', ''::bytea, 1)`, { code: DENIED })
})

t.test('a superuser cannot change history without taking the triggers away', async (t) => {
  for (const { name } of TABLES) {
    for (const sql of [`delete from ${name}`, `truncate ${name} cascade`])
      await t.rejects(ownerDb.unsafe(sql), { code: DENIED, message: /insert-only/ }, sql)
  }
  const replica = connect(ownerUrl, { max: 1 })
  await replica`set session_replication_role = replica`
  await t.rejects(replica`delete from log.entry`, { code: DENIED }, 'nor as a replica')
  await replica.end()
  await t.rejects(ownerDb`update log.entry set body = 'x'`, { code: DENIED })
})

t.test('the write function owner may insert and select only', async (t) => {
  const [row] = await ownerDb`
    select bool_or(has_table_privilege('sluss_writer', c.oid, 'UPDATE, DELETE, TRUNCATE')) as may
      from pg_class c
     where c.relnamespace in ('log'::regnamespace, 'facts'::regnamespace, 'content'::regnamespace)
       and c.relkind = 'r'
       and c.oid <> 'log.turn'::regclass
  `
  t.equal(row!['may'], false)
})

t.test('append refuses a snapshot that is older than its lock', async (t) => {
  const own = connect(ownerUrl, { max: 1 })
  for (const level of ['repeatable read', 'serializable']) {
    await own.unsafe(`set default_transaction_isolation = '${level}'`)
    await t.rejects(
      own`select log.append(0, 0, ''::bytea, 2026, ''::bytea, '', now(), null, '', null, ''::bytea, '', '[]', ''::bytea)`,
      { code: '25000' },
      level,
    )
    await t.rejects(own`select log.take_turn()`, { code: '25000' }, level)
  }
  await own.end()
})

t.test('append refuses a record that is not as it must be, and writes nothing', async (t) => {
  const long = ' '.repeat(65_536)
  const body = { bodySize: 2, texts: '{}{}' }
  const REFUSED: Record<string, Partial<OneRecord>> = {
    'a leaf under the hash of another': { hash: Buffer.alloc(32) },
    'a leaf longer than an entry bundle can hold': { leafSize: long.length, texts: long },
    'a leaf without a byte': { leafSize: 0 },
    'a closed record without a nonce': { ...body, secret: null },
    'a closed record with a nonce too short': { ...body, secret: 2, bytes: Buffer.alloc(32) },
  }
  for (const [what, record] of Object.entries(REFUSED))
    await t.rejects(appendOne(record), { code: '22000', message: /leaf hash/ }, what)
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), log.size)
})

t.test('append refuses an item without a record, and writes nothing', async (t) => {
  const items = JSON.stringify([{ kind: 'event' }, { kind: 'event' }])
  await t.rejects(appendOne({ items }), { code: '22000', message: /one record for each item/ })
  t.equal(await checkLog(ownerDb, LOG_VERIFIER), log.size)
})

interface OneRecord {
  readonly items: string | null
  readonly texts: string
  readonly leafSize: number
  readonly bodySize: number | null
  readonly secret: number | null
  readonly bytes: Uint8Array
  readonly hash: Uint8Array
}

/** A batch of one record whose leaf is `{}` unless told otherwise, under its own hash; the checkpoint is not of it. */
async function appendOne({
  items = null,
  texts = '{}',
  leafSize = 2,
  bodySize = null,
  secret = null,
  bytes = new Uint8Array(),
  hash = leafHash(encodeUtf8(texts.slice(0, leafSize))),
}: Partial<OneRecord>): Promise<void> {
  const [head] =
    await db`select year, size, root, note from log.checkpoint order by year desc, size desc limit 1`
  await db`
    select log.append(
      ${head!['year']}, ${head!['size']}, ${head!['root']}, ${head!['year']}, ${head!['root']}, ${head!['note']}, '2026-12-01Z',
      row('{0195556f-4c00-7000-8000-00000000ffff}', '{null}', '{null}', '{1}', ${[leafSize]}, ${[bodySize]}, ${[secret]}, '{null}')::log.records,
      ${texts}, ${items}, ${hash}, ${encodeBase64(bytes)}, '[]', ''::bytea
    )
  `
}

t.test(
  'an agency sees its own rows, and without an agency nothing of a case is seen',
  async (t) => {
    const count = async (agency: string) => {
      const one = await db.reserve()
      await one`select set_config('sluss.agency', ${agency}, false)`
      const [row] = await one<{ n: number }[]>`
      select (select count(*) from facts.disclosure) + (select count(*) from facts.release)
             + (select count(*) from content.submission) + (select count(*) from content.record)
             + (select count(*) from facts.statement where disclosure is not null) as n
    `
      await one`reset sluss.agency`
      one.release()
      return Number(row!.n)
    }
    t.equal(await count(''), 0)
    t.equal(await count('regionen-annanstans'), 0)
    t.ok((await count(POLICE.agency)) > 4)
    t.ok((await count(BOARD.agency)) > 4)
    const held = disclosureItem(2, { outcome: 'held' })
    const before = await count(BOARD.agency)
    await log.append(held)
    t.equal(await count(BOARD.agency), before, 'nothing of what is held')
  },
)

t.test('a read leaves no agency behind in its connection', async (t) => {
  const one = await db.reserve()
  await one`select * from facts.find_disclosure(${POLICE.agency}, ${ITEM.head.id})`
  const [row] = await one`select facts.reading_agency() as agency`
  one.release()
  t.equal(row!['agency'], null)
})

t.test('row-level security is forced on the owner too', async (t) => {
  const [row] = await ownerDb<{ free: string[] | null }[]>`
    select array_agg(c.oid::regclass::text) as free
      from pg_class c
     where c.relrowsecurity <> c.relforcerowsecurity
  `
  t.equal(row!.free, null)
})

t.test('the gateway starts with the application role only', async (t) => {
  await verifyApplicationRole(db)
  t.equal(await isWritable(db), true)
  await t.rejects(verifyApplicationRole(ownerDb), { code: 'application-role-refused' })
  for (const [name, grant] of [
    ['owns', 'create schema own_schema authorization refused_owns'],
    ['may_become', 'grant sluss_owner to refused_may_become'],
    ['may_write', 'grant insert on facts.root to refused_may_write'],
  ] as const) {
    await ownerDb.unsafe(`create role refused_${name} login password 'x' in role sluss_app`)
    await ownerDb.unsafe(grant)
    const url = new URL(ownerUrl)
    url.username = `refused_${name}`
    url.password = 'x'
    const other = connect(url.href, { max: 1 })
    await t.rejects(verifyApplicationRole(other), { code: 'application-role-refused' }, name)
    await other.end()
  }
})
