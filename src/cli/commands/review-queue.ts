import { parseQueue } from '../../client/review.ts'
import type { QueuedRecord } from '../../client/review.ts'
import { REVIEW_REASONS } from '../../protocol/review.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { openMemberSession } from '../member-session.ts'
import {
  REASON_WORDS,
  categoryWords,
  dueWords,
  eventWords,
  purposeWords,
  swedishTime,
} from '../../client/review-words.ts'
import type { Terminal } from '../terminal.ts'

/** `sluss review queue`: what waits for the compliance officer, by reason. */
export const reviewQueue: Command = {
  name: 'review queue',
  summary: { sv: 'lista det som ska granskas', en: 'list what is to be reviewed' },
  positionals: [],
  options: {
    ...MEMBER_OPTIONS,
    reason: {
      value: 'SKÄL',
      text: {
        sv: `bara ett skäl: ${REVIEW_REASONS.join(', ')}`,
        en: `only one reason: ${REVIEW_REASONS.join(', ')}`,
      },
    },
  },
  examples: ['sluss review queue --as kim', 'sluss review queue --reason location --json'],
  async run(args, context) {
    const named = args.optional('reason')
    const reason = named === undefined ? undefined : args.choice('reason', REVIEW_REASONS)
    const session = await openMemberSession(args, context)
    const { terminal } = context
    const answer = await terminal.progress(
      { sv: 'Går igenom händelserna', en: 'Going through the records' },
      () => session.gateway.reviewQueue(reason),
    )
    const rows = parseQueue(answer['rows'])
    terminal.result(
      { rows, unreviewable: answer['unreviewable'] },
      rows.flatMap((row) => describe(row, terminal)),
    )
    const late = rows.filter(({ isOverdue }) => isOverdue).length
    if (rows.length === 0) terminal.note({ sv: 'Inget att granska.', en: 'Nothing to review.' })
    else
      terminal.note({
        sv: `${rows.length} att granska, ${late} ${late === 1 ? 'försenad' : 'försenade'}. Visa: sluss review show ID`,
        en: `${rows.length} to review, ${late} overdue. Show: sluss review show ID`,
      })
    return warn(rows, Number(answer['unreviewable']), terminal) ? EXIT.attention : EXIT.done
  },
}

function describe(row: QueuedRecord, terminal: Terminal): string[] {
  const { at, actor, record, of, categories, code } = row
  const reasons = row.reasons.map((reason) => terminal.text(REASON_WORDS[reason])).join(', ')
  const state = row.state === 'asked' ? terminal.text({ sv: ' (tillfrågad)', en: ' (asked)' }) : ''
  const late = row.isOverdue ? terminal.text({ sv: '  FÖRSENAD', en: '  OVERDUE' }) : ''
  const purpose = row.purpose && terminal.text(purposeWords(row.purpose))
  const kinds = categories.map((one) => terminal.text(categoryWords(one))).join(', ')
  const about = [row.function, purpose, row.case, kinds, code]
  return [
    `${record}  ${reasons}${state}  ${terminal.text(dueWords(row.dueBy))}${late}`,
    `  ${swedishTime(at)}  ${terminal.text(eventWords(row.event))}  ${actor}  ${of}`,
    `  ${about.filter((one) => one !== null && one !== '').join('  ')}`,
  ]
}

/** Whether somebody must do something today. */
function warn(rows: readonly QueuedRecord[], unreviewable: number, terminal: Terminal): boolean {
  const late = rows.filter(({ isOverdue }) => isOverdue).length
  if (late > 0)
    terminal.warn({
      sv: late === 1 ? '1 granskning är försenad.' : `${late} granskningar är försenade.`,
      en: late === 1 ? '1 review is overdue.' : `${late} reviews are overdue.`,
    })
  if (unreviewable > 0)
    terminal.warn({
      sv: `${unreviewable} händelser av era egna granskare kan ingen granska: ingen annan verksamhet med avtal har en granskare.`,
      en: `${unreviewable} records of your own officers can be reviewed by nobody: no other agency with an agreement has an officer.`,
    })
  return late > 0 || unreviewable > 0
}
