/**
 * Mutants that are known to change nothing that a decision could show, each with the reason.
 *
 * @module
 */
import { parseJson } from '../../protocol/json.ts'
import type { JsonValue } from '../../protocol/json.ts'
import type { LocalText } from '../../protocol/statements/local-text.ts'
import { PolicyError } from '../errors.ts'
import { JsonForm } from '../json-form.ts'

/** The file of a policy folder that lists them. */
export const SURVIVORS_FILE = 'survivors.json'

/** One mutant that no row can notice, and why. */
export interface Survivor {
  readonly mutant: string
  readonly reason: LocalText
}

const text = { type: 'string', minLength: 1, maxLength: 2000 }
const SURVIVORS = new JsonForm<{ readonly survivors: readonly Survivor[] }>({
  type: 'object',
  properties: {
    survivors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          mutant: text,
          reason: {
            type: 'object',
            properties: { sv: text, en: text },
            required: ['sv', 'en'],
            additionalProperties: false,
          },
        },
        required: ['mutant', 'reason'],
        additionalProperties: false,
      },
    },
  },
  required: ['survivors'],
  additionalProperties: false,
})

/** Reads the known survivors of a policy folder; none if it has no such file. Throws `pack-invalid` with file and reason. */
export function parseSurvivors(
  files: ReadonlyMap<string, Uint8Array | JsonValue>,
): ReadonlyMap<string, Survivor> {
  const content = files.get(SURVIVORS_FILE)
  if (content === undefined) return new Map()
  const list = content instanceof Uint8Array ? parseContent(content) : content
  if (!SURVIVORS.fits(list)) throw refused('has the wrong form')
  const survivors = new Map(list.survivors.map((survivor) => [survivor.mutant, survivor]))
  if (survivors.size !== list.survivors.length) throw refused('names a mutant twice')
  return survivors
}

function parseContent(bytes: Uint8Array): JsonValue {
  try {
    return parseJson(bytes)
  } catch (cause) {
    throw refused('is not strict JSON', cause)
  }
}

function refused(reason: string, cause?: unknown): PolicyError {
  return new PolicyError('pack-invalid', 'the list of survivors cannot be used', {
    place: { file: SURVIVORS_FILE, reason },
    cause,
  })
}
