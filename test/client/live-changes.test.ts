/** Following what changes: what is told, what is done when the stream is lost, and when it is over. */
import t from 'tap'
import type { Test } from 'tap'
import { ClientError } from '../../src/client/errors.ts'
import { followChanges } from '../../src/client/live-changes.ts'
import type { Change, LiveState } from '../../src/client/live-changes.ts'
import type { Changes } from '../../src/client/gateway-work.ts'

const RETRY = 'retry: 3000\n\n'
const beat = (id: number) => `:\nid: ${id}\n\n`
const change = (name: string, cursor: number, id?: number) =>
  `event: change\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify({ function: name, cursor: String(cursor) })}\n\n`
const end = (code: string) => `event: end\ndata: {"code":"${code}"}\n\n`

/** What each attempt meets: the texts of a stream that then ends, an answer, or no network. */
type Attempt = readonly string[] | { readonly status: number; readonly code: string } | 'down'

/** Follows through these attempts, and tells what was heard, asked and waited for. It stops when the attempts are used up. */
async function follow(
  attempts: readonly Attempt[],
  { after, questions = [] }: { after?: string; questions?: readonly (Changes | Error)[] } = {},
) {
  const abort = new AbortController()
  const [left, toAsk] = [[...attempts], [...questions]]
  const changes: Change[] = []
  const states: LiveState[] = []
  const places: string[] = []
  const asked: (string | null)[] = []
  const waits: number[] = []
  await followChanges({
    transport: {
      gateway: 'https://sluss.example',
      token: null,
      fetch: async (_url, init) => {
        const attempt = left.shift()
        asked.push(new Headers(init?.headers).get('last-event-id'))
        if (attempt === undefined) abort.abort()
        if (attempt === undefined || attempt === 'down') throw new TypeError('no network')
        if ('status' in attempt) return Response.json({ code: attempt.code }, attempt)
        return new Response(streamOf(attempt))
      },
    },
    gateway: {
      changes: async (place) => {
        asked.push(`? ${place}`)
        const answer = toAsk.shift()
        if (toAsk.length === 0) abort.abort()
        if (answer instanceof Error) throw answer
        return answer!
      },
    },
    after,
    onChange: (it) => void changes.push(it),
    onPlace: (place) => void places.push(place),
    onState: (state) => void states.push(state),
    signal: abort.signal,
    sleep: async (ms) => void waits.push(ms),
    random: () => 0.5,
  })
  return { changes, states, places, asked, waits, names: states.map(({ state }) => state) }
}

function streamOf(texts: readonly string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const text of texts) controller.enqueue(new TextEncoder().encode(text))
      controller.close()
    },
  })
}

t.test('what the stream says is told, and the place up to where', async (t) => {
  const heard = await follow([[RETRY, change('a/b', 8), change('a/c', 9, 9), beat(12)]])
  t.same(heard.changes, [
    { function: 'a/b', cursor: '8' },
    { function: 'a/c', cursor: '9' },
  ])
  t.same(heard.places, ['9', '12'])
  t.equal(heard.names[0], 'live')
})

t.test('events that come in pieces are put together', async (t) => {
  const whole = RETRY + change('a/å', 8, 8)
  const bytes = new TextEncoder().encode(whole)
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
      controller.close()
    },
  })
  const { changes } = await followBody(t, body)
  t.same(changes, [{ function: 'a/å', cursor: '8' }])
})

async function followBody(_: Test, body: ReadableStream<Uint8Array>) {
  const abort = new AbortController()
  const changes: Change[] = []
  let isFirst = true
  await followChanges({
    transport: {
      gateway: 'https://sluss.example',
      token: null,
      fetch: async () => {
        if (isFirst) {
          isFirst = false
          return new Response(body)
        }
        abort.abort()
        throw new TypeError('no network')
      },
    },
    gateway: { changes: async () => ({ cursor: '0', changes: [] }) },
    after: undefined,
    onChange: (it) => void changes.push(it),
    onPlace: () => {},
    onState: () => {},
    signal: abort.signal,
    sleep: async () => {},
    random: () => 0,
  })
  return { changes }
}

t.test(
  'a lost stream is asked for again from where it stopped, and after longer and longer',
  async (t) => {
    const heard = await follow(
      [[RETRY, beat(5)], 'down', 'down', { status: 503, code: 'x' }, [RETRY, beat(6)]],
      {
        after: '3',
      },
    )
    t.same(heard.asked.slice(0, 5), ['3', '5', '5', '5', '5'])
    t.same(heard.waits.slice(0, 4), [750, 1500, 3000, 6000])
    t.equal(heard.waits[4], 750, 'and soon again after one that came through')
  },
)

t.test('the wait has an end', async (t) => {
  const heard = await follow(Array.from({ length: 12 }, () => 'down' as const))
  t.equal(Math.max(...heard.waits), 11_250)
})

for (const [what, attempt, code] of [
  ['the sign-in is over', [RETRY, end('token-expired')], 'token-expired'],
  ['the member is revoked', [RETRY, end('credential-revoked')], 'credential-revoked'],
  ['nobody is signed in', { status: 401, code: 'token-missing' }, 'token-missing'],
  ['the member is unknown', { status: 403, code: 'member-unknown' }, 'member-unknown'],
] as const) {
  t.test(`it is over, and not tried again, when ${what}`, async (t) => {
    const heard = await follow([attempt, [RETRY, beat(1)]])
    t.same(heard.states.at(-1), { state: 'ended', code })
    t.equal(heard.asked.length, 1)
  })
}

t.test('a gateway that ends is asked again', async (t) => {
  const heard = await follow([
    [RETRY, beat(4), end('closing')],
    [RETRY, beat(5)],
  ])
  t.same(heard.places, ['4', '5'])
})

t.test('where no stream comes through, it is asked now and then', async (t) => {
  const heard = await follow([[], []], {
    after: '7',
    questions: [
      { cursor: '9', changes: [{ function: 'a/b', cursor: '8' }] },
      new ClientError('gateway-unreachable', 'down'),
      { cursor: '9', changes: [] },
    ],
  })
  t.same(heard.asked, ['7', '7', '? 7', '? 9', '? 9'])
  t.same(heard.changes, [{ function: 'a/b', cursor: '8' }])
  t.same(heard.names.slice(-3), ['asking', 'lost', 'asking'])
})

t.test('one stream too many asks instead, and pushes no other out', async (t) => {
  const heard = await follow([[RETRY, beat(7), end('replaced')]], {
    questions: [{ cursor: '8', changes: [] }],
  })
  t.same(heard.asked, [null, '? 7'])
  t.same(heard.states.at(-1), { state: 'asking' })
})

t.test('it is over when a question is refused for good', async (t) => {
  const problem = { code: 'token-expired', status: 401, sv: undefined, en: undefined, members: {} }
  const refused = new ClientError('gateway-refused', 'refused', { problem })
  const heard = await follow([[], []], {
    after: '7',
    questions: [refused, { cursor: '9', changes: [] }],
  })
  t.same(heard.states.at(-1), { state: 'ended', code: 'token-expired' })
})

t.test('what is no event is passed over, and one without end ends the stream', async (t) => {
  const heard = await follow([
    [
      RETRY,
      'event: change\ndata: {"function":1,"cursor":"2"}\n\n',
      'event: change\ndata: <\n\n',
      'event: other\ndata: {}\n\n',
    ],
    [RETRY, 'x'.repeat(70_000), change('a/b', 1)],
  ])
  t.same(heard.changes, [])
})
