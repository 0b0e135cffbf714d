import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { approveInquiry, listInquiries, requestInquiry } from '../inquiry.ts'
import { openMemberSession } from '../member-session.ts'
import { parseMoment } from '../moment.ts'
import { PERIOD_OPTIONS } from './review-sample.ts'

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
      record: args.positional('HÄNDELSE'),
      caseNumber: args.required('case-number'),
      from: parseMoment('from', args.required('from')),
      until: parseMoment('until', args.required('until')),
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
      inquiries.map(({ digest, caseNumber, from, until, approvedAt }) => {
        const state =
          approvedAt === null
            ? terminal.text({ sv: 'väntar på godkännande', en: 'waits for approval' })
            : terminal.text({ sv: 'godkänd', en: 'approved' })
        return `${digest}  ${caseNumber}  ${from} – ${until}  ${state}`
      }),
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
  options: { ...MEMBER_OPTIONS, ...FUNCTION_OPTION },
  examples: ['sluss review approve mYq0cXjR1Wn2bq0m1n3T1cTzXv0o4m9mT7rE2c0yWQA --as rut'],
  async run(args, context) {
    const session = await openMemberSession(args, context)
    const request = args.positional('UTREDNING')
    const { recorded } = await approveInquiry(session, request, args.optional('function'))
    context.terminal.result({ inquiry: request, index: recorded.index }, [
      context.terminal.text({
        sv: `Godkänd. Händelse ${recorded.index} i loggen.`,
        en: `Approved. Record ${recorded.index} of the log.`,
      }),
    ])
    return EXIT.done
  },
}
