import { ProtocolError } from '../../protocol/errors.ts'
import { encodeTime } from '../../protocol/time.ts'
import { swedishMonthBefore, swedishMonthSpan } from '../../policy/swedish-month.ts'
import type { DaySpan } from '../../policy/swedish-midnight.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { openMemberSession } from '../member-session.ts'
import { drawRecordedSample } from '../../client/sample-acts.ts'

/** `sluss review sample`: draws a random sample of a month's openings. */
export const reviewSample: Command = {
  name: 'review sample',
  summary: {
    sv: 'dra ett stickprov av en månads öppningar; fröet låses i loggen före dragningen',
    en: 'draw a random sample of a month’s openings; the seed is locked in the log before',
  },
  positionals: [],
  options: {
    ...MEMBER_OPTIONS,
    month: {
      value: 'MÅNAD',
      text: {
        sv: 'vilken, som 2026-03; utan valet den senaste som är slut',
        en: 'which, as 2026-03; without it the last that is over',
      },
    },
    function: { value: 'FUNKTION', text: { sv: 'som vilken funktion', en: 'as which function' } },
  },
  examples: ['sluss review sample --as kim', 'sluss review sample --month 2026-03 --as kim'],
  async run(args, context) {
    const now = context.clock()
    const month = args.optional('month') ?? swedishMonthBefore(now)
    const { from, until } = parseMonth(month)
    if (until > now) throw new CliError('period-not-over', '--month')
    const period = { from: encodeTime(from), until: encodeTime(until) }
    const session = await openMemberSession(args, context)
    const sample = await context.terminal.progress(
      { sv: 'Låser fröet och drar', en: 'Locking the seed and drawing' },
      () => drawRecordedSample(session, period, args.optional('function')),
    )
    const { drawn, population, announcedIndex, index } = sample
    context.terminal.result({ month, ...sample }, [
      context.terminal.text({
        sv: `${month}: ${drawn.length} av ${population} öppningar är dragna och ligger i kön. Fröet låstes i händelse ${announcedIndex}, dragningen är händelse ${index}.`,
        en: `${month}: ${drawn.length} of ${population} openings are drawn and stand in the queue. The seed was locked in record ${announcedIndex}, the draw is record ${index}.`,
      }),
    ])
    return EXIT.done
  },
}

function parseMonth(text: string): DaySpan {
  try {
    return swedishMonthSpan(text)
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause
    throw new CliError('usage', '--month', { cause })
  }
}
