import { isIP } from 'node:net'
import { ConfigError } from './config-error.ts'
import { parseRecordKey, parseSigningSeed } from './key-file.ts'
import type { Issuer } from './issuer.ts'
import { parseIssuers } from './issuer.ts'
import { isLoopback } from './loopback.ts'
import { SETTINGS } from './setting.ts'
import type { Setting, SettingName } from './setting.ts'
import { parsePins } from './pins.ts'
import { listWitnessFaults, parseWitnessPolicy } from './witness-policy.ts'
import type { WitnessPolicy } from './witness-policy.ts'
import type { SigningKey } from '../protocol/signing-key.ts'
import type { Digest } from '../protocol/sha256.ts'

/** What the gateway is started with. Each field is explained where an operator sets it: `setting.ts`. */
export interface Config {
  readonly origin: string
  readonly host: string
  readonly port: number
  /** Serving threads. */
  readonly threads: number
  readonly tls: { readonly cert: string; readonly key: string } | null
  readonly trustedProxies: readonly string[]
  readonly issuers: readonly Issuer[]
  readonly pins: ReadonlyMap<string, Digest>
  readonly nodeKey: SigningKey
  readonly logKey: SigningKey
  /** The bytes of the record key: a Config goes from thread to thread. */
  readonly recordKey: Uint8Array
  /** Who cosigns the log, and how many must; null without witnesses. */
  readonly witnesses: WitnessPolicy | null
  readonly strictRelease: boolean
  readonly startsAlone: boolean
  /** Seconds. */
  readonly witnessPatience: number
  readonly policiesDir: string
  readonly schemasDir: string
  /** Null without workspaces. */
  readonly webDir: string | null
  readonly database:
    { readonly url: string; readonly ownerUrl: string | null } | { readonly embeddedDir: string }
  readonly bodyLimit: number
  readonly memberRate: number
  readonly addressRate: number
  readonly keptDays: number
  readonly detailDays: number
  readonly logLevel: string
}

