/**
 * Makes load, in a process of its own so that it does not share an event loop with what it measures. Loopback only; bounded
 * in requests and in time. The bodies are made before the clock starts.
 *
 * @module
 */
import { Agent, request } from 'node:http'
import { pathToFileURL } from 'node:url'

/** One run: every body is sent once, in order, by so many callers at a time. */
export interface Load {
  /** http address on this machine. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly bodies: readonly Uint8Array[]
  readonly callers: number
  /** Milliseconds after which no new request is begun. */
  readonly timeLimit: number
}

/** What came of it. */
export interface LoadResult {
  /** Answered with 2xx. */
  readonly accepted: number
  /** Other answers, by status. */
  readonly refused: Readonly<Record<string, number>>
  readonly seconds: number
  /** The first answer that was not 2xx, for the message. */
  readonly firstRefusal: string
}

/** Sends the load and counts the answers. */
export async function generateLoad(load: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.callers })
  const refused: Record<string, number> = {}
  let next = 0
  let accepted = 0
  let firstRefusal = ''
  const start = performance.now()

  const caller = async (): Promise<void> => {
    while (next < load.bodies.length && performance.now() - start < load.timeLimit) {
      const { status, text } = await post(agent, load, load.bodies[next++]!)
      if (status >= 200 && status < 300) accepted++
      else {
        refused[status] = (refused[status] ?? 0) + 1
        if (firstRefusal === '') firstRefusal = text
      }
    }
  }
  await Promise.all(Array.from({ length: load.callers }, caller))
  const seconds = (performance.now() - start) / 1000
  agent.destroy()
  return { accepted, refused, seconds, firstRefusal }
}

function post(
  agent: Agent,
  load: Load,
  body: Uint8Array,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { ...load.headers, 'content-length': String(body.length) }
    const outgoing = request(load.url, { method: 'POST', agent, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      )
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.on('message', (load: Load) => {
    void generateLoad(load).then(
      (result) => process.send?.(result),
      () => process.exit(1),
    )
  })
}
