import { isInDate, isRevoked } from '../../protocol/agency-member.ts'
import { encodeUtf8 } from '../../protocol/bytes.ts'
import { parseBase64url } from '../../protocol/base64url.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import { verifyForgetVaults } from '../../protocol/forget-vaults.ts'
import { digestOf } from '../../protocol/sha256.ts'
import type { SigningPublicKey } from '../../protocol/signing-key.ts'
import { useAttempt } from '../../storage/sign-in-sessions.ts'
import { forgetEarlierVaults } from '../../storage/vaults.ts'
import { checkFreshSignIn } from '../checks/fresh-sign-in.ts'
import { GatewayError } from '../errors.ts'
import type { Gate } from '../gate.ts'
import { findStanding } from '../sign-in/session-status.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { recordChange, vaultNameOf } from './vault.ts'

/** ms for which a request is remembered: longer than it holds. */
const REPLAYED = 15 * 60_000

/**
 * Forgets every earlier vault of the person's, on a request that the member's own key has signed: neither a sign-in nor the key alone is
 * enough, nor a screen that was left open with both, which could give the vault a passphrase of its own. Throws `forget-vaults-invalid`,
 * `vault-changed` when the vault that it names is not the one that is there, `read-only` without a node key, and as `checkFreshSignIn`.
 */
export async function forgetEarlier(
  gate: Gate,
  node: string | null,
  { signIn, body }: { readonly signIn: SignIn; readonly body: unknown },
): Promise<void> {
  if (node === null) throw new GatewayError('read-only', 'the signing key is missing')
  if (typeof body !== 'string')
    throw new GatewayError('request-invalid', 'the body must be a signed text')
  await checkFreshSignIn(gate, signIn)
  const { agency } = signIn
  const now = gate.clock()
  const keys = await listOwnKeys(gate, signIn)
  const vault = verifyForgetVaults(body, { agency, gateway: node, keys, now })
  if (!(await useAttempt(gate.db, digestOf(encodeUtf8(body)), now + REPLAYED)))
    throw new ProtocolError('forget-vaults-invalid', 'this request has been answered')
  const name = vaultNameOf(gate, signIn)
  if ((await forgetEarlierVaults(gate.db, name, parseBase64url(vault))) === 'changed')
    throw new GatewayError('vault-changed', 'another vault is there')
  await recordChange(gate, signIn, 'renewed')
}

/** The keys that the roster lists for the person now; none for who is no member. */
async function listOwnKeys(gate: Gate, signIn: SignIn): Promise<readonly SigningPublicKey[]> {
  const { agency, iss, sub } = signIn
  const { member } = await findStanding(gate, signIn)
  if (member === null) return []
  const state = gate.directory.load(agency)
  const now = gate.clock()
  return [...state.members.values()]
    .filter(({ payload }) => payload.member === member)
    .filter(({ payload: { identity } }) => identity.iss === iss && identity.sub === sub)
    .filter((it) => isInDate(it, now) && !isRevoked(state, it.credential))
    .map(({ key }) => key)
}
