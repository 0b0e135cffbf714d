import type { Arguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { CliError } from '../errors.ts'
import { openMemberSession } from '../member-session.ts'
import { checkReceives, receiveTrials, sendTrial } from '../probe.ts'
import type { Session } from '../session.ts'
import type { Terminal } from '../terminal.ts'

/** `sluss probe`: sends the day's trial message, and opens those that have come. */
export const probe: Command = {
  name: 'probe',
  summary: {
    sv: 'pröva hela vägen: skicka dagens provmeddelande, öppna dem som har kommit',
    en: 'try the whole way: send the day’s trial message, open those that have come',
  },
  positionals: [],
  options: {
    ...MEMBER_OPTIONS,
    to: {
      value: 'FUNKTION',
      multiple: true,
      text: {
        sv: 'till vilka motparters provfunktioner (utan: bara ta emot)',
        en: 'to which trial functions of other agencies (without: receive only)',
      },
    },
    from: {
      value: 'FUNKTION',
      text: { sv: 'från vilken egen funktion', en: 'from which own function' },
    },
  },
  examples: [
    'sluss probe --to latsasby-socialnamnd/drift --folder ./polisen --as drift',
    'sluss probe --folder ./socialnamnden --as drift',
  ],
  async run(args, context) {
    const to = args.list('to')
    for (const id of to) checkFunctionId(id)
    const session = await openMemberSession(args, context)
    if (to.length === 0) checkReceives(session)
    const { terminal } = context
    const sent = to.length === 0 ? [] : await sendAll(session, to, args, terminal)
    const received = await terminal.progress(
      { sv: 'Öppnar provmeddelanden', en: 'Opening trial messages' },
      () => receiveTrials(session),
    )
    const words = {
      sent: terminal.text({ sv: 'skickat', en: 'sent' }),
      opened: terminal.text({ sv: 'öppnat och kontrollerat', en: 'opened and checked' }),
    }
    terminal.result({ sent, received }, [
      ...sent.map((id) => `${id}  ${words.sent}`),
      ...received.map(({ id, day }) => `${id}  ${words.opened}  ${day}`),
    ])
    if (sent.length + received.length === 0)
      terminal.note({
        sv: 'Inga provmeddelanden att öppna.',
        en: 'No trial messages to open.',
      })
    const broken = received.filter(({ isWhole }) => !isWhole)
    for (const { id } of broken)
      terminal.warn({
        sv: `LARM: provmeddelandet ${id} stämde inte. Ta reda på varför innan något riktigt skickas.`,
        en: `ALARM: the trial message ${id} did not verify. Find out why before anything real is sent.`,
      })
    return broken.length > 0 ? EXIT.attention : EXIT.done
  },
}

/** That an agency was meant is known here: the gateway would only say that there is no such function. */
function checkFunctionId(id: string): void {
  if (!/^[^/]+\/[^/]+$/.test(id)) throw new CliError('function-id-invalid', id)
}

async function sendAll(
  session: Session,
  to: readonly string[],
  args: Arguments,
  terminal: Terminal,
): Promise<string[]> {
  return terminal.progress(
    { sv: 'Skickar provmeddelanden', en: 'Sending trial messages' },
    async () => {
      const ids: string[] = []
      for (const id of to) ids.push(await sendTrial(session, id, args.optional('from')))
      return ids
    },
  )
}
