/**
 * The log's one entrance across threads: one thread writes, the others hand it their items over a message port and are told
 * what its sequencer told. What travels is copied, so that neither side can change what the other holds.
 *
 *     to the writer    { call, item, acted }
 *     from the writer  { call, appended } or { call, code }
 *
 * @module
 */
import type { MessagePort } from 'node:worker_threads'
import type { ActedWith } from './acted-with.ts'
import { AuditError } from './errors.ts'
import type { AuditErrorCode } from './errors.ts'
import type { Appended, WriteItem, Writer } from './write-item.ts'

/** What a writer says of itself. */
export interface WriterState {
  /** Entries of all years that the writer knows to be durable. */
  readonly size: number
  readonly isRunning: boolean
  /** Whether the database did not take what was written last, as when it is full. */
  readonly isFailing: boolean
}

/** Memory that all threads see: size, then 1 or 0 for `isRunning` and `isFailing`. */
export type SharedState = Float64Array<SharedArrayBuffer>

interface Call {
  readonly call: number
  readonly item: WriteItem
  readonly acted: ActedWith | undefined
}

interface Answer {
  readonly call: number
  readonly appended?: Appended
  readonly code?: AuditErrorCode
}

type Port = Pick<MessagePort, 'postMessage' | 'on'>

/** The state that the threads of one writer share. */
export function shareState(writer: WriterState): SharedState {
  const shared = new Float64Array(new SharedArrayBuffer(3 * Float64Array.BYTES_PER_ELEMENT))
  update(shared, writer)
  return shared
}

/** Lets whoever holds the other end of the port write. What lies behind a failure is told to `onFault`: it stays on this side. */
export function serveWriter(
  writer: Writer & WriterState,
  port: Port,
  shared: SharedState,
  onFault: (error: unknown) => void,
): void {
  const tell = (answer: Answer) => {
    update(shared, writer)
    port.postMessage(answer)
  }
  port.on('message', ({ call, item, acted }: Call) => {
    writer.append(item, acted).then(
      (appended) => tell({ call, appended }),
      (error: unknown) => {
        const isOurs = error instanceof AuditError
        if (!isOurs || error.cause !== undefined) onFault(error)
        tell({ call, code: isOurs ? error.code : 'write-refused' })
      },
    )
  })
}

function update(shared: SharedState, { size, isRunning, isFailing }: WriterState): void {
  shared.set([size, Number(isRunning), Number(isFailing)])
}

interface Waiting {
  readonly resolve: (appended: Appended) => void
  readonly reject: (error: AuditError) => void
}

/** The writer at the other end of a port. */
export function connectWriter(port: Port, shared: SharedState): Writer & WriterState {
  const waiting = new Map<number, Waiting>()
  let calls = 0
  port.on('message', ({ call, appended, code }: Answer) => {
    const { resolve, reject } = waiting.get(call)!
    waiting.delete(call)
    if (appended !== undefined) resolve(appended)
    else reject(new AuditError(code!, 'the log did not take the record'))
  })
  return {
    append: (item, acted) =>
      new Promise((resolve, reject) => {
        const call = calls++
        waiting.set(call, { resolve, reject })
        port.postMessage({ call, item, acted } satisfies Call)
      }),
    get size() {
      return shared[0]!
    },
    get isRunning() {
      return shared[1] === 1
    },
    get isFailing() {
      return shared[2] === 1
    },
  }
}
