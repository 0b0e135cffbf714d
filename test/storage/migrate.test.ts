import t from 'tap'
import { connect } from '../../src/storage/db.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { testDatabase } from '../fixtures/database.ts'

const { ownerDb, ownerUrl } = await testDatabase(t, { migrated: false })

t.test('migrate runs each migration once when several processes migrate at once', async (t) => {
  const others = [1, 2, 3].map(() => connect(ownerUrl, { max: 1 }))
  const runs = await Promise.all([ownerDb, ...others].map((db) => migrate(db)))
  await Promise.all(others.map((db) => db.end()))
  const ran = runs.flat()
  t.equal(new Set(ran).size, ran.length, 'no migration ran twice')
  const rows = await ownerDb`select name from sluss.migration order by name`
  t.same(
    rows.map((row) => row['name']),
    [...ran].sort(),
  )
  t.same(await migrate(ownerDb), [], 'and nothing is left to run')
})

t.test('migrate leaves nothing of a migration that fails in the middle', async (t) => {
  const other = t.testdir({ '0001_half.sql': 'create table half (); select 1/0;' })
  await ownerDb`create database half`
  const db = connect(ownerUrl.replace(/sluss$/, 'half'), { max: 1 })
  await t.rejects(migrate(db, other), { code: '22012' })
  const [row] = await db`select to_regclass('half') as half, to_regclass('sluss.migration') as done`
  t.strictSame({ ...row }, { half: null, done: null })
  await db.end()
})

t.test('migrate refuses a database with a migration that it does not know', async (t) => {
  const none = t.testdir({})
  await t.rejects(migrate(ownerDb, none), { code: 'migration-newer' })
})

t.test('migrate refuses a migration that was edited after it ran', async (t) => {
  const first = t.testdir({ '0001_a.sql': 'select 1;' })
  await ownerDb`create database edited`
  const db = connect(ownerUrl.replace(/sluss$/, 'edited'), { max: 1 })
  t.same(await migrate(db, first), ['0001_a.sql'])
  const edited = t.testdir({ '0001_a.sql': 'select 2;' })
  await t.rejects(migrate(db, edited), { code: 'migration-changed' })
  await db.end()
})
