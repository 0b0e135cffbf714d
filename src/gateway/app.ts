import rateLimit from '@fastify/rate-limit'
import Fastify from 'fastify'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Writer } from '../audit/write-item.ts'
import type { PolicySets } from './policy-sets.ts'
import type { MessageType } from '../protocol/message-type.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { SigningKey } from '../protocol/signing-key.ts'
import { newUuid } from '../protocol/uuid.ts'
import type { Db } from '../storage/db.ts'
import { findVersion, listAfter } from '../storage/directory.ts'
import { buildDirectory } from './directory.ts'
import type { Gate } from './gate.ts'
import { buildIssuerKeys } from './issuer-keys.ts'
import type { FetchKeys } from './issuer-keys.ts'
import type { Issuer } from './issuer.ts'
import { findActor } from './find-actor.ts'
import { buildVerifySignature } from './node-verify.ts'
import { authenticate } from './plugins/authenticate.ts'
import { bodyParsers } from './plugins/body-parsers.ts'
import { errorHandler } from './plugins/error-handler.ts'
import { openApi, openApiPage } from './plugins/open-api.ts'
import { requestLog } from './plugins/request-log.ts'
import { securityHeaders } from './plugins/security-headers.ts'
import { buildMemberRate, rateLimited } from './rate.ts'
import { buildRefusals } from './refusals.ts'
import { markAccess } from './routes/access.ts'
import { actRoutes } from './routes/acts.ts'
import { disclosureRoutes } from './routes/disclosures.ts'

/** What bounds a request. */
export interface Limits {
  /** Bytes of a request body. */
  readonly body: number
  /** Requests per minute and member. */
  readonly memberRate: number
  /** Requests per minute and client address. */
  readonly addressRate: number
}

/** Everything real that the service works with; `server.ts` constructs it, and so do the tests. */
export interface Deps {
  readonly db: Db
  readonly writer: Writer
  /** ms since 1970. */
  readonly clock: () => number
  readonly origin: string
  readonly issuers: readonly Issuer[]
  readonly fetchKeys: FetchKeys
  /** Null while it is missing: then nothing can be delivered and the service says that it is not ready. */
  readonly nodeKey: SigningKey | null
  /** Name and verifier key of the log (c2sp.org/signed-note). */
  readonly logVerifierKey: string
  readonly pins: ReadonlyMap<string, Digest>
  readonly policySets: PolicySets
  readonly messageTypes: ReadonlyMap<string, MessageType>
  readonly limits: Limits
  readonly log: FastifyBaseLogger
  /** Proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[]
}
