import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import Fastify, { LogController } from 'fastify'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { RecordKey } from '../audit/record-key.ts'
import type { Writer } from '../audit/write-item.ts'
import { namingActor, rememberClient } from './acted-with.ts'
import type { PolicySets } from './policy-sets.ts'
import type { MessageType } from '../protocol/message-type.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { SigningKey } from '../protocol/signing-key.ts'
import { newUuid } from '../protocol/uuid.ts'
import type { Db } from '../storage/db.ts'
import type { MissingRecord } from '../storage/erasures.ts'
import { watchRegularly } from './watch-regularly.ts'
import { buildGate } from './build-gate.ts'
import type { Gate } from './gate.ts'
import { buildIssuerKeys } from './issuer-keys.ts'
import type { FetchKeys } from './issuer-keys.ts'
import type { Issuer } from './issuer.ts'
import { loadActor } from './load-actor.ts'
import { authenticate } from './plugins/authenticate.ts'
import { bodyParsers } from './plugins/body-parsers.ts'
import { errorHandler } from './plugins/error-handler.ts'
import { openApi, openApiPage } from './plugins/open-api.ts'
import { requestLog } from './plugins/request-log.ts'
import { securityHeaders } from './plugins/security-headers.ts'
import { buildMemberRate, rateLimited } from './rate.ts'
import { buildSignIn } from './sign-in/build-sign-in.ts'
import { signInRoutes } from './sign-in/routes.ts'
import type { SignInParts } from './sign-in/routes.ts'
import { buildRefusals } from './refusals.ts'
import {
  activateRegularly,
  checkRegularly,
  expireRegularly,
  flushRegularly,
} from './regular-work.ts'
import type { LogState } from './readiness.ts'
import type { WitnessPolicy } from './witness-policy.ts'
import { markAccess } from './routes/access.ts'
import { actRoutes } from './routes/acts.ts'
import { agencyRoutes } from './routes/agencies.ts'
import { decisionRoutes } from './routes/decisions.ts'
import { disclosureRoutes } from './routes/disclosures.ts'
import { draftRoutes } from './routes/drafts.ts'
import { noteRoutes } from './routes/notes.ts'
import {
  custodianRoutes,
  memberEnrolmentRoutes,
  personEnrolmentRoutes,
} from './routes/enrolments.ts'
import { eventRoutes } from './routes/events.ts'
import type { EventTimes } from './routes/events.ts'
import { extractRoutes } from './routes/extracts.ts'
import { healthRoutes } from './routes/health.ts'
import { inboxRoutes } from './routes/inbox.ts'
import { logRoutes } from './routes/log.ts'
import { lookUpRoutes } from './routes/look-ups.ts'
import { nodeRoutes } from './routes/node.ts'
import { operationRoutes } from './routes/operation.ts'
import { openingRoutes } from './routes/openings.ts'
import { oversightRoutes } from './routes/oversight.ts'
import { policySetRoutes } from './routes/policy-sets.ts'
import { questionRoutes } from './routes/questions.ts'
import { reconciliationRoutes } from './routes/reconciliations.ts'
import { referenceRoutes } from './routes/reference.ts'
import { reviewOverviewRoutes } from './routes/review-overview.ts'
import { reportRoutes } from './routes/reports.ts'
import { reviewRoutes } from './routes/reviews.ts'
import { statementRoutes } from './routes/statements.ts'
import { vaultRoutes } from './routes/vault.ts'
import { webRoutes } from './routes/web.ts'
import type { WebBundle } from './web-bundle.ts'
import { threadRoutes } from './routes/threads.ts'
import { workRoutes } from './routes/work.ts'

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
  /** The writer's own state, for readiness. */
  readonly logState: LogState
  /** ms since 1970. */
  readonly clock: () => number
  readonly origin: string
  readonly issuers: readonly Issuer[]
  readonly fetchKeys: FetchKeys
  /** Null while it is missing: then nothing can be delivered and the service says that it is not ready. */
  readonly nodeKey: SigningKey | null
  /** Name and verifier key of the log (c2sp.org/signed-note). */
  readonly logVerifierKey: string
  /** Tells who acted in a record. */
  readonly recordKey: RecordKey
  readonly pins: ReadonlyMap<string, Digest>
  readonly policySets: PolicySets
  readonly messageTypes: ReadonlyMap<string, MessageType>
  /** The workspaces; null or absent without. */
  readonly web?: WebBundle | null
  readonly limits: Limits
  /** Days after which sealed content is deleted whether or not both sides have registered it. */
  readonly keptDays: number
  /** Days for which the records can tell who acted: what members signed names them for as long as it is kept. */
  readonly detailDays: number
  /** Who cosigns the log; null or absent without witnesses. */
  readonly witnesses?: WitnessPolicy | null
  /** Whether the most sensitive parts wait for the sending agency's witness. */
  readonly strictRelease?: boolean
  /** Seconds after which a log that no quorum has cosigned is something to notice; 60 unless given. */
  readonly witnessPatience?: number
  /** Shows the witnesses at once what was just recorded. */
  readonly publish?: () => Promise<void>
  /** How long a reader waits for a witness at most, in ms; 10 s unless given. */
  readonly releaseWait?: number
  readonly log: FastifyBaseLogger
  /** Certificate and key in PEM when TLS ends here. */
  readonly tls?: { readonly cert: string; readonly key: string } | null
  /** Proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[]
  /** How often live streams look for news and show that they live; as they say themselves unless given. */
  readonly eventTimes?: EventTimes
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Records now what was refused before a valid token since the last record. */
    flushRefusals: () => Promise<void>
    /** Writes a record of nothing but the count: see `Refusals.probe`. */
    probeLog: () => Promise<void>
    /** Deletes now the content that is due, and returns of how many disclosures. */
    expireContent: () => Promise<number>
    /** Compares the log with what is kept beside it now, and tells the first of what is missing. */
    checkRecords: () => Promise<readonly MissingRecord[]>
  }
}

