import { findInForce } from '../policy/in-force.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { swedishDay } from '../policy/swedish-day.ts'
import { encodeTime } from '../protocol/time.ts'
import type { Draft } from './draft.ts'
import { ClientError } from './errors.ts'

/**
 * The grounds of a draft, with the wording in force on the day of `now` (ms) where it names none. Throws ClientError
 * `draft-invalid` where no wording is.
 */
export function datedGrounds(
  draft: Draft,
  { pack }: PolicySet,
  now: number,
): Pick<Draft, 'grounds'> {
  if (draft.grounds === undefined) return {}
  const day = swedishDay(encodeTime(now))
  return {
    grounds: draft.grounds.map((ground, i) => {
      if (ground.version !== undefined) return ground
      const rule = pack.gateways.find(({ id }) => id === ground.rule)
      const version = rule && findInForce(rule.versions, day)
      if (version === undefined) {
        throw new ClientError('draft-invalid', 'no such rule is in force', {
          places: [{ pointer: `/grounds/${i}/rule`, rule: 'in-force' }],
        })
      }
      return { ...ground, version: version.from }
    }),
  }
}
