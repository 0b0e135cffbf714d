import { isJsonObject, parseJson } from '../protocol/json.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'
import { PolicyError } from './errors.ts'
import { buildPolicySet } from './pack.ts'
import type { PolicySet } from './policy-set.ts'

/** Lists of the pack that are folders of files, one rule each. */
const FOLDERS = ['locks', 'gateways', 'blocks'] as const
/** Lists of the pack that are one file each. */
const LISTS = ['sources', 'facts', 'crimes'] as const

/**
 * Builds a set from the files of a policy folder, by their paths in it (`gateways/osl-10-18c.json`), as bytes or as parsed
 * JSON. Decision tables (`*.cases.json`) are left aside; any other file must belong to the pack. Throws `pack-invalid` with
 * the file or rule and the reason.
 */
export function loadPolicySet(files: ReadonlyMap<string, Uint8Array | JsonValue>): PolicySet {
  const contents = new Map<string, JsonValue>()
  for (const [path, content] of files)
    if (path.endsWith('.json') && !path.endsWith('.cases.json'))
      contents.set(path, parseFile(path, content))
  const pack: Record<string, JsonValue> = { ...takeObject(contents, 'pack.json') }
  for (const list of LISTS) pack[list] = takeList(contents, list + '.json', list)
  for (const folder of FOLDERS) pack[folder] = takeFolder(contents, folder)
  const [surplus] = contents.keys()
  if (surplus !== undefined) throw refused(surplus, 'belongs to no part of the pack')
  return buildPolicySet(pack)
}

function parseFile(file: string, content: Uint8Array | JsonValue): JsonValue {
  if (!(content instanceof Uint8Array)) return content
  try {
    return parseJson(content)
  } catch (cause) {
    throw new PolicyError('pack-invalid', 'a file of the pack is not JSON', {
      place: { file },
      cause,
    })
  }
}

function takeObject(contents: Map<string, JsonValue>, file: string): JsonObject {
  const content = contents.get(file)
  if (!isJsonObject(content)) throw refused(file, 'is missing or not an object')
  contents.delete(file)
  return content
}

function takeList(contents: Map<string, JsonValue>, file: string, member: string): JsonValue {
  const list = takeObject(contents, file)[member]
  if (!Array.isArray(list)) throw refused(file, 'has no list of ' + member)
  return list as readonly JsonValue[]
}

function takeFolder(contents: Map<string, JsonValue>, folder: string): readonly JsonValue[] {
  const rules: JsonValue[] = []
  for (const file of contents.keys()) {
    if (!file.startsWith(folder + '/')) continue
    const rule = takeObject(contents, file)
    // A rule is found by its name: the file is named for it.
    if (file !== `${folder}/${String(rule.id)}.json`)
      throw refused(file, 'is not named for its rule')
    rules.push(rule)
  }
  return rules
}

function refused(file: string, reason: string): PolicyError {
  return new PolicyError('pack-invalid', 'the policy folder cannot be used', {
    place: { file, reason },
  })
}
