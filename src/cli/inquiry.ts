import { listInquiries } from '../client/inquiry-acts.ts'
import type { OpenInquiry } from '../client/inquiry-acts.ts'
import type { MemberDesk } from '../client/member-desk.ts'
import type { Digest } from '../protocol/sha256.ts'
import { CliError } from './errors.ts'

/** The open inquiry with this digest; throws `inquiry-missing`. */
export async function findInquiry(desk: MemberDesk, request: Digest): Promise<OpenInquiry> {
  const found = (await listInquiries(desk)).find(({ digest }) => digest === request)
  if (found === undefined) throw new CliError('inquiry-missing', request)
  return found
}
