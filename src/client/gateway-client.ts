import type { Box } from '../protocol/box.ts'
import { encodeUtf8 } from '../protocol/bytes.ts'
import { isJsonObject } from '../protocol/json.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'
import type { Digest } from '../protocol/sha256.ts'
import type { Uuid } from '../protocol/uuid.ts'
import type { AgencyTexts } from './directory.ts'
import { ClientError } from './errors.ts'
import { buildGatewayReview } from './gateway-review.ts'
import type { GatewayReview } from './gateway-review.ts'
import { buildGatewayVault } from './gateway-vault.ts'
import type { GatewayVault } from './gateway-vault.ts'
import { buildGatewayWork } from './gateway-work.ts'
import type { Asking, GatewayWork } from './gateway-work.ts'
import { requestBytes, requestJson } from './http.ts'
import type { Transport } from './http.ts'

/** What to list of an inbox. */
export interface InboxQuery {
  readonly function: string
  readonly box: Box
  readonly cursor?: string
  readonly limit?: number
}

/**
 * The gateway's interface, one method for one request. Returns what the gateway said, not yet believed: `recorded.ts`,
 * `directory.ts` and `open-disclosure.ts` verify it.
 *
 * Every method throws ClientError: `gateway-unreachable`, `answer-invalid`, or the gateway's own code.
 */
export interface GatewayClient extends GatewayWork, GatewayVault, GatewayReview {
  /** About the gateway itself: keys, log, active policy set, message types. */
  readonly node: () => Promise<JsonObject>
  readonly agencies: () => Promise<AgencyTexts[]>
  readonly policySet: (digest: Digest) => Promise<Uint8Array>
  readonly policySets: () => Promise<JsonObject>
  /** A proposed policy set, as `encodeProposedPolicy` wrote it. */
  readonly proposePolicy: (proposed: Uint8Array) => Promise<JsonObject>
  readonly approvePolicy: (proposal: Digest, text: string) => Promise<JsonObject>
  readonly withdrawPolicy: (proposal: Digest, text: string) => Promise<JsonObject>
  /** One page. */
  readonly replayPolicy: (digest: Digest, request: JsonObject) => Promise<JsonObject>
  readonly publish: (text: string) => Promise<JsonObject>
  readonly preview: (request: JsonObject) => Promise<JsonObject>
  readonly submit: (submission: Uint8Array) => Promise<JsonObject>
  readonly disclosure: (id: Uuid, asking?: Asking) => Promise<JsonObject>
  readonly held: (id: Uuid) => Promise<Uint8Array>
  readonly sent: (id: Uuid) => Promise<Uint8Array>
  readonly countersign: (id: Uuid, text: string) => Promise<JsonObject>
  readonly open: (id: Uuid, text: string) => Promise<Uint8Array>
  readonly receipt: (id: Uuid, text: string) => Promise<JsonObject>
  readonly withdraw: (id: Uuid, text: string) => Promise<JsonObject>
  /** Says that content was printed, copied or written to a file. */
  readonly use: (id: Uuid, text: string) => Promise<JsonObject>
  /** That this member knows somebody in the case, and therefore does not open. */
  readonly declareConflict: (id: Uuid) => Promise<JsonObject>
  /** Says that the log was verified up to this size: `verified`, or the code of what was found. */
  readonly reportVerification: (size: number, outcome: string) => Promise<JsonObject>
  readonly evidence: (id: Uuid) => Promise<Uint8Array>
  readonly inbox: (query: InboxQuery) => Promise<JsonObject>
  /** One page of what was exchanged with another agency in a day. */
  readonly exchanged: (day: string, other: string, cursor?: string) => Promise<JsonObject>
  readonly reconcile: (text: string) => Promise<JsonObject>
  /** Alarms about deliveries since a day. */
  readonly deliveryAlarms: (since: string) => Promise<JsonObject>
  readonly extract: (request: JsonObject) => Promise<JsonObject>
  readonly recordExport: (text: string) => Promise<JsonObject>
  /** The frozen report of an agency and period: its JSON text, the digest of that, and the signatures on it. */
  readonly report: (period: string, of: string) => Promise<JsonObject>
  /** Reports of other agencies that may be signed, or are. */
  readonly reportsToApprove: () => Promise<JsonObject>
  readonly approveReport: (text: string) => Promise<JsonObject>
  /** What waits for the compliance officer. */
  readonly reviewQueue: (reason?: string) => Promise<JsonObject>
  readonly reviewRecord: (agency: string, record: Uuid) => Promise<JsonObject>
  readonly review: (text: string) => Promise<JsonObject>
  readonly relate: (text: string) => Promise<JsonObject>
  readonly sample: (text: string) => Promise<JsonObject>
  readonly population: (announced: Digest) => Promise<JsonObject>
  readonly caseTimeline: (caseReference: string) => Promise<JsonObject>
  readonly inquire: (text: string) => Promise<JsonObject>
  readonly inquiries: () => Promise<JsonObject>
  readonly memberTimeline: (inquiry: Digest) => Promise<JsonObject>
  readonly checkpoint: () => Promise<Uint8Array>
  /** The newest checkpoint that a quorum of witnesses has cosigned, as a signed note. */
  readonly cosignedCheckpoint: () => Promise<Uint8Array>
  /** The newest record of a web client whose `bundle.json` has this digest. */
  readonly webBundle: (digest: Digest) => Promise<JsonObject>
  readonly consistency: (year: number, from: number, to: number) => Promise<JsonObject>
  /** The last checkpoint of the year before, as a signed note. */
  readonly opened: (year: number) => Promise<Uint8Array>
  /** The first entry of a year, as a bundle of one. */
  readonly firstEntry: (year: number) => Promise<Uint8Array>
  /** c2sp.org/tlog-proof. */
  readonly inclusion: (year: number, index: number, size: number) => Promise<Uint8Array>
}

