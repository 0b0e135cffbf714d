import type { MemberDesk } from '../../client/member-desk.ts'
import { ClientError } from '../../client/errors.ts'
import { parsePolicySet } from '../../policy/pack.ts'
import { deskOf } from './desk.ts'
import { messageTypeOf } from './message-type.ts'
import type { Session } from './session.ts'

/** What the member works at, as code that is the same in a terminal wants it. Throws ClientError `locked`. */
export async function memberDeskOf(session: Session): Promise<MemberDesk> {
  const { agency, keys, directory, law, judgeLaw, verifyClaim } = deskOf(session)
  const { gateway } = session
  return {
    agency,
    keys,
    gateway,
    directory: await directory(),
    clock: Date.now,
    verifyClaim,
    judgeLaw,
    loadLaw: law,
    loadMessageType: messageTypeOf,
    loadPolicySet: async (digest) => {
      const set = parsePolicySet(await gateway.policySet(digest))
      if (set.digest !== digest) throw new ClientError('answer-invalid', 'another policy set came')
      return set
    },
  }
}
