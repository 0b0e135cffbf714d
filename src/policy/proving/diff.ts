/**
 * The difference between two packs, item by item and wording by wording, so that a lawyer reads what changes instead of
 * two thousand lines.
 *
 * @module
 */
import type { Pack } from '../policy-set.ts'
import { LIST_NAMES } from './diff-words.ts'
import type { ChangeCode, ListName } from './diff-words.ts'

/** One change in an item or in one of its wordings. */
export interface Change {
  readonly code: ChangeCode
  readonly place: string
  readonly before?: unknown
  readonly after?: unknown
}

/** What changed in one wording, named by its first day in the later pack, or in the earlier one if it is gone. */
export interface VersionDiff {
  readonly version: string
  readonly changes: readonly Change[]
}

/** What changed in one item of a pack. */
export interface ItemDiff {
  readonly list: ListName
  readonly id: string
  readonly citation: string
  /** Of the item as a whole; of one that is new or gone only that. */
  readonly changes: readonly Change[]
  readonly versions: readonly VersionDiff[]
}

type Item = Readonly<Record<string, unknown>>

const LISTS = Object.keys(LIST_NAMES) as readonly ListName[]

/** What a later pack says otherwise than an earlier one, in the order of the pack; empty if they say the same. */
export function diffPacks(before: Pack, after: Pack): readonly ItemDiff[] {
  return LISTS.flatMap((list) => {
    const [old, now] = [byName(before[list]), byName(after[list])]
    const names = [...new Set([...old.keys(), ...now.keys()])].sort()
    return names.flatMap((id) => diffItem(list, id, old.get(id), now.get(id)))
  })
}

function byName(items: readonly object[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [nameOf(item as Item), item as Item]))
}

/** Rules and questions have ids, facts names, crimes labels, sources keys, obligations codes. */
function nameOf({ id, label, key, code, name }: Item): string {
  return String(id ?? label ?? key ?? code ?? name)
}

function diffItem(
  list: ListName,
  id: string,
  before: Item | undefined,
  after: Item | undefined,
): readonly ItemDiff[] {
  const citation = String((after ?? before)?.citation ?? '')
  const whole = { list, id, citation }
  if (before === after) return []
  if (before === undefined)
    return [{ ...whole, changes: [{ code: 'added', place: '' }], versions: [] }]
  if (after === undefined)
    return [{ ...whole, changes: [{ code: 'removed', place: '' }], versions: [] }]
  const { versions: old = [], ...others } = before
  const { versions: now = [], ...later } = after
  const changes = diffMembers(others, later)
  const versions = diffVersions(old as readonly Item[], now as readonly Item[])
  return changes.length + versions.length === 0 ? [] : [{ ...whole, changes, versions }]
}

/** Wordings with the same first day belong together; of the others the first with the first, their day having moved. */
function diffVersions(before: readonly Item[], after: readonly Item[]): readonly VersionDiff[] {
  const isAmong = (items: readonly Item[], { from }: Item): boolean =>
    items.some((item) => item.from === from)
  const gone = before.filter((item) => !isAmong(after, item))
  const fresh = after.filter((item) => !isAmong(before, item))
  const moved = new Map(fresh.slice(0, gone.length).map((item, i) => [item, gone[i]!]))
  const found = after.map((item): VersionDiff => {
    const old = before.find(({ from }) => from === item.from) ?? moved.get(item)
    const version = String(item.from)
    if (old === undefined) return { version, changes: [{ code: 'version-added', place: '' }] }
    return { version, changes: diffMembers(old, item) }
  })
  const removed = gone.slice(fresh.length).map(({ from }): VersionDiff => {
    return { version: String(from), changes: [{ code: 'version-removed', place: '' }] }
  })
  return [...found, ...removed].filter(({ changes }) => changes.length > 0)
}

function diffMembers(before: Item, after: Item): readonly Change[] {
  const members = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  const changes = members.flatMap((member) => diffMember(member, before[member], after[member]))
  // That only words for people changed is worth knowing; beside anything else it is not.
  const real = changes.filter(({ code }) => code !== 'text-only')
  return real.length > 0 ? real : changes
}

function diffMember(place: string, before: unknown, after: unknown): readonly Change[] {
  if (before === after || textOf(before) === textOf(after)) return []
  if (place === 'from' || place === 'to') return [{ code: place, place, before, after }]
  if (isText(place, before ?? after)) return [{ code: 'text-only', place }]
  const list = before ?? after
  if (!Array.isArray(list)) return [{ code: 'value', place, before, after }]
  if (typeof list[0] === 'object')
    return diffItems(place, (before ?? []) as readonly Item[], (after ?? []) as readonly Item[])
  return diffWords(
    place,
    before as readonly string[] | undefined,
    after as readonly string[] | undefined,
  )
}

/** Words for people, which no decision reads. */
function isText(place: string, value: unknown): boolean {
  const isLocal = typeof value === 'object' && value !== null && 'sv' in value && 'en' in value
  const words = ['citation', 'link', 'title', 'url', 'currency', 'confidence', 'sources']
  return (isLocal && place !== 'motive') || words.includes(place)
}

function diffWords(
  place: string,
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
): readonly Change[] {
  if (before === undefined) return [{ code: 'list-set', place, after }]
  if (after === undefined) return [{ code: 'list-lifted', place, before }]
  const [gone, fresh] = [
    before.filter((word) => !after.includes(word)),
    after.filter((word) => !before.includes(word)),
  ]
  const kind = place === 'opens' ? 'opens' : 'list'
  return [
    ...(fresh.length > 0 ? [{ code: `${kind}-added` as const, place, after: fresh }] : []),
    ...(gone.length > 0 ? [{ code: `${kind}-removed` as const, place, before: gone }] : []),
  ]
}

/** Conditions, disputes and obligations by their names; reaches, which have none, by their places. */
function diffItems(
  place: string,
  before: readonly Item[],
  after: readonly Item[],
): readonly Change[] {
  const [old, now] = [named(before), named(after)]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name): readonly Change[] => {
    const where = `${place} ${name}`
    const [a, b] = [old.get(name), now.get(name)]
    if (a === undefined) return [{ code: 'item-added', place: where, after: b }]
    if (b === undefined) return [{ code: 'item-removed', place: where, before: a }]
    if (textOf(a) === textOf(b)) return []
    const isWordsOnly = diffMembers(a, b).every(({ code }) => code === 'text-only')
    if (isWordsOnly) return [{ code: 'text-only', place: where }]
    return [{ code: 'item-changed', place: where, before: a, after: b }]
  })
}

function named(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(
    items.map((item, i) => {
      const name = nameOf(item)
      return [name === 'undefined' ? String(i + 1) : name, item]
    }),
  )
}

/** The order of members in an object is no difference. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort())
      : inner,
  ) as string
}
