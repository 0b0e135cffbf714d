/**
 * The validators of the bundle, compiled while it is built: the page and its worker run without eval (CSP), and Ajv makes functions
 * from text. Each module of ours that compiles schemas is replaced by one of the same exports that looks its check up.
 *
 * @module
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { _ } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Plugin } from 'vite'
import { PACK_SCHEMA } from '../../policy/pack-schema.ts'
import { encodeUtf8 } from '../../protocol/bytes.ts'
import { fieldsOf } from '../../protocol/document-field.ts'
import type { JsonObject } from '../../protocol/json.ts'
import { parseMessageType } from '../../protocol/message-type.ts'
import {
  ANNOTATIONS,
  DOCUMENT_OPTIONS,
  FORMATS,
  PACK_OPTIONS,
  STATEMENT_OPTIONS,
} from '../../protocol/schema-options.ts'
import { digestOf } from '../../protocol/sha256.ts'
import { standaloneChecks } from './standalone.ts'

const SRC = resolve(import.meta.dirname, '../..')
const SCHEMAS = resolve(SRC, '../schemas')
const CODE = { source: true, esm: true } as const

/** Modules that are replaced, by path below `src`. */
const REPLACED: Readonly<Record<string, () => string>> = {
  'protocol/schema.ts': statementModule,
  'protocol/document-schema.ts': documentModule,
  'policy/json-form.ts': packModule,
}

/** All message types, and each by name: loaded when it is first needed. */
const ALL_TYPES = 'virtual:message-types'
const ONE_TYPE = /^virtual:message-type\/([a-z-]+)$/

/** Replaces what compiles schemas, and provides `virtual:message-types`. */
export function precompiledSchemas(): Plugin {
  return {
    name: 'precompiled-schemas',
    enforce: 'pre',
    resolveId: (id) => (id === ALL_TYPES || ONE_TYPE.test(id) ? `\0${id}` : null),
    load(id) {
      const path = id.startsWith(`${SRC}/`) ? id.slice(SRC.length + 1) : undefined
      if (path !== undefined && Object.hasOwn(REPLACED, path))
        return { code: REPLACED[path]!(), moduleType: 'js', map: null }
      if (id === `\0${ALL_TYPES}`) return typesModule()
      const type = id.startsWith('\0') ? ONE_TYPE.exec(id.slice(1))?.[1] : undefined
      return type === undefined ? null : typeModule(type)
    },
  }
}

/** `compileSchema` by `$id`. */
function statementModule(): string {
  const schemas = readSchemas('statements')
  const ajv = new Ajv2020({ ...STATEMENT_OPTIONS, code: CODE })
  ajv.addKeyword('x-en')
  for (const [, schema] of schemas) ajv.addSchema(withoutWords(schema))
  const named = schemas
    .filter(([name]) => name !== 'definitions')
    .map(([, schema], i) => [`check${i}`, String(schema['$id'])] as const)
  const { imports, code } = standaloneChecks(ajv, Object.fromEntries(named))
  return `${imports}
${withoutErrors(code)}
const CHECKS = { ${named.map(([name, id]) => `${JSON.stringify(id)}: ${name}`).join()} }
export function compileSchema({ $id }) {
  if (!Object.hasOwn(CHECKS, $id)) throw new TypeError('a schema that was not there when this was built')
  return (value) => CHECKS[$id](value)
}
`
}

/** A statement fits or does not: where and why is nobody's business, and half of the code. How many faults there are is kept. */
function withoutErrors(code: string): string {
  return code.replaceAll(/\{instancePath[^;]*?,params:\{[^;]*?\}\}/g, '0')
}

/** The schema without what is said about it to people: the same verdicts. */
function withoutWords(schema: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(schema), (keyword, value: unknown) =>
    keyword === 'description' || keyword === 'title' || keyword.startsWith('x-')
      ? typeof value === 'object' && !keyword.startsWith('x-') ? value : undefined
      : value,
  ) as JsonObject
}

