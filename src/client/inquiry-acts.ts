/**
 * Inquiries into all that one member did: asked for by an officer, approved by a second person.
 *
 * @module
 */
import { isJsonObject } from '../protocol/json.ts'
import type { JsonValue } from '../protocol/json.ts'
import { parseRecordClaim } from '../protocol/record-claim.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseStatementUnsafe, signStatement } from '../protocol/statement.ts'
import type { Inquiry } from '../protocol/statements/inquiry.ts'
import { encodeTime, parseTime } from '../protocol/time.ts'
import type { Time } from '../protocol/time.ts'
import type { Uuid } from '../protocol/uuid.ts'
import { AnswerReader } from './answer-reader.ts'
import { authorSources } from './directory.ts'
import { ClientError } from './errors.ts'
import { judgeAuthor } from './judge-author.ts'
import { who } from './member-acts.ts'
import { actAs } from './member-desk.ts'
import type { MemberDesk } from './member-desk.ts'
import type { Recorded } from './recorded.ts'

/** What an officer asks to see: all that the member who acted in a record did in a period. */
export type Asked = Pick<Inquiry, 'record' | 'caseNumber' | 'from' | 'until'>

/** An inquiry as its request says, verified. */
export interface OpenInquiry extends Asked {
  readonly digest: Digest
  /** The officer's function. */
  readonly function: string
  readonly member: Uuid
  /** Who asked: the name in the credential, or the id. */
  readonly by: string
  readonly at: Time
  readonly approvedAt: Time | null
  readonly about: AskedRecord
}

/** What was done in the record that an inquiry begins at, as the gateway tells it. */
export interface AskedRecord {
  readonly at: Time
  readonly event: string
  readonly function: string | null
  readonly purpose: string | null
  /** Of a refusal. */
  readonly code: string | null
}

/** Signs a request and verifies that it was recorded. */
export async function requestInquiry(
  desk: MemberDesk,
  asked: Asked,
  functionId?: string,
): Promise<{ readonly digest: Digest; readonly recorded: Recorded }> {
  const acting = actAs(desk, ['compliance'], functionId)
  const at = encodeTime(desk.clock())
  const inquiry: Inquiry = { v: 1, ...who(acting), what: 'request', ...asked, at }
  return post(desk, signStatement('inquiry', inquiry, acting.keys.signing), 'requested')
}

/** Approves a request as a second person: over exactly what it says. */
export async function approveInquiry(
  desk: MemberDesk,
  { digest: request, record, caseNumber, from, until }: OpenInquiry,
  functionId?: string,
): Promise<{ readonly digest: Digest; readonly recorded: Recorded }> {
  const acting = actAs(desk, ['compliance', 'decision-maker'], functionId)
  const inquiry: Inquiry = {
    v: 1,
    ...who(acting),
    what: 'approve',
    record,
    caseNumber,
    from,
    until,
    request,
    at: encodeTime(desk.clock()),
  }
  return post(desk, signStatement('inquiry', inquiry, acting.keys.signing), 'approved')
}

/** The open inquiries of the member's agency. Throws as `judgeAuthor` if a request is not by a member of it. */
export async function listInquiries({
  gateway,
  directory,
  agency,
}: MemberDesk): Promise<OpenInquiry[]> {
  const { inquiries } = await gateway.inquiries()
  if (!Array.isArray(inquiries)) throw new ClientError('answer-invalid', 'no list came')
  return inquiries.filter(isJsonObject).map(({ text, approvedAt, about }) => {
    const statement = parseStatementUnsafe('inquiry', String(text))
    const { payload, digest } = statement
    judgeAuthor(statement, authorSources(directory, agency), parseTime(payload.at))
    const { record, caseNumber, from, until, function: id, at, member } = payload
    const members = directory.states.get(agency)?.members.values() ?? []
    const by = [...members].find((one) => one.payload.member === member)?.payload.name
    return {
      digest,
      record,
      caseNumber,
      from,
      until,
      function: id,
      member,
      by: by ?? member,
      at,
      approvedAt: typeof approvedAt === 'string' ? approvedAt : null,
      about: readAsked(about),
    }
  })
}

function readAsked(value: JsonValue | undefined): AskedRecord {
  const about = new AnswerReader(value)
  return {
    at: about.time('at'),
    event: about.text('event'),
    function: about.has('function') ? about.text('function') : null,
    purpose: about.has('purpose') ? about.text('purpose') : null,
    code: about.has('code') ? about.text('code') : null,
  }
}

async function post(
  { gateway, verifyClaim }: MemberDesk,
  text: string,
  what: 'requested' | 'approved',
): Promise<{ readonly digest: Digest; readonly recorded: Recorded }> {
  const { digest } = parseStatementUnsafe('inquiry', text)
  const answer = await gateway.inquire(text)
  const event = `review.inquiry-${what}`
  return {
    digest,
    recorded: await verifyClaim(parseRecordClaim(answer), { event, statement: digest }),
  }
}
