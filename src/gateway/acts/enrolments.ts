import { findMember } from '../../protocol/agency-member.ts'
import { readRequestingAgency, verifyCustodianRequest } from '../../protocol/custodian-request.ts'
import type { CustodianAsk } from '../../protocol/custodian-request.ts'
import { verifyEnrolment } from '../../protocol/enrolment.ts'
import { encodeUtf8 } from '../../protocol/bytes.ts'
import { agencyOf } from '../../protocol/function-id.ts'
import { isJsonObject, parseJson } from '../../protocol/json.ts'
import {
  askEnrolment,
  findLeft,
  leaveHandover,
  leaveIntroduction,
  listEnrolments,
  takeHandovers,
} from '../../storage/enrolments.ts'
import type { LeftThings } from '../../storage/enrolments.ts'
import type { Actor } from '../actor.ts'
import { checkStanding, listAssignments } from '../checks/standing.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { vaultNameOf } from './vault.ts'

/** Takes in that somebody asks to be admitted. Throws `enrolment-invalid`, `enrolment-of-another`. */
export async function askToEnrol(gate: Gate, signIn: SignIn, body: unknown): Promise<void> {
  const { agency, identity, key, text } = verifyEnrolment(textOf(body))
  const isOwn =
    agency === signIn.agency && identity.iss === signIn.iss && identity.sub === signIn.sub
  const asked = { ...vaultNameOf(gate, signIn), kid: key.kid, text, now: gate.clock() }
  if (!isOwn || !(await askEnrolment(gate.db, asked)))
    throw new GatewayError('enrolment-of-another', 'the enrolment is somebody else’s')
  await gate.writer.append({ kind: 'event', event: 'enrolment.asked', agency, actor: null })
}

/** What custodians and colleagues have left for the person; null before he has asked. */
export async function findLeftFor(gate: Gate, signIn: SignIn): Promise<LeftThings | null> {
  return (await findLeft(gate.db, vaultNameOf(gate, signIn))) ?? null
}

/** Forgets keys that the person has taken in. */
export async function noteTaken(
  gate: Gate,
  signIn: SignIn,
  kids: readonly string[],
): Promise<void> {
  await takeHandovers(gate.db, vaultNameOf(gate, signIn), kids)
}

/**
 * Who in the actor's functions has asked with a key that the roster lists now, so that a colleague may hand over a function's key.
 */
export async function listColleagues(gate: Gate, actor: Actor): Promise<readonly string[]> {
  const own = new Set(listAssignments(gate, actor).map((assignment) => assignment.function))
  const state = gate.directory.load(actor.agency)
  const asked = await listEnrolments(gate.db, actor.agency)
  return asked
    .filter(({ kid }) => {
      const member = findMember(state, kid)
      if (member === undefined || member.payload.member === actor.member) return false
      return member.payload.assignments.some((assignment) => own.has(assignment.function))
    })
    .map(({ text }) => text)
}

/** A function's key that a colleague hands over: sealed, so that nothing is known here but whose it is. */
export async function handOver(
  gate: Gate,
  actor: Actor,
  { to, body }: { readonly to: string; readonly body: unknown },
): Promise<void> {
  const text = textOf(body)
  const { function: functionId, kid } = readHandover(text)
  checkStanding(gate, actor, functionId)
  const { agency, member } = actor
  if (!(await leaveHandover(gate.db, { agency, kid: to }, { kid, text })))
    throw new GatewayError('not-found', 'nobody has asked with this key')
  await gate.writer.append({ kind: 'event', event: 'key.handed-over', agency, actor: member })
}

/**
 * Answers a custodian: who asks to be admitted, or leaves something for one of them. Throws `custodian-request-invalid`, `read-only`
 * without a node key, `not-found`.
 */
export async function answerCustodian(
  gate: Gate,
  node: string | null,
  body: unknown,
): Promise<readonly string[]> {
  if (node === null) throw new GatewayError('read-only', 'the signing key is missing')
  const text = textOf(body)
  const agency = readRequestingAgency(text)
  await gate.directory.refresh(true)
  const root = gate.directory.find(agency)?.root
  const custodians = root?.quorum.custodians ?? []
  const now = gate.clock()
  const { asked } = verifyCustodianRequest(text, { custodians, gateway: node, now })
  if (asked.ask === 'enrolments')
    return (await listEnrolments(gate.db, agency)).map((enrolment) => enrolment.text)
  await introduce(gate, agency, asked)
  return []
}

async function introduce(
  gate: Gate,
  agency: string,
  { to: kid, introduction, handovers }: CustodianAsk & { readonly ask: 'introduce' },
): Promise<void> {
  const left = handovers.map((text) => ({ text, ...readHandover(text) }))
  if (left.some((handover) => agencyOf(handover.function) !== agency))
    throw new GatewayError('request-invalid', 'a function of another agency')
  if (!(await leaveIntroduction(gate.db, { agency, kid }, introduction)))
    throw new GatewayError('not-found', 'nobody has asked with this key')
  for (const { kid: functionKid, text } of left)
    await leaveHandover(gate.db, { agency, kid }, { kid: functionKid, text })
  await gate.writer.append({ kind: 'event', event: 'enrolment.answered', agency, actor: null })
}

function readHandover(text: string): { readonly function: string; readonly kid: string } {
  const value = parseJson(encodeUtf8(text))
  if (!isJsonObject(value)) throw notHandover()
  const { function: functionId, kid } = value
  if (typeof functionId !== 'string' || typeof kid !== 'string') throw notHandover()
  return { function: functionId, kid }
}

function notHandover(): GatewayError {
  return new GatewayError('request-invalid', 'the body must be a hand-over')
}

function textOf(body: unknown): string {
  if (typeof body !== 'string')
    throw new GatewayError('request-invalid', 'the body must be a signed text')
  return body
}
