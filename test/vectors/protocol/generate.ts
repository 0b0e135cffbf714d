/**
 * Writes `accepted/` and `refused/` again: `node test/vectors/protocol/generate.ts`. The result is the same in every run, and a
 * test says so.
 *
 * @module
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { vectorFiles } from './vector-files.ts'

for (const folder of ['accepted', 'refused'])
  rmSync(join(import.meta.dirname, folder), { recursive: true, force: true })
for (const [path, text] of vectorFiles()) {
  const file = join(import.meta.dirname, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
