import type { FastifyRequest } from 'fastify'
import { PERSON_HEADER, nameAskingPerson } from '../../protocol/asking-person.ts'
import { GatewayError } from '../errors.ts'
import type { SignIn } from '../sign-in/sign-in.ts'

/**
 * Checks that who has signed in is for whom the program says that it asks, if it says so: another tab may have signed in somebody else
 * meanwhile. Throws `sign-in-of-another`.
 */
export function checkAskingPerson(
  { headers }: FastifyRequest,
  { agency, iss: issuer, sub: subject }: SignIn,
): void {
  const said = headers[PERSON_HEADER]
  if (said !== undefined && said !== nameAskingPerson({ agency, issuer, subject }))
    throw new GatewayError('sign-in-of-another', 'the program asks for somebody else')
}
