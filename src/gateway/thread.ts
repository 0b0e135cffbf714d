/**
 * One serving thread: a service like any other replica's, but that its records go through the one writer of the process.
 *
 * @module
 */
import { parentPort, workerData } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { connectWriter } from '../audit/writer-port.ts'
import type { SharedState } from '../audit/writer-port.ts'
import { connect } from '../storage/db.ts'
import type { Config } from './config.ts'
import { readRules } from './load-files.ts'
import { buildLogger } from './logger.ts'
import { serve } from './serve.ts'
import type { WebBundle } from './web-bundle.ts'

/** What a thread is told at its start. */
export interface ThreadStart {
  readonly config: Config
  readonly web: WebBundle | null
  readonly databaseUrl: string
  /** Where its records go. */
  readonly writerPort: MessagePort
  readonly writerState: SharedState
}

/** What a thread says when it serves, and what it is told to end. */
export const READY = 'ready'
export const CLOSE = 'close'

if (parentPort !== null) await run(parentPort, workerData as ThreadStart)

async function run(control: MessagePort, start: ThreadStart): Promise<void> {
  const { config, web, databaseUrl, writerPort, writerState } = start
  const log = buildLogger(config.logLevel)
  const db = connect(databaseUrl)
  const writer = connectWriter(writerPort, writerState)
  const rules = await readRules(config)
  const close = await serve(config, { db, writer, rules, web, log, sharesPort: true })
  control.once('message', () => {
    void close()
      .then(() => db.end({ timeout: 5 }))
      .finally(() => writerPort.close())
  })
  control.postMessage(READY)
}
