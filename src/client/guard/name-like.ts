import type { Leaf } from '../../protocol/leaf.ts'
import { answersOf } from '../../protocol/message-lint-leaf.ts'

/** What a name, a title or a language may look like, detectors by name: who is called Lund lives anywhere. */
const IN_NAMES: readonly string[] = ['place-name', 'school', 'shelter', 'vehicle-plate']
/** Staff are reached at work, and their numbers stand beside their names. */
const OF_STAFF: readonly string[] = [...IN_NAMES, 'phone-number', 'email-address']

/**
 * What a field may hold that takes any text although it is there for something short, as a name or a profession; undefined for any other.
 * What is a way to reach somebody is sealed as that.
 */
export function heldInName({
  category,
  subject,
  schema,
}: Pick<Leaf, 'category' | 'subject' | 'schema'>): readonly string[] | undefined {
  const { items } = schema
  const { type, format, pattern } = (items ?? schema) as Leaf['schema']
  if (type !== 'string' || format !== undefined || pattern !== undefined) return undefined
  if (answersOf(schema) !== undefined || category === 'contact') return undefined
  return subject === 'professional' ? OF_STAFF : IN_NAMES
}
