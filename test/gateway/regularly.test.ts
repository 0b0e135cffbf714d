/** Regular work: in turns, and none left when the service has closed. */
import Fastify from 'fastify'
import t from 'tap'
import { regularly } from '../../src/gateway/regularly.ts'

/** Work that ends when it is told to, and says how many are at it. */
function heldWork() {
  const ends: (() => void)[] = []
  let atIt = 0
  const seen: number[] = []
  return {
    seen,
    ends,
    async work(signal: AbortSignal) {
      seen.push(++atIt)
      await new Promise<void>((resolve) => ends.push(resolve))
      atIt--
      return signal.aborted ? 'ended' : 'whole'
    },
  }
}

t.test(
  'what is under way is told to end and waited for, and nothing begins after it',
  async (t) => {
    const app = Fastify()
    const { work, ends, seen } = heldWork()
    const now = regularly(app, { every: 3_600_000, work, idle: 'idle' })
    await app.ready()
    const under = now()
    const behind = now()
    await new Promise(setImmediate)
    let closed = false
    const closing = app.close().then(() => (closed = true))
    await new Promise(setImmediate)
    t.notOk(closed, 'it waits')
    ends[0]!()
    await closing
    t.same(await Promise.all([under, behind]), ['ended', 'idle'])
    t.same(seen, [1], 'one at a time')
  },
)

t.test('work that fails is told in the log, and comes again', async (t) => {
  const lines: string[] = []
  const app = Fastify({ logger: { stream: { write: (line: string) => void lines.push(line) } } })
  t.teardown(() => app.close())
  let runs = 0
  const work = async () => {
    if (++runs === 1) throw new Error('no database')
    return runs
  }
  const now = regularly(app, { every: 3_600_000, work, idle: 0 })
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.equal(await now(), 2)
  t.match(lines.join(''), /"msg":"work failed"/)
})
