import { verifyLog } from '../../client/log-verification.ts'
import type { LogVerification } from '../../client/log-verification.ts'
import { verifyNoteOf } from '../../client/log-years.ts'
import type { LogTrust } from '../../client/log-years.ts'
import { outcomeOf } from '../../client/verification-outcome.ts'
import { parseKept } from '../../client/kept.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { Arguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../exit-code.ts'
import { LOG_OPTIONS, openLogPlace, withStoredWitnesses } from '../log-place.ts'
import type { LogPlace } from '../log-place.ts'
import { LogProgress } from '../log-progress.ts'
import { LOG_EXITS, reportLog } from '../log-report.ts'
import { openMemberSession } from '../member-session.ts'
import { LogStateFile } from '../log-state.ts'
import { findRecordedBundles } from '../recorded-bundles.ts'
import type { RecordedBundle } from '../recorded-bundles.ts'
import { findOlderMirror, isEarlier, warnOlderMirror } from '../older-mirror.ts'

/** `sluss log verify`: every record of the log, wherever it is read from, without trusting whoever keeps it. */
export const logVerify: Command = {
  name: 'log verify',
  summary: {
    sv: 'kontrollera hela loggen, post för post: hos slussen, hos någon annan eller i en speglad mapp utan nät',
    en: 'verify the whole log, record by record: at the gateway, elsewhere, or in a mirrored folder without network',
  },
  positionals: ['[ADRESS-ELLER-MAPP]'],
  options: {
    ...LOG_OPTIONS,
    as: {
      value: 'NAMN',
      text: {
        sv: 'låt slussen anteckna att den här handläggaren har kontrollerat loggen, och vad som hittades',
        en: 'have the gateway record that this member has verified the log, and what was found',
      },
    },
    state: {
      value: 'FIL',
      text: {
        sv: 'minns här hur långt loggen är kontrollerad: en avbruten körning fortsätter, och nästa läser bara det nya',
        en: 'remember here how far the log is verified: an interrupted run goes on, and the next reads only what is new',
      },
    },
  },
  examples: [
    'sluss log verify --folder ./polisen',
    'sluss log verify ./spegel --log "sluss.example/log+…" --known kontrollpunkt.txt',
    'sluss log verify https://sluss.example --policy vittnen.txt --max-age 60 --state logg.json',
  ],
  exits: [
    {
      code: EXIT.attention,
      text: {
        sv: 'spegeln håller, men är äldre än det ni har sett',
        en: 'the mirror holds, but is older than what you have seen',
      },
    },
    ...LOG_EXITS,
  ],
  async run(args, context) {
    const where = args.optionalPositional('ADRESS-ELLER-MAPP')
    const place = withStoredWitnesses(await openLogPlace(where, args, context), context)
    const older = await findOlderMirror(place, context)
    const known = older === undefined ? place.known : place.given
    const webClients: RecordedBundle[] = []
    const found = await verifyPlace({ ...place, known }, args, context, webClients)
    if (found.faults.length === 0) await keepNewest(place, found)
    const exit = reportLog(found, place, context, {
      webClients,
      ...(older && { olderThan: older.seen.size }),
    })
    for (const { digest, at } of changesOf(webClients))
      context.terminal.note(webClientOf(digest, at))
    if (args.optional('as') !== undefined) await putOnRecord(found, place.trust, args, context)
    if (older === undefined || exit !== EXIT.done) return exit
    warnOlderMirror(older, context.terminal)
    return EXIT.attention
  },
}

async function verifyPlace(
  { archive, trust, known }: LogPlace,
  args: Arguments,
  context: Context,
  webClients: RecordedBundle[],
): Promise<LogVerification> {
  const path = args.optional('state')
  const file = path === undefined ? undefined : await LogStateFile.open(path, context.clock)
  const progress = new LogProgress(context)
  const found = await verifyLog(archive, trust, {
    known,
    done: new Map(file?.state),
    async onBundle({ checkpoint: { origin, size, year }, note }, bundle) {
      const { entries, end, faults } = bundle
      webClients.push(...findRecordedBundles(bundle, origin))
      progress.add(entries.length, origin, end, size)
      // Behind a fault every run reads again, so that it is told of again.
      if (faults === 0) await file?.advance(year, { note, next: end })
    },
  })
  progress.end()
  await file?.save()
  return found
}

/** Who says that something is wrong says it where nobody can take it back; what was found is told first, whatever comes of this. */
async function putOnRecord(
  found: LogVerification,
  trust: LogTrust,
  args: Arguments,
  context: Context,
): Promise<void> {
  const session = await openMemberSession(args, context)
  const size = found.years.reduce((sum, { checkpoint }) => sum + checkpoint.size, 0)
  const answer = await session.gateway.reportVerification(size, outcomeOf(found, trust))
  const { index } = await session.verify(answer, { event: 'log.verified' })
  context.terminal.note({
    sv: `Kontrollen är antecknad i loggen som post ${index}.`,
    en: `The verification is on record as entry ${index} of the log.`,
  })
}

/** Each start of a gateway is a record: what is served changes at the first of those with the same digest. */
function changesOf(bundles: readonly RecordedBundle[]): readonly RecordedBundle[] {
  return bundles.filter(({ digest }, i) => digest !== bundles[i - 1]?.digest)
}

function webClientOf(digest: string, at: string): LocalText {
  return {
    sv: `Arbetsytor som har serverats sedan ${at}: ${digest}`,
    en: `Workspaces that have been served since ${at}: ${digest}`,
  }
}

/** The newest checkpoint is the one that the next run, and every other command, must find again. */
async function keepNewest({ keys, trust }: LogPlace, { years }: LogVerification): Promise<void> {
  const newest = years.at(-1)
  if (keys === undefined || newest === undefined) return
  const kept = parseKept(await keys.loadKept())
  const { checkpoint } = kept
  // What was seen later, also meanwhile, is never given up for what is older.
  if (checkpoint !== undefined && isEarlier(newest.checkpoint, verifyNoteOf(checkpoint, trust.log)))
    return
  await keys.saveKept({ ...kept, checkpoint: newest.note })
}
