import { verifyBySender } from '../protocol/about-disclosure.ts'
import { headOf } from '../protocol/head.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'
import { parseStatementUnsafe } from '../protocol/statement.ts'
import type { Statement } from '../protocol/statement.ts'
import type { Head } from '../protocol/statements/head.ts'
import { parseTime } from '../protocol/time.ts'
import { authorSources } from './directory.ts'
import type { Directory } from './directory.ts'
import { ClientError } from './errors.ts'
import type { Asking } from './gateway-work.ts'
import { judgeAuthor } from './judge-author.ts'
import type { About } from './member-acts.ts'
import type { MemberDesk } from './member-desk.ts'
import { isPlausible } from './open-disclosure.ts'

/** What is known of a disclosure before it is opened: all of it signed by whom it names. */
export interface Known {
  readonly about: About
  readonly head: Head
  /** The sender's withdrawal, if there is one. */
  readonly withdrawal: Statement<'withdrawal'> | null
  /** The verdicts of second persons as the gateway shows them (compact JWS): nothing of them is verified. */
  readonly countersignatures: readonly string[]
}

/**
 * The disclosure with this id, as its author signed it. Of the gateway's word nothing is taken but when it was accepted, within what the
 * author's own time allows: a receipt, and the protection of an answer, rest on this.
 *
 * @throws ClientError `answer-invalid` if something else came; as `judgeAuthor` and `verifyBySender`
 */
export async function loadKnown(
  { gateway, directory, clock }: Pick<MemberDesk, 'gateway' | 'directory' | 'clock'>,
  id: string,
  asking: Asking = {},
): Promise<Known> {
  const answer = await gateway.disclosure(id, asking)
  const manifest = parseStatementUnsafe('manifest', textOf(answer['manifest']))
  const { head } = headOf(manifest.payload)
  if (head.id !== id) throw new ClientError('answer-invalid', 'another disclosure came')
  const acceptedAt = parseTime(textOf(answer['at']))
  if (!isPlausible(acceptedAt, head, clock()))
    throw new ClientError('answer-invalid', 'it cannot have been accepted then')
  judgeAuthor(manifest, authorSources(directory, head.from.agency), acceptedAt)
  return {
    about: { disclosure: id, manifest: manifest.digest },
    head,
    withdrawal: findWithdrawal(answer, manifest, directory),
    countersignatures: listTexts(answer['countersignatures']),
  }
}

function findWithdrawal(
  { withdrawals }: JsonObject,
  manifest: Statement<'manifest'>,
  directory: Directory,
): Statement<'withdrawal'> | null {
  const [text] = Array.isArray(withdrawals) ? withdrawals : []
  if (text === undefined) return null
  const withdrawal = parseStatementUnsafe('withdrawal', textOf(text))
  verifyBySender(withdrawal, manifest)
  const { agency, at } = withdrawal.payload
  judgeAuthor(withdrawal, authorSources(directory, agency), parseTime(at))
  return withdrawal
}

function listTexts(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(textOf) : []
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new ClientError('answer-invalid', 'a text is missing')
  return value
}
