import { join } from 'node:path'
import { joinWaits, percentile, runArrivals, runCallers } from './log-callers.ts'
import type { Append, Waits } from './log-callers.ts'
import { chainContender, hypercoreContender, insertContender } from './log-contenders.ts'
import { LOOK_UP, sizesOfRecord } from './log-database.ts'
import type { LogDatabase } from './log-database.ts'
import { median } from './rounds.ts'
import { figure, printTable, verdict } from './table.ts'

const CALLERS = [1, 8, 64, 256] as const
const ROUNDS = 3
/** ms that each contender runs in each round. */
const TIME = 600

const NAMES = ['sluss', 'inserts', 'hypercore', 'chain'] as const
type Name = (typeof NAMES)[number]

const LABELS: Readonly<Record<Name, string>> = {
  sluss: 'Sluss',
  inserts: '(a) one INSERT a transaction',
  hypercore: '(b) hypercore, batched, WAL synced',
  chain: '(c) hash chain, select … for update',
}

/** Sluss against a contender at so many callers: at least this ratio. */
const TARGETS = [
  { name: 'chain', callers: 64, ratio: 10 },
  { name: 'inserts', callers: 64, ratio: 1.5 },
  { name: 'inserts', callers: 1, ratio: 0.4 },
  { name: 'hypercore', callers: 64, ratio: 0.7 },
] as const

/** Records per second at random arrivals, and how much longer than the median the longest of a hundred may take. */
const ARRIVALS = { rate: 1000, time: 5000, tail: 10 } as const

type Results = ReadonlyMap<string, Waits>

/** Appends alone, against others. Returns whether the targets were met. */
export async function benchAppend(database: LogDatabase): Promise<boolean> {
  const { log, close } = await database.open()
  const append = () => log.append(LOOK_UP)
  await append()
  const sizes = await sizesOfRecord(database.pool)
  const others = {
    inserts: await insertContender(database.pool, sizes),
    hypercore: await hypercoreContender(join(database.dir, 'hypercore'), sizes),
    chain: await chainContender(database.pool, sizes),
  }
  const appends: Readonly<Record<Name, Append>> = {
    sluss: append,
    inserts: others.inserts.append,
    hypercore: others.hypercore.append,
    chain: others.chain.append,
  }
  const results = await runRounds(appends)
  const isMet = report(results, sizes.leaf + sizes.body + sizes.detail)
  const isTailMet = await benchArrivals(append)
  for (const other of Object.values(others)) await other.close()
  await close()
  return isMet && isTailMet
}

/** Contenders take turns; the first round warms up and is not counted. */
async function runRounds(appends: Readonly<Record<Name, Append>>): Promise<Results> {
  const rounds = new Map<string, Waits[]>()
  for (let round = 0; round <= ROUNDS; round++) {
    for (const callers of CALLERS) {
      for (const name of NAMES) {
        const time = round === 0 ? TIME / 2 : TIME
        const waits = await runCallers(appends[name], { callers, time })
        if (round > 0)
          rounds.set(key(name, callers), [...(rounds.get(key(name, callers)) ?? []), waits])
      }
    }
  }
  return new Map(
    Array.from(rounds, ([name, all]) => [
      name,
      { ...joinWaits(all), rate: median(all.map(({ rate }) => rate)) },
    ]),
  )
}

function key(name: Name, callers: number): string {
  return `${name} ${callers}`
}

function report(results: Results, size: number): boolean {
  const of = (name: Name, callers: number) => results.get(key(name, callers))!
  const ratioTo = (name: Name, callers: number) =>
    of('sluss', callers).rate / of(name, callers).rate
  const cell = (name: Name, callers: number) => {
    const waits = of(name, callers)
    return `${figure(waits.rate)} · ${figure(percentile(waits, 50))}/${figure(percentile(waits, 99))}`
  }
  printTable(
    `Records appended per second · ms at the median/99 of 100: ${figure(size)} bytes each, durable, median of ${ROUNDS} rounds`,
    ['', ...CALLERS.map((callers) => (callers === 1 ? '1 caller' : `${callers} callers`))],
    [
      ...NAMES.map((name) => [LABELS[name], ...CALLERS.map((callers) => cell(name, callers))]),
      ...(['inserts', 'hypercore', 'chain'] as const).map((name) => [
        `Sluss : ${LABELS[name].slice(0, 3)}`,
        ...CALLERS.map((callers) => figure(ratioTo(name, callers))),
      ]),
    ],
    TARGETS.map(
      ({ name, callers, ratio }) =>
        `against ${LABELS[name].slice(0, 3)} at ${callers} ${callers === 1 ? 'caller' : 'callers'}: ${verdict(ratioTo(name, callers), ratio)}`,
    ),
  )
  return TARGETS.every(({ name, callers, ratio }) => ratioTo(name, callers) >= ratio)
}

async function benchArrivals(append: Append): Promise<boolean> {
  const { rate, time, tail } = ARRIVALS
  const waits = await runArrivals(append, { rate, time })
  const [middle, late, latest] = [50, 99, 99.9].map((percent) => percentile(waits, percent))
  const ratio = late! / middle!
  const isMet = ratio <= tail
  printTable(
    `Records that arrive at random, ${figure(rate)} a second: ms until durable, generator's own delay included`,
    ['', 'median', '99 of 100', '999 of 1000'],
    [['Sluss', figure(middle!), figure(late!), figure(latest!)]],
    [
      `99 of 100 : median: ${figure(ratio)} (target ≤ ${tail}: ${isMet ? 'met' : 'MISSED'}), ${figure(waits.rate)} a second`,
    ],
  )
  return isMet
}
