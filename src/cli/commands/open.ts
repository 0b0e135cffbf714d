import { CONFLICT_ANSWERS, PURPOSES } from '../../protocol/vocabulary.ts'
import type { OpenedDisclosure } from '../../client/open-disclosure.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { openMemberSession } from '../member-session.ts'
import { openReleased, reportUse } from '../../client/disclosure-acts.ts'
import { CONFLICT_HELP, PURPOSE_HELP } from '../option-texts.ts'
import { createPrivateFile } from '../private-file.ts'
import { declareParties } from '../relation.ts'
import { REASON_WORDS } from '../state-words.ts'
import type { Terminal } from '../terminal.ts'

const CONFLICTS = [...CONFLICT_ANSWERS, 'declared'] as const

/** `sluss open`: signs the request, opens and checks a disclosure. */
export const open: Command = {
  name: 'open',
  summary: {
    sv: 'öppna ett utlämnande: öppningen loggas, innehållet kontrolleras',
    en: 'open a disclosure: the opening is logged, the content is checked',
  },
  positionals: ['ID'],
  options: {
    ...MEMBER_OPTIONS,
    function: { value: 'FUNKTION', text: { sv: 'som vilken funktion', en: 'as which function' } },
    purpose: {
      value: 'ÄNDAMÅL',
      required: true,
      text: PURPOSE_HELP,
    },
    conflict: {
      value: 'SVAR',
      required: true,
      text: CONFLICT_HELP,
    },
    output: {
      value: 'FIL',
      short: 'o',
      text: {
        sv: 'skriv dokumentet till en privat fil; det loggas som ett uttag',
        en: 'write the document to a private file; that is logged as an export',
      },
    },
  },
  examples: [
    'sluss open 0199… --purpose care-or-support --conflict none --folder ./socialnamnden --as ylva',
  ],
  async run(args, context) {
    const session = await openMemberSession(args, context)
    const chosen = args.optional('function')
    const purpose = args.choice('purpose', PURPOSES)
    const as = chosen === undefined ? {} : { function: chosen }
    const opened = await openReleased(session, args.positional('ID'), {
      purpose,
      conflictOfInterest: args.choice('conflict', CONFLICTS),
      ...as,
    })
    await declareParties(session, opened, chosen)
    const path = args.optional('output')
    const text = JSON.stringify(opened.document, null, 2)
    if (path !== undefined) {
      await reportUse(session, opened, { what: 'exported', purpose, ...as })
      await createPrivateFile(path, `${text}\n`)
    }
    warnWithdrawn(opened, context.terminal)
    context.terminal.result(describeOpened(opened), path === undefined ? text.split('\n') : [path])
    return warnDifferences(opened, context.terminal) ? EXIT.unverified : EXIT.done
  },
}

/** Says what was wrong with something that this agency had opened before its sender took it back. */
function warnWithdrawn(
  { withdrawal }: Awaited<ReturnType<typeof openReleased>>,
  terminal: Terminal,
): void {
  if (withdrawal === null) return
  const reasons = withdrawal.payload.reasons.map((code) => REASON_WORDS[code])
  const sv = reasons.map((words) => words.sv).join(', ')
  const en = reasons.map((words) => words.en).join(', ')
  terminal.warn({
    sv: `Avsändaren har återkallat detta efter att ni hade öppnat det. Det som var fel: ${sv}. Handla inte på det. Ring avsändaren och fråga vad som ska raderas.`,
    en: `The sender withdrew this after you had opened it. What was wrong: ${en}. Do not act on it. Telephone the sender and ask what to delete.`,
  })
}

/** What was opened, as JSON. */
export function describeOpened(opened: OpenedDisclosure) {
  const { head, author, decision, document, isWhole, motives, differences } = opened
  return {
    id: head.id,
    case: head.case,
    type: head.type,
    from: { ...head.from, name: author },
    createdAt: head.createdAt,
    urgency: head.urgency,
    subjects: head.subjects,
    outcome: decision.outcome,
    obligations: decision.obligations,
    isWhole,
    document,
    ...(motives.size === 0 ? {} : { motives: Object.fromEntries(motives) }),
    differences,
  }
}

/** Warns of what disagreed; tells whether anything did. */
export function warnDifferences({ differences }: OpenedDisclosure, terminal: Terminal): boolean {
  for (const { code, part } of differences) {
    const where = part === undefined ? '' : ` (${part})`
    terminal.warn({
      sv: `Stämmer inte med vad avsändaren uppger${where}: ${code}. Ring avsändaren innan du handlar på uppgifterna.`,
      en: `Does not agree with what the sender says${where}: ${code}. Telephone the sender before you act on it.`,
    })
  }
  return differences.length > 0
}
