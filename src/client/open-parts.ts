import { openKeyring } from '../protocol/keyring.ts'
import { openPart } from '../protocol/part.ts'
import { ProtocolError } from '../protocol/errors.ts'
import { headOf } from '../protocol/head.ts'
import { parseUtf8 } from '../protocol/bytes.ts'
import { verifyPartContent, verifyParts } from '../protocol/document.ts'
import type { ClaimedPart } from '../protocol/document.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { MessageType } from '../protocol/message-type.ts'
import { parsePartContent } from '../protocol/part-content.ts'
import type { Manifest, ManifestPart } from '../protocol/statements/manifest.ts'
import { ClientError } from './errors.ts'
import type { HandedContent } from '../protocol/handover.ts'
import type { MemberKeys } from './member-keys.ts'

/** Something that the reader's check found to be otherwise than the sender or the gateway says. */
export interface Difference {
  /** Stable code, as it is reported in the receipt. */
  readonly code: string
  /** The part that it is in, if it is in one. */
  readonly part?: string
}

/** What a reading function could open. */
export interface OpenedParts {
  /** The document, as far as this function may read it. */
  readonly document: JsonObject
  /** Whether this function may read every part of the document. */
  readonly isWhole: boolean
  /** Motives by part id: for the sending side alone. */
  readonly motives: ReadonlyMap<string, string>
  readonly differences: readonly Difference[]
}

/**
 * Opens the keyring and every part that the manifest lets this function read, and puts the document together.
 *
 * A part that does not open, or does not say what its category allows, is left out and reported; the others are still
 * needed by somebody tonight.
 *
 * @throws ClientError `keyring-not-ours` if the member does not have the key that it is sealed to; ProtocolError
 * `keyring-digest-mismatch`, `keyring-open-failed`
 */
export function openParts(
  manifest: Manifest,
  handover: HandedContent,
  reader: { readonly function: string; readonly keys: MemberKeys },
  type: MessageType,
): OpenedParts {
  const differences: Difference[] = []
  const keys = openReaderKeyring(manifest, handover, reader)
  const readable = manifest.parts.filter((part) => part.readers.includes(reader.function))
  for (const id of keys.keys()) {
    if (!readable.some((part) => part.id === id))
      differences.push({ code: 'keyring-surplus', part: id })
  }
  const texts = openTexts(manifest, handover, readable, keys, differences)
  const contents = readable.filter((part) => part.category !== 'motive')
  const claimed = readContents(manifest, contents, texts, type, differences)
  return {
    document: joinClaimed(type, claimed, differences),
    isWhole: manifest.parts.every((part) => part.category === 'motive' || readable.includes(part)),
    motives: readMotives(readable, texts, differences),
    differences,
  }
}

function openReaderKeyring(
  manifest: Manifest,
  handover: HandedContent,
  { function: id, keys }: { readonly function: string; readonly keys: MemberKeys },
): Map<string, Uint8Array> {
  const keyring = manifest.keyrings.find((row) => row.function === id)
  const own = keys.reading.get(id)?.find((key) => key.kid === keyring?.kid)
  const bytes = handover.keyring
  if (keyring === undefined || own === undefined || bytes === null) {
    throw new ClientError('keyring-not-ours', 'the keyring is sealed to a key that is not here')
  }
  const { headDigest } = headOf(manifest)
  return openKeyring({ headDigest, reader: own, bytes, digest: keyring.digest })
}

function openTexts(
  manifest: Manifest,
  handover: HandedContent,
  readable: readonly ManifestPart[],
  keys: ReadonlyMap<string, Uint8Array>,
  differences: Difference[],
): Map<string, Uint8Array> {
  const { headDigest } = headOf(manifest)
  const texts = new Map<string, Uint8Array>()
  for (const part of readable) {
    const key = keys.get(part.id)
    const ciphertext = handover.parts.get(part.id)
    if (key === undefined || ciphertext === undefined) {
      differences.push({ code: 'part-missing', part: part.id })
      continue
    }
    const { digest, size, commitment } = part
    const text = attempt(part.id, differences, () =>
      openPart({ headDigest, partId: part.id, key, ciphertext, digest, size, commitment }),
    )
    if (text !== undefined) texts.set(part.id, text)
  }
  return texts
}

function readContents(
  manifest: Manifest,
  parts: readonly ManifestPart[],
  texts: ReadonlyMap<string, Uint8Array>,
  type: MessageType,
  differences: Difference[],
): ClaimedPart[] {
  const { subjects } = headOf(manifest).head
  return parts.flatMap(({ id, subject, category }) => {
    const text = texts.get(id)
    const subjectRole = subjects.find((known) => known.id === subject)!.role
    if (text === undefined) return []
    const content = attempt(id, differences, () => {
      const parsed = parsePartContent(type, text)
      verifyPartContent(type, { subjectRole, category }, parsed)
      return parsed
    })
    return content === undefined ? [] : [{ subject, subjectRole, category, content }]
  })
}

function joinClaimed(
  type: MessageType,
  claimed: readonly ClaimedPart[],
  differences: Difference[],
): JsonObject {
  try {
    return verifyParts(type, claimed)
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    // Each part fits by itself, but together they speak of the wrong persons: then none of it may be read as one text.
    differences.push({ code: 'parts-contradict' })
    return {}
  }
}

function readMotives(
  parts: readonly ManifestPart[],
  texts: ReadonlyMap<string, Uint8Array>,
  differences: Difference[],
): Map<string, string> {
  const motives = new Map<string, string>()
  for (const { id, category } of parts) {
    const text = texts.get(id)
    if (category !== 'motive' || text === undefined) continue
    const motive = attempt(id, differences, () => parseUtf8(text))
    if (motive?.trim() === '') differences.push({ code: 'motive-empty', part: id })
    else if (motive !== undefined) motives.set(id, motive)
  }
  return motives
}

/** Does it, or reports why not under the code of the refusal. */
function attempt<T>(part: string, differences: Difference[], work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    differences.push({ code: error.code, part })
    return undefined
  }
}
