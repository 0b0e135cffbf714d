import { ClientError } from '../../client/errors.ts'
import type { Draft } from '../../client/draft.ts'
import type { Arguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import { MEMBER_OPTIONS } from '../command.ts'
import type { Context } from '../context.ts'
import { renderExplanation } from '../../policy/explaining/render-explanation.ts'
import { dryRun, sendDraft } from '../disclose.ts'
import type { Sent } from '../disclose.ts'
import { EXIT } from '../exit-code.ts'
import { sayNeeds, sayState } from '../state-words.ts'
import { readDraft } from '../input-file.ts'
import { openMemberSession } from '../member-session.ts'
import { PROOF_OPTION, writeProofIfAsked } from '../receipt-files.ts'
import { noteLastDay } from '../review-note.ts'
import type { Session } from '../session.ts'

/** Options of commands that send. */
export const SEND_OPTIONS = {
  ...MEMBER_OPTIONS,
  'hold-guard-hits': {
    text: {
      sv: 'skicka trots träffar i fri text: väntar tills en andra person har granskat dem',
      en: 'send despite hits in free text: waits until a second person has looked at them',
    },
  },
  'acute-despite-stale-roster': {
    text: {
      sv: 'akutlarm (acute-alert): skicka fast en behörighetslista är äldre än 72 timmar; det loggas',
      en: 'acute alert (acute-alert): send although a roster is older than 72 hours; it is recorded',
    },
  },
}

/** `sluss send`: seals, signs and sends a draft. */
export const send: Command = {
  name: 'send',
  summary: {
    sv: 'försegla, skriv under och skicka ett underlag som ett utlämnande',
    en: 'seal, sign and send a draft as a disclosure',
  },
  positionals: ['FIL'],
  options: { ...SEND_OPTIONS, proof: PROOF_OPTION },
  examples: [
    'sluss send riskbedomning.json --folder ./polisen --as klas',
    'sluss send riskbedomning.json --as klas --proof kvitto.tlog-proof',
    'sluss send riskbedomning.json --json | jq -r .id',
  ],
  async run(args, context) {
    const draft = await readDraft(args.positional('FIL'))
    const session = await openMemberSession(args, context)
    const sent = await sendAsAsked(session, draft, args)
    await writeProofIfAsked(args, sent.recorded.claim)
    showSent(sent, context)
    await noteLastDay(session, draft.document, sent)
    return EXIT.done
  },
}

/** Sends with the options of the command line. */
export async function sendAsAsked(session: Session, draft: Draft, args: Arguments): Promise<Sent> {
  try {
    return await session.context.terminal.progress(
      { sv: 'Prövar, förseglar och skickar', en: 'Checking, sealing and sending' },
      () =>
        sendDraft(session, draft, {
          holdGuardHits: args.flag('hold-guard-hits'),
          acuteDespiteStaleRoster: args.flag('acute-despite-stale-roster'),
        }),
    )
  } catch (error) {
    if (error instanceof ClientError && error.code === 'policy-denied-here') {
      // Asked at the gateway too, so that the refusal is on record there.
      const { explanation } = await dryRun(session, draft)
      const lines = renderExplanation(explanation, session.context.terminal.language).join('\n')
      session.context.terminal.note({ sv: lines, en: lines })
    }
    throw error
  }
}

/** Shows what was accepted. */
export function showSent(sent: Sent, { terminal }: Context): void {
  const { plan, sealed, decision } = sent.composed
  terminal.result(
    {
      id: plan.head.id,
      case: plan.head.case,
      manifest: sealed.manifest.digest,
      state: sent.state,
      needs: sent.needs,
      notes: sent.notes,
      outcome: decision.outcome,
      index: sent.recorded.index,
      sealedTo: Object.fromEntries(sealed.sealedTo),
    },
    [`${plan.head.id}  ${plan.head.case}  ${sayState(sent.state, terminal)}`],
  )
  if (sent.notes.includes('roster-expired-overridden')) {
    terminal.warn({
      sv: 'Skickat fast en behörighetslista är äldre än 72 timmar. Det är loggat. Ring mottagaren också.',
      en: 'Sent although a roster is older than 72 hours. It is recorded. Telephone the receiver too.',
    })
  }
  if (sent.state === 'held') {
    const needs = sayNeeds(sent.needs)
    terminal.note({
      sv: `Väntar på: ${needs.sv}. Be en kollega som har rätt till det köra ”sluss countersign ${plan.head.id}”.`,
      en: `Waits for: ${needs.en}. Ask a colleague who may do so to run “sluss countersign ${plan.head.id}”.`,
    })
  }
}
