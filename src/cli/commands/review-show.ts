import type { PastReview } from '../../client/review.ts'
import { parseRecordId } from '../checked-words.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { openMemberSession } from '../member-session.ts'
import { VERDICT_WORDS, eventWords } from '../review-words.ts'
import { showReviewed } from '../review.ts'
import type { ShownToOfficer } from '../review.ts'
import type { Terminal } from '../terminal.ts'
import { OF_OPTION } from './review-decide.ts'

/** `sluss review show`: one record, who acted, and what reviewers have said of it. */
export const reviewShow: Command = {
  name: 'review show',
  summary: {
    sv: 'visa en händelse, vem det var och tidigare bedömningar (loggas)',
    en: 'show one record, who it was and earlier verdicts (recorded)',
  },
  positionals: ['HÄNDELSE'],
  options: { ...MEMBER_OPTIONS, ...OF_OPTION },
  examples: ['sluss review show 019cadeb-3980-7085-a916-788b88d2fb03 --as kim'],
  async run(args, context) {
    const record = parseRecordId(args.positional('HÄNDELSE'))
    const session = await openMemberSession(args, context)
    const of = args.optional('of') ?? session.settings.agency
    const shown = await showReviewed(session, { of, record })
    context.terminal.result(shown, describe(shown, context.terminal))
    return EXIT.done
  },
}

function describe({ body, member, reviews }: ShownToOfficer, terminal: Terminal): string[] {
  const unknown = terminal.text({
    sv: 'visas bara för verksamhetens egen granskare, så länge uppgiften finns kvar',
    en: 'shown only to the agency’s own officer, as long as it is kept',
  })
  const who = terminal.text({ sv: 'Vem', en: 'Who' })
  return [
    `${String(body['ts'])}  ${terminal.text(eventWords(String(body['ev'])))}`,
    `  ${who}: ${member === null ? unknown : `${member.name ?? '–'} (${member.id})`}`,
    ...Object.entries(body)
      .filter(([name]) => !['v', 'ts', 'ev', 'det'].includes(name))
      .map(
        ([name, value]) =>
          `  ${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
      ),
    ...reviews.flatMap((review) => describeReview(review, terminal)),
  ]
}

function describeReview(
  { at, agency, verdict, comment }: PastReview,
  terminal: Terminal,
): string[] {
  const sealed = terminal.text({
    sv: '(kommentar, förseglad till en annan funktion)',
    en: '(comment, sealed to another function)',
  })
  const line = `${at}  ${agency}: ${terminal.text(VERDICT_WORDS[verdict])}`
  if (comment === null) return [line]
  return [line, `  ${comment ?? sealed}`]
}
