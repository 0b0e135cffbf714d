import { isJsonObject, parseJson } from '../protocol/json.ts'
import type { JsonObject, JsonValue } from '../protocol/json.ts'
import { PolicyError } from './errors.ts'
import type { PolicyErrorPlace } from './errors.ts'
import { buildPolicySet } from './pack.ts'
import type { PolicySet } from './policy-set.ts'

/** Lists of the pack that are folders of files, one rule each. */
const RULE_FOLDERS = [
  { folder: 'locks', list: 'locks' },
  { folder: 'gateways', list: 'gateways' },
  { folder: 'blocks', list: 'blocks' },
  { folder: 'obligations', list: 'obligationRules' },
] as const
/** Lists of the pack that are one file each. */
const LIST_FILES = [
  { file: 'sources.json', list: 'sources' },
  { file: 'crimes.json', list: 'crimes' },
  { file: 'open-questions.json', list: 'openQuestions' },
  { file: 'renamed.json', list: 'renamed' },
] as const

/**
 * Builds a set from the files of a policy folder, by their paths in it (`gateways/osl-10-18c.json`), as bytes or as parsed
 * JSON. Decision tables (`*.cases.json`) and `survivors.json`, which prove the pack, are left aside; any other file must belong
 * to the pack. Throws `pack-invalid` with the file, the place in it – a JSON Pointer, or the name of what is wrong – and the
 * reason.
 */
export function loadPolicySet(files: ReadonlyMap<string, Uint8Array | JsonValue>): PolicySet {
  const contents = new Map<string, JsonValue>()
  for (const [path, content] of files)
    if (path.endsWith('.json') && !path.endsWith('.cases.json') && path !== 'survivors.json')
      contents.set(path, parseFile(path, content))
  const pack = new PackBuilder(contents)
  for (const { folder, list } of RULE_FOLDERS) pack.takeRules(folder, list)
  for (const { file, list } of LIST_FILES) pack.takeList(file, list)
  pack.takeFolder('facts', 'facts')
  return pack.build()
}

function parseFile(file: string, content: Uint8Array | JsonValue): JsonValue {
  if (!(content instanceof Uint8Array)) return content
  try {
    return parseJson(content)
  } catch (cause) {
    throw new PolicyError('pack-invalid', 'a file of the pack is not JSON', {
      place: { file, reason: 'is not strict JSON' },
      cause,
    })
  }
}

/** Gathers a pack's lists from files, and remembers where each item was read. */
class PackBuilder {
  /** What is not taken yet. */
  readonly #contents: Map<string, JsonValue>
  readonly #lists: Record<string, JsonValue[]> = {}
  /** The place of an item, by its pointer in the pack and by its own name. */
  readonly #places = new Map<string, { readonly file: string; readonly pointer: string }>()

  constructor(contents: Map<string, JsonValue>) {
    this.#contents = contents
  }

  takeRules(folder: string, list: string): void {
    this.#lists[list] = []
    for (const file of this.#filesIn(folder)) {
      const rule = this.#takeObject(file)
      // A rule is found by its name: the file is named for it.
      if (file !== `${folder}/${String(rule.id)}.json`)
        throw refused(file, 'is not named for its rule')
      this.#add(list, rule, file, '')
    }
  }

  /** Several files of one list, in the order of their names. */
  takeFolder(folder: string, list: string): void {
    const files = this.#filesIn(folder)
    if (files.length === 0) throw refused(folder, 'is missing or empty')
    for (const file of files) this.takeList(file, list)
  }

  takeList(file: string, list: string): void {
    const { [list]: items, ...others } = this.#takeObject(file)
    if (!Array.isArray(items)) throw refused(file, 'has no list of ' + list)
    if (Object.keys(others).length > 0) throw refused(file, 'has more than a list of ' + list)
    this.#lists[list] ??= []
    ;(items as readonly JsonValue[]).forEach((item, i) =>
      this.#add(list, item, file, `/${list}/${i}`),
    )
  }

  build(): PolicySet {
    const about = this.#takeObject('pack.json')
    const [surplus] = this.#contents.keys()
    if (surplus !== undefined) throw refused(surplus, 'belongs to no part of the pack')
    try {
      return buildPolicySet({ ...about, ...this.#lists })
    } catch (error) {
      throw error instanceof PolicyError ? this.#withFile(error) : error
    }
  }

  #filesIn(folder: string): readonly string[] {
    return [...this.#contents.keys()].filter((file) => file.startsWith(folder + '/')).sort()
  }

  #takeObject(file: string): JsonObject {
    const content = this.#contents.get(file)
    if (!isJsonObject(content)) throw refused(file, 'is missing or not an object')
    this.#contents.delete(file)
    return content
  }

  #add(list: string, item: JsonValue, file: string, pointer: string): void {
    const items = this.#lists[list]!
    const place = { file, pointer }
    this.#places.set(`/${list}/${items.length}`, place)
    if (isJsonObject(item))
      this.#places.set(String(item.id ?? item.name ?? item.label ?? item.key), place)
    items.push(item)
  }

  #withFile(error: PolicyError): PolicyError {
    const { pointer = '' } = error.place
    const [item] = /^\/\w+\/\d+/.exec(pointer) ?? [pointer]
    const found = this.#places.get(item)
    if (found === undefined) return error
    const { file } = found
    const inside = pointer.startsWith('/') ? found.pointer + pointer.slice(item.length) : pointer
    const place: PolicyErrorPlace = { ...error.place, file, pointer: inside }
    return new PolicyError(error.code, error.message, { place, cause: error })
  }
}

function refused(file: string, reason: string): PolicyError {
  return new PolicyError('pack-invalid', 'the policy folder cannot be used', {
    place: { file, reason },
  })
}
