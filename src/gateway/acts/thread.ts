import { findThread, listCases } from '../../storage/thread.ts'
import type { CasePage, ThreadMessage } from '../../storage/thread.ts'
import { listBarredCases } from '../../storage/relation.ts'
import { listSigned } from '../../storage/signed.ts'
import type { SignedAbout } from '../../storage/signed.ts'
import type { Actor } from '../actor.ts'
import { checkNotBarred } from '../checks/barred.ts'
import { checkStanding, listAssignments } from '../checks/standing.ts'
import type { NoteConcern } from '../concern.ts'
import { GatewayError } from '../errors.ts'
import { findNewestPosition } from '../feed.ts'
import type { Gate } from '../gate.ts'

/** A case as the member may know of it. */
export interface CaseThread {
  readonly case: string
  readonly caseType: string
  /** Position in the log that this shows. */
  readonly cursor: string
  readonly messages: readonly (ThreadMessage & { readonly signed: SignedAbout })[]
}

/** All that a client needs to see for itself what a message is, and how far it has come. */
const SIGNED = ['manifest', 'open-request', 'receipt', 'withdrawal'] as const

/** Somebody asks for a case by its reference. */
export interface CaseLookUp {
  readonly actor: Actor
  readonly case: string
  readonly noteConcern: NoteConcern
}

/** A page of the cases that one of the member's functions takes part in, and from which nobody has barred him. Recorded. Throws as `checkStanding`. */
export async function listFunctionCases(
  gate: Gate,
  actor: Actor,
  {
    function: id,
    ...page
  }: { readonly function: string; readonly cursor?: number; readonly limit: number },
): Promise<CasePage> {
  checkStanding(gate, actor, id)
  const [all, barred] = await Promise.all([
    listCases(gate.db, { agency: actor.agency, function: id }, page),
    listBarredCases(gate.db, actor),
  ])
  const found = { ...all, items: all.items.filter((one) => !barred.has(one.case)) }
  await gate.writer.append({
    kind: 'event',
    event: 'cases.listed',
    agency: actor.agency,
    actor: actor.member,
    function: id,
    counts: { cases: found.items.length },
  })
  return found
}

/**
 * All messages of a case that the member's functions sent, decide or received. Recorded before it is answered. Throws `not-found` both
 * for a case that does not exist and for one that is somebody else's, along the same path.
 */
export async function lookUpCase(gate: Gate, lookUp: CaseLookUp): Promise<CaseThread> {
  const { actor, case: reference, noteConcern } = lookUp
  // Known before it is known whether there is one: who asks for what is not his is to be seen.
  noteConcern({ case: reference })
  const functions = [...new Set(listAssignments(gate, actor).map((it) => it.function))]
  const position = await findNewestPosition(gate.db)
  const { keptDays } = gate
  const found = await findThread(gate.db, { agency: actor.agency, functions, keptDays }, reference)
  if (found === undefined) throw new GatewayError('not-found', 'no such case')
  await checkNotBarred(gate, actor, reference)
  const ids = found.messages.map(({ id }) => id)
  const signed = await listSigned(gate.db, actor.agency, ids, SIGNED)
  await gate.writer.append({
    kind: 'event',
    event: 'case.looked-up',
    agency: actor.agency,
    actor: actor.member,
    case: reference,
    counts: { messages: found.messages.length },
  })
  const messages = found.messages.map((message) => ({ ...message, signed: signed(message.id) }))
  return { case: reference, cursor: String(position), ...found, messages }
}
