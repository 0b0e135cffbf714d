import t from 'tap'
import { verifyByParty } from '../../src/protocol/about-disclosure.ts'
import { parseStatementUnsafe, signStatement } from '../../src/protocol/statement.ts'
import type { UseStatement } from '../../src/protocol/statements/use.ts'
import { BOARD, POLICE } from '../fixtures/agency.ts'
import { DECISION_FUNCTION, MANIFEST, USE, digestOfWord } from '../fixtures/disclosure.ts'

const manifest = parseStatementUnsafe(
  'manifest',
  signStatement('manifest', MANIFEST, POLICE.author.key),
)

function use(change: Partial<UseStatement> = {}) {
  return parseStatementUnsafe('use', signStatement('use', { ...USE, ...change }, BOARD.author.key))
}

const OF_THE_POLICE = { agency: POLICE.agency, function: POLICE.functionKey.function }

t.test('accepts what any side of a disclosure took out of parts that it reads', async (t) => {
  t.doesNotThrow(() => verifyByParty(use(), manifest))
  t.doesNotThrow(() => verifyByParty(use({ ...OF_THE_POLICE, parts: ['p1', 'p3'] }), manifest))
  t.doesNotThrow(() =>
    verifyByParty(use({ ...OF_THE_POLICE, function: DECISION_FUNCTION, parts: ['p3'] }), manifest),
  )
})

t.test('refuses a use of a part that the function does not read', async (t) => {
  const code = 'use-of-unread-part'
  t.throws(() => verifyByParty(use({ parts: ['p3'] }), manifest), { code })
  t.throws(() => verifyByParty(use({ parts: ['p9'] }), manifest), { code })
})

t.test(
  'refuses a use by somebody who has no part in the disclosure, or of another one',
  async (t) => {
    const elsewhere = { function: `${BOARD.agency}/annan` }
    t.throws(() => verifyByParty(use(elsewhere), manifest), { code: 'not-a-party' })
    t.throws(() => verifyByParty(use({ manifest: digestOfWord('another') }), manifest), {
      code: 'manifest-mismatch',
    })
  },
)
