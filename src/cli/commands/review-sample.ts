import { parseTime } from '../../protocol/time.ts'
import { parsePeriod } from '../checked-words.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { openMemberSession } from '../member-session.ts'
import { drawRecordedSample } from '../review-sample.ts'

/** The options of a period; the last day is not in it. */
export const PERIOD_OPTIONS = {
  from: {
    value: 'DAG',
    required: true,
    text: { sv: 'från och med, som 2026-03-01', en: 'from, as 2026-03-01' },
  },
  until: {
    value: 'DAG',
    required: true,
    text: { sv: 'till men inte med, som 2026-04-01', en: 'up to and without, as 2026-04-01' },
  },
} as const

/** `sluss review sample`: draws a random sample of a period's openings. */
export const reviewSample: Command = {
  name: 'review sample',
  summary: {
    sv: 'dra ett stickprov av periodens öppningar; fröet låses i loggen före dragningen',
    en: 'draw a random sample of a period’s openings; the seed is locked in the log before',
  },
  positionals: [],
  options: {
    ...MEMBER_OPTIONS,
    ...PERIOD_OPTIONS,
    function: { value: 'FUNKTION', text: { sv: 'som vilken funktion', en: 'as which function' } },
  },
  examples: ['sluss review sample --from 2026-03-01 --until 2026-04-01 --as kim'],
  async run(args, context) {
    const period = parsePeriod(args)
    if (parseTime(period.until) > context.clock()) throw new CliError('period-not-over', '--until')
    const session = await openMemberSession(args, context)
    const sample = await drawRecordedSample(session, period, args.optional('function'))
    const { drawn, population, announcedIndex, index } = sample
    context.terminal.result(sample, [
      context.terminal.text({
        sv: `${drawn.length} av ${population} öppningar är dragna och ligger i kön. Fröet låstes i händelse ${announcedIndex}, dragningen är händelse ${index}.`,
        en: `${drawn.length} of ${population} openings are drawn and stand in the queue. The seed was locked in record ${announcedIndex}, the draw is record ${index}.`,
      }),
    ])
    return EXIT.done
  },
}
