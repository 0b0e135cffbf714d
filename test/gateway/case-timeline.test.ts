/** The timeline of a case lacks nothing, also when somebody takes records from the database. */
import t from 'tap'
import { publishedWorld } from '../fixtures/gateway.ts'
import { admit, reviewsOf } from '../fixtures/review.ts'
import { recordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { app, board, database, police } = world
const { ownerDb } = database
const { get } = requestsOf(world)
const { sendPlace, open } = reviewsOf(world)
await admit(world, board, { harald: { ekonomi: ['compliance'] } })
await admit(world, police, { polly: { utredning: ['compliance'] } })
const sent = await sendPlace()
await open(sent)
const other = await sendPlace()
await open(other)
const reference = sent.head.case

interface Row {
  readonly body: { readonly ev: string; readonly det: string }
}

const ask = async (who = 'harald', agency = board) =>
  (await get(`/v1/reviews/cases/${reference}`, agency, who)).json()

/** Where the board's records of an event are that are about the case. */
async function positionsOf(event: string): Promise<number[]> {
  const rows = await ownerDb<{ index: string; text: string }[]>`
    select index, convert_from(body, 'UTF8') as text
      from content.record
     where agency = ${board.agency}
     order by index
  `
  return rows
    .filter(({ text }) => text.includes(`"ev":"${event}"`) && text.includes(reference))
    .map(({ index }) => Number(index))
}

/** What somebody does who owns the database, and undoes again. */
async function without(position: number, work: () => Promise<void>): Promise<void> {
  await ownerDb`create table public.taken as select * from content.record where index = ${position}`
  await ownerDb`alter table content.record disable trigger insert_only`
  await ownerDb`delete from content.record where index = ${position}`
  await work()
  await ownerDb`insert into content.record select * from public.taken`
  await ownerDb`alter table content.record enable always trigger insert_only`
  await ownerDb`drop table public.taken`
}

t.test('holds every record of the case that the agency has, in order, and no other', async (t) => {
  for (const [agency, who] of [
    [board, 'harald'],
    [police, 'polly'],
  ] as const) {
    const all = await recordsAfter(world, 0)
    const expected = all.filter((body) => body.agency === agency.agency && body.case === reference)
    const { rows } = await ask(who, agency)
    t.ok(rows.length > 0)
    t.same(
      rows.map(({ body }: Row) => body.det),
      expected.map(({ det }) => det),
    )
    t.same(
      rows.map(({ body }: Row) => body.ev),
      expected.map(({ ev }) => ev),
    )
  }
})

t.test('is not shown without a record that was seen, or that a fact speaks of', async (t) => {
  t.same(await app.checkRecords(), [], 'the last comparison found nothing')
  const [listed] = await positionsOf('review.case-listed')
  await without(listed!, async () => {
    t.match(await ask(), { status: 500, code: 'record-missing' })
  })
  const [opened] = await positionsOf('disclosure.opened')
  await ownerDb`alter table content.case_record disable trigger insert_only`
  await ownerDb`delete from content.case_record where index = ${opened!}`
  await without(opened!, async () => {
    t.match(await ask(), { status: 500, code: 'record-missing' })
  })
  await ownerDb`
    insert into content.case_record
    select index, agency, ${Buffer.from(reference)} from content.record where index = ${opened!}
  `
  await ownerDb`alter table content.case_record enable always trigger insert_only`
  t.ok((await ask()).rows)
})

t.test('is not shown while the last comparison with the whole log missed anything', async (t) => {
  await ask()
  const unread = (await positionsOf('review.case-listed')).at(-1)!
  await without(unread, async () => {
    t.match(await app.checkRecords(), [{ position: unread, what: 'body' }])
    t.match(await ask(), { status: 500, code: 'record-missing' })
  })
  t.match(await ask(), { code: 'record-missing' }, 'until it is compared again')
  t.same(await app.checkRecords(), [])
  t.ok((await ask()).rows)
})

t.test('is not shown while its records are entered as of another case', async (t) => {
  const [opened] = await positionsOf('disclosure.opened')
  const enter = (as: string) =>
    ownerDb`update content.case_record set case_ref = ${Buffer.from(as)} where index = ${opened!}`
  await ownerDb`alter table content.case_record disable trigger insert_only`
  await enter(other.head.case)
  t.match(await app.checkRecords(), [{ position: opened, what: 'case' }])
  t.match(await ask(), { status: 500, code: 'record-missing' })
  await enter(reference)
  await ownerDb`alter table content.case_record enable always trigger insert_only`
  t.same(await app.checkRecords(), [])
})

t.test('two who ask at once enter the same, and no record is left out', async (t) => {
  await ownerDb`alter table content.case_record disable trigger all`
  await ownerDb`delete from content.case_record`
  const again = () => world.database.db`select log.index_cases(7) as more`
  let more = true
  while (more) {
    const answers = await Promise.all([again(), again(), again()])
    more = answers.some(([row]) => row!['more'] === true)
  }
  const [row] = await ownerDb<{ entered: string; there: string }[]>`
    select (select count(*) from content.case_record where case_ref is not null) as entered,
           (select count(*) from content.record
             where agency is not null and convert_from(body, 'UTF8')::json->>'case' is not null) as there
  `
  t.ok(Number(row!.there) > 0)
  t.equal(row!.entered, row!.there)
  await ownerDb`alter table content.case_record enable always trigger insert_only`
})
