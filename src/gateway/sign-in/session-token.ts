import jwt from '@fastify/jwt'
import type { FastifyInstance } from 'fastify'
import type { Uuid } from '../../protocol/uuid.ts'

/** What the cookie of a sign-in says. Only this node makes one; whether it still holds the database knows. */
export interface SessionClaims {
  /** The sign-in. */
  readonly sid: Uuid
  /** Which of its tokens this is. */
  readonly turn: number
  readonly agency: string
  /** Issuer and subject at the agency's identity provider. */
  readonly idp: string
  readonly sub: string
  /** As the provider says; null when it does not. */
  readonly name: string | null
  readonly acr: string | null
  /** The member, if the person was one when signing in. */
  readonly member: Uuid | null
  /** Seconds since 1970. */
  readonly exp: number
}

/** Writes and reads the tokens. */
export interface SessionTokens {
  readonly sign: (claims: SessionClaims) => string
  /** Undefined for anything that this node did not sign as such a token for itself, and for one that is over at `now` (ms). */
  readonly read: (token: string, now: number) => SessionClaims | undefined
}

const TYP = 'sluss-session+jwt'

/** Builds them. `key`: 32 bytes that all processes of the node share. */
export async function buildSessionTokens(
  app: FastifyInstance,
  { key, origin }: { readonly key: Uint8Array; readonly origin: string },
): Promise<SessionTokens> {
  let tokens: SessionTokens | undefined
  // In a scope of its own: elsewhere the same plugin reads tokens of others.
  await app.register(async (scope) => {
    await scope.register(jwt, {
      secret: Buffer.from(key),
      sign: {
        algorithm: 'HS256',
        header: { alg: 'HS256', typ: TYP },
        iss: origin,
        aud: origin,
        noTimestamp: true,
      },
      verify: {
        algorithms: ['HS256'],
        allowedIss: origin,
        allowedAud: origin,
        checkTyp: TYP,
        requiredClaims: ['sid', 'turn', 'exp'],
        // Checked against the injected clock.
        ignoreExpiration: true,
      },
    })
    tokens = {
      sign: (claims) => scope.jwt.sign({ ...claims }),
      read(token, now) {
        try {
          const claims = scope.jwt.verify<SessionClaims>(token)
          return claims.exp * 1000 > now ? claims : undefined
        } catch {
          return undefined
        }
      },
    }
  })
  return tokens!
}
