import { readFile, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { loadPolicySet } from '../policy/load-policy-set.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { parseJson } from '../protocol/json.ts'
import { parseMessageType } from '../protocol/message-type.ts'
import type { MessageType } from '../protocol/message-type.ts'

/** Reads the policy pack of a folder; throws PolicyError `pack-invalid`. */
export async function readPolicies(dir: string): Promise<PolicySet> {
  return loadPolicySet(await readJsonFiles(dir))
}

/** Reads the message types of a folder, by name; throws ProtocolError `message-type-invalid`. */
export async function readMessageTypes(dir: string): Promise<ReadonlyMap<string, MessageType>> {
  const files = await readJsonFiles(dir)
  const types = [...files.values()].map((bytes) => parseMessageType(parseJson(bytes)))
  return new Map(types.map((type) => [type.type, type]))
}

/** What a program comes with: the law as data and the message types, by name. */
export interface Rules {
  readonly shipped: PolicySet
  readonly messageTypes: ReadonlyMap<string, MessageType>
}

/** Reads both folders; throws as `readPolicies` and `readMessageTypes`. */
export async function readRules(folders: {
  readonly policiesDir: string
  readonly schemasDir: string
}): Promise<Rules> {
  return {
    shipped: await readPolicies(folders.policiesDir),
    messageTypes: await readMessageTypes(folders.schemasDir),
  }
}

/** The JSON files below a folder, by their path in it with forward slashes. */
async function readJsonFiles(dir: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const files = await Promise.all(
    paths.map(
      async (path) =>
        [relative(dir, path).split(sep).join('/'), new Uint8Array(await readFile(path))] as const,
    ),
  )
  return new Map(files)
}
