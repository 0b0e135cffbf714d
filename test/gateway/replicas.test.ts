import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { logName } from '../../src/gateway/log-name.ts'
import { parseSigningSeed } from '../../src/gateway/key-file.ts'
import { connect } from '../../src/storage/db.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { externalPostgres } from '../fixtures/external-postgres.ts'
import { oddLines } from '../fixtures/log-lines.ts'
import { operator } from '../fixtures/operator.ts'
import { send } from '../fixtures/whole-way.ts'
import { compose } from '../fixtures/world-disclosure.ts'

const database = await externalPostgres(t)
const node = await operator(t, {
  DATABASE_URL: database.url,
  DATABASE_OWNER_URL: database.ownerUrl,
})
const ownerDb = connect(database.superuserUrl, { max: 1 })
t.teardown(() => ownerDb.end({ timeout: 1 }))
// Both migrate, and both activate the policy.
const [first, second] = await Promise.all([node.start(), node.start()])
const replicas = [first, second] as const
await Promise.all(replicas.map((replica) => replica.ready()))
await node.publish(first)
const seed = await readFile(node.settings['SLUSS_LOG_KEY_FILE']!, 'utf8')
const log = { name: logName(node.settings['SLUSS_ORIGIN']!), key: parseSigningSeed(seed) }

interface Answer {
  readonly index: number
  readonly state: string
  readonly manifest: string
  readonly code: string
  readonly notes: readonly string[]
  readonly policySet: string
}
const json = async (asked: Promise<Response>) => (await (await asked).json()) as Answer

t.test('two replicas write one log: nothing is lost, nothing is there twice', async (t) => {
  const sent = Array.from({ length: 200 }, () => compose(node))
  // Every tenth goes to both at once, as a client does that got no answer in time.
  const tasks = sent.flatMap(({ bytes }, i) =>
    i % 10 === 0
      ? [
          { bytes, to: 0 },
          { bytes, to: 1 },
        ]
      : [{ bytes, to: i % 2 }],
  )
  const answers: Answer[] = []
  let next = 0
  const caller = async () => {
    while (next < tasks.length) {
      const { bytes, to } = tasks[next++]!
      answers.push(await json(send(node, replicas[to]!, bytes)))
    }
  }
  await Promise.all(Array.from({ length: 16 }, caller))
  t.same([...new Set(answers.map(({ state }) => state))], ['released'])
  t.equal(
    new Set(answers.map(({ index }) => index)).size,
    sent.length,
    'an index of its own for each',
  )
  t.same(
    new Set(answers.map(({ manifest }) => manifest)),
    new Set(sent.map(({ digest }) => digest)),
  )
  const size = await checkLog(ownerDb, log)
  const [row] = await ownerDb`select count(*)::int as count from facts.disclosure`
  t.equal(row!['count'], sent.length)
  for (const replica of replicas) {
    t.same(await json(replica.get('/readyz')), { ready: true, faults: [], notices: [] })
    t.match(await (await replica.get('/v1/log/checkpoint')).text(), `\n${size}\n`)
  }
})

t.test('a roster that one takes holds at the other, at once for what is refused', async (t) => {
  const { police } = node
  const [earlier, anna] = [
    police.member('anna'),
    police.addMember('anna', { utredning: ['author', 'reader'] }),
  ]
  const revoked = [
    {
      credential: earlier.credential,
      kid: earlier.key.kid,
      revokedAt: new Date().toISOString(),
      reason: 'superseded',
    },
  ] as const
  for (const text of [anna.text, police.nextRoster(Date.now(), { revocations: revoked })])
    t.equal(
      (await first.post('/v1/statements', text, { 'content-type': 'text/plain' })).status,
      201,
    )
  const old = await json(send(node, second, compose(node, { author: earlier }).bytes))
  t.equal(old.code, 'credential-revoked')
  t.equal((await json(send(node, second, compose(node).bytes))).state, 'released')
})

t.test('a policy set that one activates is applied by the other', async (t) => {
  const folder = join(node.dir, 'policies')
  await cp('policies', folder, { recursive: true })
  const sources = await readFile(join(folder, 'sources.json'), 'utf8')
  await writeFile(join(folder, 'sources.json'), sources.replace(/"title": "/, '$&Ny: '))
  const third = await node.start({ SLUSS_POLICIES_DIR: folder })
  await third.ready()
  const { policySet } = await json(third.get('/v1/node'))
  t.not(policySet, node.active.digest)
  await new Promise((resolve) => setTimeout(resolve, 600))
  for (const replica of replicas) {
    t.equal((await json(replica.get('/v1/node'))).policySet, policySet)
    const late = await json(send(node, replica, compose(node).bytes))
    t.match(late, { state: 'released', notes: ['policy-set-retired'], decision: { policySet } })
    const now = await json(send(node, replica, compose(node, { head: { policySet } }).bytes))
    t.match(now, { state: 'released', notes: [], decision: { policySet } })
  }
  await checkLog(ownerDb, log)
})

t.test('what they wrote about it is constants and identifiers', async (t) => {
  for (const replica of replicas) {
    await replica.stop()
    t.same(oddLines(replica.output()), [])
    t.notMatch(replica.output(), /"level":"(error|fatal)"/)
  }
})
