import type { FastifyBaseLogger } from 'fastify'
import { setTimeout } from 'node:timers/promises'
import type { ConfigurationItem, WebBundleItem, Writer } from '../audit/write-item.ts'
import { encodeUtf8 } from '../protocol/bytes.ts'
import { digestOf } from '../protocol/sha256.ts'
import { encodeSigningJwk } from '../protocol/signing-key.ts'
import { encodeVerifierKey } from '../protocol/tlog/note.ts'
import type { Config } from './config.ts'
import type { Issuer } from './issuer.ts'
import type { Rules } from './load-files.ts'
import { logName } from './log-name.ts'

/**
 * What a process works with, as JSON: everything that changes whom it believes, what it decides by and what it keeps. No secret,
 * and not where it runs.
 */
export function describeConfiguration(config: Config, { shipped, messageTypes }: Rules): string {
  const { origin, issuers, pins, logKey, nodeKey, witnesses } = config
  return JSON.stringify({
    v: 1,
    runtime: process.version,
    origin,
    node: encodeSigningJwk(nodeKey),
    log: encodeVerifierKey({ name: logName(origin), key: logKey }),
    issuers: issuers.map(withoutSecret),
    trustedProxies: config.trustedProxies,
    hasTls: config.tls !== null,
    pins: Object.fromEntries(pins),
    policySet: shipped.digest,
    messageTypes: Object.fromEntries(
      [...messageTypes].map(([name, { schema }]) => [
        name,
        digestOf(encodeUtf8(JSON.stringify(schema))),
      ]),
    ),
    witnesses: witnesses === null ? [] : witnesses.keys,
    strictRelease: config.strictRelease,
    startsAlone: config.startsAlone,
    witnessPatience: config.witnessPatience,
    bodyLimit: config.bodyLimit,
    memberRate: config.memberRate,
    addressRate: config.addressRate,
    keptDays: config.keptDays,
    detailDays: config.detailDays,
    threads: config.threads,
  })
}

function withoutSecret({ signIn, ...issuer }: Issuer) {
  if (signIn === undefined) return issuer
  const { clientId, clientSecret, origin } = signIn
  return { ...issuer, signIn: { clientId, hasSecret: clientSecret !== null, origin } }
}

/** The record of what `describeConfiguration` gave. */
export function configurationItem(text: string): ConfigurationItem {
  return { kind: 'configuration', digest: digestOf(encodeUtf8(text)), text }
}

interface Recording {
  readonly writer: Writer
  /** What this process works with and what it serves. */
  readonly items: readonly (ConfigurationItem | WebBundleItem)[]
  readonly log: FastifyBaseLogger
}

/** Between two attempts while the log cannot be written. */
const AGAIN_MS = 5_000

/**
 * Records what this process works with and serves, before it serves anybody. While the log cannot be written it serves what needs no record,
 * and tries again until it is told to end by what this resolves with.
 */
export async function recordConfiguration(recording: Recording): Promise<() => Promise<void>> {
  const ending = new AbortController()
  const first = await isRecorded(recording)
  const trying = first ? Promise.resolve() : keepTrying(recording, ending.signal)
  return async () => {
    ending.abort()
    await trying
  }
}

async function keepTrying(recording: Recording, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await setTimeout(AGAIN_MS, undefined, { signal, ref: false }).catch(() => {})
    if (!signal.aborted && (await isRecorded(recording))) return
  }
}

async function isRecorded({ writer, items, log }: Recording): Promise<boolean> {
  try {
    await Promise.all(items.map((item) => writer.append(item)))
    return true
  } catch (err) {
    log.error({ err }, 'the configuration is not recorded yet')
    return false
  }
}
