import type { Ajv2020 } from 'ajv/dist/2020.js'
import ajvStandalone from 'ajv/dist/standalone/index.js'

/** Named checks, as they stand in a script: each is a constant of that name. */
export interface StandaloneChecks {
  /** Imports that the checks need. */
  readonly imports: string
  readonly code: string
}

type Generate = (ajv: Ajv2020, checks: Readonly<Record<string, string>>) => string

/** The package is CommonJS, and its default export a member of what is imported. */
const generate = ajvStandalone as unknown as Generate & { readonly default?: Generate }

const REQUIRE = /require\("(ajv\/dist\/runtime\/[a-z0-9]+)"\)\.default/g
const NOT_STRICT = '"use strict";'

/** The checks of these schemas, by name of the constant and id of the schema, as code without eval (Ajv's standalone code). */
export function standaloneChecks(
  ajv: Ajv2020,
  checks: Readonly<Record<string, string>>,
): StandaloneChecks {
  const imports = new Map<string, string>()
  const written = (generate.default ?? generate)(ajv, checks)
  const code = written
    .replace(NOT_STRICT, '')
    .replaceAll(/^export const /gm, 'const ')
    .replaceAll(REQUIRE, (_all, module: string) => {
      const name = `runtime_${module.split('/').at(-1)!}`
      imports.set(name, module)
      return `(${name}.default ?? ${name})`
    })
  if (code.includes('require(')) throw new TypeError('a check needs more than Ajv’s own runtime')
  return {
    imports: Array.from(imports, ([name, module]) => `import ${name} from '${module}.js'`).join('\n'),
    code,
  }
}
