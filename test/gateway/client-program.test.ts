/** Records say with what program a member acted, as it says itself. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import t from 'tap'
import { buildGatewayClient } from '../../src/client/gateway-client.ts'
import {
  CLIENT_HEADER,
  CLI_CLIENT,
  WEB_CLIENT,
  parseClientProgram,
  webClientOf,
} from '../../src/protocol/client-program.ts'
import { VERSION } from '../../src/protocol/version.ts'
import { publishedWorld } from '../fixtures/gateway.ts'
import { compose } from '../fixtures/world-disclosure.ts'
import { allRecordsAfter, requestsOf } from '../fixtures/world-requests.ts'

const world = await publishedWorld(t)
const { app, police, board, writer } = world
const { send } = requestsOf(world)
const reception = board.function('vinr-mottagning').id

/** What was recorded meanwhile, each with the program that it names. */
async function recordedBy(work: () => Promise<unknown>) {
  const before = writer.size - 1
  await work()
  return (await allRecordsAfter(world, before)).map(({ ev, client }) => [ev, client])
}

async function look(program?: string) {
  const authorization = await world.token(board, 'disa')
  const answer = await app.inject({
    url: `/v1/inbox?function=${reception}`,
    headers: { authorization, ...(program !== undefined && { [CLIENT_HEADER]: program }) },
  })
  t.equal(answer.statusCode, 200)
}

t.test('KON-2: a look, and the sign-in that it begins with, name the program', async (t) => {
  t.same(await recordedBy(() => look('web/0.1.0')), [
    ['session.started', 'web/0.1.0'],
    ['inbox.listed', 'web/0.1.0'],
  ])
})

t.test('so does what is sent, whose body is read first, and what is refused', async (t) => {
  const headers = { [CLIENT_HEADER]: 'cli/0.1.0' }
  const recorded = await recordedBy(async () => {
    t.equal((await send(compose(world).bytes, 'anna', headers)).statusCode, 201)
    const denied = compose(world, { head: { policySet: 'A'.repeat(43) } })
    t.equal((await send(denied.bytes, 'anna', headers)).statusCode, 409)
  })
  t.same(
    recorded.filter(([ev]) => ev !== 'session.started'),
    [
      ['disclosure.released', 'cli/0.1.0'],
      ['request.refused', 'cli/0.1.0'],
    ],
  )
})

t.test('two requests at once name each its own', async (t) => {
  const recorded = await recordedBy(() =>
    Promise.all([look('web/1.0.0'), look('cli/2.0.0'), look()]),
  )
  const looks = recorded.flatMap(([ev, client]) => (ev === 'inbox.listed' ? [String(client)] : []))
  t.same(looks.sort(), ['cli/2.0.0', 'undefined', 'web/1.0.0'])
})

t.test('what has not the form of a program’s name is not recorded', async (t) => {
  for (const bad of [
    '',
    'web',
    'web/',
    'WEB/1',
    'web/1 2',
    'web/1/2',
    `w/${'1'.repeat(21)}`,
    'åäö/1',
  ])
    t.equal(parseClientProgram(bad), undefined, bad)
  t.equal(parseClientProgram(['web/1']), undefined)
  const recorded = await recordedBy(() => look('Mozilla/5.0 (X11; Linux x86_64)'))
  t.same(recorded.at(-1), ['inbox.listed', undefined])
})

t.test('the workspaces name the build that their script is of, in the same form', async (t) => {
  const program = webClientOf('https://sluss.example/assets/index-D-wP_dWh.js')
  t.equal(program, `web/${VERSION}+D-wP_dWh`)
  t.equal(parseClientProgram(program), program)
  t.equal(webClientOf('https://sluss.example/src/main.tsx'), WEB_CLIENT, 'without a build')
})

t.test('our programs name themselves, with the version of the package', async (t) => {
  const file = join(resolve(import.meta.dirname, '../..'), 'package.json')
  t.equal(VERSION, (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version)
  t.same([WEB_CLIENT, CLI_CLIENT].map(parseClientProgram), [WEB_CLIENT, CLI_CLIENT])
  const gateway = await app.listen({ host: '127.0.0.1', port: 0 })
  const token = async () => (await world.token(police, 'anna')).replace('Bearer ', '')
  const client = buildGatewayClient({ gateway, fetch, token, program: CLI_CLIENT })
  const recorded = await recordedBy(() =>
    client.inbox({ function: police.function('utredning').id, box: 'sent' }),
  )
  t.ok(recorded.length > 0)
  t.ok(recorded.every(([, program]) => program === CLI_CLIENT))
})
