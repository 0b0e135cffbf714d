import { ClientError } from '../../client/errors.ts'
import { addTallies } from '../../policy/proving/replay.ts'
import type { ReplayOutcome, ReplayTally } from '../../policy/proving/replay.ts'
import type { JsonObject } from '../../protocol/json.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { openMemberSession } from '../member-session.ts'
import { parseMoment } from '../moment.ts'
import type { Session } from '../session.ts'
import type { Terminal } from '../terminal.ts'

/** `sluss policy replay`: what past decisions of the agency would have been under other rules, in counts. */
export const policyReplay: Command = {
  name: 'policy replay',
  summary: {
    sv: 'visa hur många av verksamhetens beslut som skulle bli andra under ett regelverk',
    en: 'show how many of the agency’s decisions would come out otherwise under a set of rules',
  },
  positionals: ['FINGERAVTRYCK'],
  options: {
    ...MEMBER_OPTIONS,
    at: {
      value: 'DAG',
      text: {
        sv: 'pröva alla som om de gjordes den dagen (annars var och en på sin)',
        en: 'judge all as if made on that day (otherwise each on its own)',
      },
    },
  },
  examples: ['sluss policy replay uN3x… --folder ./polisen --as rut'],
  async run(args, context) {
    const at = args.optional('at')
    const moment = at === undefined ? {} : { at: parseMoment('at', at) }
    const session = await openMemberSession(args, context)
    const { terminal } = context
    const digest = args.positional('FINGERAVTRYCK')
    const replayed = await terminal.progress(
      { sv: 'Prövar tidigare beslut', en: 'Judging past decisions' },
      () => replayAll(session, digest, moment),
    )
    terminal.result(replayed, describeReplay(replayed, terminal))
    return EXIT.done
  },
}

interface Replayed extends ReplayTally {
  readonly policySet: string
  readonly against: string
  readonly notRetained: number
  readonly denied: number
  readonly notJudged: number
}

type Page = Replayed & { readonly next: JsonObject | null }

async function replayAll(session: Session, digest: string, moment: JsonObject): Promise<Replayed> {
  let page = await replayPage(session, digest, moment)
  let sum: Replayed = page
  while (page.next !== null) {
    page = await replayPage(session, digest, { ...moment, cursor: page.next })
    // The law may have changed between two pages: their counts then mean different things.
    if (page.against !== sum.against) return replayAll(session, digest, moment)
    sum = {
      ...sum,
      ...addTallies(sum, page),
      notRetained: sum.notRetained + page.notRetained,
      denied: sum.denied + page.denied,
      notJudged: sum.notJudged + page.notJudged,
    }
  }
  const { policySet, against, judged, flips, inParts, rules } = sum
  const { notRetained, denied, notJudged } = sum
  return { policySet, against, judged, flips, inParts, rules, notRetained, denied, notJudged }
}

async function replayPage({ gateway }: Session, digest: string, body: JsonObject): Promise<Page> {
  const page = (await gateway.replayPolicy(digest, body)) as unknown as Page
  const counts = [page.judged, page.inParts, page.notRetained, page.denied, page.notJudged]
  if (
    !counts.every(Number.isSafeInteger) ||
    !Array.isArray(page.flips) ||
    !Array.isArray(page.rules)
  )
    throw new ClientError('answer-invalid', 'no counts came')
  return page
}

const OUTCOME_WORDS: Readonly<Record<ReplayOutcome, LocalText>> = {
  permit: { sv: 'får lämnas ut', en: 'may be disclosed' },
  duty: { sv: 'ska lämnas ut', en: 'must be disclosed' },
  escalate: { sv: 'beslutsfattare avgör', en: 'a decision-maker decides' },
  deny: { sv: 'får inte lämnas ut', en: 'must not be disclosed' },
  refused: { sv: 'går inte att pröva', en: 'cannot be judged' },
}

function describeReplay(replayed: Replayed, terminal: Terminal): string[] {
  const { judged, flips, inParts, rules, notRetained, denied, notJudged } = replayed
  const line = (count: number, words: LocalText) =>
    `${String(count).padStart(6)}  ${terminal.text(words)}`
  const say = (outcome: ReplayOutcome) =>
    terminal.text(OUTCOME_WORDS[outcome] ?? OUTCOME_WORDS.refused)
  return [
    line(judged, { sv: 'beslut prövades på nytt', en: 'decisions were judged anew' }),
    ...flips.map(
      ({ from, to, decisions }) => `${String(decisions).padStart(6)}  ${say(from)} → ${say(to)}`,
    ),
    line(inParts, {
      sv: 'blev lika som helhet men inte för varje del',
      en: 'were the same as a whole, but not for every part',
    }),
    ...rules.map(({ rule, decisions }) => `${String(decisions).padStart(6)}  ${rule}`),
    line(notRetained, { sv: 'beslut är gallrade', en: 'decisions are no longer retained' }),
    line(denied, {
      sv: 'nekades: om dem sparas inga omständigheter',
      en: 'were refused: of those no facts are kept',
    }),
    line(notJudged, {
      sv: 'nämner en funktion som ingen längre känner',
      en: 'name a function that nobody knows any more',
    }),
  ]
}
