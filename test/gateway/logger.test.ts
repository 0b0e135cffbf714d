import t from 'tap'
import { buildLogger } from '../../src/gateway/logger.ts'

const TOKEN = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbm5hIn0.c2lnbmF0dXJl'
const PERSON = 'Tuvalisa Påhittad 19920318-2382'

function capture(): { lines: string[]; log: ReturnType<typeof buildLogger> } {
  const lines: string[] = []
  const log = buildLogger('debug', { write: (line) => void lines.push(line) })
  return { lines, log }
}

t.test('writes constants and identifiers', async (t) => {
  const { lines, log } = capture()
  log.info({ disclosure: '019c0000-0000-7000-8000-000000000000', status: 201 }, 'accepted')
  t.match(JSON.parse(lines[0]!), {
    level: 'info',
    disclosure: '019c0000-0000-7000-8000-000000000000',
    status: 201,
    msg: 'accepted',
  })
})

const ATTEMPTS: Record<string, (log: ReturnType<typeof buildLogger>) => void> = {
  'a field that is not listed': (log) => log.info({ authorization: TOKEN, body: PERSON }, 'x'),
  'a listed field with a value that is no identifier': (log) => log.info({ code: PERSON }, 'x'),
  'a token in a listed field': (log) => log.info({ code: `Bearer ${TOKEN}` }, 'x'),
  'an object in a listed field': (log) => log.info({ agency: { name: PERSON } }, 'x'),
  'who acted': (log) => log.info({ member: TOKEN, actor: TOKEN }, 'x'),
  'the message of an error': (log) => log.error({ err: new Error(PERSON) }, 'x'),
  'the message of an error that is logged alone': (log) => log.error(new Error(PERSON)),
  'the message of a cause': (log) =>
    log.error({ err: new Error('x', { cause: new Error(TOKEN) }) }, 'x'),
  'fields of an error': (log) =>
    log.error({ err: Object.assign(new Error('x'), { detail: PERSON, query: TOKEN }) }, 'x'),
  'a code of an error that is no identifier': (log) =>
    log.error({ err: Object.assign(new Error('x'), { code: PERSON }) }, 'x'),
  'arguments to interpolate': (log) => log.info('opened %s', PERSON),
  'the bindings of a child': (log) => log.child({ subject: PERSON, token: TOKEN }).info('x'),
  'a request': (log) => log.info({ req: { url: `/?q=${PERSON}`, headers: { a: TOKEN } } }, 'x'),
}
for (const [what, attempt] of Object.entries(ATTEMPTS)) {
  t.test(`does not write ${what}`, async (t) => {
    const { lines, log } = capture()
    attempt(log)
    t.equal(lines.length, 1)
    t.notMatch(lines[0], TOKEN)
    t.notMatch(lines[0], 'Tuvalisa')
    t.notMatch(lines[0], '19920318')
  })
}

t.test('tells where an error came from', async (t) => {
  const { lines, log } = capture()
  log.error({ err: Object.assign(new Error(PERSON), { code: '23505' }) }, 'request failed')
  const { err } = JSON.parse(lines[0]!)
  t.equal(err.code, '23505')
  t.match(err.at[0], /logger\.test\.ts/)
})
