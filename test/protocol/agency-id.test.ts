import t from 'tap'
import definitions from '../../schemas/statements/definitions.json' with { type: 'json' }
import { isAgencyId } from '../../src/protocol/agency-id.ts'

t.test(
  'an agency’s id is lower-case, begins with a letter or digit and has 2 to 41 symbols',
  async (t) => {
    for (const text of ['polisen-sydlanda', 'a1', '0x', 'a'.repeat(41)])
      t.ok(isAgencyId(text), text)
    for (const text of ['', 'a', '-a', 'Polisen', 'a/b', 'a b', 'ab\n', 'a'.repeat(42)])
      t.notOk(isAgencyId(text), text)
  },
)

t.test('a function’s id is an agency’s id, a slash, and a name of the same form', async (t) => {
  const { agency, function: functionId } = definitions.$defs
  const form = agency.pattern.slice(1, -1)
  t.equal(functionId.pattern, `^${form}/${form}$`)
})