const JOSE = 'application/jose'
const JOSE_JSON = 'application/jose+json'

/** Builds a client. Nothing is sent before a method is called. */
export function buildGatewayClient(transport: Transport): GatewayClient {
  const get = (path: string, asking: Asking = {}) =>
    requestJson(transport, { method: 'GET', path, ...asking }).then(asObject)
  const getBytes = (path: string, asking: Asking = {}) =>
    requestBytes(transport, { method: 'GET', path, ...asking })
  // Read anew by the program itself, whenever it shows something: no sign that somebody is there.
  const byItself = { passive: true } as const
  const getOpen = { method: 'GET', authenticated: false } as const
  const statement = (text: string) => ({
    // A general JWS is a JSON object, a compact one begins with base64url (RFC 7515 §9.2.1).
    type: text.startsWith('{') ? JOSE_JSON : JOSE,
    bytes: encodeUtf8(text),
  })
  const post = (path: string, text: string) =>
    requestJson(transport, { method: 'POST', path, body: statement(text) }).then(asObject)
  const onProposal = (digest: Digest) => `/v1/policy-proposals/${encodeURIComponent(digest)}`
  const about = (id: Uuid) => `/v1/disclosures/${encodeURIComponent(id)}`
  return {
    ...buildGatewayReview(transport),
    ...buildGatewayWork(transport),
    ...buildGatewayVault(transport),
    node: () => requestJson(transport, { ...getOpen, path: '/v1/node' }).then(asObject),
    agencies: async () => {
      const { agencies } = await get('/v1/agencies', byItself)
      if (!Array.isArray(agencies)) throw unexpected()
      return agencies.map(asAgencyTexts)
    },
    policySet: (digest) => getBytes(`/v1/policy-sets/${encodeURIComponent(digest)}`, byItself),
    policySets: () => get('/v1/policy-sets', byItself),
    proposePolicy: (proposed) =>
      requestJson(transport, {
        method: 'POST',
        path: '/v1/policy-proposals',
        body: { type: 'application/cbor', bytes: proposed },
      }).then(asObject),
    approvePolicy: (proposal, text) => post(`${onProposal(proposal)}/approvals`, text),
    withdrawPolicy: (proposal, text) => post(`${onProposal(proposal)}/withdrawal`, text),
    replayPolicy: (digest, request) =>
      requestJson(transport, {
        method: 'POST',
        path: `/v1/policy-sets/${encodeURIComponent(digest)}/replay`,
        body: { type: 'application/json', bytes: encodeUtf8(JSON.stringify(request)) },
      }).then(asObject),
    publish: (text) =>
      requestJson(transport, {
        method: 'POST',
        path: '/v1/statements',
        authenticated: false,
        body: statement(text),
      }).then(asObject),
    preview: (request) =>
      requestJson(transport, {
        method: 'POST',
        path: '/v1/decisions',
        body: { type: 'application/json', bytes: encodeUtf8(JSON.stringify(request)) },
      }).then(asObject),
    submit: (submission) =>
      requestJson(transport, {
        method: 'POST',
        path: '/v1/disclosures',
        body: { type: 'application/cbor', bytes: submission },
      }).then(asObject),
    disclosure: (id, asking) => get(about(id), asking),
    held: (id) => getBytes(`${about(id)}/held`),
    sent: (id) => getBytes(`${about(id)}/sent`),
    countersign: (id, text) => post(`${about(id)}/countersignatures`, text),
    open: (id, text) =>
      requestBytes(transport, { method: 'POST', path: `${about(id)}/open`, body: statement(text) }),
    receipt: (id, text) => post(`${about(id)}/receipts`, text),
    withdraw: (id, text) => post(`${about(id)}/withdrawals`, text),
    use: (id, text) => post(`${about(id)}/uses`, text),
    declareConflict: (id) =>
      requestJson(transport, { method: 'POST', path: `${about(id)}/conflict` }).then(asObject),
    reportVerification: (size, outcome) =>
      requestJson(transport, {
        method: 'POST',
        path: '/v1/verifications',
        body: { type: 'application/json', bytes: encodeUtf8(JSON.stringify({ size, outcome })) },
      }).then(asObject),
    evidence: (id) => getBytes(`${about(id)}/evidence`),
    inbox: ({ function: id, box, cursor, limit }) => {
      const query = new URLSearchParams({ function: id, box })
      if (cursor !== undefined) query.set('cursor', cursor)
      if (limit !== undefined) query.set('limit', String(limit))
      return get(`/v1/inbox?${query}`)
    },
    exchanged: (day, other, cursor) => {
      const query = new URLSearchParams({ with: other })
      if (cursor !== undefined) query.set('cursor', cursor)
      return get(`/v1/reconciliations/${encodeURIComponent(day)}?${query}`)
    },
    reconcile: (text) => post('/v1/reconciliations', text),
    deliveryAlarms: (since) => get(`/v1/delivery-alarms?since=${encodeURIComponent(since)}`),
    extract: (request) =>
      requestJson(transport, {
        method: 'POST',
        path: '/v1/extracts',
        body: { type: 'application/json', bytes: encodeUtf8(JSON.stringify(request)) },
      }).then(asObject),
    recordExport: (text) => post('/v1/exports', text),
    report: (period, of) =>
      get(`/v1/reports/${encodeURIComponent(period)}?${new URLSearchParams({ of })}`),
    reportsToApprove: () => get('/v1/report-approvals'),
    approveReport: (text) => post('/v1/report-approvals', text),
    reviewQueue: (reason) =>
      get(`/v1/reviews/queue${reason === undefined ? '' : `?${new URLSearchParams({ reason })}`}`),
    reviewRecord: (agency, record) =>
      get(`/v1/reviews/records/${encodeURIComponent(agency)}/${encodeURIComponent(record)}`),
    review: (text) => post('/v1/reviews', text),
    relate: (text) => post('/v1/relations', text),
    sample: (text) => post('/v1/reviews/samples', text),
    population: (announced) =>
      get(`/v1/reviews/samples/${encodeURIComponent(announced)}/population`),
    caseTimeline: (reference) => get(`/v1/reviews/cases/${encodeURIComponent(reference)}`),
    inquire: (text) => post('/v1/reviews/inquiries', text),
    inquiries: () => get('/v1/reviews/inquiries'),
    memberTimeline: (inquiry) => get(`/v1/reviews/inquiries/${encodeURIComponent(inquiry)}`),
    checkpoint: () => requestBytes(transport, { ...getOpen, path: '/v1/log/checkpoint' }),
    cosignedCheckpoint: () =>
      requestBytes(transport, { ...getOpen, path: '/v1/log/checkpoint?cosigned=yes' }),
    webBundle: (digest) =>
      requestJson(transport, { ...getOpen, path: `/v1/log/web-bundles/${digest}` }).then(asObject),
    consistency: (year, from, to) =>
      requestJson(transport, {
        ...getOpen,
        path: `/v1/log/${year}/consistency?from=${from}&to=${to}`,
      }).then(asObject),
    opened: (year) => requestBytes(transport, { ...getOpen, path: `/v1/log/${year}/opened` }),
    firstEntry: (year) =>
      requestBytes(transport, { ...getOpen, path: `/v1/log/${year}/tile/entries/000.p/1` }),
    inclusion: (year, index, size) =>
      requestBytes(transport, { ...getOpen, path: `/v1/log/${year}/proof/${index}?size=${size}` }),
  }
}

function asObject(value: JsonValue): JsonObject {
  if (!isJsonObject(value)) throw unexpected()
  return value
}

function asAgencyTexts(value: JsonValue): AgencyTexts {
  if (!isJsonObject(value)) throw unexpected()
  const { agency, roster, rosterRecord } = value
  if (typeof agency !== 'string') throw unexpected()
  if (typeof roster !== 'string' && roster !== null) throw unexpected()
  return {
    agency,
    roots: asTexts(value['roots']),
    roster,
    rosterRecord: isJsonObject(rosterRecord) ? rosterRecord : null,
    credentials: asTexts(value['credentials']),
    functionKeys: asTexts(value['functionKeys']),
    agreements: asTexts(value['agreements']),
  }
}

function asTexts(value: JsonValue | undefined): string[] {
  if (!Array.isArray(value)) throw unexpected()
  return value.map((text: JsonValue) => {
    if (typeof text !== 'string') throw unexpected()
    return text
  })
}

function unexpected(): ClientError {
  return new ClientError('answer-invalid', 'the gateway answered something unexpected')
}
