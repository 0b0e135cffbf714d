import type { LogArchive } from '../../src/client/log-archive.ts'
import { verifyLog } from '../../src/client/log-verification.ts'
import { loadCheckpoint, loadInclusion } from '../../src/gateway/log-proofs.ts'
import { findTile, loadEntryBundle } from '../../src/storage/tiles.ts'
import type { Db } from '../../src/storage/db.ts'
import { LOG_VERIFIER } from '../fixtures/log.ts'
import { percentile, runCallers } from './log-callers.ts'
import type { Waits } from './log-callers.ts'
import { LOOK_UP } from './log-database.ts'
import type { LogDatabase, OpenLog } from './log-database.ts'
import { median } from './rounds.ts'
import { figure, printTable, verdict } from './table.ts'

/** ms in which 99 of 100 proofs must be made, at the largest size. */
const PROOF_LIMIT = 10
/** ms in which a gateway must know its log again. */
const RESTART_LIMIT = 1000
/** Records that one core must verify in a second. */
const VERIFICATION_RATE = 150_000

const PROOFS = 1000
const RESTARTS = 5
/** ms for each number of callers at each size. */
const TIME = 1500
/** Callers who fill the log. */
const FILLERS = 1024

/** What a log of one size costs. */
interface Cost {
  readonly size: number
  readonly alone: Waits
  readonly together: Waits
  readonly proofs: Waits
  readonly restart: number
}

/** A log that grows to these sizes. Returns whether the targets were met at the last. */
export async function benchGrowth(
  database: LogDatabase,
  sizes: readonly number[],
): Promise<boolean> {
  const costs: Cost[] = []
  for (const size of sizes) costs.push(await measureAt(database, size))
  const records = (await loadCheckpoint(database.db)).size
  const start = performance.now()
  await verifyWhole(database.db, records)
  const rate = (records / (performance.now() - start)) * 1000
  return report(costs, rate, records)
}

async function measureAt(database: LogDatabase, size: number): Promise<Cost> {
  const filled = await database.open()
  await fill(filled, size)
  const append = () => filled.log.append(LOOK_UP)
  // Writing a million rows leaves work behind that is not what is measured.
  await database.pool`checkpoint`
  const alone = await runCallers(append, { callers: 1, time: TIME })
  const together = await runCallers(append, { callers: 64, time: TIME })
  await filled.close()
  return {
    size,
    alone,
    together,
    proofs: await measureProofs(database.db),
    restart: await measureRestart(database),
  }
}

async function fill({ log }: OpenLog, size: number): Promise<void> {
  let next = log.size
  const filler = async (): Promise<void> => {
    while (next++ < size) await log.append(LOOK_UP)
  }
  await Promise.all(Array.from({ length: FILLERS }, filler))
}

/** Proofs of records all over the log, one after the other, each as a gateway makes it. */
async function measureProofs(db: Db): Promise<Waits> {
  const prove = async (): Promise<void> => {
    const checkpoint = await loadCheckpoint(db)
    await loadInclusion(db, Math.floor(Math.random() * checkpoint.size), checkpoint)
  }
  for (let i = 0; i < PROOFS / 10; i++) await prove()
  const waits: number[] = []
  for (let i = 0; i < PROOFS; i++) {
    const start = performance.now()
    await prove()
    waits.push(performance.now() - start)
  }
  const total = waits.reduce((sum, wait) => sum + wait, 0)
  return { rate: (PROOFS / total) * 1000, sorted: waits.toSorted((a, b) => a - b) }
}

/** ms from nothing until the log would take a record: connect, load, verify. */
async function measureRestart({ open }: LogDatabase): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < RESTARTS; i++) {
    const start = performance.now()
    const { close } = await open()
    times.push(performance.now() - start)
    await close()
  }
  return median(times)
}

async function verifyWhole(db: Db, size: number): Promise<void> {
  const { years, faults } = await verifyLog(archiveOf(db), { log: LOG_VERIFIER })
  const verified = years.reduce((sum, year) => sum + year.verified, 0)
  if (faults.length > 0 || verified !== size)
    throw new TypeError(
      `the log is not whole: ${verified} of ${size}, ${JSON.stringify(faults[0])}`,
    )
}

/** The log as a gateway serves it, without HTTP between. */
function archiveOf(db: Db): LogArchive {
  const note = async (year?: number) => (await loadCheckpoint(db, { year })).note
  return {
    newest: () => note(),
    newestCosigned: () => Promise.resolve(undefined),
    year: (year) => {
      const head = loadCheckpoint(db, { year })
      return {
        checkpoint: () => note(year),
        opened: () => Promise.resolve(undefined),
        tile: async (tile) => {
          const of = await head
          return findTile(db, of, of.size, tile)
        },
        entries: async ({ index, width }) => {
          const first = (await head).start + index * 256
          return loadEntryBundle(db, first, first + width)
        },
      }
    },
  }
}

function report(costs: readonly Cost[], rate: number, records: number): boolean {
  const last = costs.at(-1)!
  const row = (name: string, value: (cost: Cost) => number) => [
    name,
    ...costs.map((cost) => figure(value(cost))),
    figure(value(last) / value(costs[0]!)),
  ]
  const proof = percentile(last.proofs, 99)
  const limit = (value: number, most: number) =>
    `${figure(value)} ms (target < ${figure(most)}: ${value < most ? 'met' : 'MISSED'})`
  printTable(
    'A log that grows',
    ['', ...costs.map(({ size }) => `${figure(size)} records`), 'last : first'],
    [
      row('appended a second, 1 caller', ({ alone }) => alone.rate),
      row('appended a second, 64 callers', ({ together }) => together.rate),
      row('inclusion proof, median ms', ({ proofs }) => percentile(proofs, 50)),
      row('inclusion proof, ms for 99 of 100', ({ proofs }) => percentile(proofs, 99)),
      row('restart, ms', ({ restart }) => restart),
    ],
    [
      `inclusion proof at ${figure(last.size)} records, 99 of 100: ${limit(proof, PROOF_LIMIT)}`,
      `restart at ${figure(last.size)} records: ${limit(last.restart, RESTART_LIMIT)}`,
      `verification of all ${figure(records)} records out of the database, a second: ${verdict(rate, VERIFICATION_RATE)}`,
    ],
  )
  return proof < PROOF_LIMIT && last.restart < RESTART_LIMIT && rate >= VERIFICATION_RATE
}
