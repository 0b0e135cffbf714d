import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { findStanding } from '../sign-in/session-status.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { checkAssurance } from './assurance.ts'

/** ms for which a sign-in is fresh. */
const FRESH = 5 * 60_000

/**
 * Checks that the person has just shown who it is, as surely as each of the own functions asks: for what a borrowed screen must not be enough
 * for. Throws `assurance-too-low`, `sign-in-too-old`.
 */
export async function checkFreshSignIn(gate: Gate, signIn: SignIn): Promise<void> {
  const { assignments } = await findStanding(gate, signIn)
  const { agency, acr, signedInAt } = signIn
  const functions = assignments.map((assignment) => assignment.function)
  for (const id of functions.length > 0 ? functions : [agency])
    checkAssurance(gate.findLevels, { acr }, id)
  if (signedInAt === null || gate.clock() - signedInAt > FRESH)
    throw new GatewayError('sign-in-too-old', 'the person must have signed in a moment ago')
}
