/** One stream of events, read slowly or not at all. */
import { text } from 'node:stream/consumers'
import t from 'tap'
import { EventStream } from '../../src/gateway/event-stream.ts'

t.test(
  'a reader who takes nothing costs a line for each function, however much happens',
  async (t) => {
    const stream = new EventStream(0, 3000)
    for (let i = 1; i <= 20_000; i++) stream.change([{ function: `a/${i % 3}`, cursor: i }], i)
    t.ok(stream.body.readableLength < 10_000, String(stream.body.readableLength))
    stream.end('closing')
    const all = await text(stream.body)
    t.match(all, /^retry: 3000\nid: 0\n\n/)
    t.match(all, /event: end\ndata: \{"code":"closing"\}\n\n$/)
  },
)

t.test('a reader who was slow is told the last of each, and only then up to where', async (t) => {
  const stream = new EventStream(0, 3000)
  for (let i = 1; i <= 300; i++) stream.change([{ function: `a/${i % 3}`, cursor: i }], i)
  const read = text(stream.body)
  await new Promise((resolve) => setTimeout(resolve, 50))
  stream.end('closing')
  const events = (await read).split('\n\n').filter((event) => event.startsWith('event: change'))
  const last = events.slice(-3)
  t.same(last.map((event) => JSON.parse(event.split('data: ')[1]!).cursor).sort(), [
    '298',
    '299',
    '300',
  ])
  t.same(
    last.map((event) => /^id: (.*)$/m.exec(event)?.[1]),
    [undefined, undefined, '300'],
  )
})

t.test('a reader who takes nothing between two beats is let go', async (t) => {
  const stream = new EventStream(0, 3000)
  for (let i = 1; i <= 300; i++) stream.change([{ function: `a/${i % 3}`, cursor: i }], i)
  stream.beat()
  t.equal(stream.body.destroyed, false)
  stream.beat()
  t.equal(stream.body.destroyed, true)
  stream.change([{ function: 'a/1', cursor: 301 }], 301)
  stream.end('closing')
})

t.test('a beat says up to where everything is told', async (t) => {
  const stream = new EventStream(7, 3000)
  stream.change([], 9)
  stream.beat()
  stream.end('closing')
  t.match(await text(stream.body), /^retry: 3000\nid: 7\n\n:\nid: 9\n\nevent: end/)
})
