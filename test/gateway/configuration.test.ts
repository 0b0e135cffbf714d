/** What a process works with is an open record, made before it serves anybody, and can be read by its digest. */
import t from 'tap'
import { readRules } from '../../src/gateway/load-files.ts'
import type { Config } from '../../src/gateway/config.ts'
import {
  configurationItem,
  describeConfiguration,
  recordConfiguration,
} from '../../src/gateway/configuration.ts'
import { encodeUtf8 } from '../../src/protocol/bytes.ts'
import { encodeBase64url } from '../../src/protocol/base64url.ts'
import { parseLeaf } from '../../src/protocol/record.ts'
import { digestOf } from '../../src/protocol/sha256.ts'
import { generateSigningKey } from '../../src/protocol/signing-key.ts'
import { ORIGIN, publishedWorld } from '../fixtures/gateway.ts'
import { requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { writer, deps } = world
const { get } = requestsOf(world)
const rules = await readRules({ policiesDir: 'policies', schemasDir: 'schemas/messages' })
const config: Config = {
  origin: ORIGIN,
  host: '127.0.0.1',
  port: 8080,
  threads: 2,
  tls: null,
  trustedProxies: ['10.0.0.0/8'],
  issuers: deps.issuers.map((issuer) => ({
    ...issuer,
    signIn: { clientId: 'sluss', clientSecret: 'very-secret-too', origin: null },
  })),
  pins: deps.pins,
  nodeKey: generateSigningKey(),
  logKey: generateSigningKey(),
  recordKey: new Uint8Array(32).fill(7),
  witnesses: null,
  strictRelease: false,
  startsAlone: false,
  witnessPatience: 60,
  policiesDir: 'policies',
  schemasDir: 'schemas/messages',
  webDir: null,
  database: { url: 'postgres://gateway:very-secret@db/sluss', ownerUrl: null },
  bodyLimit: 65_536,
  memberRate: 60,
  addressRate: 600,
  keptDays: 30,
  detailDays: 1826,
  logLevel: 'info',
}
const text = describeConfiguration(config, rules)
const digest = digestOf(encodeUtf8(text))
const { log } = deps

async function openLeavesAfter(position: number) {
  const rows = await world.database.ownerDb<{ body: Uint8Array }[]>`
    select body from log.entry where index > ${position} order by index
  `
  return rows.map(({ body }) => parseLeaf(body))
}

t.test('tells no secret and not where it runs', async (t) => {
  for (const secret of [
    'very-secret',
    encodeBase64url(config.recordKey),
    encodeBase64url(config.nodeKey.seed),
    encodeBase64url(config.logKey.seed),
    'postgres:',
  ])
    t.notOk(text.includes(secret), secret)
})

t.test('differs with whatever changes whom it believes or what it decides by', async (t) => {
  const changes: Partial<Config>[] = [
    { issuers: [] },
    { pins: new Map() },
    { strictRelease: true },
    { keptDays: 31 },
    { nodeKey: generateSigningKey() },
  ]
  for (const change of changes)
    t.not(describeConfiguration({ ...config, ...change }, rules), text, Object.keys(change).join())
  t.equal(describeConfiguration({ ...config }, rules), text)
})

t.test(
  'each start is an open record of the digest, under which members read the text',
  async (t) => {
    for (let start = 0; start < 2; start++) {
      const before = writer.size - 1
      const end = await recordConfiguration({ writer, items: [configurationItem(text)], log })
      await end()
      t.match(await openLeavesAfter(before), [{ ev: 'configuration', digest }])
    }
    const answer = await get(`/v1/configurations/${digest}`)
    t.equal(answer.statusCode, 200)
    t.equal(answer.body, text)
    const unknown = await get(`/v1/configurations/${digestOf(encodeUtf8('another'))}`)
    t.match(unknown.json(), { status: 404, code: 'not-found' })
  },
)

t.test(
  'a log that cannot be written does not keep it from starting, nor from ending',
  async (t) => {
    const full = { append: () => Promise.reject(new Error('full')) }
    const end = await recordConfiguration({ writer: full, items: [configurationItem(text)], log })
    await end()
    t.match(world.log(), 'the configuration is not recorded yet')
  },
)
