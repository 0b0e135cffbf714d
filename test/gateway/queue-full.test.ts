/** When more comes than the log can take, who is refused is told when to try again, and nothing of it is anywhere. */
import t from 'tap'
import { parseVerifierKey } from '../../src/protocol/tlog/note.ts'
import { checkLog } from '../fixtures/check-log.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import type { Composed } from '../fixtures/world-disclosure.ts'
import { countContent, recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const AT_ONCE = 40
const world = await publishedWorld(t, { queueLimit: 4 })
const { app, police, writer } = world
const { get } = requestsOf(world)
const { ownerDb } = world.database
const authorization = await world.token(police, 'anna')

const send = ({ bytes }: Composed) =>
  app.inject({
    method: 'POST',
    url: '/v1/disclosures',
    headers: { authorization, 'content-type': 'application/cbor' },
    payload: Buffer.from(bytes),
  })

/** How many rows of the database name this disclosure, in whatever table. */
async function countTraces({ id }: Composed): Promise<number> {
  const [row] = await ownerDb<{ count: number }[]>`
    select (select count(*) from facts.disclosure where id = ${id})::int
         + (select count(*) from facts.party where disclosure = ${id})::int
         + (select count(*) from facts.statement where disclosure = ${id})::int
         + (select count(*) from content.submission where disclosure = ${id})::int
         + (select count(*) from content.answer where disclosure = ${id})::int
         + (select count(*) from content.decision where disclosure = ${id})::int
         + (select count(*) from content.record where disclosure = ${id})::int as count
  `
  return row!.count
}

t.test('a full queue is a 503 that says when to come again, and nothing half-logged', async (t) => {
  await send(compose(world))
  const before = { position: writer.size - 1, content: await countContent(world) }
  const sent = Array.from({ length: AT_ONCE }, () => compose(world))
  const answers = await Promise.all(sent.map(send))
  const refused = sent.filter((_, i) => answers[i]!.statusCode === 503)
  const accepted = sent.filter((_, i) => answers[i]!.statusCode === 201)
  t.ok(refused.length > 0 && accepted.length > 0, `${refused.length} were refused`)
  t.equal(refused.length + accepted.length, AT_ONCE)
  for (const answer of answers.filter(({ statusCode }) => statusCode === 503)) {
    t.match(answer.json(), { code: 'queue-full' })
    t.match(answer.headers['retry-after'], /^\d+$/)
  }
  for (const one of refused) t.equal(await countTraces(one), 0)
  t.equal(await countContent(world), before.content + accepted.length * 3)
  const told = await recordsAfter(world, before.position)
  t.same(
    told
      .filter(({ ev }) => ev === 'disclosure.released')
      .map(({ disclosure }) => disclosure)
      .sort(),
    accepted.map(({ id }) => id).sort(),
  )
  t.same(
    told.filter(({ disclosure }) => refused.some(({ id }) => id === disclosure)),
    [],
  )
  await checkLog(ownerDb, parseVerifierKey(world.deps.logVerifierKey))

  // The same bytes are accepted as soon as there is room, and once.
  for (const one of refused) {
    t.equal((await send(one)).statusCode, 201)
    t.equal((await send(one)).statusCode, 200)
  }
})

t.test('that it was refused is counted, and recorded when there is room', async (t) => {
  const before = writer.size - 1
  await app.flushRefusals()
  const [{ counts } = {}] = await recordsAfter(world, before)
  t.ok((counts?.['queue-full'] ?? 0) > 0)
})

t.test('who cannot be signed in or looked after is not let through either', async (t) => {
  const [sent] = [compose(world)]
  await send(sent)
  const paths = Array.from({ length: AT_ONCE }, () => `/v1/disclosures/${sent.id}`)
  const answers = await Promise.all(paths.map((path) => get(path, police, 'anna')))
  const codes = new Set(answers.map(({ statusCode }) => statusCode))
  t.ok(codes.has(503), 'some came when there was no room')
  for (const answer of answers)
    if (answer.statusCode === 503) t.match(answer.json(), { code: 'queue-full' })
    else t.equal(answer.statusCode, 200)
})
