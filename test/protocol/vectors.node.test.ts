import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { vectorFiles } from '../vectors/protocol/vector-files.ts'

const FOLDER = join(import.meta.dirname, '../vectors/protocol')

const written = new Map(
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => /^(accepted|refused)\/.*\.json$/.test(path))
    .map((path) => [path, readFileSync(join(FOLDER, path), 'utf8')] as const),
)

t.test('the generated vectors on disk are what the generator writes, byte for byte', async (t) => {
  const generated = vectorFiles()
  t.same([...written.keys()].sort(), [...generated.keys()].sort())
  t.same(
    [...generated].filter(([path, text]) => written.get(path) !== text).map(([path]) => path),
    [],
  )
})
