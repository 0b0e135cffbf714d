import { ClientError } from '../../client/errors.ts'
import { PolicyError } from '../../policy/errors.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import { isLoadFailure } from '../load-failure.ts'
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
export function serve(
  scope: WorkerScope,
  findMethod: (name: string) => Promise<MethodTable[string] | undefined>,
  session: Session,
): void {
  const answer = async ({ method, input }: Question): Promise<unknown> => {
    const run = await findMethod(method)
    if (run === undefined) throw new TypeError('no such method')
    return run(session, input as never)
  }
  scope.addEventListener('message', ({ data }) => {
    const { question } = data
    answer(data).then(
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

/** Only codes cross: a message or a stack could hold what was decrypted. */
function failureOf(error: unknown): FailureMessage {
  if (error instanceof ClientError)
    return {
      code: error.problem?.code ?? error.code,
      ...(error.problem && { problem: error.problem }),
    }
  if (error instanceof ProtocolError || error instanceof PolicyError) return { code: error.code }
  if (isLoadFailure(error)) return { code: 'gateway-unreachable' }
  console.error(error instanceof Error ? error.name : 'thrown')
  return { code: 'unexpected' }
}
