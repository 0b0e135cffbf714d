import { ClientError } from '../../client/errors.ts'
import { PolicyError } from '../../policy/errors.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import type { FailureMessage, FromWorker, Question } from './channel.ts'
import type { News } from './news.ts'
import type { Session } from './session.ts'

/** What an area lets the page ask: each method is given the session, and what the page said. */
export type MethodTable = Readonly<
  Record<string, (session: Session, input: never) => Promise<unknown>>
>

/** The end of the channel that is the worker's: its global scope. */
export interface WorkerScope {
  postMessage(message: FromWorker): void
  addEventListener(type: 'message', listener: (event: MessageEvent<Question>) => void): void
}

/** Answers the page's questions, each as soon as it can. */
export function serve(scope: WorkerScope, methods: MethodTable, session: Session): void {
  scope.addEventListener('message', ({ data: { question, method, input } }) => {
    const run = Object.hasOwn(methods, method) ? methods[method] : undefined
    const answer =
      run === undefined ? Promise.reject(unknownMethod(method)) : attempt(run, session, input)
    answer.then(
      (value) => scope.postMessage({ question, value }),
      (error: unknown) => scope.postMessage({ question, failure: failureOf(error) }),
    )
  })
  scope.postMessage({ ready: true })
}

/** Tells the page something that it did not ask for. */
export function buildNews(scope: WorkerScope): News {
  return (news, value) => scope.postMessage({ news, value })
}

async function attempt(
  run: NonNullable<MethodTable[string]>,
  session: Session,
  input: unknown,
): Promise<unknown> {
  return run(session, input as never)
}

function unknownMethod(method: string): TypeError {
  return new TypeError(`no method ${method}`)
}

/** Only codes cross: a message or a stack could hold what was decrypted. */
function failureOf(error: unknown): FailureMessage {
  if (error instanceof ClientError)
    return {
      code: error.problem?.code ?? error.code,
      ...(error.problem && { problem: error.problem }),
    }
  if (error instanceof ProtocolError || error instanceof PolicyError) return { code: error.code }
  console.error(error instanceof Error ? error.name : 'thrown')
  return { code: 'unexpected' }
}
