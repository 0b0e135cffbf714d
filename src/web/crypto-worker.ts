import type { Problem } from '../client/problem.ts'
import type { ClientProgram } from '../protocol/client-program.ts'
import workerUrl from './worker/main.ts?worker&url'
import type { FailureMessage, FromWorker, Question } from './worker/channel.ts'
import type { Methods } from './worker/methods.ts'

/** A method that failed in the worker. `code` has words in `words/failures`; `problem` is the gateway's own answer, if it refused. */
export class WorkerFailure extends Error {
  override readonly name = 'WorkerFailure'
  readonly code: string
  readonly problem: Problem | undefined

  constructor({ code, problem }: FailureMessage) {
    super(code)
    this.code = code
    this.problem = problem
  }
}

/** What a method takes from the page. */
type Input<M extends keyof Methods> = Parameters<Methods[M]> extends [unknown, infer I] ? [I] : []

/** The worker, as the page sees it. */
export interface CryptoWorker {
  /** Asks; rejects with WorkerFailure. */
  readonly ask: <M extends keyof Methods>(
    method: M,
    ...input: Input<M>
  ) => Promise<Awaited<ReturnType<Methods[M]>>>
  /** Listens to news of a kind; returns how to stop. */
  readonly listen: (news: string, listener: (value: unknown) => void) => () => void
  /** Ends the worker and all that it knows. */
  readonly end: () => void
}

interface Waiting {
  readonly resolve: (value: never) => void
  readonly reject: (failure: WorkerFailure) => void
}

/** Starts the worker, which names itself to the gateway as `program`. Questions wait until it has loaded. */
export function startCryptoWorker(program: ClientProgram): CryptoWorker {
  const worker = new Worker(trustedUrl(workerUrl), { type: 'module', name: program })
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, Set<(value: unknown) => void>>()
  const early: Question[] = []
  let isReady = false
  let last = 0
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if ('ready' in data) {
      isReady = true
      for (const question of early.splice(0)) worker.postMessage(question)
    } else if ('news' in data) {
      for (const listener of listeners.get(data.news) ?? []) listener(data.value)
    } else {
      const asked = waiting.get(data.question)
      waiting.delete(data.question)
      if ('failure' in data) asked?.reject(new WorkerFailure(data.failure))
      else asked?.resolve(data.value as never)
    }
  })
  worker.addEventListener('error', () => {
    for (const { reject } of waiting.values()) reject(new WorkerFailure({ code: 'worker-failed' }))
    waiting.clear()
  })
  return {
    ask: (method, ...[input]) =>
      new Promise((resolve, reject) => {
        const question = { question: ++last, method, input }
        waiting.set(question.question, { resolve, reject })
        if (isReady) worker.postMessage(question)
        else early.push(question)
      }),
    listen: (news, listener) => {
      const heard = listeners.get(news) ?? new Set()
      listeners.set(news, heard.add(listener))
      return () => void heard.delete(listener)
    },
    end: () => worker.terminate(),
  }
}

/** Trusted Types (W3C), as far as they are used here; the compiler's library does not have them yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { readonly createScriptURL: (url: string) => string }
}

/** The one address of a script that the page may name: the one that was built with it. */
function trustedUrl(url: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes }
  const policy = trustedTypes?.createPolicy('sluss-worker', {
    createScriptURL: (asked) => {
      if (asked !== workerUrl) throw new TypeError('not the worker')
      return asked
    },
  })
  return policy?.createScriptURL(url) ?? url
}
