import { readFile, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { loadPolicySet } from '../../src/policy/load-policy-set.ts'
import type { PolicySet } from '../../src/policy/policy-set.ts'

const POLICIES = resolve(import.meta.dirname, '../../policies')

/** The project's own policy set. */
export async function readPolicySet(): Promise<PolicySet> {
  const names = await readdir(POLICIES, { recursive: true })
  const paths = names.filter((name) => name.endsWith('.json'))
  const files = await Promise.all(
    paths.map(
      async (path) => [path, new Uint8Array(await readFile(join(POLICIES, path)))] as const,
    ),
  )
  return loadPolicySet(new Map(files))
}
