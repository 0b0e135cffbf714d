import type { Actor } from '../actor.ts'
import { GatewayError } from '../errors.ts'
import type { FindLevels } from '../sign-in/assurance.ts'

/** Whether the member's sign-in is sure enough to act for a function. */
export function isAssured(
  findLevels: FindLevels,
  { acr }: Pick<Actor, 'acr'>,
  functionId: string,
): boolean {
  const levels = findLevels(functionId)
  return levels.length === 0 || (acr !== null && levels.includes(acr))
}

/** Throws `assurance-too-low`, which tells for which function, the levels that would do and the one that was used. */
export function checkAssurance(
  findLevels: FindLevels,
  actor: Pick<Actor, 'acr'>,
  functionId: string,
): void {
  if (isAssured(findLevels, actor, functionId)) return
  throw new GatewayError('assurance-too-low', 'the sign-in is not sure enough for the function', {
    assurance: { function: functionId, levels: findLevels(functionId), used: actor.acr },
  })
}