/**
 * Builds the service. `server.ts` and the tests differ only in the deps they pass; `watch` is shown the app before any route
 * is registered, so that a test can see the whole route table.
 */
export async function buildApp(
  deps: Deps,
  watch: (app: FastifyInstance) => void = () => {},
): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    ...(deps.tls ? { https: deps.tls } : {}),
    loggerInstance: deps.log,
    // Ours tells the route's pattern; Fastify's would tell the address.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: deps.limits.body,
    requestTimeout: 60_000,
    connectionTimeout: 60_000,
    trustProxy: deps.trustedProxies?.length ? [...deps.trustedProxies] : false,
    // The number of a request is ours: one from outside could be anything.
    genReqId: () => newUuid(deps.clock()),
    requestIdHeader: false,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
    return503OnClosing: true,
  })
  watch(app)
  const writer = namingActor(deps.writer, () => gate)
  const refusals = buildRefusals(writer, deps.log, deps.limits.memberRate)
  const gate = buildGate({ ...deps, writer })

  app.decorateRequest('signIn', null)
  app.decorateRequest('actor', null)
  app.decorateRequest('issuer', null)
  app.decorateRequest('concern')
  app.addHook('onRequest', async (request) => {
    request.concern = {}
  })
  rememberClient(app)
  errorHandler(app, refusals)
  securityHeaders(app, { isHttps: deps.origin.startsWith('https:') })
  bodyParsers(app)
  requestLog(app)
  await app.register(rateLimit, {
    max: deps.limits.addressRate,
    timeWindow: 60_000,
    addHeaders: NO_HEADERS,
    addHeadersOnExceeding: NO_HEADERS,
    errorResponseBuilder: (_request, { ttl }) => rateLimited(Math.ceil(ttl / 1000)),
  })
  await app.register(cookie, { hook: 'onRequest' })
  await openApi(app, deps.origin)
  const signIn = await buildSignIn(app, { ...deps, writer }, { gate, refusals })
  await app.register(async (scope) => registerPublic(scope, deps, { gate, signIn }))
  await app.register(async (scope) => registerPerson(scope, deps, { gate, signIn }))
  flushRegularly(app, refusals)
  expireRegularly(app, deps)
  checkRegularly(app, deps, gate)
  watchRegularly(app, deps, gate)
  activateRegularly(app, deps)
  return app
}

