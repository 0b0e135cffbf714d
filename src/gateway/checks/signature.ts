import { actorOf } from '../../protocol/member-statement.ts'
import type { MemberStatement } from '../../protocol/member-statement.ts'
import type { Member } from '../../protocol/agency-state.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import { verifySignaturesWith } from '../../protocol/statement.ts'
import type { Actor } from '../actor.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { checkAssurance } from './assurance.ts'

/**
 * Whose statement this is: the key must be one that the acting agency has vouched for, now or once; it must be the acting
 * member's; and the signature must be by it. Whether it may still act is the credential check's question.
 *
 * Throws `kid-unknown`, `token-of-another-member` when somebody else's own statement is sent under this token,
 * `signature-of-another-member` when the statement names the acting member but somebody else's key signed it,
 * `jws-signature-invalid`, and `assurance-too-low` when the sign-in is not sure enough for the function that the statement names.
 */
export async function checkSignature(
  gate: Pick<Gate, 'directory' | 'findLevels' | 'verifySignature'>,
  actor: Actor,
  statement: MemberStatement,
): Promise<Member> {
  const signer = await findSigner(gate, actor.agency, statement.signers[0]!)
  if (signer.payload.member !== actor.member) {
    // A receipt of the node names nobody, and is nobody's to send.
    const named = actorOf(statement).member
    throw named === actor.member
      ? new GatewayError('signature-of-another-member', 'signed with the key of another member')
      : new GatewayError('token-of-another-member', 'the token is of another member')
  }
  await verifySignaturesWith(gate.verifySignature, statement, [signer.key])
  checkAssurance(gate.findLevels, actor, actorOf(statement).function)
  return signer
}

async function findSigner(
  { directory }: Pick<Gate, 'directory'>,
  agency: string,
  kid: string,
): Promise<Member> {
  const known = directory.find(agency)?.credentials.get(kid)
  if (known !== undefined) return known
  await directory.refresh(true)
  const added = directory.find(agency)?.credentials.get(kid)
  if (added !== undefined) return added
  throw new ProtocolError('kid-unknown', 'no credential of the agency has this key')
}
