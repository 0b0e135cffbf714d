/**
 * An introduction: whom a member trusts, as the agency's custodians say it. The root of the own agency and of each agency that it trusts,
 * the keys of the gateway and its log, the witnesses that must have seen the log, and the law from which every later one must follow.
 *
 * It may come from anybody, also from the gateway that it is about, because it counts only when its fingerprint is the one that a
 * custodian read out and the member typed. From then on it lies in the member's vault, where nobody but the member can change it.
 *
 * @module
 */
import { isAgencyId } from '../protocol/agency-id.ts'
import { encodeUtf8 } from '../protocol/bytes.ts'
import { isJsonObject, parseJson } from '../protocol/json.ts'
import type { JsonObject } from '../protocol/json.ts'
import { digestOf, parseDigest } from '../protocol/sha256.ts'
import type { Digest } from '../protocol/sha256.ts'
import { parseLogPolicy } from '../protocol/tlog/policy.ts'
import { parseVerifierKey } from '../protocol/tlog/note.ts'
import { ClientError } from './errors.ts'
import { fingerprintOf, parseFingerprint } from './fingerprint.ts'
import type { GatewayKeys } from './gateway-keys.ts'
import { isKeptLaw, parseKeptLaw } from './kept-law.ts'
import type { KeptLaw } from './kept-law.ts'

/** Whom a member trusts. */
export interface Introduction {
  readonly agency: string
  readonly gateway: GatewayKeys
  /** Digest of root 1, by agency; the own among them. */
  readonly pins: Readonly<Record<string, Digest>>
  /** Which witnesses must have cosigned the log, as a policy file (c2sp.org/tlog-policy); null where there are none yet. */
  readonly witnesses: string | null
  /** The law that the custodians have compared; null in one of before it was asked for. */
  readonly law: KeptLaw | null
}

const FORMAT = 'sluss/introduction/v2'
/** Without the law. */
const FORMAT_BEFORE = 'sluss/introduction/v1'

/** Writes an introduction: one text for one meaning, so that it has one fingerprint. */
export function encodeIntroduction(introduction: Introduction): string {
  const { agency, gateway, pins, witnesses, law } = introduction
  const sorted = Object.fromEntries(Object.entries(pins).sort(([a], [b]) => (a < b ? -1 : 1)))
  const { node, log } = gateway
  const said = { agency, gateway: { node, log }, pins: sorted, witnesses }
  if (law === null) return JSON.stringify({ format: FORMAT_BEFORE, ...said })
  const { policySet, activeFrom } = law
  return JSON.stringify({ format: FORMAT, ...said, law: { policySet, activeFrom } })
}

/** Reads what `encodeIntroduction` wrote, and no other text. Throws ClientError `introduction-invalid`. */
export function parseIntroduction(text: string): Introduction {
  try {
    const read = readIntroduction(parseJson(encodeUtf8(text)))
    if (encodeIntroduction(read) !== text) throw invalid()
    return read
  } catch (cause) {
    if (cause instanceof ClientError) throw cause
    throw invalid({ cause })
  }
}

/** What the custodian reads out: five groups of four. */
export function introductionFingerprint(text: string): string {
  return fingerprintOf(digestOf(encodeUtf8(text)))
}

/**
 * Takes an introduction as believed, because the member has typed the fingerprint that a custodian read out.
 *
 * @throws ClientError `introduction-invalid`, `introduction-of-another` for a member of another agency, `fingerprint-wrong`
 */
export function acceptIntroduction(text: string, agency: string, typed: string): Introduction {
  const introduction = parseIntroduction(text)
  if (introduction.agency !== agency)
    throw new ClientError('introduction-of-another', 'it introduces another agency')
  if (parseFingerprint(typed) !== introductionFingerprint(text))
    throw new ClientError('fingerprint-wrong', 'this is not what was read out')
  return introduction
}

function readIntroduction(value: unknown): Introduction {
  if (!isJsonObject(value)) throw invalid()
  const { agency, gateway, pins, witnesses } = value
  if (typeof agency !== 'string' || !isJsonObject(gateway) || !isJsonObject(pins)) throw invalid()
  const { node, log } = gateway
  if (typeof node !== 'string' || typeof log !== 'string') throw invalid()
  parseVerifierKey(log)
  const read = readPins(pins)
  if (!Object.hasOwn(read, agency)) throw invalid()
  return {
    agency,
    gateway: { node: parseDigest(node), log },
    pins: read,
    witnesses: readWitnesses(witnesses),
    law: readLaw(value),
  }
}

function readWitnesses(text: unknown): string | null {
  if (text === null) return null
  if (typeof text !== 'string') throw invalid()
  parseLogPolicy(text)
  return text
}

function readLaw({ format, law }: JsonObject): KeptLaw | null {
  if (format === FORMAT_BEFORE) return null
  if (format !== FORMAT || !isKeptLaw(law)) throw invalid()
  return parseKeptLaw(law)
}

function readPins(pins: JsonObject): Record<string, Digest> {
  return Object.fromEntries(
    Object.entries(pins).map(([agency, pin]) => {
      if (!isAgencyId(agency) || typeof pin !== 'string') throw invalid()
      return [agency, parseDigest(pin)]
    }),
  )
}

function invalid(options?: ErrorOptions): ClientError {
  return new ClientError('introduction-invalid', 'this is not an introduction', options)
}
