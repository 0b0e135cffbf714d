/** Whether two values have the same structure and the same leaves. Bytes compare by content. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (!isObject(a) || !isObject(b)) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  // As tap does: entries in any order.
  if (a instanceof Map && b instanceof Map)
    return (
      a.size === b.size && [...a].every(([key, value]) => b.has(key) && isSame(value, b.get(key)))
    )
  if (a instanceof Set && b instanceof Set) return isSame([...a], [...b])
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime()
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  return names.every((name) => Object.hasOwn(b, name) && isSame(read(a, name), read(b, name)))
}

/** Whether a value has at least what the pattern asks for: members, regular expressions, parts of strings, classes. */
export function matches(value: unknown, pattern: unknown): boolean {
  if (Object.is(value, pattern)) return true
  if (pattern instanceof RegExp) return pattern.test(String(value))
  if (typeof pattern === 'string') return typeof value === 'string' && value.includes(pattern)
  if (typeof pattern === 'function') return value instanceof pattern || value === pattern
  if (!isObject(value) || !isObject(pattern)) return false
  return Object.keys(pattern).every((name) => matches(read(value, name), read(pattern, name)))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function read(value: object, name: string): unknown {
  return Reflect.get(value, name)
}
