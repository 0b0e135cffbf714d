import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { logName } from '../../src/gateway/log-name.ts'
import { buildPolicySet } from '../../src/policy/pack.ts'
import { parseSigningSeed } from '../../src/gateway/key-file.ts'
import { connect } from '../../src/storage/db.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { externalPostgres } from '../fixtures/external-postgres.ts'
import { oddLines } from '../fixtures/log-lines.ts'
import { operator } from '../fixtures/operator.ts'
import { policyTextsOf } from '../fixtures/policy-change.ts'
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
    t.same(await json(replica.get('/readyz')), {
      ready: true,
      state: 'ready',
      faults: [],
      notices: [],
    })
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

t.test(
  'a replica that came with other rules decides by the active ones, and says so',
  async (t) => {
    const folder = join(node.dir, 'policies')
    await cp('policies', folder, { recursive: true })
    const sources = await readFile(join(folder, 'sources.json'), 'utf8')
    await writeFile(join(folder, 'sources.json'), sources.replace(/"title": "/, '$&Ny: '))
    const third = await node.start({ SLUSS_POLICIES_DIR: folder })
    await third.ready()
    for (const replica of [...replicas, third])
      t.equal((await json(replica.get('/v1/node'))).policySet, node.active.digest)
    t.match(await json(third.get('/readyz')), { ready: true, notices: ['policy-set-not-shipped'] })
    t.match(
      third.output(),
      /"msg":"the active policy set is another one than this program came with"/,
    )
    t.match(await json(send(node, third, compose(node).bytes)), { state: 'released', notes: [] })
    await third.stop()
  },
)

t.test(
  'a set that is approved at two replicas is applied by both from its time, once',
  async (t) => {
    const set = buildPolicySet({ ...structuredClone(node.active.pack), lawReadUntil: '2031-01-01' })
    const texts = policyTextsOf(node)
    const activeFrom = new Date(Date.now() + 8_000).toISOString()
    const tell = async (
      replica: typeof first,
      path: string,
      body: string | Uint8Array,
      name: string,
    ) => {
      const agency = name === 'petra' ? node.board : node.police
      const type = typeof body === 'string' ? 'application/jose' : 'application/cbor'
      const authorization = await node.token(agency, name)
      const headers = { authorization, 'content-type': type }
      const answer = await replica.post(`/v1/policy-proposals${path}`, body, headers)
      t.equal(answer.status, 201, name)
      return (await answer.json()) as { readonly digest: string }
    }
    const proposal = await tell(first, '', texts.proposal(set, { activeFrom }), 'pia')
    const path = `/${proposal.digest}/approvals`
    await tell(second, path, texts.approval('pelle', proposal, set.digest), 'pelle')
    await tell(first, path, texts.approval('petra', proposal, set.digest), 'petra')
    await new Promise((resolve) => setTimeout(resolve, Date.parse(activeFrom) - Date.now() + 10))
    const [now, late] = await Promise.all(
      [compose({ ...node, active: set }), compose(node)].map(({ bytes }, i) =>
        json(send(node, replicas[i]!, bytes)),
      ),
    )
    const decided = { state: 'released', decision: { policySet: set.digest } }
    t.match(now, { ...decided, notes: [] })
    t.match(late, { ...decided, notes: ['policy-set-retired'] })
    const rows = await ownerDb`select policy_set from facts.policy_activation order by recorded`
    t.same(
      rows.map((row) => row['policy_set']),
      [node.active.digest, set.digest],
    )
    await checkLog(ownerDb, log)
  },
)

t.test('what they wrote about it is constants and identifiers', async (t) => {
  for (const replica of replicas) {
    await replica.stop()
    t.same(oddLines(replica.output()), [])
    t.notMatch(replica.output(), /"level":"(error|fatal)"/)
  }
})
