/**
 * `npm run build:web [FOLDER]`: builds the web client into `build/web`, or another folder, and lists what it consists of.
 *
 * @module
 */
import { resolve } from 'node:path'
import { buildBundle } from './bundle.ts'

const files = await buildBundle(resolve(process.argv[2] ?? 'build/web'))
for (const { path, digest, size, gzip } of files)
  console.log(`${digest}  ${String(size).padStart(8)}  ${String(gzip).padStart(8)}  ${path}`)
