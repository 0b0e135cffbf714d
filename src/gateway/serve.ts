import type { Logger } from 'pino'
import { RecordKey } from '../audit/record-key.ts'
import type { Writer } from '../audit/write-item.ts'
import type { WriterState } from '../audit/writer-port.ts'
import { encodeVerifierKey } from '../protocol/tlog/note.ts'
import type { Db } from '../storage/db.ts'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import type { Rules } from './load-files.ts'
import { logName } from './log-name.ts'
import { openPolicySets } from './policy-sets.ts'
import type { WebBundle } from './web-bundle.ts'

/** What the service of one thread is made of, besides the settings. */
export interface ServiceParts {
  readonly db: Db
  readonly writer: Writer & WriterState
  readonly rules: Rules
  /** The workspaces; null without. */
  readonly web: WebBundle | null
  readonly log: Logger
  /** Whether other threads listen at the same port. */
  readonly sharesPort: boolean
  /** Shows the witnesses at once what was just recorded; absent where another thread publishes. */
  readonly publish?: () => Promise<void>
}

/** Builds the service and listens. Returns what ends it. Rejects with PolicyError or the fault of listening. */
export async function serve(
  config: Config,
  { db, writer, rules, web, log, sharesPort, publish }: ServiceParts,
): Promise<() => Promise<void>> {
  const { nodeKey, host, port } = config
  const clock = Date.now
  const { shipped, messageTypes } = rules
  const policySets = await openPolicySets({ db, writer, nodeKey, shipped, clock, log })
  const app = await buildApp({
    ...config,
    db,
    writer,
    logState: writer,
    recordKey: new RecordKey(config.recordKey),
    clock,
    fetchKeys: fetch,
    logVerifierKey: encodeVerifierKey({ name: logName(config.origin), key: config.logKey }),
    policySets,
    messageTypes,
    web,
    ...(publish !== undefined && { publish }),
    limits: {
      body: config.bodyLimit,
      memberRate: config.memberRate,
      addressRate: config.addressRate,
    },
    log,
  })
  try {
    const listenTextResolver = () => 'listening'
    await app.listen({ host, port, listenTextResolver, ...(sharesPort && { reusePort: true }) })
  } catch (error) {
    await app.close()
    throw error
  }
  log.info({ port, policySet: policySets.active.digest }, 'serving')
  return () => app.close()
}
