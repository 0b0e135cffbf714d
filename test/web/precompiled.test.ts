/** The checks that are compiled into the bundle give the verdicts of the validator itself. */
import { readFileSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { build } from 'vite'
import head from '../../schemas/statements/head.json' with { type: 'json' }
import { JsonForm } from '../../src/policy/json-form.ts'
import { PACK_SCHEMA } from '../../src/policy/pack-schema.ts'
import { fieldsOf } from '../../src/protocol/document-field.ts'
import { findSchemaIssues } from '../../src/protocol/document-schema.ts'
import { isJsonObject } from '../../src/protocol/json.ts'
import type { JsonObject, JsonValue } from '../../src/protocol/json.ts'
import { compileSchema } from '../../src/protocol/schema.ts'
import { STATEMENT_KINDS } from '../../src/protocol/statement-kinds.ts'
import { precompiledSchemas } from '../../src/web/build/precompiled.ts'
import { documentOf } from '../fixtures/document-arbitrary.ts'
import { MESSAGE_TYPES } from '../fixtures/message-types.ts'

const SRC = resolve(import.meta.dirname, '../../src')
const ENTRY = `
export { compileSchema } from '${SRC}/protocol/schema.ts'
export { findSchemaIssues } from '${SRC}/protocol/document-schema.ts'
export { JsonForm } from '${SRC}/policy/json-form.ts'
export { MESSAGE_TYPES } from 'virtual:message-types'
`

interface Built {
  readonly compileSchema: typeof compileSchema
  readonly findSchemaIssues: typeof findSchemaIssues
  readonly JsonForm: typeof JsonForm
  readonly MESSAGE_TYPES: Readonly<Record<string, () => Promise<{ readonly schema: JsonObject }>>>
}

/** The three modules as the bundle has them, for this runtime. */
async function buildChecks(): Promise<Built> {
  const dir = await mkdtemp(resolve(SRC, '../node_modules/.cache/checks-'))
  t.teardown(() => import('node:fs/promises').then(({ rm }) => rm(dir, { recursive: true })))
  await writeFile(join(dir, 'entry.mjs'), ENTRY)
  await build({
    configFile: false,
    root: dir,
    logLevel: 'error',
    plugins: [precompiledSchemas()],
    ssr: { noExternal: true },
    build: {
      ssr: join(dir, 'entry.mjs'),
      outDir: join(dir, 'out'),
      rolldownOptions: { output: { entryFileNames: 'entry.mjs', chunkFileNames: '[name].mjs' } },
    },
  })
  return (await import(join(dir, 'out/entry.mjs'))) as Built
}

const built = await buildChecks()

/** Every payload in the vectors of statements that are refused, and of those that they lean on. */
function vectorPayloads(): JsonValue[] {
  const text = readFileSync(
    resolve(SRC, '../test/vectors/statements/refused/index.json'),
    'utf8',
  ).replaceAll('\\"', '"')
  const compact = text.matchAll(/"eyJ[\w-]+\.(eyJ[\w-]+)\./g)
  const general = text.matchAll(/"payload":"(eyJ[\w-]+)"/g)
  return [...compact, ...general].flatMap(([, payload]) => {
    try {
      return [JSON.parse(Buffer.from(payload!, 'base64url').toString()) as JsonValue]
    } catch {
      // Some vectors are refused because they are no JSON.
      return []
    }
  })
}

/** The value with one thing in it changed. */
function changed(value: JsonValue): fc.Arbitrary<JsonValue> {
  const other = fc.constantFrom<JsonValue>(null, 0, '', 'x', true, [], {}, { constructor: 1 })
  if (Array.isArray(value) && value.length > 0)
    return fc.nat(value.length - 1).chain((at) =>
      fc.oneof(
        changed(value[at]!).map((item) => value.with(at, item)),
        fc.constant([...value, value[at]!]),
      ),
    )
  if (isJsonObject(value) && Object.keys(value).length > 0)
    return fc.constantFrom(...Object.keys(value)).chain((name) =>
      fc.oneof(
        {
          weight: 3,
          arbitrary: changed(value[name]!).map((member) => ({ ...value, [name]: member })),
        },
        fc.constant(Object.fromEntries(Object.entries(value).filter(([other]) => other !== name))),
        other.map((member) => ({ ...value, surplus: member })),
      ),
    )
  return other
}

t.test('a statement fits the same schemas', async (t) => {
  const payloads = vectorPayloads()
  t.ok(payloads.length > 100, `${payloads.length} payloads`)
  const schemas: JsonObject[] = [
    head,
    ...Object.values(STATEMENT_KINDS).map((row) => row.schema as JsonObject),
  ]
  const pairs = schemas.map(
    (schema) => [compileSchema(schema), built.compileSchema(schema)] as const,
  )
  const agree = (value: JsonValue) => pairs.every(([ours, theirs]) => ours(value) === theirs(value))
  t.same(
    payloads.filter((payload) => !agree(payload)),
    [],
  )
  const fitting = payloads.filter((payload) => pairs.some(([ours]) => ours(payload)))
  t.ok(fitting.length > 50, `${fitting.length} of them fit one`)
  fc.assert(fc.property(fc.constantFrom(...fitting).chain(changed), agree), { numRuns: 2000 })
})

for (const type of MESSAGE_TYPES) {
  t.test(`a document has the same faults as ${type.type}, whole and by field`, async () => {
    const { schema } = await built.MESSAGE_TYPES[type.type]!()
    const agree = (value: JsonValue) =>
      JSON.stringify(findSchemaIssues(type.schema, value)) ===
      JSON.stringify(built.findSchemaIssues(schema, value))
    fc.assert(fc.property(documentOf(type), agree), { numRuns: 20 })
    fc.assert(fc.property(documentOf(type).chain(changed), agree), { numRuns: 100 })
    const fields = [...fieldsOf(type).values()].map(({ leaf }) => leaf.schema)
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.jsonValue(), (field, value) => {
        const [ours, theirs] = [findSchemaIssues, built.findSchemaIssues].map((find) =>
          JSON.stringify(find(field, value as JsonValue)),
        )
        return ours === theirs
      }),
    )
  })
}

t.test('a pack fits, or is refused whole without its place, as the library judges', async (t) => {
  const ours = new JsonForm(PACK_SCHEMA)
  const theirs = new built.JsonForm(PACK_SCHEMA)
  const pack = JSON.parse(
    readFileSync(resolve(SRC, '../policies/crimes.json'), 'utf8'),
  ) as JsonValue
  fc.assert(
    fc.property(
      fc.oneof(fc.jsonValue() as fc.Arbitrary<JsonValue>, changed(pack)),
      (value) => ours.fits(value) === theirs.fits(value),
    ),
  )
  t.notOk(theirs.fits({}))
  t.same(theirs.fault, { pointer: '', reason: 'form' })
})

t.test('a schema that was not there when the bundle was built is our own mistake', async (t) => {
  t.throws(() => built.compileSchema({ $id: 'schemas/statements/other.json' })({}), TypeError)
  t.throws(() => built.findSchemaIssues({ type: 'string' }, 'x'), TypeError)
})