/** `findSchemaIssues` for the types that were loaded, and for each of their fields. */
function documentModule(): string {
  return `import { encodeUtf8 } from './bytes.ts'
import { toIssue } from './document-issue.ts'
import { digestOf } from './sha256.ts'
const checks = new Map()
const known = new WeakMap()
export function addDocumentChecks(added) {
  for (const [key, check] of added) checks.set(key, check)
}
export function findSchemaIssues(schema, value) {
  let check = known.get(schema)
  if (check === undefined) {
    check = checks.get(digestOf(encodeUtf8(JSON.stringify(schema))))
    if (check === undefined) throw new TypeError('a message type that was not loaded')
    known.set(schema, check)
  }
  return check(value) ? [] : (check.errors ?? []).map(toIssue)
}
`
}

/** `JsonForm` for the pack, the only form that a client reads. */
function packModule(): string {
  const source = readFileSync(join(SRC, 'policy/json-form.ts'), 'utf8')
  const ajv = new Ajv2020({ ...PACK_OPTIONS, code: CODE })
  ajv.addSchema(PACK_SCHEMA, 'pack')
  const { imports, code } = standaloneChecks(ajv, { checkPack: 'pack' })
  if (!source.includes('export class JsonForm')) throw new TypeError('see policy/json-form.ts')
  return `${imports}
${withoutErrors(code)}
const PACK = ${JSON.stringify(JSON.stringify(PACK_SCHEMA))}
export class JsonForm {
  #schema
  constructor(schema) { this.#schema = schema }
  fits(value) {
    if (JSON.stringify(this.#schema) !== PACK) throw new TypeError('a form that was not there when this was built')
    return checkPack(value)
  }
  // Where a pack is at fault is for those who write it: \`sluss policy lint\` says it. Here it is refused whole.
  get fault() { return { pointer: '', reason: 'form' } }
}
`
}

/** The names of all message types, each with what loads it. */
function typesModule(): string {
  const loaders = readSchemas('messages').map(
    ([name]) => `${JSON.stringify(name)}: () => import('virtual:message-type/${name}')`,
  )
  return `export const MESSAGE_TYPES = { ${loaders.join()} }\n`
}

/** One message type: its schema, and the checks of it and of its fields made known. */
function typeModule(name: string): string {
  const schema = readSchema('messages', name)
  const { $id: _id, ...anonymous } = schema
  const leaves = new Map<string, JsonObject>()
  for (const { leaf } of fieldsOf(parseMessageType(schema)).values())
    leaves.set(JSON.stringify(leaf.schema), leaf.schema)
  const ajv = new Ajv2020({ ...DOCUMENT_OPTIONS, code: { ...CODE, formats: _`FORMATS` } })
  ajv.addVocabulary([...ANNOTATIONS])
  for (const [format, check] of Object.entries(FORMATS)) ajv.addFormat(format, check)
  ajv.addSchema(withoutWords(anonymous), 'whole')
  const named = Array.from(leaves, ([key, leaf], i) => [`leaf${i}`, digest(key), leaf] as const)
  for (const [id, , leaf] of named) ajv.addSchema(withoutWords(leaf), id)
  const { imports, code } = standaloneChecks(ajv, {
    whole: 'whole',
    ...Object.fromEntries(named.map(([id]) => [id, id])),
  })
  return `${imports}
import { FORMATS } from ${JSON.stringify(join(SRC, 'protocol/schema-options.ts'))}
import { addDocumentChecks } from ${JSON.stringify(join(SRC, 'protocol/document-schema.ts'))}
${code}
export const schema = ${JSON.stringify(schema)}
addDocumentChecks([[${JSON.stringify(digest(JSON.stringify(schema)))}, whole]${named.map(([id, key]) => `, [${JSON.stringify(key)}, ${id}]`).join('')}])
`
}

function digest(text: string): string {
  return digestOf(encodeUtf8(text))
}

function readSchemas(folder: string): readonly (readonly [string, JsonObject])[] {
  return readdirSync(join(SCHEMAS, folder))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => file.slice(0, -'.json'.length))
    .map((name) => [name, readSchema(folder, name)])
}

function readSchema(folder: string, name: string): JsonObject {
  return JSON.parse(readFileSync(join(SCHEMAS, folder, `${name}.json`), 'utf8')) as JsonObject
}
