import { agencyName } from '../../client/agency-name.ts'
import { ClientError } from '../../client/errors.ts'
import { makeExport } from '../../client/export/proven-export.ts'
import { timelineFiles, timelineOfCase, timelineOfMember } from '../../client/timeline-files.ts'
import type { TimelineOf } from '../../client/timeline-files.ts'
import { parseTimeline } from '../../client/timeline.ts'
import { isJsonObject } from '../../protocol/json.ts'
import type { JsonObject } from '../../protocol/json.ts'
import { parseCase } from '../checked-words.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { keptCheckpoint, writeExport } from '../export/write-export.ts'
import type { WrittenExport } from '../export/write-export.ts'
import { openMemberSession } from '../member-session.ts'
import { categoryWords, eventWords, purposeWords, swedishTime } from '../../client/review-words.ts'
import type { Session } from '../session.ts'
import type { Terminal } from '../terminal.ts'

/** `sluss review timeline`: all that was done in a case, or by a member once an inquiry is approved. */
export const reviewTimeline: Command = {
  name: 'review timeline',
  summary: {
    sv: 'visa allt som er verksamhet har gjort i ett ärende, eller en av era handläggare efter godkänd utredning',
    en: 'show all that your agency did in a case, or one of your members after an approved inquiry',
  },
  positionals: [],
  options: {
    ...MEMBER_OPTIONS,
    case: { value: 'ÄRENDE', text: { sv: 'samverkansärende', en: 'case reference' } },
    inquiry: {
      value: 'UTREDNING',
      text: { sv: 'en godkänd utredning', en: 'an approved inquiry' },
    },
    output: {
      value: 'MAPP',
      short: 'o',
      text: {
        sv: 'spara den här med bevis; mappen skapas, och uttaget loggas',
        en: 'save it here with proofs; the folder is made, and this is recorded',
      },
    },
    function: { value: 'FUNKTION', text: { sv: 'som vilken funktion', en: 'as which function' } },
  },
  examples: [
    'sluss review timeline --case 7KQ4-XRM2 --as kim',
    'sluss review timeline --inquiry mYq0cXjR1Wn2bq0m1n3T1cTzXv0o4m9mT7rE2c0yWQA',
  ],
  async run(args, context) {
    const [typed, inquiry] = [args.optional('case'), args.optional('inquiry')]
    const reference = typed === undefined ? undefined : parseCase(typed)
    if ((reference === undefined) === (inquiry === undefined))
      throw new CliError('usage', '--case | --inquiry')
    const session = await openMemberSession(args, context)
    const { gateway, directory, settings } = session
    const { terminal } = context
    const { rows, member } = await terminal.progress(
      { sv: 'Går igenom händelserna', en: 'Going through the records' },
      () =>
        reference === undefined
          ? gateway.memberTimeline(inquiry!)
          : gateway.caseTimeline(reference),
    )
    if (!Array.isArray(rows)) throw new ClientError('answer-invalid', 'no timeline came')
    const named = [...(directory.states.get(settings.agency)?.members.values() ?? [])]
    const who = named.find(({ payload }) => payload.member === member)?.payload.name
    const [folder, as] = [args.optional('output'), args.optional('function')]
    const read = parseTimeline(rows)
    const timeline =
      reference === undefined
        ? timelineOfMember(who ?? (typeof member === 'string' ? member : null), inquiry!, read)
        : timelineOfCase(reference, agencyName(session), read)
    const written = folder === undefined ? {} : await takeOut(session, timeline, { folder, as })
    terminal.result({ ...(member !== undefined && { member }), rows, ...written }, [
      ...(who === undefined ? [] : [who]),
      ...rows.filter(isJsonObject).map((row) => describe(row, terminal)),
    ])
    if (rows.length === 0)
      terminal.note({
        sv: 'Inga händelser. Kontrollera referensen.',
        en: 'No records. Check the reference.',
      })
    return EXIT.done
  },
}

/** Has the files recorded as taken out, and writes them with their proofs. */
async function takeOut(
  session: Session,
  timeline: TimelineOf,
  { folder, as }: { readonly folder: string; readonly as: string | undefined },
): Promise<WrittenExport> {
  const { language } = session.context.terminal
  const exported = await makeExport(session, timelineFiles(timeline, language), {
    what: 'records',
    kept: await keptCheckpoint(session),
    ...(as !== undefined && { function: as }),
  })
  return writeExport(exported, folder)
}

function describe({ record, body }: JsonObject, terminal: Terminal): string {
  if (!isJsonObject(body)) throw new ClientError('answer-invalid', 'a record has no body')
  const { ts, ev, actor, function: id, purpose, case: reference, parts, code } = body
  const kinds = Array.isArray(parts)
    ? parts.filter(isJsonObject).map((part) => part['category'])
    : []
  const words = [...new Set(kinds)].map((kind) => terminal.text(categoryWords(String(kind))))
  const why = typeof purpose === 'string' ? terminal.text(purposeWords(purpose)) : undefined
  const rest = [actor, id, why, reference, words.join(', ') || undefined, code].filter(
    (one) => typeof one === 'string',
  )
  return [swedishTime(String(ts)), terminal.text(eventWords(String(ev))), ...rest, record].join(
    '  ',
  )
}