/** How files named by settings are read; injected so that config can be tested without a disk. */
export interface ConfigFiles {
  /** Text of the file. */
  readonly read: (path: string) => string
  /** Whether anyone but its owner may read it. */
  readonly isExposed: (path: string) => boolean
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent']

/** Reads the environment once, completely: all faults are told in one go. Throws ConfigError. */
export function parseConfig(
  env: Readonly<Record<string, string | undefined>>,
  files: ConfigFiles,
): Config {
  const faults: string[] = unknownSettings(env)

  function find(name: SettingName): string | undefined {
    const setting: Setting = SETTINGS[name]
    const value = env[name]?.trim()
    if (value !== undefined && value !== '') return value
    if (setting.default !== undefined) return setting.default
    if (setting.optional !== true) faults.push(`${name} is not set. ${setting.about}`)
    return undefined
  }

  /** The value as `parse` reads it, or undefined with the fault noted. */
  function read<T>(name: SettingName, parse: (value: string) => T): T | undefined {
    const value = find(name)
    if (value === undefined) return undefined
    try {
      return parse(value)
    } catch (error) {
      faults.push(`${name}: ${error instanceof ConfigError ? error.message : 'cannot be read.'}`)
      return undefined
    }
  }

  const secret = (path: string): string => {
    if (files.isExposed(path)) throw new ConfigError('the file is readable by others; chmod 600.')
    return files.read(path)
  }
  const seed = (path: string): SigningKey => parseSigningSeed(secret(path))

  const origin = read('SLUSS_ORIGIN', parseOrigin)
  const host = read('SLUSS_HOST', String)
  const port = read('SLUSS_PORT', parseWhole(0, 65_535))
  const cert = read('SLUSS_TLS_CERT_FILE', files.read)
  const key = read('SLUSS_TLS_KEY_FILE', secret)
  const trustedProxies = read('SLUSS_TRUSTED_PROXIES', parseNetworks) ?? []
  const issuers = read('SLUSS_ISSUERS_FILE', (path) => parseIssuers(files.read(path), secret))
  const pins = read('SLUSS_PINS_FILE', (path) => parsePins(files.read(path)))
  const nodeKey = read('SLUSS_NODE_KEY_FILE', seed)
  const logKey = read('SLUSS_LOG_KEY_FILE', seed)
  const recordKey = read('SLUSS_RECORD_KEY_FILE', (path) => parseRecordKey(secret(path)))
  const witnesses = read('SLUSS_WITNESSES_FILE', (path) => parseWitnessPolicy(files.read(path)))
  const strictRelease = read('SLUSS_STRICT_RELEASE', parseYesNo)
  const url = read('DATABASE_URL', parseDatabaseUrl)
  const ownerUrl = read('DATABASE_OWNER_URL', parseDatabaseUrl)
  const webDir = read('SLUSS_WEB_DIR', String)
  const embeddedDir = read('SLUSS_EMBEDDED_DATABASE', String)
  const config = {
    origin,
    host,
    port,
    tls: cert !== undefined && key !== undefined ? { cert, key } : null,
    trustedProxies,
    issuers,
    pins,
    nodeKey,
    logKey,
    recordKey,
    witnesses: witnesses ?? null,
    strictRelease,
    startsAlone: read('SLUSS_START_ALONE', parseYesNo),
    witnessPatience: read('SLUSS_WITNESS_PATIENCE', parseWhole(1, 86_400)),
    policiesDir: read('SLUSS_POLICIES_DIR', String),
    schemasDir: read('SLUSS_SCHEMAS_DIR', String),
    webDir: webDir ?? null,
    database:
      url !== undefined
        ? { url, ownerUrl: ownerUrl ?? null }
        : embeddedDir !== undefined
          ? { embeddedDir }
          : undefined,
    bodyLimit: read('SLUSS_BODY_LIMIT', parseWhole(65_536, 268_435_456)),
    memberRate: read('SLUSS_MEMBER_RATE', parseWhole(1, 1_000_000)),
    threads: read('SLUSS_THREADS', parseWhole(1, 64)),
    addressRate: read('SLUSS_ADDRESS_RATE', parseWhole(1, 1_000_000)),
    keptDays: read('SLUSS_CONTENT_DAYS', parseWhole(31, 3650)),
    detailDays: read('SLUSS_DETAIL_DAYS', parseWhole(365, 36_500)),
    logLevel: read('SLUSS_LOG_LEVEL', parseLogLevel),
  }

  faults.push(
    ...listContradictions({
      hasDatabaseUrl: Boolean(env['DATABASE_URL']),
      embeddedDir,
      url,
      ownerUrl,
      host,
      cert,
      key,
      trustedProxies,
      nodeKey,
      logKey,
      issuers,
      pins,
      origin,
      witnesses,
      strictRelease,
    }),
  )
  if (faults.length > 0) throw new ConfigError(faults.join('\n'))
  // Every undefined above has noted a fault, so that nothing is missing here.
  return config as Config
}

/** Settings as read, each undefined if it is absent or has noted a fault of its own. */
interface Given {
  /** Whether it is set at all, well or badly. */
  readonly hasDatabaseUrl: boolean
  readonly embeddedDir: string | undefined
  readonly url: string | undefined
  readonly ownerUrl: string | undefined
  readonly host: string | undefined
  readonly cert: string | undefined
  readonly key: string | undefined
  readonly trustedProxies: readonly string[]
  readonly nodeKey: SigningKey | undefined
  readonly logKey: SigningKey | undefined
  readonly issuers: readonly Issuer[] | undefined
  readonly pins: ReadonlyMap<string, Digest> | undefined
  readonly origin: string | undefined
  readonly witnesses: WitnessPolicy | undefined
  readonly strictRelease: boolean | undefined
}

/** What is wrong between settings that are each right by themselves. */
function listContradictions(given: Given): string[] {
  return [
    ...databaseFaults(given),
    ...reachFaults(given),
    ...agencyFaults(given),
    ...listWitnessFaults(given),
  ]
}

function databaseFaults({ hasDatabaseUrl, embeddedDir, url, ownerUrl }: Given): string[] {
  const faults: string[] = []
  if (hasDatabaseUrl && embeddedDir !== undefined)
    faults.push('DATABASE_URL and SLUSS_EMBEDDED_DATABASE exclude each other; set one of them.')
  if (!hasDatabaseUrl && embeddedDir === undefined)
    faults.push('DATABASE_URL is not set. For a trial set SLUSS_EMBEDDED_DATABASE instead.')
  if (ownerUrl !== undefined && !hasDatabaseUrl)
    faults.push('DATABASE_OWNER_URL is set without DATABASE_URL.')
  if (url !== undefined && url === ownerUrl)
    faults.push(
      'DATABASE_URL and DATABASE_OWNER_URL are the same; the gateway must not own its tables.',
    )
  return faults
}

/** From where the gateway is reached, and where TLS ends. */
function reachFaults({ host, cert, key, trustedProxies }: Given): string[] {
  const faults: string[] = []
  if ((cert === undefined) !== (key === undefined))
    faults.push('SLUSS_TLS_CERT_FILE and SLUSS_TLS_KEY_FILE belong together; set both or neither.')
  if (cert !== undefined && trustedProxies.length > 0)
    faults.push(
      'TLS ends either here (SLUSS_TLS_…) or in a proxy (SLUSS_TRUSTED_PROXIES), not in both.',
    )
  if (host !== undefined && !isLoopback(host) && cert === undefined && trustedProxies.length === 0)
    faults.push(
      'SLUSS_HOST is reachable from outside without TLS; set SLUSS_TLS_… or SLUSS_TRUSTED_PROXIES.',
    )
  return faults
}

function agencyFaults({ nodeKey, logKey, issuers, pins, origin }: Given): string[] {
  const faults: string[] = []
  if (nodeKey !== undefined && nodeKey.kid === logKey?.kid)
    faults.push('SLUSS_NODE_KEY_FILE and SLUSS_LOG_KEY_FILE hold the same key; make one for each.')
  for (const { agency } of issuers ?? [])
    if (pins !== undefined && !pins.has(agency))
      faults.push(`SLUSS_ISSUERS_FILE names ${agency}, which SLUSS_PINS_FILE does not pin.`)
  if (origin !== undefined && !isLoopback(new URL(origin).hostname))
    for (const { agency, issuer, jwksUri } of issuers ?? [])
      if ([issuer, jwksUri].some((address) => URL.parse(address)?.protocol === 'http:'))
        faults.push(
          `SLUSS_ISSUERS_FILE: the identity provider of ${agency} is without TLS, as those of a trial are.`,
        )
  return faults
}

function unknownSettings(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('SLUSS_') && !(name in SETTINGS))
    .map((name) => `${name} is not a setting of the gateway; remove it or correct its spelling.`)
}

