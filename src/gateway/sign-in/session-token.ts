import jwt from '@fastify/jwt'
import type { FastifyInstance } from 'fastify'
import { CompactEncrypt, compactDecrypt } from 'jose'
import { encodeUtf8, parseUtf8 } from '../../protocol/bytes.ts'
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
  /** When it began, in ms since 1970. */
  readonly begunAt: number
  /** The member, if the person was one when signing in. */
  readonly member: Uuid | null
  /** Seconds since 1970. */
  readonly exp: number
}

/** Writes and reads the tokens: signed, and sealed so that whoever looks into a browser is not told who was there (RFC 7519 §A.2). */
export interface SessionTokens {
  readonly seal: (claims: SessionClaims) => Promise<string>
  /** Undefined for anything that this node did not make as such a token for itself, and for one that is over at `now` (ms). */
  readonly open: (token: string, now: number) => Promise<SessionClaims | undefined>
}

/** 32 bytes each, that all processes of the node share. */
export interface SessionTokenKeys {
  readonly signing: Uint8Array
  readonly sealing: Uint8Array
}

const TYP = 'sluss-session+jwt'

/** Builds them, for the node of this origin. */
export async function buildSessionTokens(
  app: FastifyInstance,
  { signing, sealing }: SessionTokenKeys,
  origin: string,
): Promise<SessionTokens> {
  let tokens: SessionTokens | undefined
  // In a scope of its own: elsewhere the same plugin reads tokens of others.
  await app.register(async (scope) => {
    await scope.register(jwt, {
      secret: Buffer.from(signing),
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
      seal: (claims) => sealToken(scope.jwt.sign({ ...claims }), sealing),
      async open(token, now) {
        try {
          const claims = scope.jwt.verify<SessionClaims>(await openToken(token, sealing))
          return claims.exp * 1000 > now ? claims : undefined
        } catch {
          return undefined
        }
      },
    }
  })
  return tokens!
}

async function sealToken(token: string, key: Uint8Array): Promise<string> {
  return new CompactEncrypt(encodeUtf8(token))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: TYP, cty: 'JWT' })
    .encrypt(key)
}

async function openToken(sealed: string, key: Uint8Array): Promise<string> {
  const { plaintext } = await compactDecrypt(sealed, key, {
    keyManagementAlgorithms: ['dir'],
    contentEncryptionAlgorithms: ['A256GCM'],
  })
  return parseUtf8(plaintext)
}
