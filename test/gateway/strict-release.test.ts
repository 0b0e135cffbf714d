import t from 'tap'
import { Publisher } from '../../src/audit/publisher.ts'
import { isMostSensitive } from '../../src/gateway/cosigned-release.ts'
import { buildPublishedLog } from '../../src/gateway/published-log.ts'
import { parseWitnessPolicy } from '../../src/gateway/witness-policy.ts'
import { parseEvidence } from '../../src/protocol/evidence-bundle.ts'
import { verifyQuorum } from '../../src/protocol/tlog/policy.ts'
import { signStatement } from '../../src/protocol/statement.ts'
import { encodeTime } from '../../src/protocol/time.ts'
import { parseVerifierKey } from '../../src/protocol/tlog/note.ts'
import type { NoteVerifier } from '../../src/protocol/tlog/note.ts'
import { CATEGORIES, PROTECTIONS } from '../../src/protocol/vocabulary.ts'
import type { Protection } from '../../src/protocol/vocabulary.ts'
import { actorFields, publishedWorld } from '../fixtures/gateway.ts'
import { requestsOf } from '../fixtures/world-requests.ts'
import { serveWitness, testWitness } from '../fixtures/witness.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import type { Composed } from '../fixtures/world-disclosure.ts'

/** The log of the world is made after its witnesses. */
const logs: NoteVerifier[] = []
const forPolice = await testWitness(t, logs, { name: 'police.example', seed: 720 })
const forBoard = await testWitness(t, logs, { name: 'board.example', seed: 721 })
const served = await serveWitness(t, forPolice.witness)
const other = await serveWitness(t, forBoard.witness)
const witnesses = parseWitnessPolicy(
  [
    `witness polisen-sydlanda ${forPolice.vkey} ${served.url}`,
    `witness latsasby-socialnamnd ${forBoard.vkey} ${other.url}`,
    'quorum polisen-sydlanda',
    '',
  ].join('\n'),
)

let published = 0
let publisher: Publisher | undefined
const world = await publishedWorld(t, {
  witnesses,
  strictRelease: true,
  releaseWait: 1_000,
  publish: async () => {
    published++
    await publisher?.publish()
  },
})
const log = parseVerifierKey(world.deps.logVerifierKey)
logs.push(log)
const { police, board, database } = world
const { send, act, get } = requestsOf(world)

/** A publisher that shows the world's log to the named witnesses. */
function publishTo(...names: readonly string[]): Publisher {
  return new Publisher({
    log: buildPublishedLog(database.db, log.name),
    witnesses: witnesses.witnesses.filter(({ name }) => names.includes(name)),
    fetch,
    clock: () => Date.now(),
    onTrouble: () => {},
    onFatal: (error) => {
      throw error
    },
  })
}

/** Sends the identity of a person under this protection; a second member releases it where two must. */
async function disclose(protection: Protection): Promise<Composed> {
  const sent = compose(world, {
    parts: [['identity', 'Tuvalisa Påhittad']],
    head: { subjects: [{ id: 's1', role: 'victim', protection }] },
  })
  const answer = (await send(sent.bytes)).json()
  if (answer.state === 'released') return sent
  const found = (await get(`/v1/disclosures/${sent.id}`, police, 'anna')).json()
  const bert = police.member('bert')
  const verdict = signStatement(
    'countersignature',
    {
      v: 1,
      disclosure: sent.id,
      manifest: sent.digest,
      decision: found.decisionDigest,
      policySet: world.active.digest,
      verdict: 'two-person',
      ...actorFields(police, 'utredning', bert),
      at: encodeTime(world.now),
      expiresAt: encodeTime(world.now + 3_600_000),
    },
    bert.key,
  )
  const url = `/v1/disclosures/${sent.id}/countersignatures`
  const released = await act(url, verdict, police, 'bert')
  if (released.json().state !== 'released') throw new Error(released.body)
  return sent
}

async function open({ id, digest }: Composed) {
  const disa = board.member('disa')
  const request = signStatement(
    'open-request',
    {
      v: 1,
      disclosure: id,
      manifest: digest,
      ...actorFields(board, 'vinr-mottagning', disa),
      purpose: 'victim-support',
      conflictOfInterest: 'none',
      at: encodeTime(world.now),
    },
    disa.key,
  )
  return act(`/v1/disclosures/${id}/open`, request)
}

const sizeNow = async () => {
  const [row] = await database.db<{ size: string }[]>`select max(size) as size from log.checkpoint`
  return Number(row!.size)
}

