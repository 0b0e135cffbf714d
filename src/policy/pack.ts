/**
 * A pack as bytes: one canonical JSON (RFC 8785 for the values that a pack holds: no fractions), whose digest names the set
 * in every manifest, decision and evidence bundle.
 *
 * @module
 */
import { encodeUtf8, equalBytes } from '../protocol/bytes.ts'
import { parseJson } from '../protocol/json.ts'
import { digestOf } from '../protocol/sha256.ts'
import { verifyPack } from './check-pack.ts'
import { compileRules } from './compile-rules.ts'
import { PolicyError } from './errors.ts'
import { compareText } from './in-order.ts'
import { JsonForm } from './json-form.ts'
import { PACK_SCHEMA } from './pack-schema.ts'
import type { Pack, PolicySet } from './policy-set.ts'

const PACK = new JsonForm<Pack>(PACK_SCHEMA)

/** The largest pack in bytes, four times the law of 2026: whoever reads one from outside works no longer than on this. */
export const PACK_LIMIT = 2_097_152

/** Makes a set of a pack in any order; throws `pack-invalid` with the place and the reason. */
export function buildPolicySet(pack: unknown): PolicySet {
  if (!PACK.fits(pack))
    throw new PolicyError('pack-invalid', 'the policy pack has the wrong form', {
      place: { ...PACK.fault },
    })
  verifyPack(pack)
  const sorted = sortPack(pack)
  const bytes = encodePack(sorted)
  // What is made here must be readable elsewhere.
  verifySize(bytes)
  return { digest: digestOf(bytes), pack: sorted, rules: compileRules(sorted) }
}

function verifySize(bytes: Uint8Array): void {
  if (bytes.length > PACK_LIMIT)
    throw new PolicyError('pack-invalid', 'the policy pack is too large', {
      place: { reason: 'is larger than 2 MiB' },
    })
}

/** The canonical bytes of a set: what its digest covers. */
export function encodePolicySet(set: PolicySet): Uint8Array {
  return encodePack(set.pack)
}

/** Reads a set that came from outside; throws `pack-invalid` on anything that `encodePolicySet` would not have written. */
export function parsePolicySet(bytes: Uint8Array): PolicySet {
  verifySize(bytes)
  const set = buildPolicySet(parsePackJson(bytes))
  if (!equalBytes(encodePolicySet(set), bytes))
    throw new PolicyError('pack-invalid', 'the policy pack is not canonical')
  return set
}

function parsePackJson(bytes: Uint8Array): unknown {
  try {
    return parseJson(bytes)
  } catch (cause) {
    throw new PolicyError('pack-invalid', 'the policy pack is not JSON', { cause })
  }
}

/** Order must not change the digest: lists of rules, facts, crimes and sources are sorted by name. */
function sortPack(pack: Pack): Pack {
  const byId = (a: { id: string }, b: { id: string }): number => compareText(a.id, b.id)
  return {
    ...pack,
    sources: pack.sources.toSorted((a, b) => compareText(a.key, b.key)),
    facts: pack.facts.toSorted((a, b) => compareText(a.name, b.name)),
    crimes: pack.crimes.toSorted((a, b) => compareText(a.label, b.label)),
    locks: pack.locks.toSorted(byId),
    gateways: pack.gateways.toSorted(byId),
    blocks: pack.blocks.toSorted(byId),
    obligationRules: pack.obligationRules.toSorted(byId),
    openQuestions: pack.openQuestions.toSorted(byId),
    renamed: pack.renamed.toSorted(byId),
  }
}

function encodePack(pack: Pack): Uint8Array {
  return encodeUtf8(JSON.stringify(pack, sortMembers))
}

function sortMembers(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareText(a, b)))
}
