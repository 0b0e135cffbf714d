/** What README and SECURITY say must be true of what is there. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import t from 'tap'
import { COMMANDS } from '../src/cli/commands.ts'
import { SETTINGS } from '../src/gateway/setting.ts'

const ROOT = resolve(import.meta.dirname, '..')
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
const security = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8')

t.test('README names every setting of the gateway, and no other', async (t) => {
  const named = readme.match(/\b(?:SLUSS|DATABASE)_[A-Z_]+[A-Z]\b/g) ?? []
  t.same([...new Set(named)].sort(), Object.keys(SETTINGS).sort())
})

t.test('README names every command', async (t) => {
  const missing = [...COMMANDS.keys()].filter((name) => !readme.includes(`\`${name}\``))
  t.same(missing, [])
})

t.test('README names scripts that exist', async (t) => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  for (const [, name] of readme.matchAll(/npm run (?:-s )?([a-z:]+)/g))
    t.ok(scripts[name!], `there is a script ${name!}`)
})

t.test('every test that SECURITY points to exists', async (t) => {
  const files = [...security.matchAll(/`(test\/[^`]+\.ts)`/g)].map(([, file]) => file!)
  t.ok(files.length > 20)
  t.same(
    files.filter((file) => !existsSync(join(ROOT, file))),
    [],
  )
})
