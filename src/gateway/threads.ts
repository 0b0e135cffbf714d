/**
 * Serving in several threads: each takes its share of the connections at one port, checks and decides; all their records go
 * through the one writer of the process, so that there is one sequencer, as with one thread.
 *
 * @module
 */
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import type { Writer } from '../audit/write-item.ts'
import { serveWriter, shareState } from '../audit/writer-port.ts'
import type { WriterState } from '../audit/writer-port.ts'
import type { Config } from './config.ts'
import type { Rules } from './load-files.ts'
import type { OpenDatabase } from './open-database.ts'
import { openPolicySets } from './policy-sets.ts'
import type { WebBundle } from './web-bundle.ts'
import { CLOSE } from './thread.ts'
import type { ThreadStart } from './thread.ts'

interface ThreadsParts {
  readonly database: Pick<OpenDatabase, 'db' | 'url'>
  readonly writer: Writer & WriterState
  readonly rules: Rules
  readonly web: WebBundle | null
  readonly log: Logger
  /** Called when a thread ends that was not told to. */
  readonly onLost: (error: unknown) => void
}

/**
 * Starts the threads that the settings ask for. Returns what ends them. Rejects with PolicyError or the fault of listening;
 * what else goes wrong in a thread is told without its code, which does not survive the way between threads.
 */
export async function serveInThreads(
  config: Config,
  { database, writer, rules, web, log, onLost }: ThreadsParts,
): Promise<() => Promise<void>> {
  const { db, url: databaseUrl } = database
  // A node's first rules are activated once, and rules that cannot be applied are refused here.
  await openPolicySets({ ...config, ...rules, db, writer, clock: Date.now, log })
  const settings = { ...config, port: await findPort(config) }
  const writerState = shareState(writer)
  const threads = Array.from({ length: config.threads }, () => {
    const { port1, port2 } = new MessageChannel()
    serveWriter(writer, port1, writerState, (err) => log.error({ err }, 'a record was not taken'))
    const start: ThreadStart = {
      config: settings,
      web,
      databaseUrl,
      writerPort: port2,
      writerState,
    }
    return new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: start,
      transferList: [port2],
    })
  })
  const ended = threads.map((thread) => once(thread, 'exit'))
  try {
    // A thread may end, or fail, before all have begun.
    const first = Promise.race(ended).then(() => Promise.reject(new Error('a thread has ended')))
    await Promise.race([first, Promise.all(threads.map((thread) => once(thread, 'message')))])
  } catch (error) {
    await Promise.all(threads.map((thread) => thread.terminate()))
    throw error
  }
  let isClosing = false
  const onEnd = () => {
    if (!isClosing) onLost(undefined)
  }
  for (const end of ended) end.then(onEnd, onLost)
  return async () => {
    isClosing = true
    for (const thread of threads) thread.postMessage(CLOSE)
    await Promise.allSettled(ended)
  }
}

/**
 * The port, once it is known to be free. Threads listen at a port that more than one may listen at, so that a second gateway
 * would not be noticed; here it is.
 */
async function findPort({ host, port }: Config): Promise<number> {
  const server = createServer()
  server.listen({ host, port })
  await once(server, 'listening')
  const found = (server.address() as AddressInfo).port
  server.close()
  await once(server, 'close')
  return found
}
