/**
 * Accepted disclosures per second over HTTP, at 1, 8 and 64 callers: the gateway with everything that it does, against two
 * routes that do less.
 *
 *     bare       stores the same bytes with one INSERT, and looks at nothing
 *     unbatched  parses, verifies the signature, digests the parts and inserts the same rows, one statement a request
 *
 * Each in a process of its own; the load comes from another; PostgreSQL is the embedded one with its default settings, durable
 * commits included, one cluster for the gateway and one for the others. Disclosures are made before the clock starts: S1's
 * support referral, each with an id, a case and keys of its own. An answer that is not 2xx ends the bench.
 *
 * @module
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadMessageType } from '../../src/cli/catalogue.ts'
import { loadPolicySet, openSession } from '../../src/cli/session.ts'
import { composeDisclosure } from '../../src/client/compose.ts'
import { buildTokenProvider } from '../../src/client/token.ts'
import { quietContext } from '../../src/demo/build-town.ts'
import { supportReferralDraft } from '../../src/demo/drafts.ts'
import { choosePort } from '../../src/demo/gateway-process.ts'
import { openTown } from '../../src/demo/open-town.ts'
import { POLICE } from '../../src/demo/town.ts'
import { newCaseReference } from '../../src/protocol/case-reference.ts'
import { connect } from '../../src/storage/db.ts'
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { residentMemory, startChild } from './child.ts'
import type { ContenderRequest } from './contender-server.ts'
import type { Load, LoadResult } from './load-generator.ts'
import { median } from './rounds.ts'
import { figure, printTable, verdict } from './table.ts'

/** Callers at a time, and how many disclosures they send in one round. */
const LOADS = [{ callers: 64, count: Number(process.env['COUNT'] ?? 1200) }] as const
/** Serving threads of the gateway: one fewer than there are cores. */
const THREADS = Number(process.env['T'] ?? 3)
void availableParallelism
const TIME_LIMIT = 30_000
const TARGETS = { bare: 0.3, unbatched: 0.8 } as const
const CONTENDERS = (process.env['ONLY'] ?? 'sluss,bare,unbatched').split(',') as ('sluss' | 'bare' | 'unbatched')[]
type Name = 'sluss' | 'bare' | 'unbatched'

/** What is sent to: an address, and the headers that it wants. */
interface Target {
  readonly url: string
  readonly headers: () => Promise<Record<string, string>>
}

/** Ends things in the opposite order of their beginning. */
class Endings {
  readonly #list: (() => Promise<unknown>)[] = []

  add(end: () => Promise<unknown>): void {
    this.#list.push(end)
  }

