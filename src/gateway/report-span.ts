import { swedishDaySpan } from '../policy/swedish-midnight.ts'
import type { Span } from '../storage/report.ts'
import { GatewayError } from './errors.ts'

/** The half or whole calendar year in Sweden. Throws `request-invalid` for anything else. */
export function reportSpan(period: string): Span {
  const [, year, half] = /^(20\d\d)(?:-H([12]))?$/.exec(period) ?? []
  if (year === undefined) throw new GatewayError('request-invalid', 'no such period')
  const [first, last] =
    half === '1' ? ['01-01', '06-30'] : [half === '2' ? '07-01' : '01-01', '12-31']
  return {
    from: swedishDaySpan(`${year}-${first}`).from,
    until: swedishDaySpan(`${year}-${last}`).until,
  }
}
