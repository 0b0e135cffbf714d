import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import t from 'tap'

const SRC = resolve(import.meta.dirname, '../src')

/** Which folders of src/ each folder may import from, besides itself. The table is the design. */
const ALLOWED: Record<string, readonly string[]> = {
  protocol: [],
  policy: ['protocol'],
  client: ['protocol', 'policy'],
  audit: ['protocol'],
  storage: ['protocol', 'policy', 'audit'],
  gateway: ['protocol', 'policy', 'audit', 'storage'],
  // Of audit the witness: a process of its own that an agency runs.
  cli: ['protocol', 'policy', 'client', 'audit'],
  web: ['protocol', 'policy', 'client'],
  demo: ['protocol', 'policy', 'client', 'cli', 'audit', 'storage', 'gateway', 'web'],
}

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.tsx?$/.test(file),
)

function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8')
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)
  return Array.from(found, ([, path]) => relative(SRC, resolve(SRC, dirname(file), path!)))
}

t.test('every folder of src has a line in the table of allowed imports', async (t) => {
  const folders = new Set(sources.map((file) => file.split('/')[0]!))
  t.same(
    [...folders].filter((folder) => !(folder in ALLOWED)),
    [],
  )
})

t.test('imports between the folders of src run one way', async (t) => {
  const wrong = sources.flatMap((file) => {
    const from = file.split('/')[0]!
    const allowed = [from, ...(ALLOWED[from] ?? [])]
    return importsOf(file)
      .filter((target) => !target.startsWith('..') && !allowed.includes(target.split('/')[0]!))
      .map((target) => `${file} -> ${target}`)
  })
  t.same(wrong, [])
})
