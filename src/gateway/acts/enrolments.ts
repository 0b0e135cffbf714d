import { findFunction } from '../../protocol/agency-function.ts'
import { findMember } from '../../protocol/agency-member.ts'
import { readRequestingAgency, verifyCustodianRequest } from '../../protocol/custodian-request.ts'
import type { CustodianAsk } from '../../protocol/custodian-request.ts'
import { verifyEnrolment } from '../../protocol/enrolment.ts'
import { encodeUtf8 } from '../../protocol/bytes.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import { agencyOf } from '../../protocol/function-id.ts'
import { isJsonObject, parseJson } from '../../protocol/json.ts'
import { digestOf } from '../../protocol/sha256.ts'
import {
  askEnrolment,
  findLeft,
  leaveHandover,
  leaveIntroduction,
  listEnrolments,
  takeHandovers,
} from '../../storage/enrolments.ts'
import type { LeftThings } from '../../storage/enrolments.ts'
import { useAttempt } from '../../storage/sign-in-sessions.ts'
import type { Actor } from '../actor.ts'
import { checkStanding, listAssignments } from '../checks/standing.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { vaultNameOf } from './vault.ts'

/** ms for which a custodian's request is remembered: longer than it holds. */
const REPLAYED = 15 * 60_000

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
  verifyListed(gate, agency, { function: functionId, kid })
  if (!(await leaveHandover(gate.db, { agency, kid: to }, { kid, text, by: member })))
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
  if (!(await useAttempt(gate.db, digestOf(encodeUtf8(text)), now + REPLAYED)))
    throw new ProtocolError('custodian-request-invalid', 'this request has been answered')
  if (asked.ask === 'enrolments') {
    await gate.writer.append({ kind: 'event', event: 'enrolments.listed', agency, actor: null })
    return (await listEnrolments(gate.db, agency)).map((enrolment) => enrolment.text)
  }
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
    await leaveHandover(gate.db, { agency, kid }, { kid: functionKid, text, by: null })
  await gate.writer.append({ kind: 'event', event: 'enrolment.answered', agency, actor: null })
}

/** A hand-over's name is not signed: under that of another function's key it would take that key's place. */
function verifyListed(
  { directory }: Gate,
  agency: string,
  { function: id, kid }: { readonly function: string; readonly kid: string },
): void {
  const listed = findFunction(directory.load(agency), id)
  if (listed?.key.kid !== kid && !listed?.retired.some((retired) => retired.kid === kid))
    throw new GatewayError('request-invalid', 'not a key of this function')
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
