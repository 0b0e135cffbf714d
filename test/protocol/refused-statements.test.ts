import t from 'tap'
import refused from '../vectors/statements/refused/index.json' with { type: 'json' }
import { READERS } from '../fixtures/statement-readers.ts'
import type { StatementVector } from '../fixtures/statement-readers.ts'

// One failure each, named for it: test/vectors/statements/refused/<name>.json.
for (const [name, vector] of Object.entries(refused)) {
  t.test(`refuses ${name}`, async (t) => {
    const read = READERS[vector.format]
    if (read === undefined) return t.fail('no reader for this format')
    return t.throws(() => read(vector as unknown as StatementVector), {
      name: 'ProtocolError',
      code: vector.expect,
    })
  })
}
