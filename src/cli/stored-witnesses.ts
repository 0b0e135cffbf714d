import { parseLogPolicy } from '../protocol/tlog/policy.ts'
import type { LogPolicy } from '../protocol/tlog/policy.ts'
import { ProtocolError } from '../protocol/errors.ts'
import type { AgencySettings } from './agency-folder.ts'
import { CliError } from './errors.ts'

/** The witnesses that `sluss gateway trust --witnesses` has stored. Throws `input-invalid` if a hand has slipped in them. */
export function readStoredWitnesses({ witnesses }: AgencySettings): LogPolicy | undefined {
  try {
    return witnesses === undefined ? undefined : parseLogPolicy(witnesses)
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    throw new CliError('input-invalid', 'agency.json', { cause })
  }
}