t.test(
  'the identity of a protected person is handed out when the sender’s witness has cosigned its opening',
  async (t) => {
    publisher = publishTo('polisen-sydlanda')
    const sent = await disclose('local-threat')
    const before = published
    const answer = await open(sent)
    t.equal(answer.statusCode, 200)
    t.ok(published > before, 'the witnesses are shown it at once')
    t.equal(
      forPolice.state.list()[0]?.size,
      await sizeNow(),
      'the opening is under what it cosigned',
    )
  },
)

t.test(
  'without it nothing is handed out, the attempt is recorded, and a later one succeeds',
  async (t) => {
    publisher = publishTo('latsasby-socialnamnd')
    const sent = await disclose('sekretessmarkering')
    const size = await sizeNow()
    const refused = await open(sent)
    t.equal(refused.statusCode, 503)
    t.match(refused.json(), { code: 'witness-missing', sv: { title: 'Vittnet svarar inte' } })
    t.equal(refused.headers['retry-after'], '30')
    t.ok((await sizeNow()) > size)
    t.equal(
      forBoard.state.list()[0]?.size,
      await sizeNow(),
      'the receiver’s own witness is not enough',
    )
    const evidence = await get(`/v1/disclosures/${sent.id}/evidence`)
    t.equal(evidence.statusCode, 503, 'nor does the evidence hand it out')
    publisher = publishTo('polisen-sydlanda')
    world.now += 1_000
    t.equal((await open(sent)).statusCode, 200)
    const exported = await get(`/v1/disclosures/${sent.id}/evidence`)
    t.equal(exported.statusCode, 200)
    const { checkpoints } = parseEvidence(new Uint8Array(exported.rawPayload))
    const { cosignatures } = verifyQuorum(checkpoints.at(-1)!, witnesses.policy, { log })
    t.same(
      cosignatures.map(({ witness }) => witness),
      ['polisen-sydlanda'],
      'and the evidence carries what was cosigned',
    )
  },
)

t.test(
  'the sending side reads it under the witness of a receiver, not under its own',
  async (t) => {
    publisher = publishTo('polisen-sydlanda')
    const sent = await disclose('local-threat')
    const look = async () => get(`/v1/disclosures/${sent.id}/sent`, police, 'anna')
    t.match((await look()).json(), { status: 503, code: 'witness-missing' })
    publisher = publishTo('latsasby-socialnamnd')
    t.equal((await look()).statusCode, 200)
  },
)

t.test('what is not about a protected person waits for nobody', async (t) => {
  publisher = undefined
  const sent = await disclose('none')
  const before = published
  t.equal((await open(sent)).statusCode, 200)
  t.equal(published, before)
})

t.test(
  'a line in the database that no witness signed counts for nothing and is not served',
  async (t) => {
    publisher = undefined
    const sent = await disclose('local-threat')
    const { ownerDb } = database
    const year = new Date(world.now).getUTCFullYear()
    const line = '— police.example ' + Buffer.alloc(76, 1).toString('base64') + '\n'
    const forge = async () =>
      ownerDb`
      insert into log.cosignature (year, size, witness, at, line)
      select ${year}, max(size), ${forPolice.vkey}, now(), ${line} from log.checkpoint
      on conflict do nothing
    `
    const forging = setInterval(() => void forge(), 100)
    t.equal((await open(sent)).statusCode, 503)
    clearInterval(forging)
    await forge()
    const { body: note } = await world.app.inject('/v1/log/checkpoint')
    t.notMatch(note, 'police.example')
    t.equal((await world.app.inject('/v1/log/checkpoint?cosigned=yes')).statusCode, 200)
  },
)

t.test(
  'sensitive are identity and places, daily ones too, of a protected person that the reader may read, nothing else',
  async (t) => {
    const reader = 'board/reception'
    for (const category of CATEGORIES)
      for (const protection of PROTECTIONS) {
        const subjects = [
          { id: 's1', role: 'victim', protection },
          { id: 's2', role: 'child', protection: 'none' },
        ] as const
        const part = { id: 'p1', category, digest: '', size: 0, commitment: '' }
        const is = (subject: string, readers: readonly string[]) =>
          isMostSensitive({ parts: [{ ...part, subject, readers }] } as never, { subjects }, [
            reader,
          ])
        const expected =
          ['location', 'whereabouts', 'daily-places', 'identity'].includes(category) &&
          protection !== 'none'
        t.equal(is('s1', [reader]), expected, `${category} ${protection}`)
        t.equal(is('s1', ['police/other']), false)
        t.equal(is('s2', [reader]), false)
      }
  },
)
