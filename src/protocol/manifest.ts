/**
 * What must hold inside one manifest, beyond the shape of its JSON, before anybody asks who signed it.
 *
 * @module
 */
import { encodeBase64url } from './base64url.ts'
import { ProtocolError } from './errors.ts'
import type { ProtocolErrorCode } from './errors.ts'
import { agencyOf, verifyOwnFunction } from './function-id.ts'
import { headOf } from './head.ts'
import type { CarriedHead } from './head.ts'
import { hasRepetition } from './repetition.ts'
import type { Head } from './statements/head.ts'
import type { Manifest, ManifestKeyring, ManifestPart } from './statements/manifest.ts'
import { parseTime } from './time.ts'
import { verifyMotives } from './motives.ts'

/** What a manifest is built of. The head comes as bytes: its digest was bound into the parts before. */
export interface ManifestContents {
  readonly head: Uint8Array
  readonly parts: readonly ManifestPart[]
  readonly keyrings: readonly ManifestKeyring[]
}

/** Puts a manifest together; what `verifyManifest` refuses is refused here too. */
export function buildManifest({ head, parts, keyrings }: ManifestContents): Manifest {
  const manifest: Manifest = { v: 1, head: encodeBase64url(head), parts, keyrings }
  verifyManifest(manifest)
  return manifest
}

/**
 * Checks that a manifest does not contradict itself and gives back its head. Throws `manifest-…`,
 * `function-outside-agency`, `time-invalid` and as `headOf`. Does not check signature, directory or policy.
 */
export function verifyManifest(manifest: Manifest): CarriedHead {
  const carried = headOf(manifest)
  verifyHead(carried.head)
  verifyParts(carried.head, manifest.parts)
  verifyReceivers(carried.head, manifest.parts)
  verifyKeyrings(manifest)
  verifyMotives(carried.head, manifest.parts)
  return carried
}

function verifyHead(head: Head): void {
  verifyOwnFunction(head.from.agency, head.from.function)
  verifyDecisionFunction(head)
  const subjects = head.subjects.map((subject) => subject.id)
  refuseIf(hasRepetition(subjects), 'manifest-subject-repeated')
  refuseIf(head.to.includes(head.from.function), 'manifest-receiver-is-sender')
  verifyGrounds(head, new Set(subjects))
  verifyHarmTests(head, new Set(subjects))
  refuseIf(hasRepetition(head.guard.hits.map((hit) => hit.detector)), 'manifest-guard-repeated')
  const others = [head.inReplyTo, head.corrects, head.supersedes]
  refuseIf(others.includes(head.id), 'manifest-reference-to-itself')
  const createdAt = parseTime(head.createdAt)
  if (head.respondBy !== undefined)
    refuseIf(parseTime(head.respondBy) <= createdAt, 'manifest-respond-by-past')
}

/** The decision-maker answers for the sending agency, and is never also a receiver. */
function verifyDecisionFunction({ decisionFunction, from, to }: Head): void {
  if (decisionFunction === undefined) return
  refuseIf(agencyOf(decisionFunction) !== from.agency, 'manifest-decision-function-outside')
  refuseIf(to.includes(decisionFunction), 'manifest-receiver-is-sender')
}

function verifyGrounds({ grounds }: Head, subjects: ReadonlySet<string>): void {
  refuseIf(!grounds.every((ground) => subjects.has(ground.subject)), 'manifest-subject-unknown')
  // One rule may be invoked twice for a subject with different facts: consent towards each of two agencies.
  const keys = grounds.map((ground) => JSON.stringify(ground))
  refuseIf(hasRepetition(keys), 'manifest-ground-repeated')
}

function verifyHarmTests({ harmTests, to }: Head, subjects: ReadonlySet<string>): void {
  refuseIf(!harmTests.every((test) => subjects.has(test.subject)), 'manifest-subject-unknown')
  refuseIf(!harmTests.every((test) => to.includes(test.receiver)), 'manifest-receiver-unknown')
  const keys = harmTests.map(({ lock, subject, receiver }) => `${lock} ${subject} ${receiver}`)
  refuseIf(hasRepetition(keys), 'manifest-harm-test-repeated')
}

function verifyParts(head: Head, parts: readonly ManifestPart[]): void {
  refuseIf(hasRepetition(parts.map((part) => part.id)), 'manifest-part-repeated')
  const subjects = new Set(head.subjects.map((subject) => subject.id))
  const { from, decisionFunction } = head
  const allowed = new Set([from.function, decisionFunction, ...head.to])
  for (const { subject, readers } of parts) {
    refuseIf(!subjects.has(subject), 'manifest-subject-unknown')
    refuseIf(!readers.every((reader) => allowed.has(reader)), 'manifest-reader-unknown')
    // The sender must be able to show later what it sent.
    refuseIf(!readers.includes(from.function), 'manifest-sender-not-reader')
    // Nobody can answer for what others alone could read.
    const isDecided = decisionFunction === undefined || readers.includes(decisionFunction)
    refuseIf(!isDecided, 'manifest-decider-not-reader')
  }
}

/** A receiver with nothing to read would learn from the head alone that the case exists. */
function verifyReceivers({ to }: Head, parts: readonly ManifestPart[]): void {
  const readers = new Set(parts.flatMap((part) => part.readers))
  refuseIf(!to.every((receiver) => readers.has(receiver)), 'manifest-receiver-without-part')
}

function verifyKeyrings({ parts, keyrings }: Manifest): void {
  const functions = keyrings.map((keyring) => keyring.function)
  const kids = keyrings.map((keyring) => keyring.kid)
  refuseIf(hasRepetition(functions) || hasRepetition(kids), 'manifest-keyring-repeated')
  const readers = new Set(parts.flatMap((part) => part.readers))
  refuseIf(!functions.every((name) => readers.has(name)), 'manifest-keyring-unused')
  refuseIf(readers.size !== functions.length, 'manifest-keyring-missing')
}

const MESSAGE = 'the manifest contradicts itself'

function refuseIf(condition: boolean, code: ProtocolErrorCode): void {
  if (condition) throw new ProtocolError(code, MESSAGE)
}