function parseWhole(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value)
    if (/^\d{1,9}$/.test(value) && number >= least && number <= most) return number
    throw new ConfigError(`must be a whole number from ${least} to ${most}.`)
  }
}

/** An https origin, or http on loopback for a trial. */
function parseOrigin(value: string): string {
  const url = URL.parse(value)
  if (url === null || url.origin !== value)
    throw new ConfigError('must be an origin such as https://sluss.example.se, without a path.')
  if (url.protocol !== 'https:' && !isLoopback(url.hostname))
    throw new ConfigError('must be https; http is for loopback only.')
  return value
}

function parseDatabaseUrl(value: string): string {
  const protocol = URL.parse(value)?.protocol
  if (protocol === 'postgres:' || protocol === 'postgresql:') return value
  throw new ConfigError('must be an address as postgres://user@host/database.')
}

function parseNetworks(value: string): string[] {
  const networks = value.split(',').map((network) => network.trim())
  if (networks.every((network) => isIP(network.split('/')[0]!) !== 0)) return networks
  throw new ConfigError('must be addresses or networks, such as 10.0.0.7, 10.1.0.0/16.')
}

function parseYesNo(value: string): boolean {
  if (value === 'yes' || value === 'no') return value === 'yes'
  throw new ConfigError('must be yes or no.')
}

function parseLogLevel(value: string): string {
  if (LOG_LEVELS.includes(value)) return value
  throw new ConfigError(`must be one of ${LOG_LEVELS.join(', ')}.`)
}
