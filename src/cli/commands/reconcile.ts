import type { MessageFault } from '../../client/reconcile.ts'
import { swedishDay } from '../../policy/swedish-day.ts'
import { swedishDayBefore } from '../../policy/swedish-midnight.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import { encodeTime } from '../../protocol/time.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { CliError } from '../errors.ts'
import { EXIT } from '../exit-code.ts'
import { openMemberSession } from '../member-session.ts'
import { sayAlarm } from '../alarm-words.ts'
import type { PairCount } from '../../protocol/statements/reconciliation.ts'
import { parseDay } from '../moment.ts'
import { listAlarms, loadNodeKey, reconcileDay } from '../../client/reconcile-acts.ts'
import type { RaisedAlarm, Reconciled } from '../../client/reconcile-acts.ts'
import type { Terminal } from '../terminal.ts'

/** `sluss reconcile`: counts what was exchanged in a day, signs the count and compares it with the other side's. */
export const reconcile: Command = {
  name: 'reconcile',
  summary: {
    sv: 'stäm av ett dygn: räkna, skriv under och jämför med motparten',
    en: 'reconcile a day: count, sign and compare with the other side',
  },
  positionals: [],
  options: {
    ...MEMBER_OPTIONS,
    with: {
      value: 'VERKSAMHET',
      multiple: true,
      text: {
        sv: 'med vilka verksamheter (annars alla vars fingeravtryck är jämfört)',
        en: 'with which agencies (otherwise all whose fingerprint is compared)',
      },
    },
    day: {
      value: 'DAG',
      text: {
        sv: 'dag, som 2026-03-02 (annars i går)',
        en: 'day, as 2026-03-02 (otherwise yesterday)',
      },
    },
    'so-far': {
      text: {
        sv: 'räkna dagen hittills, utan underskrift',
        en: 'count today so far, without signing',
      },
    },
    function: { value: 'FUNKTION', text: { sv: 'som vilken funktion', en: 'as which function' } },
  },
  examples: [
    'sluss reconcile --folder ./polisen --as drift',
    'sluss reconcile --with latsasby-socialnamnd --day 2026-03-02 --json',
  ],
  async run(args, context) {
    const isSoFar = args.flag('so-far')
    const day = chooseDay(args.optional('day'), isSoFar, context.clock())
    const session = await openMemberSession(args, context)
    const { agency, node: pinned } = session.settings
    const node = await loadNodeKey(session.gateway, pinned)
    const chosen = args.list('with')
    const known = [...session.directory.states.keys()].filter((id) => id !== agency).sort()
    if (!chosen.every((id) => known.includes(id)))
      throw new CliError('usage', `--with ${known.join(', ')}`, { fault: 'wrong-word' })
    const functionId = args.optional('function')
    const { terminal } = context
    const days: Reconciled[] = []
    for (const other of chosen.length > 0 ? chosen : known)
      days.push(
        await terminal.progress(
          { sv: `Stämmer av med ${other}`, en: `Reconciling with ${other}` },
          () =>
            reconcileDay(session, {
              day,
              isSoFar,
              node,
              with: other,
              ...(functionId !== undefined && { function: functionId }),
            }),
        ),
      )
    const alarms = await listAlarms(session.gateway, day)
    terminal.result(
      { day, reconciled: days, alarms },
      days.flatMap((one) => describe(one, terminal)),
    )
    for (const one of days) warn(one, terminal)
    for (const alarm of alarms) warnAlarm(alarm, terminal)
    return alarms.length > 0 || days.some(needsAttention) ? EXIT.attention : EXIT.done
  },
}

/** Yesterday, today with `--so-far`, or the day that is named. Throws `usage`. */
function chooseDay(named: string | undefined, isSoFar: boolean, now: number): string {
  if (named === undefined) return isSoFar ? swedishDay(encodeTime(now)) : swedishDayBefore(now)
  if (isSoFar) throw new CliError('usage', '--day --so-far')
  return parseDay('day', named)
}

/** Whether somebody must look at it today. That the other side has not counted yet is no fault of this one. */
function needsAttention({ faults, unbalanced, theirs }: Reconciled): boolean {
  return faults.length > 0 || unbalanced.length > 0 || theirs === 'differs'
}

