import t from 'tap'
import { connect } from '../../src/storage/db.ts'
import { externalPostgres } from '../fixtures/external-postgres.ts'
import { operator } from '../fixtures/operator.ts'
import { runServer } from '../fixtures/server-process.ts'
import { send } from '../fixtures/whole-way.ts'
import { compose } from '../fixtures/world-disclosure.ts'

const database = await externalPostgres(t)
const node = await operator(t, {
  DATABASE_URL: database.url,
  DATABASE_OWNER_URL: database.ownerUrl,
})
const server = await node.start()
await server.ready()
await node.publish(server)
t.equal((await send(node, server, compose(node).bytes)).status, 201)

/** What an operator is told who compares the database with the log, and the exit code. */
async function check(changes: Record<string, string | undefined> = {}) {
  const run = runServer({ ...node.settings, ...changes }, 0, ['--check'])
  t.teardown(() => run.stop())
  return { exit: await run.ended, told: run.output() }
}

t.test('beside a running gateway, by an owner who is no superuser, nothing is wrong', async (t) => {
  const { exit, told } = await check()
  t.equal(exit, 0, told)
  t.match(told, /^\d+ entries compared with what is kept beside the log\. Nothing is wrong\.\n$/)
})

t.test(
  'what is wrong is told by place and class, and the exit code is that of the gravest',
  async (t) => {
    const superuser = connect(database.superuserUrl, { max: 1 })
    await superuser.unsafe(`
    alter table content.record disable trigger insert_only;
    create temporary table target as
      select index from content.record
       where convert_from(body, 'UTF8') like '%"ev":"disclosure.released"%';
    update content.record set agency = 'latsasby-socialnamnd'
     where index in (select index from target);
    update content.record set detail = null where index in (select index from target);
  `)
    const [target] = await superuser<{ index: string }[]>`select index from target`
    await superuser.end()
    const { exit, told } = await check()
    t.equal(exit, 23, told)
    t.match(
      told,
      `record-misfiled (entry ${target!.index}): a record is filed under another agency`,
    )
    t.match(told, `detail-missing (entry ${target!.index})`)
    t.match(told, 'alert both agencies')
  },
)

t.test('without the owner’s connection, or with another log’s key, it says so', async (t) => {
  const without = await check({ DATABASE_OWNER_URL: undefined })
  t.equal(without.exit, 78)
  t.match(without.told, 'DATABASE_OWNER_URL is not set')
  const other = await check({ SLUSS_ORIGIN: 'http://127.0.0.1:8081' })
  t.equal(other.exit, 10, other.told)
})

t.test('a database that does not answer is told as such', async (t) => {
  await server.stop()
  const { exit, told } = await check({ DATABASE_OWNER_URL: 'postgres://a:b@127.0.0.1:1/none' })
  t.equal(exit, 69, told)
  t.match(told, 'database-unreachable')
})
