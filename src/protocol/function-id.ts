import { ProtocolError } from './errors.ts'

/** The agency whose function this is: the id up to the slash. */
export function agencyOf(functionId: string): string {
  return functionId.slice(0, functionId.indexOf('/'))
}

/** Checks that an agency speaks of its own function; throws `function-outside-agency`. */
export function verifyOwnFunction(agency: string, functionId: string): void {
  if (agencyOf(functionId) !== agency)
    throw new ProtocolError('function-outside-agency', 'the function belongs to another agency')
}
