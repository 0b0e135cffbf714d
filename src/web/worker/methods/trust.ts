import type { LogFaultCode } from '../../../client/log-fault.ts'
import { gravestOf } from '../../../client/log-fault.ts'
import { buildLogOverHttp } from '../../../client/log-over-http.ts'
import { verifyLog } from '../../../client/log-verification.ts'
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

/** ms: witnesses that have not signed for so long have not seen what is shown. */
const WITNESSED_WITHIN = 24 * 3_600_000

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
    const { years, faults } = await verifyLog(
      archive,
      witnesses === undefined
        ? { log }
        : { log, policy: witnesses, notBefore: Math.floor((Date.now() - WITNESSED_WITHIN) / 1000) },
      {
        known: kept === undefined ? [] : [kept],
        onBundle: ({ checkpoint }, { end }) => {
          const progress: LogTrustProgress = { read: end, of: checkpoint.size }
          session.tell('trust.progress', progress)
        },
      },
    )
    // What the witnesses have signed may be a moment older than what the gateway shows.
    const newest = years.at(-1)
    const note = newest?.cosigned?.note ?? newest?.note ?? null
    const size = years.reduce((sum, { checkpoint }) => sum + checkpoint.size, 0)
    // Without witnesses it is known only that the log agrees with itself.
    const agrees = witnesses === undefined ? 'verified-without-witnesses' : 'verified'
    await session.gateway.reportVerification(size, gravestOf(faults)?.code ?? agrees)
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
      faults: faults.map(({ code, origin }) => ({ code, origin })),
      note,
    }
  },
}
