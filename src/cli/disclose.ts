import { composeDisclosure, previewDisclosure } from '../client/compose.ts'
import type { ComposeInput, Composed, Preview } from '../client/compose.ts'
import { listStale } from '../client/directory.ts'
import type { Draft } from '../client/draft.ts'
import type { Recorded } from '../client/recorded.ts'
import type { JsonObject } from '../protocol/json.ts'
import { agencyOf } from '../protocol/function-id.ts'
import { loadMessageType } from './catalogue.ts'
import type { Session } from './session.ts'

/** A disclosure that the gateway has accepted and the log shows. */
export interface Sent {
  readonly composed: Composed
  readonly state: 'released' | 'held'
  /** Verdicts that it waits for while held. */
  readonly needs: readonly string[]
  readonly notes: readonly string[]
  readonly recorded: Recorded
}

/** What a member may ask for besides what the draft says. */
export type SendOptions = Pick<ComposeInput, 'acuteDespiteStaleRoster' | 'holdGuardHits'>

/** What the law says about a draft, here and at the gateway. */
export interface DryRun extends Preview {
  readonly input: ComposeInput
  /** The gateway's own answer to the same question. */
  readonly there: JsonObject
}

/** Asks the law about a draft, here first and then the gateway, which records that it was asked. Nothing is sealed. */
export async function dryRun(session: Session, draft: Draft): Promise<DryRun> {
  const input = await composeInput(session, draft)
  const preview = previewDisclosure(input)
  const { head, parts } = preview.plan
  const outlines = parts.map(({ id, subject, category, readers }) => ({
    id,
    subject,
    category,
    readers,
  }))
  const there = await session.gateway.preview({ head, parts: outlines } as unknown as JsonObject)
  return { ...preview, input, there }
}

/** Composes, sends and verifies the acceptance. Nothing counts as sent before the log proves it. */
export async function sendDraft(
  session: Session,
  draft: Draft,
  options: SendOptions = {},
): Promise<Sent> {
  const composed = composeDisclosure({ ...(await composeInput(session, draft)), ...options })
  const { manifest, submission } = composed.sealed
  const answer = await session.gateway.submit(submission)
  const state = answer['state'] === 'held' ? 'held' : 'released'
  const recorded = await session.verify(answer, {
    event: `disclosure.${state}`,
    disclosure: composed.plan.head.id,
    manifest: manifest.digest,
  })
  return {
    composed,
    state,
    needs: textsOf(answer['needs']),
    notes: textsOf(answer['notes']),
    recorded,
  }
}

async function composeInput(session: Session, draft: Draft): Promise<ComposeInput> {
  const { directory, keys, settings, context } = session
  warnStale(session, draft)
  return {
    draft,
    type: await loadMessageType(draft.type),
    directory,
    policySet: await session.loadLaw(),
    agency: settings.agency,
    keys,
    now: context.clock(),
  }
}

/** Says of each receiving agency whose roster is more than a day old that it is; of the own one, a session says so itself. */
function warnStale({ agency, directory, context }: Session, { to }: Draft): void {
  const others = to.map(agencyOf).filter((other) => other !== agency)
  for (const other of listStale(directory, others, context.clock()))
    context.terminal.warn({
      sv: `Behörighetslistan för ${other} är äldre än ett dygn. Har någon slutat där sedan dess syns det inte här. Ring och fråga innan du skickar något som kan skada.`,
      en: `The list of members of ${other} is more than a day old. If somebody has left there since, it does not show here. Telephone and ask before you send anything that could do harm.`,
    })
}

/** The texts in a list that a gateway answered. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : []
}
