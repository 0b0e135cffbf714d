/**
 * The free-text guard: what must not stand in free text is found before anything is sealed.
 *
 * Structured fields are sealed by category; free text is where a number, a mail or an address ends up in the wrong part,
 * and so with the wrong reader (practice.md §1.1 F7). The sender's client runs it before sealing and states the result in
 * the head; the reader's client runs it again on what it may read.
 *
 * @module
 */
import { listFields } from '../../protocol/document-field.ts'
import type { JsonObject, JsonValue } from '../../protocol/json.ts'
import type { Leaf } from '../../protocol/leaf.ts'
import type { MessageType } from '../../protocol/message-type.ts'
import type { Subject } from '../../protocol/statements/head.ts'
import { coordinates } from './coordinates.ts'
import { coordinationNumber } from './coordination-number.ts'
import type { Detector, Span } from './detector.ts'
import { emailAddress } from './email-address.ts'
import { foldText, originOf } from './folded-text.ts'
import { findDivided } from './divided.ts'
import { heldKinds } from './held-kinds.ts'
import { heldInName } from './name-like.ts'
import { personalIdentityNumber } from './personal-identity-number.ts'
import { phoneNumber } from './phone-number.ts'
import { placeName } from './place-name.ts'
import { postcodePlace } from './postcode-place.ts'
import { school } from './school.ts'
import { shelter } from './shelter.ts'
import { readOtherwise } from './spelled-text.ts'
import { streetAddress } from './street-address.ts'
import { vehiclePlate } from './vehicle-plate.ts'
import { webAddress } from './web-address.ts'

/** Changes whenever any text could give other hits than before: sender and reader compare hits of the same version only. */
export const GUARD_VERSION = 'guard-6'

const DETECTORS: readonly Detector[] = [
  personalIdentityNumber,
  coordinationNumber,
  phoneNumber,
  emailAddress,
  postcodePlace,
  streetAddress,
  placeName,
  school,
  shelter,
  vehiclePlate,
  coordinates,
  webAddress,
]

/** What leads to somebody and can be divided: the rest says too little in pieces. */
const NUMBERS: readonly Detector[] = [personalIdentityNumber, coordinationNumber, phoneNumber]
const NO_NUMBERS = DETECTORS.filter((it) => !NUMBERS.includes(it)).map(({ name }) => name)

/** Something that free text must not hold. */
export interface Hit extends Span {
  readonly detector: string
  /** JSON Pointer to the text; `start` and `end` are UTF-16 indexes into it. */
  readonly pointer: string
}

/** What the guard found in a document. */
export interface GuardResult {
  readonly version: string
  readonly hits: readonly Hit[]
}

/**
 * Searches every text of a document, or of the part of one that a reader holds: free text for everything, a name or the like for what leads
 * to somebody and is no name. Numbers, days and choices are not searched, and a field that is there to hold something is not searched for
 * it: it is sealed by its category, on which the law lays its locks. A number may not be divided over texts either, as far as they are of
 * one part, whose readers hold all of it. `subjects` are those of the head: sender and reader search alike.
 */
export function runGuard(
  document: JsonObject,
  type: MessageType,
  subjects: readonly Pick<Subject, 'protection'>[],
): GuardResult {
  const isProtected = subjects.some(({ protection }) => protection !== 'none')
  const texts = listFields(type, document).flatMap(({ pointer, value, leaf, person }) => {
    const held = heldBy(leaf, isProtected)
    const part = `${person} ${leaf.category}`
    if (held === undefined) return []
    return listTexts(pointer, value).map(([at, text]) => ({ pointer: at, text, held, part }))
  })
  const whole = texts.map(({ pointer, text, held }) =>
    findHits(text, held).map((hit) => ({ ...hit, pointer })),
  )
  const open = texts.filter(({ held }) => !NUMBERS.some(({ name }) => held.includes(name)))
  const divided = findDivided(open, findNumbers)
  const hits = texts.flatMap(({ pointer }, i) => [
    ...whole[i]!,
    ...divided.filter((hit) => hit.pointer === pointer),
  ])
  return { version: GUARD_VERSION, hits }
}

/** What a text may hold, detectors by name; undefined for what is not written by hand. */
function heldBy(leaf: Leaf, isProtected: boolean): readonly string[] | undefined {
  const held = heldKinds(leaf.holds, isProtected)
  if (leaf.isFreeText) return held
  const inName = heldInName(leaf)
  return inName && [...held, ...inName]
}

function findNumbers(text: string): Omit<Hit, 'pointer'>[] {
  return findHits(text, NO_NUMBERS)
}

function listTexts(pointer: string, value: JsonValue): [pointer: string, text: string][] {
  if (typeof value === 'string') return [[pointer, value]]
  return Array.isArray(value)
    ? value.flatMap((item: JsonValue, index) => listTexts(`${pointer}/${index}`, item))
    : []
}

/** The hits in one text, by place. What it is there to hold, detectors by name, hides nothing else that stands in it. */
export function findHits(original: string, held: readonly string[] = []): Omit<Hit, 'pointer'>[] {
  const folded = foldText(original)
  const others = readOtherwise(folded)
  const hits = DETECTORS.filter(({ name }) => !held.includes(name)).flatMap(({ name, find }) => {
    let spans = find(folded.text).map((span) => originOf(folded, span))
    for (const other of others) {
      const more = find(other.text).map((span) => originOf(other, span))
      if (more.length > 0) spans = [...spans, ...withoutCovered(more, spans, original.length)]
    }
    return spans.map((span) => ({ detector: name, ...span }))
  })
  return outermost(hits)
}

/** By place, without what is only a piece of another hit: the place in a postcode’s line is told with it, not twice. */
function outermost<H extends Span>(hits: readonly H[]): H[] {
  const sorted = hits.toSorted((a, b) => a.start - b.start || b.end - a.end)
  let widest: Span = { start: -1, end: -1 }
  return sorted.filter(({ start, end }) => {
    if (end > widest.end) widest = { start, end }
    return end > widest.end || (start === widest.start && end === widest.end)
  })
}

/** What was found as written is not found again in another reading. */
function withoutCovered(spans: readonly Span[], by: readonly Span[], length: number): Span[] {
  const covered = new Uint8Array(length)
  for (const { start, end } of by) covered.fill(1, start, end)
  return spans.filter(({ start, end }) => !covered.subarray(start, end).includes(1))
}
