import { KeyObject } from 'node:crypto'
import { createRemoteJWKSet, customFetch, errors } from 'jose'
import type { CryptoKey, JWTHeaderParameters } from 'jose'
import { GatewayError } from './errors.ts'
import type { Issuer } from './issuer.ts'

/** Fetches a key set; `fetch` in the server. */
export type FetchKeys = typeof fetch

/** The issuer of a token and the PEM of the key that must verify it. */
export interface TokenKey {
  readonly issuer: Issuer
  readonly pem: string
}

/**
 * Finds the key for a token that is not yet verified: header and `iss` are attacker-controlled here, and only choose
 * among what is configured. Keys are fetched when needed, kept ten minutes, and asked for anew when a token names a
 * key that is not among them, at most every thirty seconds per issuer (jose's defaults).
 *
 * Throws GatewayError `token-refused` for an unknown issuer, an algorithm that the issuer does not use or an unknown
 * key, `issuer-unreachable` when the key set cannot be fetched.
 */
export function buildIssuerKeys(
  issuers: readonly Issuer[],
  fetchKeys: FetchKeys,
): (header: JWTHeaderParameters, iss: unknown) => Promise<TokenKey> {
  const pems = new WeakMap<CryptoKey, string>()
  const known = new Map(
    issuers.map((issuer) => [
      issuer.issuer,
      {
        issuer,
        findKey: createRemoteJWKSet(new URL(issuer.jwksUri), {
          [customFetch]: fetchKeys,
          timeoutDuration: 5000,
        }),
      },
    ]),
  )

  return async (header, iss) => {
    const found = typeof iss === 'string' ? known.get(iss) : undefined
    if (found === undefined) throw refused()
    const { issuer, findKey } = found
    // RFC 8725 §3.1: the algorithm is the issuer's choice in our configuration, never the token's.
    if (!issuer.algorithms.some((algorithm) => algorithm === header.alg)) throw refused()
    const key = await findKey(header).catch((cause: unknown) => {
      throw isKeyRefusal(cause) ? refused(cause) : unreachable(cause)
    })
    let pem = pems.get(key)
    if (pem === undefined) {
      pem = KeyObject.from(key).export({ type: 'spki', format: 'pem' }).toString()
      pems.set(key, pem)
    }
    return { issuer, pem }
  }
}

/** Whether the key set answered, but has no single key for this header. */
function isKeyRefusal(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  )
}

function refused(cause?: unknown): GatewayError {
  return new GatewayError('token-refused', 'the token is not accepted', { cause })
}

function unreachable(cause: unknown): GatewayError {
  return new GatewayError('issuer-unreachable', 'the key set of the issuer cannot be fetched', {
    cause,
  })
}
