import { countersignHeld } from '../../../client/countersign-acts.ts'
import { openHeld } from '../../../client/disclosure-acts.ts'
import type { HeldDisclosure } from '../../../client/disclosure-acts.ts'
import { explainDecision } from '../../../client/explain-decision.ts'
import { runGuard } from '../../../client/guard/run-guard.ts'
import type { Hit } from '../../../client/guard/run-guard.ts'
import type { Difference } from '../../../client/open-parts.ts'
import { arrangeDocument } from '../../../client/reading/arrange.ts'
import type { Arrangement } from '../../../client/reading/arrange.ts'
import { withoutNumbers } from '../../../client/writing/without-numbers.ts'
import { nameReceivers } from '../../../policy/explaining/name-receivers.ts'
import { renderBehind, renderDecider } from '../../../policy/explaining/render-explanation.ts'
import { listNeeds } from '../../../policy/needs.ts'
import { isJsonObject } from '../../../protocol/json.ts'
import type { LocalText } from '../../../protocol/statements/local-text.ts'
import type { Time } from '../../../protocol/time.ts'
import type { Uuid } from '../../../protocol/uuid.ts'
import type { Verdict } from '../../../protocol/vocabulary.ts'
import { rememberAtDesk } from '../at-desk.ts'
import { deskOf } from '../desk.ts'
import { memberDeskOf } from '../member-desk.ts'
import { namesOf, sideName } from '../names.ts'
import type { Names } from '../names.ts'
import type { Session } from '../session.ts'

/** A message that waits for a decision, as the list shows it. */
export interface HeldItem {
  readonly id: Uuid
  readonly case: string
  readonly type: string
  readonly from: string
  readonly to: readonly string[]
  readonly at: Time
}

/** What waits, and what everything is called. */
export interface HeldList {
  readonly items: readonly HeldItem[]
  readonly names: Names
}

/** A held message, opened by who may decide. */
export interface HeldReading {
  readonly case: string
  readonly type: string
  readonly author: string
  readonly from: string
  readonly to: readonly string[]
  readonly names: Names
  /** What may go, what needs a decision and what is to be done, line by line; an empty line parts two sections. */
  readonly summary: { readonly [L in keyof LocalText]: readonly string[] }
  /** What follows from a yes, every reason, and where the law is read. */
  readonly explanation: { readonly [L in keyof LocalText]: readonly string[] }
  /** For the grounds and harm tests. */
  readonly motives: readonly string[]
  /** What the guard has marked in what is to be disclosed. */
  readonly hits: readonly Hit[]
  /** Why the author lets it stay. */
  readonly guardMotive: string | undefined
  readonly arrangement: Arrangement
  readonly differences: readonly Difference[]
  /** The verdicts that it waits for. */
  readonly needs: readonly Verdict[]
}

interface AtFunction {
  readonly id: Uuid
  readonly function: string
}

/** What was shown: a signature is over this and nothing that comes later. */
const shownAt = rememberAtDesk<HeldDisclosure>()

/** The decision-maker's desk. */
export const decidingMethods = {
  'deciding.list': async (
    session: Session,
    { function: id }: { readonly function: string },
  ): Promise<HeldList> => {
    const desk = deskOf(session)
    const [{ items }, names] = await Promise.all([
      session.gateway.inbox({ function: id, box: 'held' }),
      namesOf(desk),
    ])
    const listed = Array.isArray(items) ? items.filter(isJsonObject) : []
    return { names, items: listed.map(readItem) }
  },

  'deciding.open': async (
    session: Session,
    { id, function: as }: AtFunction,
  ): Promise<HeldReading> => {
    const desk = await memberDeskOf(session)
    const held = await openHeld(desk, id, as)
    shownAt(session).set(id, held)
    const { head, manifest, decision } = held
    const set = await desk.loadPolicySet(decision.policySet)
    const type = await desk.loadMessageType(head.type)
    const guardPart = head.guard.motive?.part
    const names = await namesOf(deskOf(session))
    const explanation = nameReceivers(
      explainDecision(manifest, decision, set, desk.directory),
      (function_) => sideName(function_, names),
    )
    return {
      case: head.case,
      type: head.type,
      author: held.author,
      from: head.from.function,
      to: head.to,
      names,
      summary: {
        sv: renderDecider(explanation, 'sv').map(withoutNumbers),
        en: renderDecider(explanation, 'en').map(withoutNumbers),
      },
      explanation: {
        sv: renderBehind(explanation, 'sv'),
        en: renderBehind(explanation, 'en'),
      },
      motives: [...held.motives].filter(([part]) => part !== guardPart).map(([, text]) => text),
      hits: runGuard(held.document, type, head.subjects).hits,
      guardMotive: guardPart === undefined ? undefined : held.motives.get(guardPart),
      arrangement: arrangeDocument(type, held.document),
      differences: held.differences,
      needs: listNeeds(decision, head),
    }
  },

  /** Signs over exactly the decision that was shown. Returns where the message stands then. */
  'deciding.sign': async (
    session: Session,
    { id, function: as, verdict }: AtFunction & { readonly verdict: Verdict },
  ): Promise<string> => {
    const held = shownAt(session).get(id)
    if (held === undefined) throw new TypeError('not shown here')
    const { state } = await countersignHeld(await memberDeskOf(session), held, verdict, as)
    return state
  },
}

function readItem(item: Readonly<Record<string, unknown>>): HeldItem {
  const { id, case: reference, type, from, to, at } = item
  const sender = isJsonObject(from as never)
    ? (from as { readonly function?: unknown }).function
    : ''
  return {
    id: String(id),
    case: String(reference),
    type: String(type),
    from: String(sender),
    to: Array.isArray(to) ? to.map(String) : [],
    at: String(at),
  }
}
