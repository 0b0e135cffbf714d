/**
 * The gateway as a process: the only place that constructs real things. `npm start`; `npm start -- --help` lists the
 * settings, and `npm start -- --check` compares the database with the log in it.
 *
 * @module
 */
import type { Logger } from 'pino'
import { AuditError } from '../audit/errors.ts'
import type { Publisher } from '../audit/publisher.ts'
import { RecordKey } from '../audit/record-key.ts'
import { Sequencer } from '../audit/sequencer.ts'
import type { Writer } from '../audit/write-item.ts'
import { PolicyError } from '../policy/errors.ts'
import { buildNoteSigner } from '../protocol/tlog/note.ts'
import type { NoteSigner } from '../protocol/tlog/note.ts'
import { buildAuditStore } from '../storage/audit-store.ts'
import type { Db } from '../storage/db.ts'
import { StorageError } from '../storage/errors.ts'
import { buildAlarm } from './alarm.ts'
import { STORE_FAULTS, runCheck } from './check-command.ts'
import { ConfigError } from './config-error.ts'
import { CONFIG_FILES } from './config-files.ts'
import { parseConfig } from './config.ts'
import type { Config } from './config.ts'
import { configurationItem, describeConfiguration, recordConfiguration } from './configuration.ts'
import { readRules } from './load-files.ts'
import { buildLogger } from './logger.ts'
import { logName } from './log-name.ts'
import { openDatabase } from './open-database.ts'
import { serve } from './serve.ts'
import { describeSettings } from './setting.ts'
import { serveInThreads } from './threads.ts'
import { readWebBundle, webBundleItem } from './web-bundle.ts'
import { startWitnesses } from './witnesses.ts'

/** As in sysexits.h: the settings are wrong; something that we need is not there. */
const EXIT = { settings: 78, unavailable: 69, fatal: 70 } as const

/** Starts everything in order; whatever has started is ended again, in reverse, when told or when a later step fails. */
async function start(config: Config): Promise<void> {
  const log = buildLogger(config.logLevel)
  const endings: (() => Promise<unknown>)[] = []
  const end = async () => {
    for (const ending of endings.splice(0).toReversed()) await ending()
  }
  try {
    const rules = await readRules(config)
    const web = config.webDir === null ? null : await readWebBundle(config.webDir)
    const database = await openDatabase(config.database)
    endings.push(database.close)
    const signer = buildNoteSigner(logName(config.origin), config.logKey)
    const writer = await Sequencer.start({
      store: buildAuditStore(database.writerDb),
      signer,
      recordKey: new RecordKey(config.recordKey),
      clock: Date.now,
      onFailing: buildAlarm(log).writing,
      onClockBehind: (milliseconds) =>
        log.error(
          { code: 'clock-behind', count: milliseconds },
          'the clock lies behind the newest record by so many ms',
        ),
      onFatal: (err) => {
        log.fatal({ err }, 'the stored log is not the one that this process wrote; stopping')
        process.exitCode = EXIT.fatal
        void end()
      },
    })
    endings.push(() => writer.stop())
    const { db } = database
    const onLost = (err: unknown) => {
      log.fatal({ err }, 'a serving thread is lost; stopping')
      process.exitCode = EXIT.fatal
      void end()
    }
    // From that moment nothing more is recorded, whatever is still to be answered.
    const onForked = () => writer.stop().finally(end)
    const publisher = await showToWitnesses(config, { db, signer, writer, log, onForked })
    if (publisher !== undefined) endings.push(() => publisher.stop())
    endings.push(
      await recordConfiguration({
        writer,
        items: [
          configurationItem(describeConfiguration(config, rules)),
          ...(web === null ? [] : [webBundleItem(web)]),
        ],
        log,
      }),
    )
    const close =
      config.threads === 1
        ? await serve(config, {
            db,
            writer,
            rules,
            web,
            log,
            sharesPort: false,
            ...(publisher !== undefined && { publish: () => publisher.publish() }),
          })
        : await serveInThreads(config, { database, writer, rules, web, log, onLost })
    endings.push(close)
    log.info('ready')
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        log.info({ signal }, 'closing')
        void end()
      })
  } catch (error) {
    await end()
    throw error
  }
}

