import { ClientError } from '../../../client/errors.ts'
import type { LogFaultCode } from '../../../client/log-fault.ts'
import { buildLogOverHttp } from '../../../client/log-over-http.ts'
import { verifyLog } from '../../../client/log-verification.ts'
import { witnessedSince } from '../../../client/log-years.ts'
import type { LogTrust } from '../../../client/log-years.ts'
import { outcomeOf } from '../../../client/verification-outcome.ts'
import type { VerificationOutcome } from '../../../client/verification-outcome.ts'
import { ProtocolError } from '../../../protocol/errors.ts'
import { encodeVerifierKey } from '../../../protocol/tlog/note.ts'
import { parseCheckpointUnsafe } from '../../../protocol/tlog/checkpoint.ts'
import { listCosignatures } from '../../../protocol/tlog/policy.ts'
import { encodeTime } from '../../../protocol/time.ts'
import type { Time } from '../../../protocol/time.ts'
import { deskOf } from '../desk.ts'
import type { Session } from '../session.ts'

/** What this browser found the log to be. */
export interface LogTrustReport {
  readonly at: Time
  /** The pinned key, as the operator reads it out. */
  readonly key: string
  /** By year: records that the checkpoint covers, and how many of them were read and agree. */
  readonly years: readonly {
    readonly origin: string
    readonly size: number
    readonly verified: number
  }[]
  /** Size of the checkpoint that this browser had kept, which is a part of the log; null if it had none. */
  readonly kept: number | null
  /** Names of the witnesses that have cosigned what was read; null where the introduction names none, and nothing was compared. */
  readonly witnesses: readonly string[] | null
  /** The index of this verification's record, or why it is not proven that there is one. */
  readonly record: { readonly index: number } | { readonly fault: string }
  /** Nothing if all agrees. */
  readonly faults: readonly { readonly code: LogFaultCode; readonly origin: string }[]
  /** The newest checkpoint, to save and compare with. */
  readonly note: string | null
}

/** Told while it reads: how many records of how many. */
export interface LogTrustProgress {
  readonly read: number
  readonly of: number
}

/** The whole log, verified in this browser: nobody's word is taken, neither the gateway's nor ours. */
export const trustMethods = {
  'trust.verify': async (session: Session): Promise<LogTrustReport> => {
    const { log, witnesses, keptCheckpoint } = deskOf(session)
    const kept = keptCheckpoint()
    const archive = buildLogOverHttp({
      gateway: self.location.origin,
      fetch: (...request) => fetch(...request),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    })
    const trust: LogTrust =
      witnesses === undefined
        ? { log }
        : { log, policy: witnesses, notBefore: witnessedSince(Date.now()) }
    const found = await verifyLog(archive, trust, {
      known: kept === undefined ? [] : [kept],
      onBundle: ({ checkpoint }, { end }) => {
        const progress: LogTrustProgress = { read: end, of: checkpoint.size }
        session.tell('trust.progress', progress)
      },
    })
    const { years, faults } = found
    // What the witnesses have signed may be a moment older than what the gateway shows.
    const newest = years.at(-1)
    const note = newest?.cosigned?.note ?? newest?.note ?? null
    const size = years.reduce((sum, { checkpoint }) => sum + checkpoint.size, 0)
    const record = await putOnRecord(session, size, outcomeOf(found, trust))
    return {
      at: encodeTime(Date.now()),
      key: encodeVerifierKey(log),
      years: years.map(({ checkpoint: { origin, size: covered }, verified }) => ({
        origin,
        size: covered,
        verified,
      })),
      kept: kept === undefined ? null : parseCheckpointUnsafe(kept).size,
      witnesses:
        witnesses === undefined
          ? null
          : listCosignatures(note ?? '', witnesses).map(({ witness }) => witness),
      record,
      faults: faults.map(({ code, origin }) => ({ code, origin })),
      note,
    }
  },
}

/** What was found is told whatever comes of this: a gateway whose log does not hold may well refuse to say so. */
async function putOnRecord(
  session: Session,
  size: number,
  outcome: VerificationOutcome,
): Promise<LogTrustReport['record']> {
  try {
    const answer = await session.gateway.reportVerification(size, outcome)
    const { index } = await deskOf(session).verify(answer, { event: 'log.verified' })
    return { index }
  } catch (error) {
    if (error instanceof ClientError || error instanceof ProtocolError) return { fault: error.code }
    throw error
  }
}
