/**
 * Brings a folder up to date with a log: what is written there has been verified first.
 *
 * An interruption at any point leaves a folder whose checkpoint covers what it covered before; bundles and tiles beyond it are used
 * by the next run, after they were verified again. The checkpoint comes after all that it covers.
 *
 * @module
 */
import type { LogArchive } from '../client/log-archive.ts'
import type { VerifiedBundle } from '../client/log-audit.ts'
import type { LogSource } from '../client/log-source.ts'
import { LogTiles } from '../client/log-tiles.ts'
import { verifyLog } from '../client/log-verification.ts'
import type { LogVerification, VerifiedUpTo, YearVerification } from '../client/log-verification.ts'
import { verifyNoteOf } from '../client/log-years.ts'
import type { LogTrust } from '../client/log-years.ts'
import {
  TILE_HEIGHT,
  TILE_WIDTH,
  encodeEntryBundlePath,
  encodeTilePath,
  tileWidthAt,
} from '../protocol/tlog/tile.ts'
import type { EntryBundle, Tile } from '../protocol/tlog/tile.ts'
import type { LogFolder } from './log-folder.ts'

/** What to mirror, and against what it is verified. */
export interface MirrorOptions {
  readonly archive: LogArchive
  readonly trust: LogTrust
  readonly known: readonly string[]
  readonly onRecords: (records: number, origin: string, done: number, size: number) => void
}

/**
 * Mirrors what is new. A year in which anything is wrong keeps the checkpoint that it had in the folder; rejects with LogFaultFound if the
 * folder's own checkpoint is not the log's.
 */
export async function mirrorLog(
  folder: LogFolder,
  { archive, trust, known, onRecords }: MirrorOptions,
): Promise<LogVerification> {
  const done = await readMirrored(folder, trust)
  const mirrorFrom = (source: LogArchive) =>
    verifyLog(source, trust, {
      known,
      done,
      async onBundle({ checkpoint: { origin, size, year } }, bundle) {
        await writeBundle(folder, year, bundle)
        onRecords(bundle.entries.length, origin, bundle.end, size)
      },
      async onYear(year) {
        if (year.faults.length === 0) await completeYear(folder, archive, year)
      },
    })
  const found = await mirrorFrom(buildJoint(folder, archive))
  // What is wrong may be what an interruption or a bad disk left in the folder: then the log itself is without fault.
  return found.faults.length === 0 ? found : mirrorFrom(archive)
}

/** What the folder's own checkpoints say was mirrored before. */
async function readMirrored(
  folder: LogFolder,
  { log }: LogTrust,
): Promise<Map<number, VerifiedUpTo>> {
  const done = new Map<number, VerifiedUpTo>()
  for (const year of await folder.listYears()) {
    const note = await folder.archive().year(year).checkpoint()
    if (note !== undefined) done.set(year, { note, next: verifyNoteOf(note, log).size })
  }
  return done
}

/** The log, except for full bundles and tiles that are in the folder already. These are verified like all others. */
function buildJoint(folder: LogFolder, archive: LogArchive): LogArchive {
  const own = folder.archive()
  return {
    newest: archive.newest,
    newestCosigned: archive.newestCosigned,
    year: (year) => {
      const [here, there] = [own.year(year), archive.year(year)]
      const isFull = ({ width }: Tile | EntryBundle) => width === TILE_WIDTH
      return {
        checkpoint: there.checkpoint,
        opened: there.opened,
        tile: async (tile) =>
          (isFull(tile) ? await here.tile(tile) : undefined) ?? there.tile(tile),
        entries: async (bundle) =>
          (isFull(bundle) ? await here.entries(bundle) : undefined) ?? there.entries(bundle),
      }
    },
  }
}

async function writeBundle(
  folder: LogFolder,
  year: number,
  { index, entries, bytes, tile }: VerifiedBundle,
): Promise<void> {
  const width = entries.length
  await writeOnce(folder, year, `tile/${encodeEntryBundlePath({ index, width })}`, bytes)
  await writeOnce(folder, year, `tile/${encodeTilePath({ level: 0, index, width })}`, tile)
}

/** What is there was read from there and verified, or is a partial one of the very same width. */
async function writeOnce(
  folder: LogFolder,
  year: number,
  path: string,
  bytes: Uint8Array,
): Promise<void> {
  const there = await folder.find(year, path)
  if (there === undefined || Buffer.compare(there, bytes) !== 0)
    await folder.write(year, path, bytes)
  if (!path.includes('.p/')) await folder.removePartials(year, path)
}

/** The upper tiles, how the year began, and last the checkpoint that makes it all count. */
async function completeYear(
  folder: LogFolder,
  archive: LogArchive,
  { checkpoint, note, cosigned, start }: YearVerification,
): Promise<void> {
  const { year, size } = checkpoint
  const source = buildJoint(folder, archive).year(year)
  await writeUpperTiles(folder, source, checkpoint, start)
  const opened = await source.opened()
  if (opened !== undefined) await folder.write(year, 'opened', opened)
  if (cosigned !== null) await folder.write(year, 'cosigned', cosigned.note)
  await folder.write(year, 'checkpoint', note)
  // After it: a folder must reach every checkpoint that it has kept.
  await folder.write(year, `checkpoints/${size}`, note)
}

async function writeUpperTiles(
  folder: LogFolder,
  source: LogSource,
  checkpoint: YearVerification['checkpoint'],
  start: number,
): Promise<void> {
  const { year, size } = checkpoint
  const tiles = await LogTiles.open(checkpoint, source, () => {})
  for (let level = 1; size >= 2 ** (TILE_HEIGHT * level); level++) {
    let index = Math.floor(start / 2 ** (TILE_HEIGHT * (level + 1)))
    for (; tileWidthAt(size, level, index) > 0; index++) {
      const hashes = await tiles.tile(level, index)
      const width = tileWidthAt(size, level, index)
      if (hashes !== undefined)
        await writeOnce(folder, year, `tile/${encodeTilePath({ level, index, width })}`, hashes)
    }
  }
}
