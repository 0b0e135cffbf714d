import type { Head } from '../protocol/statements/head.ts'
import type { ManifestPart } from '../protocol/statements/manifest.ts'
import type { Time } from '../protocol/time.ts'
import type { BodyType } from '../protocol/vocabulary.ts'
import { PolicyError } from './errors.ts'
import type { PolicyReceiver, PolicyRequest, PolicySender } from './policy-request.ts'

/** What rules ask about a function. */
export interface PolicyFunction {
  readonly agency: string
  readonly bodyType: BodyType
  readonly servesFearedPerpetrator: boolean
}

/** Looks up functions among verified agencies. */
export interface PolicyDirectory {
  readonly findFunction: (id: string) => PolicyFunction | undefined
}

/** What rules ask about a part; a plan that is not sealed yet has it too. */
export type RequestPart = Pick<ManifestPart, 'id' | 'subject' | 'category' | 'readers'>

/**
 * The request that a manifest makes of the policy when it is released at a moment.
 *
 * Sender's client, gateway, reader's client and evidence verification all build it here, so that they judge the same
 * thing. Throws `receiver-unknown` for a function that the directory does not know. Does not check the manifest.
 */
export function policyRequestFromManifest(
  head: Head,
  parts: readonly RequestPart[],
  directory: PolicyDirectory,
  at: Time,
): PolicyRequest {
  const motives = new Set(parts.filter(({ category }) => category === 'motive').map(({ id }) => id))
  const has = (motive: { readonly part: string } | undefined): boolean =>
    motive !== undefined && motives.has(motive.part)
  return {
    at,
    from: describe(directory, head.from.function),
    to: findReaders(head, parts).map((id) => describeReceiver(directory, id)),
    purpose: head.purpose,
    urgency: head.urgency,
    messageType: head.type,
    facts: head.facts,
    subjects: head.subjects,
    parts: parts.map(({ id, subject, category, readers }) => ({ id, subject, category, readers })),
    grounds: head.grounds.map(({ motive, ...ground }) => ({ ...ground, motive: has(motive) })),
    harmTests: head.harmTests.map(({ motive, ...test }) => ({ ...test, motive: has(motive) })),
  }
}

/** Every function that the disclosure is addressed to or that reads a part, but the sending one. */
function findReaders(head: Head, parts: readonly RequestPart[]): readonly string[] {
  const readers = new Set([...head.to, ...parts.flatMap((part) => part.readers)])
  readers.delete(head.from.function)
  return [...readers].sort()
}

function describe(directory: PolicyDirectory, id: string): PolicySender {
  const { agency, bodyType } = lookUp(directory, id)
  return { agency, function: id, bodyType }
}

function describeReceiver(directory: PolicyDirectory, id: string): PolicyReceiver {
  const { agency, bodyType, servesFearedPerpetrator } = lookUp(directory, id)
  return { agency, function: id, bodyType, servesFearedPerpetrator }
}

function lookUp(directory: PolicyDirectory, id: string): PolicyFunction {
  const found = directory.findFunction(id)
  if (found !== undefined) return found
  throw new PolicyError('receiver-unknown', 'the directory does not know a function', {
    place: { reason: id },
  })
}