  async run(): Promise<void> {
    for (const end of this.#list.splice(0).toReversed()) await end()
  }
}

/** Measures and prints. Returns whether both targets were met at 64 callers. */
export async function benchHttp({ rounds }: { readonly rounds: number }): Promise<boolean> {
  const endings = new Endings()
  try {
    return await run(rounds, endings)
  } finally {
    await endings.run()
  }
}

async function run(rounds: number, endings: Endings): Promise<boolean> {
  const dir = await mkdtemp(join(tmpdir(), 'sluss-bench-'))
  endings.add(() => rm(dir, { recursive: true, force: true }))
  await chmod(dir, 0o711)
  const { target, compose, gatewayPid, authorKey } = await openGateway(dir, endings)
  const others = await openContenders(dir, authorKey, endings)
  const targets: Record<Name, Target> = { sluss: target, ...others }
  const generator = startChild('./load-generator.ts')
  endings.add(() => generator.stop())

  const rates = new Map<string, number[]>()
  const memory: number[] = []
  let size = 0
  for (let round = 0; round <= rounds; round++) {
    for (const { callers, count } of LOADS) {
      const bodies = compose(round === 0 ? Math.ceil(count / 3) : count)
      size = bodies[0]!.length
      for (const name of CONTENDERS) {
        const { url, headers } = targets[name]
        const load: Load = {
          url,
          headers: await headers(),
          bodies,
          callers,
          timeLimit: TIME_LIMIT,
        }
        const watched =
          name === 'sluss' && callers === 64 ? watchMemory(gatewayPid, memory) : undefined
        const before = cpuTimes()
        const result = await generator.ask<LoadResult>(load)
        if (round > 0) { const after = cpuTimes(); const diff: Record<string, string> = {}; for (const [k, v] of after) { const d = (v - (before.get(k) ?? 0)) * 10 / result.accepted; if (d > 0.02) diff[k] = d.toFixed(2) } ; console.log(name, Math.round(result.accepted / result.seconds) + '/s', JSON.stringify(diff)) }
        watched?.()
        verifyAccepted(name, result)
        // The first round warms up every process and is not counted.
        if (round > 0) push(rates, `${name} ${callers}`, result.accepted / result.seconds)
      }
    }
  }
  for (const n of CONTENDERS) console.log(n, Math.round(median(rates.get(`${n} 64`)!)))
  if (CONTENDERS.length < 3) return true
  return report(rates, memory, size, rounds)
}

/** The gateway, and a way to make disclosures that it accepts. */
async function openGateway(
  dir: string,
  endings: Endings,
): Promise<{
  readonly target: Target
  readonly compose: (count: number) => Uint8Array[]
  readonly gatewayPid: number
  readonly authorKey: Uint8Array
}> {
  const town = await openTown({
    dir: join(dir, 'town'),
    port: await choosePort(0),
    // The rates that stop a person are not what is measured.
    settings: {
      SLUSS_MEMBER_RATE: '1000000',
      SLUSS_ADDRESS_RATE: '1000000',
      SLUSS_THREADS: String(THREADS),
    },
  })
  endings.add(() => town.close())
  const { created, actor } = town.police
  const context = quietContext(actor)
  const session = await openSession(created.folder, 'klas', context)
  const policySet = await loadPolicySet(session.gateway, session.activePolicySet)
  const type = await loadMessageType('support-referral')
  const compose = (count: number) =>
    Array.from({ length: count }, () => {
      const now = Date.now()
      const draft = supportReferralDraft(now, newCaseReference())
      const { directory, keys } = session
      const input = { draft, type, directory, policySet, agency: POLICE.id, keys, now }
      return composeDisclosure(input).sealed.submission
    })
  const { issuer, credentials } = town.police.login
  const token = buildTokenProvider(
    { issuer, ...credentials.get('klas')!, resource: town.gateway.origin },
    context,
  )
  const headers = async () => ({
    authorization: `Bearer ${await token()}`,
    'content-type': 'application/cbor',
  })
  return {
    target: { url: `${town.gateway.origin}/v1/disclosures`, headers },
    compose,
    gatewayPid: town.gateway.pid,
    authorKey: session.keys.signing.publicKey,
  }
}

async function openContenders(
  dir: string,
  authorKey: Uint8Array,
  endings: Endings,
): Promise<Record<'bare' | 'unbatched', Target>> {
  const server = await startEmbeddedPostgres({ dir: join(dir, 'database') })
  endings.add(() => server.stop())
  const owner = connect(server.ownerUrl, { max: 1 })
  await migrate(owner)
  await owner.end()
  const child = startChild('./contender-server.ts')
  endings.add(() => child.stop())
  const request: ContenderRequest = { databaseUrl: server.ownerUrl, authorKey }
  const address = await child.ask<string>(request)
  const headers = async () => ({ 'content-type': 'application/cbor' })
  return {
    bare: { url: `${address}/bare`, headers },
    unbatched: { url: `${address}/unbatched`, headers },
  }
}

/** Samples a process's memory until told to stop. */
function watchMemory(pid: number, samples: number[]): () => void {
  const timer = setInterval(() => {
    void residentMemory(pid).then((value) => samples.push(value))
  }, 50)
  return () => clearInterval(timer)
}

function verifyAccepted(name: Name, { accepted, refused, firstRefusal }: LoadResult): void {
  if (accepted > 0 && Object.keys(refused).length === 0) return
  throw new TypeError(`${name} refused: ${JSON.stringify(refused)} ${firstRefusal.slice(0, 500)}`)
}

function push(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

function report(
  rates: ReadonlyMap<string, number[]>,
  memory: readonly number[],
  size: number,
  rounds: number,
): boolean {
  const rate = (name: Name, callers: number) => median(rates.get(`${name} ${callers}`)!)
  const ratio = (name: 'bare' | 'unbatched', callers: number) =>
    rate('sluss', callers) / rate(name, callers)
  printTable(
    `Accepted disclosures per second over HTTP: ${figure(size)} bytes each, ${THREADS} serving threads, median of ${rounds} rounds`,
    ['', ...LOADS.map(({ callers }) => `${callers} callers`)],
    [
      ...CONTENDERS.map((name) => [
        LABELS[name],
        ...LOADS.map(({ callers }) => figure(rate(name, callers))),
      ]),
      ['Sluss : (a)', ...LOADS.map(({ callers }) => figure(ratio('bare', callers)))],
      ['Sluss : (b)', ...LOADS.map(({ callers }) => figure(ratio('unbatched', callers)))],
    ],
    [
      `against (a) at 64 callers: ${verdict(ratio('bare', 64), TARGETS.bare)}`,
      `against (b) at 64 callers: ${verdict(ratio('unbatched', 64), TARGETS.unbatched)}`,
      `resident memory of the gateway at 64 callers: median ${figure(median(memory))} MiB, most ${figure(Math.max(...memory))} MiB`,
    ],
  )
  return ratio('bare', 64) >= TARGETS.bare && ratio('unbatched', 64) >= TARGETS.unbatched
}

const LABELS: Readonly<Record<Name, string>> = {
  sluss: 'Sluss',
  bare: '(a) one INSERT, nothing checked',
  unbatched: '(b) signature and digests, the same rows, not batched',
}

import { readFileSync, readdirSync } from 'node:fs'
function cpuTimes(): Map<string, number> {
  const found = new Map<string, number>()
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      let cmd = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      if (/postgres/.test(cmd)) cmd = /sluss_app/.test(cmd) ? 'pg-app' : 'pg-other'
      else if (/gateway\/server/.test(cmd)) cmd = 'gateway'
      else if (/load-generator/.test(cmd)) cmd = 'load'
      else if (/contender/.test(cmd)) cmd = 'contender'
      else continue
      found.set(cmd, (found.get(cmd) ?? 0) + Number(rest[11]) + Number(rest[12]))
    } catch { /* gone */ }
  }
  return found
}
