/**
 * A mirror that is older than what its owner has seen since. It is no attack that one has not mirrored for a while; but neither may a
 * log whose end was removed pass for it. So the mirror is excused from reaching the checkpoint that is kept only when it lies in a
 * folder, agrees with the largest checkpoint that it ever had itself, and the gateway proves that it is the beginning of the very
 * log that was seen. And it is said.
 *
 * @module
 */
import { ClientError } from '../client/errors.ts'
import { buildLogProofs } from '../client/gateway-log-proofs.ts'
import { LogFaultFound } from '../client/log-fault.ts'
import { verifyNoteOf } from '../client/log-years.ts'
import { keepCheckpoint } from '../client/verified-log.ts'
import type { LogCheckpoint } from '../protocol/tlog/log-year.ts'
import type { Context } from './context.ts'
import { publicGateway } from './gateway.ts'
import type { LogPlace } from './log-place.ts'
import type { Terminal } from './terminal.ts'

/** How far a mirror goes, and how far the log went that was seen. */
export interface OlderMirror {
  readonly mirrored: LogCheckpoint
  readonly seen: LogCheckpoint
}

/** The mirror, if it is proven to be an older part of the log that was seen; undefined where it must reach what is kept. */
export async function findOlderMirror(
  { archive, mirror, trust, kept, keys }: LogPlace,
  context: Context,
): Promise<OlderMirror | undefined> {
  if (mirror === undefined || kept === undefined || keys === undefined) return undefined
  const note = await archive.newest()
  if (note === undefined) return undefined
  try {
    const [mirrored, seen] = [verifyNoteOf(note, trust.log), verifyNoteOf(kept, trust.log)]
    if (!isEarlier(mirrored, seen)) return undefined
    const proofs = buildLogProofs(publicGateway(await keys.loadSettings(), context))
    await keepCheckpoint(kept, note, { log: trust.log, proofs, now: context.clock() })
    return { mirrored, seen }
  } catch (error) {
    // Whatever was not proven counts as removed.
    if (error instanceof ClientError || error instanceof LogFaultFound) return undefined
    throw error
  }
}

/** Whether one checkpoint is of an earlier state of the log than another. */
export function isEarlier(one: LogCheckpoint, other: LogCheckpoint): boolean {
  return one.year === other.year ? one.size < other.size : one.year < other.year
}

/** Says that it is older, and what to do. */
export function warnOlderMirror({ mirrored, seen }: OlderMirror, terminal: Terminal): void {
  const isSameYear = mirrored.year === seen.year
  const of = isSameYear
    ? {
        sv: `${mirrored.size} av ${seen.size} poster`,
        en: `${mirrored.size} of ${seen.size} records`,
      }
    : {
        sv: `den slutar ${mirrored.year}, ni har sett ${seen.year}`,
        en: `it ends in ${mirrored.year}, you have seen ${seen.year}`,
      }
  terminal.warn({
    sv: `Spegeln är äldre än det ni har sett (${of.sv}). Kör ”sluss log mirror” och kontrollera igen.`,
    en: `The mirror is older than what you have seen (${of.en}). Run “sluss log mirror” and verify again.`,
  })
}