/** Rates are told when they are exceeded, and not before. */
const NO_HEADERS = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
  'retry-after': false,
}

/** What everybody may do: read the log, read about the node, publish what custodians have signed. */
async function registerPublic(
  scope: FastifyInstance,
  deps: Deps,
  { gate, signIn }: Parts,
): Promise<void> {
  markAccess(scope, 'public')
  healthRoutes(scope, deps)
  nodeRoutes(scope, { ...deps, directory: gate.directory })
  logRoutes(scope, gate)
  statementRoutes(scope, { ...gate, pins: deps.pins })
  signInRoutes(scope, signIn)
  custodianRoutes(scope, gate, deps.nodeKey)
  await openApiPage(scope)
  if (deps.web) webRoutes(scope, deps.web)
}

interface Parts {
  readonly gate: Gate
  readonly signIn: SignInParts
}

/** What whoever has signed in may do, member or not yet. What is here needs a sign-in; who forgets is stopped by the scope, not by the route. */
async function registerPerson(scope: FastifyInstance, deps: Deps, parts: Parts): Promise<void> {
  const { browsers } = parts.signIn
  markAccess(scope, 'person')
  await authenticate(scope, {
    audience: deps.origin,
    clock: deps.clock,
    findKey: buildIssuerKeys(deps.issuers, deps.fetchKeys),
    async findBrowser(request, reply) {
      const session = await browsers.use(request, reply)
      return session && browsers.signInOf(session.claims)
    },
  })
  await scope.register(async (inner) => {
    inner.addHook('onRequest', buildMemberRate(inner, deps.limits.memberRate))
    await vaultRoutes(inner, parts.gate, deps.nodeKey)
    personEnrolmentRoutes(inner, parts.gate)
  })
  await scope.register(async (inner) => registerMember(inner, deps, parts))
}

/** What members may do. */
async function registerMember(
  scope: FastifyInstance,
  deps: Deps,
  { gate, signIn: { sessions } }: Parts,
): Promise<void> {
  markAccess(scope, 'member')
  scope.addHook('onRequest', async (request) => {
    const { acr } = request.signIn!
    request.actor = { ...(await loadActor(gate.directory, request.signIn!)), acr }
  })
  // Whoever asks after the moment at which the law changes is answered by the new one.
  scope.addHook('onRequest', () => gate.policySets.activateDue())
  const checkRate = buildMemberRate(scope, deps.limits.memberRate)
  scope.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.countsItself !== true) await checkRate(request)
  })
  const checkSignIns = buildMemberRate(scope, deps.limits.memberRate)
  scope.addHook('onRequest', async (request) => {
    // A sign-in was accepted, and there is somebody whose it is.
    const session = { name: request.signIn!.token, actor: request.actor! }
    if (!sessions.isKnown(session)) await checkSignIns(request)
    await sessions.start(session)
  })
  agencyRoutes(scope, gate)
  decisionRoutes(scope, gate)
  disclosureRoutes(scope, gate, checkRate)
  actRoutes(scope, gate)
  lookUpRoutes(scope, { ...gate, node: deps.nodeKey, logVerifierKey: deps.logVerifierKey })
  inboxRoutes(scope, gate)
  workRoutes(scope, gate)
  threadRoutes(scope, gate)
  openingRoutes(scope, gate)
  eventRoutes(scope, gate, deps.eventTimes)
  await draftRoutes(scope, gate)
  await noteRoutes(scope, gate)
  memberEnrolmentRoutes(scope, gate)
  policySetRoutes(scope, gate, buildMemberRate(scope, Math.ceil(deps.limits.memberRate / 30)))
  referenceRoutes(scope, gate)
  questionRoutes(scope, gate)
  reconciliationRoutes(scope, gate)
  operationRoutes(scope, gate)
  reviewRoutes(scope, gate)
  reviewOverviewRoutes(scope, gate)
  oversightRoutes(scope, gate)
  extractRoutes(scope, gate)
  reportRoutes(scope, gate)
}