const THEIRS: Readonly<Record<Reconciled['theirs'], LocalText>> = {
  unasked: { sv: 'hittills', en: 'so far' },
  missing: { sv: 'motparten har inte räknat ännu', en: 'the other side has not counted yet' },
  same: { sv: 'motparten har räknat likadant', en: 'the other side has counted the same' },
  differs: { sv: 'MOTPARTEN HAR RÄKNAT ANNORLUNDA', en: 'THE OTHER SIDE HAS COUNTED OTHERWISE' },
}

function describe(one: Reconciled, terminal: Terminal): string[] {
  const { day, with: other, pairs, theirs, index } = one
  const nothing = pairs.length === 0 ? `, ${terminal.text(NOTHING)}` : ''
  const count = {
    sv: `; er räkning är händelse ${index} i loggen`,
    en: `; your count is record ${index} of the log`,
  }
  return [
    `${day}  ${other}  ${terminal.text(THEIRS[theirs])}${nothing}${index === null ? '' : terminal.text(count)}`,
    ...pairs.map((pair) => `  ${pair.from} → ${pair.to}: ${terminal.text(sayPair(pair))}`),
  ]
}

const NOTHING: LocalText = { sv: 'inget utbytt', en: 'nothing exchanged' }

function sayPair({ sent, delivered, opened, unopened, recalled, synthetic }: PairCount): LocalText {
  const balance = {
    sv: `${sent} skickade = ${delivered} levererade = ${opened} öppnade + ${unopened} oöppnade`,
    en: `${sent} sent = ${delivered} delivered = ${opened} opened + ${unopened} unopened`,
  }
  const back =
    recalled === 0
      ? { sv: '', en: '' }
      : { sv: ` (varav ${recalled} återkallade)`, en: ` (${recalled} of them recalled)` }
  const trials =
    synthetic === 0
      ? { sv: '', en: '' }
      : { sv: `; ${synthetic} prov`, en: `; ${synthetic} ${synthetic === 1 ? 'trial' : 'trials'}` }
  return {
    sv: balance.sv + back.sv + trials.sv,
    en: balance.en + back.en + trials.en,
  }
}

const FAULTS: Readonly<Record<MessageFault['code'], LocalText>> = {
  'receipt-missing': {
    sv: 'inget visar att det har levererats. Skicka det igen och ring mottagaren',
    en: 'nothing shows that it was delivered. Send it again and telephone the receiver',
  },
  'receipt-invalid': {
    sv: 'leveranskvittensen stämmer inte. Lita inte på den: ring mottagaren',
    en: 'the receipt of delivery does not verify. Do not trust it: telephone the receiver',
  },
  'opening-invalid': {
    sv: 'det som ska visa att det är öppnat stämmer inte. Ring mottagaren',
    en: 'what should show that it was opened does not verify. Telephone the receiver',
  },
  'nobody-can-open': {
    sv: 'ingen i funktionen kan öppna det. Ring mottagaren nu',
    en: 'nobody in the function can open it. Telephone the receiver now',
  },
}

/** What the node has raised since that day. */
function warnAlarm(alarm: RaisedAlarm, terminal: Terminal): void {
  const words = sayAlarm(alarm)
  terminal.warn({ sv: `LARM ${alarm.day}: ${words.sv}`, en: `ALARM ${alarm.day}: ${words.en}` })
}

function warn(
  { faults, unbalanced, theirs, with: other, differences }: Reconciled,
  terminal: Terminal,
): void {
  for (const { disclosure, to, code } of faults) {
    const words = FAULTS[code]
    terminal.warn({
      sv: `LARM: ${disclosure} till ${to}: ${words.sv}.`,
      en: `ALARM: ${disclosure} to ${to}: ${words.en}.`,
    })
  }
  for (const { from, to, sent, delivered, opened, unopened } of unbalanced)
    terminal.warn({
      sv: `LARM: ${from} → ${to}: ${sent} skickade, men ${delivered} levererade, ${opened} öppnade och ${unopened} oöppnade.`,
      en: `ALARM: ${from} → ${to}: ${sent} sent, but ${delivered} delivered, ${opened} opened and ${unopened} unopened.`,
    })
  if (theirs !== 'differs') return
  for (const { from, to, what, ours, theirs: their } of differences)
    terminal.warn({
      sv: `LARM: ${other} räknar annorlunda: ${from} → ${to}, ${what}: ni ${ours ?? '–'}, de ${their ?? '–'}.`,
      en: `ALARM: ${other} counts otherwise: ${from} → ${to}, ${what}: you ${ours ?? '–'}, they ${their ?? '–'}.`,
    })
}
