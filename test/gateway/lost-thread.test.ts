/** Threads that end unasked: while they start the start fails, later the process is told; never does it serve with fewer. */
import { EventEmitter } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import t from 'tap'
import type { serveInThreads } from '../../src/gateway/threads.ts'

/** A thread that does what the test says. */
class MadeUpThread extends EventEmitter {
  static readonly made: MadeUpThread[] = []
  isTerminated = false

  constructor(
    _url: URL,
    { transferList: [port] }: { readonly transferList: readonly [MessagePort] },
  ) {
    super()
    MadeUpThread.made.push(this)
    t.teardown(() => port.close())
  }

  async terminate() {
    this.isTerminated = true
  }

  postMessage() {
    this.emit('exit', 0)
  }
}

const { serveInThreads: serve } = await t.mockImport<{ serveInThreads: typeof serveInThreads }>(
  '../../src/gateway/threads.ts',
  {
    'node:worker_threads': {
      MessageChannel,
      Worker: MadeUpThread,
      parentPort: null,
      workerData: null,
    },
    '../../src/gateway/policy-sets.ts': { openPolicySets: async () => {} },
  },
)

/** Starts two threads; they have been made when this resolves. */
async function start() {
  MadeUpThread.made.length = 0
  const lost: unknown[] = []
  const writer = { append: async () => {}, size: 0, isRunning: true, isFailing: false }
  const parts = {
    database: {},
    writer,
    rules: {},
    log: {},
    onLost: (error: unknown) => lost.push(error),
  }
  const started = serve({ host: '127.0.0.1', port: 0, threads: 2 } as never, parts as never)
  started.catch(() => {})
  while (MadeUpThread.made.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
  const [first, second] = MadeUpThread.made
  return { first: first!, second: second!, started, lost }
}

t.test('one that ends before it serves fails the start', async (t) => {
  const { first, second, started } = await start()
  second.emit('message', 'ready')
  first.emit('exit', 0)
  await t.rejects(started)
  t.ok(second.isTerminated)
})

t.test('one that ends while others begin fails the start', async (t) => {
  const { first, second, started } = await start()
  first.emit('message', 'ready')
  first.emit('exit', 1)
  await new Promise(setImmediate)
  second.emit('message', 'ready')
  await t.rejects(started)
})

t.test('one that fails while others begin fails the start with its fault', async (t) => {
  const { first, second, started } = await start()
  first.emit('message', 'ready')
  first.emit('error', new Error('the fault'))
  await new Promise(setImmediate)
  second.emit('message', 'ready')
  await t.rejects(started, { message: 'the fault' })
})

t.test('one that ends later is told, once all serve', async (t) => {
  const { first, second, started, lost } = await start()
  for (const thread of [first, second]) thread.emit('message', 'ready')
  const close = await started
  const fault = new Error('the fault')
  first.emit('error', fault)
  await new Promise(setImmediate)
  t.same(lost, [fault])
  await close()
  t.equal(lost.length, 1, 'those that were told to end are not missed')
})
