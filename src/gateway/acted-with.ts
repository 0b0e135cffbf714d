/**
 * With what and in which roles a member acts, for the records that are made while a request is answered: every act says so, and no act
 * needs to hand it on. The program is what the request says; the roles are the roster's, whatever a request says.
 *
 * @module
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { FastifyInstance, onRequestHookHandler, preValidationHookHandler } from 'fastify'
import { actorOf } from '../audit/record-note.ts'
import type { ActorOf } from '../audit/record-note.ts'
import type { Writer } from '../audit/write-item.ts'
import { isInDate, isRevoked } from '../protocol/agency-member.ts'
import { CLIENT_HEADER, parseClientProgram } from '../protocol/client-program.ts'
import type { ClientProgram } from '../protocol/client-program.ts'
import { MEMBER_ROLES } from '../protocol/vocabulary.ts'
import type { MemberRole } from '../protocol/vocabulary.ts'
import type { Gate } from './gate.ts'

const clients = new AsyncLocalStorage<ClientProgram | undefined>()

/** Remembers for each request what program it says it comes from. A header without the form is as none. */
export function rememberClient(app: FastifyInstance): void {
  // Once for the hooks before the body is read, and again behind it: reading a body leaves what was remembered.
  const remember: onRequestHookHandler & preValidationHookHandler = (request, _reply, done) =>
    clients.run(parseClientProgram(request.headers[CLIENT_HEADER]), done)
  app.addHook('onRequest', remember)
  app.addHook('preValidation', remember)
}

/** Where the roles of members stand, and what time it is. */
type Roles = Pick<Gate, 'directory' | 'clock'>

/** A writer whose records name the program of the request that is answered, and the roles of whoever acts. */
export function namingActor(writer: Writer, roles: () => Roles): Writer {
  return {
    append: (item) => {
      const actor = actorOf(item)
      const client = clients.getStore()
      return writer.append(item, { client, roles: actor && findRoles(roles(), actor) })
    },
  }
}

/** In the function that is acted in; if none is named or the member is not in it, in any. Undefined: no roster knows the member. */
function findRoles(
  { directory, clock }: Roles,
  { agency, actor, function: id }: ActorOf,
): readonly MemberRole[] | undefined {
  const state = directory.find(agency)?.state
  const now = clock()
  const assigned = [...(state?.members.values() ?? [])]
    .filter(({ payload }) => payload.member === actor)
    .filter((member) => isInDate(member, now) && !isRevoked(state!, member.credential))
    .flatMap(({ payload }) => payload.assignments)
  const own = assigned.filter((one) => one.function === id)
  const held = new Set((own.length > 0 ? own : assigned).flatMap((one) => one.roles))
  return held.size === 0 ? undefined : MEMBER_ROLES.filter((role) => held.has(role))
}
