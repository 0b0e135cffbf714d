import { ClientError } from '../../client/errors.ts'
import { requestJson } from '../../client/http.ts'
import type { VaultOwner } from '../../client/vault-secret.ts'
import { isJsonObject } from '../../protocol/json.ts'
import { sameOrigin } from './transport.ts'

/**
 * Whose vault is meant: the person who is signed in, as the gateway says. If it says another's name, that one's vault does not open here.
 * Throws ClientError `locked` when nobody is signed in.
 */
export async function loadVaultOwner(): Promise<VaultOwner> {
  const request = { method: 'GET', path: '/auth/session', passive: true } as const
  const status = await requestJson(sameOrigin(), request)
  if (!isJsonObject(status) || status['signedIn'] !== true)
    throw new ClientError('locked', 'nobody is signed in')
  const { agency, iss: issuer, sub: subject } = status
  if (typeof agency !== 'string' || typeof issuer !== 'string' || typeof subject !== 'string')
    throw new ClientError('answer-invalid', 'the gateway does not say who is signed in')
  return { agency, issuer, subject }
}
