/**
 * The program that a request came from, for the records that are made while it is answered: every act of a member says with what
 * it was done, and no act needs to hand that on.
 *
 * @module
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { FastifyInstance, onRequestHookHandler, preValidationHookHandler } from 'fastify'
import type { Writer } from '../audit/write-item.ts'
import { CLIENT_HEADER, parseClientProgram } from '../protocol/client-program.ts'
import type { ClientProgram } from '../protocol/client-program.ts'

const clients = new AsyncLocalStorage<ClientProgram | undefined>()

/** Remembers for each request what program it says it comes from. A header without the form is as none. */
export function rememberClient(app: FastifyInstance): void {
  // Once for the hooks before the body is read, and again behind it: reading a body leaves what was remembered.
  const remember: onRequestHookHandler & preValidationHookHandler = (request, _reply, done) =>
    clients.run(parseClientProgram(request.headers[CLIENT_HEADER]), done)
  app.addHook('onRequest', remember)
  app.addHook('preValidation', remember)
}

/** A writer whose records name the program of the request that is answered. */
export function namingClient(writer: Writer): Writer {
  return { append: (item) => writer.append(item, clients.getStore()) }
}
