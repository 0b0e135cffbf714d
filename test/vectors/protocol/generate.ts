/**
 * Writes `refused/` again: `node test/vectors/protocol/generate.ts`. The result is the same in every run, and a test says so.
 *
 * @module
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { vectorFiles } from './vector-files.ts'

const folder = join(import.meta.dirname, 'refused')
rmSync(folder, { recursive: true, force: true })
for (const [path, text] of vectorFiles()) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
