import type { ReachableWitness } from '../audit/ask-witness.ts'
import { ProtocolError } from '../protocol/errors.ts'
import type { SigningPublicKey } from '../protocol/signing-key.ts'
import { encodeCosignerKey } from '../protocol/tlog/cosignature.ts'
import { parseLogPolicy } from '../protocol/tlog/policy.ts'
import type { LogPolicy, PolicyLog } from '../protocol/tlog/policy.ts'
import { ConfigError } from './config-error.ts'
import { logName } from './log-name.ts'
import { isLoopback } from './loopback.ts'

/** Whom this gateway shows its log to, and how many of them must have cosigned. */
export interface WitnessPolicy {
  readonly policy: LogPolicy
  readonly witnesses: readonly ReachableWitness[]
  /** vkeys of the witnesses, under which their cosignatures are kept. */
  readonly keys: readonly string[]
}

/**
 * Reads the trust policy of the gateway's own log (c2sp.org/tlog-policy). Every witness has an address. Throws ConfigError,
 * naming the line of a fault.
 */
export function parseWitnessPolicy(text: string): WitnessPolicy {
  const policy = readPolicy(text)
  const witnesses = policy.witnesses.map(({ name, verifier, url }) => {
    if (url === undefined || !isAddress(url))
      throw new ConfigError(`witness ${name}: needs an address, https or on loopback.`)
    return { name, verifier, url }
  })
  if (witnesses.length === 0) throw new ConfigError('names no witness.')
  return { policy, witnesses, keys: witnesses.map(({ verifier }) => encodeCosignerKey(verifier)) }
}

/** Settings beside the policy, as far as they could be read. */
interface Beside {
  readonly witnesses: WitnessPolicy | undefined
  readonly strictRelease: boolean | undefined
  readonly origin: string | undefined
  readonly logKey: SigningPublicKey | undefined
  readonly pins: ReadonlyMap<string, unknown> | undefined
}

/** What is wrong between the policy and the other settings. */
export function listWitnessFaults({
  witnesses,
  strictRelease,
  origin,
  logKey,
  pins,
}: Beside): string[] {
  if (witnesses === undefined)
    return strictRelease === true
      ? ['SLUSS_STRICT_RELEASE needs witnesses; set SLUSS_WITNESSES_FILE, rightly.']
      : []
  const { logs, witnesses: own, groups } = witnesses.policy
  const faults: string[] = []
  const isOurs = ({ verifier: { name, key } }: PolicyLog) =>
    origin === undefined || (name === logName(origin) && key.kid === logKey?.kid)
  if (logs.length > 0 && !logs.some(isOurs))
    faults.push('SLUSS_WITNESSES_FILE lists other logs than that of this origin and log key.')
  const names = new Set([...own, ...groups].map(({ name }) => name))
  for (const agency of strictRelease === true ? (pins?.keys() ?? []) : [])
    if (!names.has(agency))
      faults.push(`SLUSS_STRICT_RELEASE: no witness or group is named ${agency}.`)
  return faults
}

function readPolicy(text: string): LogPolicy {
  try {
    return parseLogPolicy(text)
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    throw new ConfigError(`${cause.message}.`, { cause })
  }
}

/** What goes there is public and what comes back is signed; still nobody on the way shall be able to silence it unseen. */
function isAddress(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || url.search !== '' || url.hash !== '' || url.username !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
}
