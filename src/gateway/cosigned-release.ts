/**
 * Strict release: the most sensitive parts, where a protected person is and who it is, leave the gateway only when the witness of
 * another agency than the reader's has cosigned a log that holds the record of their reading: the sender's for who receives, a receiver's
 * for who sends. So not even whoever holds database and log key can let them be read and deny it.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Appended } from '../audit/write-item.ts'
import { agencyOf } from '../protocol/function-id.ts'
import type { Head } from '../protocol/statements/head.ts'
import type { Manifest } from '../protocol/statements/manifest.ts'
import { parseCheckpointUnsafe } from '../protocol/tlog/checkpoint.ts'
import { findOriginYear } from '../protocol/tlog/log-origin.ts'
import { isWitnessedBy } from '../protocol/tlog/policy.ts'
import type { Category } from '../protocol/vocabulary.ts'
import { listCosigned } from '../storage/cosignatures.ts'
import type { Db } from '../storage/db.ts'
import { GatewayError } from './errors.ts'
import { addValid } from './quorum-note.ts'
import type { WitnessPolicy } from './witness-policy.ts'

/** What tells where a person is, now or every day (work, school), or who. */
const SENSITIVE: readonly Category[] = ['location', 'whereabouts', 'daily-places', 'identity']

/** Longer than a publisher takes to notice growth and a witness to answer. */
const WAIT_MS = 10_000
const POLL_MS = 50

/** Checkpoints since the record that are looked through: each witness has its own pace. */
const MOST = 16

/** What strict release works with. */
export interface ReleaseGate {
  readonly db: Db
  /** Null unless release is strict. */
  readonly strictWitnesses: WitnessPolicy | null
  /** Shows the witnesses at once what was just recorded, where the publisher runs in this thread. */
  readonly publish?: () => Promise<void>
  /** How long a reader is kept waiting, in ms; 10 s unless given. */
  readonly releaseWait?: number
}

/** What is about to be handed out, and the record of it. */
export interface Release {
  readonly manifest: Manifest
  readonly head: Head
  /** Functions whose parts are handed out, of one agency. */
  readonly readers: readonly string[]
  readonly recorded: Pick<Appended, 'checkpoint' | 'size'>
}

/** Whether these functions may read a part that tells where a protected person is, or who. */
export function isMostSensitive(
  { parts }: Pick<Manifest, 'parts'>,
  { subjects }: Pick<Head, 'subjects'>,
  readers: readonly string[],
): boolean {
  const isProtected = (id: string) =>
    subjects.some((subject) => subject.id === id && subject.protection !== 'none')
  return parts.some(
    (part) =>
      SENSITIVE.some((category) => category === part.category) &&
      isProtected(part.subject) &&
      part.readers.some((reader) => readers.includes(reader)),
  )
}

/**
 * Waits, before parts that tell who or where a protected person is are handed out, until a witness of the other side has cosigned a log
 * that holds the record. Within one agency there is no other side. Throws `witness-missing` when it has not in time: the record stays,
 * and nothing is handed out.
 */
export async function awaitOtherAgency(
  { db, strictWitnesses, publish, releaseWait = WAIT_MS }: ReleaseGate,
  { manifest, head, readers, recorded }: Release,
): Promise<void> {
  const others = listOtherSide(head, new Set(readers.map(agencyOf)))
  if (strictWitnesses === null || others.length === 0) return
  if (!isMostSensitive(manifest, head, readers)) return
  void publish?.()
  const year = findOriginYear(parseCheckpointUnsafe(recorded.checkpoint).origin)!
  const deadline = performance.now() + releaseWait
  while (!(await isCosigned(db, strictWitnesses, others, { year, size: recorded.size }))) {
    if (performance.now() > deadline)
      throw new GatewayError('witness-missing', 'the other agency’s witness does not answer', {
        retryAfter: 30,
      })
    await sleep(POLL_MS)
  }
}

/** Agencies, any of whose witnesses bears out that these have read: the sender's, or, for the sender, those of the receivers. */
function listOtherSide({ from, to }: Head, own: ReadonlySet<string>): string[] {
  const side = own.has(from.agency) ? to.map(agencyOf) : [from.agency]
  return side.filter((agency) => !own.has(agency))
}

/** Whether the witness, or group of witnesses, of one of these agencies has cosigned a tree of at least this size. */
async function isCosigned(
  db: Db,
  { policy, keys }: WitnessPolicy,
  agencies: readonly string[],
  { year, size }: { readonly year: number; readonly size: number },
): Promise<boolean> {
  const cosigned = await listCosigned(db, { year, from: size, most: MOST }, keys)
  return cosigned.some(({ note, lines }) => {
    const { witnesses } = addValid(note, lines, policy)
    return agencies.some((agency) => isWitnessedBy(policy, agency, witnesses))
  })
}
