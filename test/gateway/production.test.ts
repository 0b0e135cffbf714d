import t from 'tap'
import { openDatabase } from '../../src/gateway/open-database.ts'
import { parseEvidence } from '../../src/protocol/evidence-bundle.ts'
import { connect } from '../../src/storage/db.ts'
import { externalPostgres, findPostgres15 } from '../fixtures/external-postgres.ts'
import { oddLines } from '../fixtures/log-lines.ts'
import { operator } from '../fixtures/operator.ts'
import { goWholeWay } from '../fixtures/whole-way.ts'
import { SECRETS } from '../fixtures/world-disclosure.ts'

const program15 = await findPostgres15()
const VERSIONS = [
  {
    version: 15,
    program: program15,
    skip: program15 === undefined && 'PostgreSQL 15 is not installed here: shown on 18 alone',
  },
  { version: 18, program: undefined, skip: false },
] as const

for (const { version, program, skip } of VERSIONS)
  t.test(`on an external PostgreSQL ${version}`, { skip }, async (t) => {
    const database = await externalPostgres(t, program)
    const { url, ownerUrl, superuserUrl } = database
    const at = (address: string, changes: Partial<URL>) =>
      Object.assign(new URL(address), changes).href
    const refused = async (urls: { url: string; ownerUrl: string | null }, message: RegExp) =>
      t.rejects(openDatabase(urls), { message }, String(message))

    t.test('refuses addresses that do not lead in, by the name of the setting', async (t) => {
      await refused({ url, ownerUrl: null }, /^DATABASE_URL: .* not migrated/)
      await refused(
        { url, ownerUrl: at(ownerUrl, { password: 'x' }) },
        /^DATABASE_OWNER_URL: .*password/,
      )
      await refused(
        { url, ownerUrl: at(ownerUrl, { pathname: '/x' }) },
        /^DATABASE_OWNER_URL: .*no such/,
      )
      await refused(
        { url, ownerUrl: at(ownerUrl, { pathname: '/sluss' }) },
        /^DATABASE_OWNER_URL: .*lacks/,
      )
      await refused({ url: at(url, { password: 'x' }), ownerUrl }, /^DATABASE_URL: .*password/)
      await refused({ url: at(url, { port: '1' }), ownerUrl: null }, /^DATABASE_URL: .*not answer/)
      t.end()
    })

    t.test('migrates as an owner that is no superuser, and goes the whole way', async (t) => {
      const node = await operator(t, { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl })
      const server = await node.start()
      await server.ready()
      await node.publish(server)
      const { texts, evidence } = await goWholeWay(node, server)
      t.same(
        texts,
        SECRETS.map((text) => JSON.stringify({ '/text': text })),
      )
      t.equal(parseEvidence(evidence).statements.receipt.length, 2)
      const db = connect(superuserUrl, { max: 1 })
      const [row] = await db`select current_setting('server_version_num')::int / 10000 as version`
      await db.end()
      t.equal(row!['version'], version)
      await server.stop()
      t.equal(await server.ended, 0)
      const again = await node.start({ DATABASE_OWNER_URL: undefined })
      await again.ready()
      t.equal((await again.get('/readyz')).status, 200, 'and starts again without the owner')
      await again.stop()
      for (const { output } of [server, again]) {
        t.same(oddLines(output()), [])
        t.notMatch(output(), /"level":"(error|fatal)"/)
      }
    })

    t.test('refuses a role that may too much, and two databases', async (t) => {
      await refused({ url: superuserUrl, ownerUrl }, /^DATABASE_URL: .*owns nothing/)
      await refused(
        { url: `${ownerUrl}?application_name=x`, ownerUrl },
        /^DATABASE_URL: .*owns nothing/,
      )
      const other = at(url, { pathname: '/sluss' })
      await refused({ url: other, ownerUrl }, /^DATABASE_URL and DATABASE_OWNER_URL name two/)
      t.end()
    })

    t.test('says so and ends, when it is started so', async (t) => {
      const node = await operator(t, { DATABASE_URL: superuserUrl, DATABASE_OWNER_URL: ownerUrl })
      const server = await node.start()
      t.equal(await server.ended, 78)
      t.match(server.output(), /^DATABASE_URL: the application must connect as a role/)
      t.equal(server.output().trim().split('\n').length, 1, 'in one sentence')
    })
  })
