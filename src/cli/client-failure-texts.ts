import type { ClientErrorCode } from '../client/errors.ts'
import type { FailureText } from './failure-text.ts'
import { DISCLOSURE_FAILURE_TEXTS } from './failure-texts/disclosures.ts'
import { KEY_FAILURE_TEXTS } from './failure-texts/keys.ts'
import { TRUST_FAILURE_TEXTS } from './failure-texts/trust.ts'
import { VAULT_FAILURE_TEXTS } from './failure-texts/vault.ts'

/** What is told of each code of the client, and of a refusal that the gateway did not explain itself. */
export const CLIENT_FAILURE_TEXTS: Readonly<Record<ClientErrorCode, FailureText>> = {
  ...TRUST_FAILURE_TEXTS,
  ...KEY_FAILURE_TEXTS,
  ...DISCLOSURE_FAILURE_TEXTS,
  ...VAULT_FAILURE_TEXTS,
}
