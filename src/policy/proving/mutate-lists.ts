import {
  BODY_TYPES,
  CATEGORIES,
  PROTECTIONS,
  PURPOSES,
  SUBJECT_ROLES,
} from '../../protocol/vocabulary.ts'
import { inside, withoutEach } from './variant.ts'
import type { Variant } from './variant.ts'

/** Every word of the lists that say where a rule, a reach, a condition or a dispute holds. An absent list means all. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  senders: BODY_TYPES,
  receivers: BODY_TYPES,
  subjectRoles: SUBJECT_ROLES,
  categories: CATEGORIES,
  notCategories: CATEGORIES,
  protections: PROTECTIONS,
  purposes: PURPOSES,
}

/** Each list of words that stands in something: without each of its words, and with all that there are. */
export function mutateLists<T extends object>(item: T): readonly Variant<T>[] {
  return Object.entries(item).flatMap(([name, list]) => {
    const words = WORDS[name]
    return words === undefined ? [] : mutateList(item, name, list as readonly string[], words)
  })
}

function mutateList<T extends object>(
  item: T,
  name: string,
  list: readonly string[],
  words: readonly string[],
): readonly Variant<T>[] {
  // What a rule never carries is widened by naming what hardly any part is.
  const all = name === 'notCategories' ? ['metadata'] : words
  const isAll = all.every((word) => list.includes(word)) && list.length === all.length
  return [
    ...inside(name, withoutEach('list-narrowed', list, String), (fewer) => ({
      ...item,
      [name]: fewer,
    })),
    ...(isAll
      ? []
      : [{ operator: 'list-widened' as const, detail: name, value: { ...item, [name]: all } }]),
  ]
}
