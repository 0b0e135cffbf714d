import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { parsePeriod, parseRecordId } from '../checked-words.ts'
import { approveInquiry, listInquiries, requestInquiry } from '../../client/inquiry-acts.ts'
import type { AskedRecord, OpenInquiry } from '../../client/inquiry-acts.ts'
import { eventWords, purposeWords, swedishTime } from '../../client/review-words.ts'
import { findInquiry } from '../inquiry.ts'
import { openMemberSession } from '../member-session.ts'
import { swedishDay } from '../../policy/swedish-day.ts'
import type { Terminal } from '../terminal.ts'
import { PERIOD_OPTIONS } from '../period-options.ts'

const FUNCTION_OPTION = {
  function: { value: 'FUNKTION', text: { sv: 'som vilken funktion', en: 'as which function' } },
} as const

/** `sluss review inquire`: asks to see all that a member did. */
export const reviewInquire: Command = {
  name: 'review inquire',
  summary: {
    sv: 'begär att få se allt som handläggaren bakom en händelse har gjort',
    en: 'ask to see all that the member behind a record has done',
  },
  positionals: ['HÄNDELSE'],
  options: {
    ...MEMBER_OPTIONS,
    ...PERIOD_OPTIONS,
    'case-number': {
      value: 'NUMMER',
      required: true,
      text: {
        sv: 'utredningens nummer i ert eget diarium',
        en: 'number of the inquiry in your own register',
      },
    },
    ...FUNCTION_OPTION,
  },
  examples: [
    'sluss review inquire 019cadeb-3980-7085-a916-788b88d2fb03 --case-number "SN 2026/117" --from 2026-03-01 --until 2026-04-01 --as kim',
  ],
  async run(args, context) {
    const asked = {
      record: parseRecordId(args.positional('HÄNDELSE')),
      caseNumber: args.required('case-number'),
      ...parsePeriod(args),
    }
    const session = await openMemberSession(args, context)
    const { digest, recorded } = await requestInquiry(session, asked, args.optional('function'))
    context.terminal.result({ inquiry: digest, index: recorded.index }, [
      context.terminal.text({
        sv: `Utredning ${digest} väntar på en andra person: ”sluss review approve ${digest}”.`,
        en: `Inquiry ${digest} waits for a second person: “sluss review approve ${digest}”.`,
      }),
    ])
    return EXIT.done
  },
}

/** `sluss review inquiries`: the open inquiries of the agency. */
export const reviewInquiries: Command = {
  name: 'review inquiries',
  summary: { sv: 'lista öppna utredningar', en: 'list open inquiries' },
  positionals: [],
  options: MEMBER_OPTIONS,
  examples: ['sluss review inquiries --as rut'],
  async run(args, context) {
    const { terminal } = context
    const inquiries = await listInquiries(await openMemberSession(args, context))
    terminal.result(
      { inquiries },
      inquiries.flatMap((inquiry) => describe(inquiry, terminal)),
    )
    if (inquiries.length === 0) terminal.note({ sv: 'Inga utredningar.', en: 'No inquiries.' })
    return EXIT.done
  },
}

/** `sluss review approve`: a second person agrees to an inquiry. */
export const reviewApprove: Command = {
  name: 'review approve',
  summary: {
    sv: 'godkänn en utredning som andra person',
    en: 'approve an inquiry as the second person',
  },
  positionals: ['UTREDNING'],
  options: {
    ...MEMBER_OPTIONS,
    ...FUNCTION_OPTION,
    yes: { text: { sv: 'fråga inte', en: 'do not ask' } },
  },
  examples: ['sluss review approve mYq0cXjR1Wn2bq0m1n3T1cTzXv0o4m9mT7rE2c0yWQA --as rut'],
  async run(args, context) {
    const session = await openMemberSession(args, context)
    const request = args.positional('UTREDNING')
    const { terminal } = context
    const inquiry = await findInquiry(session, request)
    if (inquiry.approvedAt !== null) throw new CliError('already-decided', request)
    for (const line of describe(inquiry, terminal)) terminal.note({ sv: line, en: line })
    if (!args.flag('yes') && !(await terminal.confirm(QUESTION)))
      throw new CliError('not-confirmed', '--yes')
    const { recorded } = await approveInquiry(session, inquiry, args.optional('function'))
    context.terminal.result({ inquiry: request, index: recorded.index }, [
      context.terminal.text({
        sv: `Godkänd. Händelse ${recorded.index} i loggen.`,
        en: `Approved. Record ${recorded.index} of the log.`,
      }),
    ])
    return EXIT.done
  },
}

const QUESTION = {
  sv: 'Godkänner du att begäraren får se allt detta? Skriv ja:',
  en: 'Do you agree that the requester sees all this? Type yes:',
}

/** What was done in the record that it begins at; not by whom. */
function sayAsked(
  { at, event, function: id, purpose, code }: AskedRecord,
  terminal: Terminal,
): string {
  const why = purpose === null ? null : terminal.text(purposeWords(purpose))
  const said = [swedishTime(at), terminal.text(eventWords(event)), id, why, code]
  return said.filter((one) => one !== null).join('  ')
}

/** What a second person must know: who asks, about whose record and what was done there, for which days. */
function describe(inquiry: OpenInquiry, terminal: Terminal): string[] {
  const { digest, caseNumber, record, from, until, approvedAt, by, function: id } = inquiry
  const state =
    approvedAt === null
      ? terminal.text({ sv: 'väntar på godkännande', en: 'waits for approval' })
      : terminal.text({ sv: 'godkänd', en: 'approved' })
  const [first, end] = [swedishDay(from), swedishDay(until)]
  return [
    `${digest}  ${caseNumber}  ${state}`,
    terminal.text({
      sv: `  begärd av ${by}, ${id}`,
      en: `  asked for by ${by}, ${id}`,
    }),
    `  ${sayAsked(inquiry.about, terminal)}`,
    terminal.text({
      sv: `  allt som handläggaren bakom händelsen ${record} har gjort från och med ${first} till (men inte med) ${end}`,
      en: `  all that the member behind record ${record} did from ${first} up to (and without) ${end}`,
    }),
  ]
}
