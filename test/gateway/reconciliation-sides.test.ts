/** Each side counts for itself, from signed texts: what does not verify is no delivery and no opening. */
import t from 'tap'
import { buildDirectory } from '../../src/client/directory.ts'
import type { AgencyTexts, Directory } from '../../src/client/directory.ts'
import { countDay, parseListedMessages, verifyCountOf } from '../../src/client/reconcile.ts'
import type { ListedMessage } from '../../src/client/reconcile.ts'
import { comparePairs, unbalancedPairs } from '../../src/protocol/reconciliation.ts'
import { generateSigningKey } from '../../src/protocol/signing-key.ts'
import { parseStatementUnsafe, signStatement } from '../../src/protocol/statement.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import type { WorldAgency } from '../fixtures/world-agency.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import type { Composed } from '../fixtures/world-disclosure.ts'
import { requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { police, board } = world
const { send, act, get } = requestsOf(world)
const DAY = '2026-03-02'

/** What an agency knows of the others, from its own pins. */
async function directoryOf(agency: WorldAgency, name: string): Promise<Directory> {
  const { agencies } = (await get('/v1/agencies', agency, name)).json<{ agencies: AgencyTexts[] }>()
  return buildDirectory({ pins: world.deps.pins, agencies, kept: {}, now: world.now })
}

async function listOf(agency: WorldAgency, name: string): Promise<ListedMessage[]> {
  const other = agency === police ? board : police
  const page = await get(`/v1/reconciliations/${DAY}?with=${other.agency}`, agency, name)
  return parseListedMessages(page.json().messages)
}

async function sourcesOf(agency: WorldAgency, name: string) {
  return { directory: await directoryOf(agency, name), node: world.nodeKey, now: world.now }
}

function openRequest(sent: Composed, name = 'disa', key = board.member(name).key) {
  const fields = actorFields(board, 'vinr-mottagning', board.member(name))
  const about = { v: 1, disclosure: sent.id, manifest: sent.digest } as const
  const answers = { purpose: 'victim-support', conflictOfInterest: 'none' } as const
  const request = { ...about, ...fields, ...answers, at: encodeTime(world.now) } as const
  return signStatement('open-request', request, key)
}

const sent: Composed[] = []
for (let i = 0; i < 3; i++) {
  const one = compose(world)
  await send(one.bytes)
  sent.push(one)
}
await act(`/v1/disclosures/${sent[0]!.id}/open`, openRequest(sent[0]!))

t.test('both sides come to the same count', async (t) => {
  const ours = countDay(await listOf(police, 'kim'), await sourcesOf(police, 'kim'))
  const theirs = countDay(await listOf(board, 'emil'), await sourcesOf(board, 'emil'))
  t.match(ours, { pairs: [{ sent: 3, delivered: 3, opened: 1, unopened: 2 }], faults: [] })
  t.same(comparePairs(ours.pairs, theirs.pairs), [])
  t.same(unbalancedPairs(ours.pairs), [])
})

t.test('what the gateway says without proof counts for nothing', async (t) => {
  const messages = await listOf(police, 'kim')
  const sources = await sourcesOf(police, 'kim')
  const [opened, second, third] = messages
  const count = (changes: Partial<ListedMessage>, message = second!) =>
    countDay([{ ...message, ...changes }], sources)
  const codes = (counted: ReturnType<typeof count>) => counted.faults.map(({ code }) => code)
  const missing = count({ delivered: null })
  t.same(codes(missing), ['receipt-missing'])
  t.match(unbalancedPairs(missing.pairs), [{ sent: 1, delivered: 0 }])
  t.same(codes(count({ delivered: third!.delivered })), ['receipt-invalid'], 'of another message')
  const { payload } = parseStatementUnsafe('receipt', second!.delivered!)
  const forged = signStatement('receipt', payload, generateSigningKey())
  t.same(codes(count({ delivered: forged })), ['receipt-invalid'], 'not by the node')
  t.same(codes(count({ opened: opened!.opened })), ['opening-invalid'], 'of another message')
  const byNobody = openRequest(sent[1]!, 'disa', generateSigningKey())
  t.match(count({ opened: byNobody }), { pairs: [{ opened: 0 }] })
  t.same(codes(count({ opened: 'no statement' })), ['opening-invalid'])
})

t.test('equal numbers of different messages are not equal', async (t) => {
  const sources = await sourcesOf(police, 'kim')
  const [, second, third] = await listOf(police, 'kim')
  const [ours, theirs] = [second!, third!].map((one) => countDay([one], sources).pairs)
  t.match(comparePairs(ours!, theirs!), [{ what: 'digest' }])
  t.match(comparePairs(ours!, []), [{ what: 'sent', ours: 1, theirs: null }])
})

t.test('a count by who may not count is not believed', async (t) => {
  const directory = await directoryOf(police, 'kim')
  const named = { agency: police.agency, other: board.agency, day: DAY }
  const sign = (name: string, slug: string, changes = {}) => {
    const member = board.member(name)
    const fields = actorFields(board, slug, member)
    const count = { v: 1, ...fields, with: police.agency, day: DAY, pairs: [] } as const
    const at = encodeTime(world.now)
    return signStatement('reconciliation', { ...count, at, ...changes }, member.key)
  }
  t.same(verifyCountOf(sign('emil', 'vinr-mottagning'), named, directory), [])
  t.throws(() => verifyCountOf(sign('disa', 'vinr-mottagning'), named, directory), {
    code: 'not-in-function',
  })
  const otherDay = sign('emil', 'vinr-mottagning', { day: '2026-03-01' })
  t.throws(() => verifyCountOf(otherDay, named, directory), { code: 'answer-invalid' })
})

t.test(
  'the roles change (S13): what lies there cannot be opened, and that is said of each',
  async (t) => {
    world.now += 60_000
    const leaving = ['disa', 'emil'].map((name) => board.member(name))
    const kids = leaving.map(({ key }) => key.kid)
    await world.publish(
      board.nextRoster(world.now, {
        members: board.roster.members.filter(({ kid }) => !kids.includes(kid)),
        revocations: leaving.map(({ credential, key }) => ({
          credential,
          kid: key.kid,
          revokedAt: encodeTime(world.now),
          reason: 'left',
        })),
      }),
    )
    const { faults, pairs } = countDay(await listOf(police, 'kim'), await sourcesOf(police, 'kim'))
    t.match(pairs, [{ sent: 3, delivered: 3, opened: 1, unopened: 2 }], 'what was opened, was')
    t.same(
      faults.map(({ code }) => code),
      ['nobody-can-open', 'nobody-can-open'],
    )
    const refused = await send(compose(world).bytes)
    t.match(refused.json(), { code: 'receiver-unstaffed' }, 'and no more is taken')
  },
)