/** Starts showing the log to its witnesses, if it has any. Rejects with AuditError `witness-ahead`. */
async function showToWitnesses(
  { witnesses, witnessPatience: patience, startsAlone }: Config,
  {
    onForked,
    ...parts
  }: {
    readonly db: Db
    readonly signer: NoteSigner
    readonly writer: Writer
    readonly log: Logger
    readonly onForked: () => Promise<void>
  },
): Promise<Pick<Publisher, 'publish' | 'stop'> | undefined> {
  if (witnesses === null) return undefined
  return startWitnesses({
    ...parts,
    witnesses,
    patience,
    startsAlone,
    clock: Date.now,
    fetch,
    onFatal: (err) => {
      parts.log.fatal(
        { err, code: err.code, witness: nameWitness(err) },
        'a witness has seen another log than the stored one; stopping',
      )
      process.exitCode = EXIT.fatal
      void onForked()
    },
  })
}

/** What an operator is told when the start is refused: a sentence, never a stack. */
function explain(error: unknown): { readonly sentence: string; readonly exit: number } {
  if (error instanceof ConfigError) return { sentence: error.message, exit: EXIT.settings }
  if (error instanceof PolicyError)
    return {
      sentence: `The policy pack is refused: ${error.place.file ?? ''} ${error.place.pointer ?? ''} ${error.place.reason ?? error.message}.`,
      exit: EXIT.settings,
    }
  if (error instanceof StorageError)
    return {
      sentence: `The database is refused (${error.code}): ${error.message}.`,
      exit: EXIT.unavailable,
    }
  if (error instanceof AuditError && error.code === 'witness-ahead')
    return {
      sentence: `The log is refused (witness-ahead): witness ${nameWitness(error)} has cosigned more of it than the database holds, or another history. The database was restored from an older copy, or altered. Find out which before anything else is recorded; to start all the same, take that witness out of SLUSS_WITNESSES_FILE and tell the agencies.`,
      exit: EXIT.fatal,
    }
  if (error instanceof AuditError && error.code === 'quorum-silent')
    return {
      sentence:
        'Too few witnesses answer (quorum-silent), so that nobody can tell whether the database is an older copy. Start them, or set SLUSS_START_ALONE=yes for this start.',
      exit: EXIT.unavailable,
    }
  const { code, message } = error as { code?: string; message?: string }
  if (code === 'EADDRINUSE')
    return { sentence: 'The port is taken. Set SLUSS_PORT to another one.', exit: EXIT.unavailable }
  if (code?.startsWith('ERR_OSSL') === true)
    return {
      sentence:
        'SLUSS_TLS_CERT_FILE and SLUSS_TLS_KEY_FILE: not a certificate in PEM and its private key.',
      exit: EXIT.settings,
    }
  return {
    sentence: `The gateway did not start (${code ?? 'no code'}): ${message ?? ''}`,
    exit: EXIT.fatal,
  }
}

function nameWitness({ cause }: AuditError): string {
  return cause instanceof Error ? cause.message : 'unnamed'
}

/** The exit codes of `--check`, for its help. */
function describeExits(): string {
  const rows = Object.values(STORE_FAULTS).map(({ exit, text }) => `  ${exit}  ${text}`)
  return ['  0   nothing is wrong', ...rows].join('\n')
}

if (process.argv.includes('--help')) {
  process.stdout.write(
    `The settings of the gateway, in the environment:\n\n${describeSettings()}\n\n` +
      `--check compares the database with the log in it, changes nothing, and ends; with DATABASE_OWNER_URL. It ends with\n\n${describeExits()}\n`,
  )
} else {
  try {
    const config = parseConfig(process.env, CONFIG_FILES)
    if (process.argv.includes('--check')) process.exitCode = await runCheck(config, process.stdout)
    else await start(config)
  } catch (error) {
    const { sentence, exit } = explain(error)
    process.stderr.write(`${sentence}\n`)
    process.exitCode = exit
  }
}
