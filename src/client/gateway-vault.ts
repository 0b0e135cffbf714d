import { encodeUtf8, parseUtf8 } from '../protocol/bytes.ts'
import { AnswerReader } from './answer-reader.ts'
import { ClientError } from './errors.ts'
import { requestBytes, requestJson } from './http.ts'
import type { GatewayRequest, Transport } from './http.ts'

/** What was left for somebody who asks to be admitted. Believed by nobody yet. */
export interface LeftForMe {
  /** `kid` of the key that was asked with; null before anything was. */
  readonly kid: string | null
  readonly introduction: string | null
  readonly handovers: readonly string[]
}

/** What a person's vault and admission ask of a gateway; one method for one request, with the same errors as all of `GatewayClient`. */
export interface GatewayVault {
  /** As it was sealed; undefined when there is none. */
  readonly vault: () => Promise<string | undefined>
  readonly saveVault: (generation: number, text: string) => Promise<void>
  readonly deleteVault: () => Promise<void>
  /** When each vault of the last month was replaced or deleted, newest first. */
  readonly earlierVaults: () => Promise<readonly string[]>
  /** Takes back the vault that was replaced or deleted then. */
  readonly restoreVault: (time: string) => Promise<void>
  /** Forgets every earlier vault: `request` as `signForgetVaults` wrote it. */
  readonly forgetEarlierVaults: (request: string) => Promise<void>
  readonly enrol: (enrolment: string) => Promise<void>
  readonly leftForMe: () => Promise<LeftForMe>
  /** Says that a function's key was taken in. */
  readonly noteTaken: (kid: string) => Promise<void>
  /** Enrolments of admitted colleagues. */
  readonly colleagues: () => Promise<readonly string[]>
  /** Leaves a sealed key for whoever asked with the key `to`. */
  readonly handOver: (to: string, handover: string) => Promise<void>
  /** Enrolments, if that is what the custodian asks. */
  readonly askAsCustodian: (request: string) => Promise<readonly string[]>
}

/** Builds these methods. Nothing is sent before one is called. */
export function buildGatewayVault(transport: Transport): GatewayVault {
  const ask = (request: GatewayRequest) => requestJson(transport, request)
  const tell = async (request: GatewayRequest) => void (await requestBytes(transport, request))
  const signed = (text: string) => ({ type: 'application/jose', bytes: encodeUtf8(text) })
  const texts = async (request: GatewayRequest) =>
    new AnswerReader(await ask(request)).texts('enrolments')
  return {
    vault: () => findVault(transport),
    saveVault: (generation, text) =>
      tell({
        method: 'PUT',
        path: `/v1/vault?generation=${generation}`,
        body: { type: 'application/octet-stream', bytes: encodeUtf8(text) },
      }),
    deleteVault: () => tell({ method: 'DELETE', path: '/v1/vault' }),
    earlierVaults: async () => {
      const request = { method: 'GET', path: '/v1/vault/earlier', passive: true } as const
      return new AnswerReader(await ask(request)).texts('earlier')
    },
    restoreVault: (time) =>
      tell({ method: 'POST', path: `/v1/vault/earlier/${encodeURIComponent(time)}/restore` }),
    forgetEarlierVaults: (request) =>
      tell({ method: 'POST', path: '/v1/vault/earlier/forget', body: signed(request) }),
    enrol: (enrolment) => tell({ method: 'POST', path: '/v1/enrolments', body: signed(enrolment) }),
    leftForMe: async () => {
      const answer = new AnswerReader(await ask({ method: 'GET', path: '/v1/enrolment' }))
      return {
        kid: answer.has('kid') ? answer.text('kid') : null,
        introduction: answer.has('introduction') ? answer.text('introduction') : null,
        handovers: answer.texts('handovers'),
      }
    },
    noteTaken: (kid) =>
      tell({ method: 'DELETE', path: `/v1/enrolment/handovers/${encodeURIComponent(kid)}` }),
    colleagues: () => texts({ method: 'GET', path: '/v1/enrolments' }),
    handOver: (to, handover) =>
      tell({
        method: 'POST',
        path: `/v1/enrolments/${encodeURIComponent(to)}/handovers`,
        body: signed(handover),
      }),
    askAsCustodian: (request) =>
      texts({
        method: 'POST',
        path: '/v1/custodian-requests',
        authenticated: false,
        body: signed(request),
      }),
  }
}

async function findVault(transport: Transport): Promise<string | undefined> {
  try {
    // The page asks when it is loaded: no sign that somebody is there.
    const request = { method: 'GET', path: '/v1/vault', passive: true } as const
    return parseUtf8(await requestBytes(transport, request))
  } catch (error) {
    if (error instanceof ClientError && error.code === 'not-found') return undefined
    throw error
  }
}
