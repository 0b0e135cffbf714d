/**
 * Where an agency can be reached: questions about its functions.
 *
 * @module
 */
import { isInDate, isRevoked, rolesIn } from './agency-member.ts'
import type { AgencyFunction, AgencyState, Member } from './agency-state.ts'
import { ProtocolError } from './errors.ts'
import type { SealingPublicKey } from './sealing-key.ts'
import { standingAt } from './statement-standing.ts'
import type { Head } from './statements/head.ts'
import type { Uuid } from './uuid.ts'
import type { BodyType, FunctionRole } from './vocabulary.ts'

/** The listed function with this id, its key in date or not. */
export function findFunction(state: AgencyState, functionId: string): AgencyFunction | undefined {
  return state.functions.get(functionId)
}

/** What rules ask about a function. */
export interface FunctionDescription {
  readonly agency: string
  readonly function: string
  readonly bodyType: BodyType
  readonly servesFearedPerpetrator: boolean
}

/** The listed function with this id as rules ask about it, its key in date or not. */
export function describeFunction(
  state: AgencyState,
  functionId: string,
): FunctionDescription | undefined {
  const found = findFunction(state, functionId)
  return (
    found && {
      agency: state.agency,
      function: functionId,
      bodyType: state.root.payload.bodyType,
      servesFearedPerpetrator: found.payload.servesFearedPerpetrator,
    }
  )
}

/**
 * The key to seal to for a function at a time (ms). Throws `receiver-unknown` if the roster does not list it,
 * `function-key-expired` outside the key's validity.
 */
export function currentFunctionKey(
  state: AgencyState,
  functionId: string,
  at: number,
): SealingPublicKey {
  const found = findFunction(state, functionId)
  if (found === undefined)
    throw new ProtocolError('receiver-unknown', 'the agency’s roster does not list this function')
  if (standingAt('function-key', found.payload, at) !== 'holds')
    throw new ProtocolError('function-key-expired', 'the function’s key is not valid now')
  return found.key
}

/**
 * Checks that what was sealed to `kid` can be given to a function at a time (ms). Throws as `currentFunctionKey`,
 * `key-retired` if the key has been replaced, `kid-unknown` if it never was the function's.
 */
export function verifySealedTo(
  state: AgencyState,
  functionId: string,
  kid: string,
  at: number,
): AgencyFunction {
  const key = currentFunctionKey(state, functionId, at)
  const found = findFunction(state, functionId)!
  if (found.retired.some((retired) => retired.kid === kid))
    throw new ProtocolError('key-retired', 'sealed to a key that has been replaced')
  if (key.kid !== kid) throw new ProtocolError('kid-unknown', 'sealed to a key of nobody’s')
  return found
}

/** Whether somebody can open what is sent to a function at a time (ms): one reader who is in date and not revoked. */
export function hasReader(state: AgencyState, functionId: string, at: number): boolean {
  for (const member of state.members.values())
    if (mayRead(state, member, functionId, at)) return true
  return false
}

/** Who can open what is sent to a function at a time (ms). */
export function listReaders(state: AgencyState, functionId: string, at: number): Uuid[] {
  return [...state.members.values()]
    .filter((member) => mayRead(state, member, functionId, at))
    .map(({ payload }) => payload.member)
}

function mayRead(state: AgencyState, member: Member, functionId: string, at: number): boolean {
  const mayAct = isInDate(member, at) && !isRevoked(state, member.credential)
  return mayAct && rolesIn(member, functionId).includes('reader')
}

/**
 * Checks that something can be sent to a function at a time (ms), and gives it back. Throws as `currentFunctionKey`, and
 * `receiver-unstaffed` if it is no reading function or has nobody who can open.
 */
export function verifyReceiver(state: AgencyState, functionId: string, at: number): AgencyFunction {
  currentFunctionKey(state, functionId, at)
  const found = findFunction(state, functionId)!
  if (!found.payload.roles.includes('reader') || !hasReader(state, functionId, at))
    throw new ProtocolError('receiver-unstaffed', 'nobody in the function can open what is sent')
  return found
}

/**
 * Checks that the agency has set the functions of a disclosure's sending side up for it: the sending one to author, the
 * deciding one, if there is one, to decide. Throws `function-role-missing`.
 */
export function verifySendingFunctions(
  state: AgencyState,
  { from, decisionFunction }: Pick<Head, 'from' | 'decisionFunction'>,
): void {
  verifyFunctionRole(state, from.function, 'author')
  if (decisionFunction !== undefined) verifyFunctionRole(state, decisionFunction, 'decision')
}

function verifyFunctionRole(state: AgencyState, functionId: string, role: FunctionRole): void {
  if (!findFunction(state, functionId)?.payload.roles.includes(role))
    throw new ProtocolError('function-role-missing', 'the function is not set up for this')
}
