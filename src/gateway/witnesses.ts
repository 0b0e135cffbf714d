import type { Logger } from 'pino'
import { setTimeout as sleep } from 'node:timers/promises'
import { AuditError } from '../audit/errors.ts'
import { Publisher } from '../audit/publisher.ts'
import type { WitnessTrouble } from '../audit/publisher.ts'
import type { Writer } from '../audit/write-item.ts'
import type { NoteSigner } from '../protocol/tlog/note.ts'
import { isWitnessedBy } from '../protocol/tlog/policy.ts'
import type { Db } from '../storage/db.ts'
import { buildPublishedLog, listClaimedHeads } from './published-log.ts'
import { watchQuorum } from './quorum-watch.ts'
import type { WitnessPolicy } from './witness-policy.ts'

/** What the publisher of a gateway works with. */
export interface WitnessParts {
  readonly witnesses: WitnessPolicy
  readonly db: Db
  /** The log's key; its name is the log's, without a year. */
  readonly signer: NoteSigner
  readonly writer: Writer
  readonly log: Pick<Logger, 'error' | 'info'>
  /** ms since 1970. */
  readonly clock: () => number
  readonly fetch: typeof globalThis.fetch
  /** Seconds without a cosignature after which a witness counts as silent. */
  readonly patience: number
  /** Whether to start although too few witnesses answer. */
  readonly startsAlone: boolean
  readonly onFatal: (error: AuditError) => void
}

/** A witness that starts together with us needs a moment. */
const START_TRIES = 5

/**
 * Asks every witness whether it has seen more of the log than the database holds, and then shows them the log as it grows.
 * Rejects with `witness-ahead`: the database is an older or another one; and with `quorum-silent`. What is wrong with a witness is an alarm and a record.
 */
export async function startWitnesses(
  parts: WitnessParts,
): Promise<Pick<Publisher, 'publish' | 'stop'>> {
  const { witnesses, db, signer, log, clock, fetch, patience, onFatal } = parts
  const publisher = new Publisher({
    log: buildPublishedLog(db, signer.name),
    witnesses: witnesses.witnesses,
    fetch,
    clock,
    patience: patience * 1000,
    onTrouble: (...what) => void raise(parts, ...what),
    onFault: (err) => log.error({ err }, 'the log could not be shown to a witness'),
    onFatal,
  })
  await checkStart(publisher, parts)
  publisher.start()
  const endWatch = watchQuorum({
    db,
    witnesses,
    patience,
    clock,
    log,
    onChange: (isLate, waited) =>
      record(parts, isLate ? 'witness.troubled' : 'witness.answered', {
        code: isLate ? 'log-not-cosigned' : 'log-cosigned',
        counts: { quorum: Math.round(waited / 1000) },
      }),
  })
  return {
    publish: () => publisher.publish(),
    stop: async () => {
      await endWatch()
      await publisher.stop()
    },
  }
}

/** Throws `witness-ahead`, and `quorum-silent` when too few could be asked: a witness that is kept from us cannot contradict. */
async function checkStart(
  publisher: Publisher,
  { witnesses: { policy }, db, signer, clock, startsAlone }: WitnessParts,
): Promise<void> {
  for (let tries = 0; ; tries++) {
    const answered = await publisher.check(await listClaimedHeads(db, signer, clock()))
    if (startsAlone || isWitnessedBy(policy, policy.quorum, answered)) return
    if (tries === START_TRIES)
      throw new AuditError('quorum-silent', 'too few witnesses could be asked')
    await sleep(1_000)
  }
}

async function raise(
  parts: WitnessParts,
  witness: string,
  trouble: WitnessTrouble,
  silentFor: number,
): Promise<void> {
  const { log } = parts
  const seconds = Math.round(silentFor / 1000)
  const fields = { code: trouble, witness, seconds }
  const event = trouble === 'witness-answers' ? 'witness.answered' : 'witness.troubled'
  if (event === 'witness.answered') log.info(fields, 'a witness cosigns again')
  else log.error(fields, 'a witness does not cosign the log')
  await record(parts, event, { code: trouble, counts: { [witness]: seconds } })
}

async function record(
  { log, writer }: WitnessParts,
  event: 'witness.answered' | 'witness.troubled',
  said: { readonly code: string; readonly counts: Readonly<Record<string, number>> },
): Promise<void> {
  try {
    await writer.append({ kind: 'event', event, agency: null, actor: null, ...said })
  } catch (err) {
    log.error({ err }, 'what is wrong with a witness was not recorded')
  }
}
