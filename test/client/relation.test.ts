/** What could tie a member to a party is taken from a document and told as tokens. */
import t from 'tap'
import riskAssessment from '../../src/demo/documents/risk-assessment.json' with { type: 'json' }
import { kinshipOf } from '../../src/client/relation.ts'
import type { JsonObject } from '../../src/protocol/json.ts'
import { relationTokens, surnameOf } from '../../src/protocol/relation-token.ts'
import { testSealingKey } from '../fixtures/agency.ts'
import { loadMessageType } from '../../src/cli/catalogue.ts'

const type = await loadMessageType('risk-assessment')

t.test(
  'the parties’ surnames and postcodes are found, professionals’ and telephone numbers are not',
  async (t) => {
    const document = structuredClone(riskAssessment) as unknown as JsonObject
    t.same(kinshipOf(document, type), { surnames: ['Påhittad', 'Exempelsson'], postcodes: [] })
    const contact = { channel: 'post', address: 'Fiktivgatan 7, 244 32 Låtsasby' }
    t.same(kinshipOf({ ...document, contact }, type).postcodes, ['244 32'])
  },
)

t.test(
  'tokens are equal for equal names under one key, whatever the case and the spaces',
  async (t) => {
    const [key, other] = [testSealingKey(1), testSealingKey(2)]
    const a = relationTokens(key, { surnames: ['Påhittad', 'PÅHITTAD '], postcodes: ['244 32'] })
    // The same letter, as a base letter and a ring.
    const b = relationTokens(key, {
      surnames: ['På'.normalize('NFD') + 'hittad'],
      postcodes: ['24432'],
    })
    t.same(a, b)
    t.equal(a.length, 2)
    t.notSame(a, relationTokens(other, { surnames: ['Påhittad'], postcodes: ['24432'] }))
    const area = relationTokens(key, { surnames: ['24432'], postcodes: [] })
    t.notOk(
      a.some(({ token }) => token === area[0]!.token),
      'a name is no postcode',
    )
    t.equal(surnameOf(' Tuvalisa  von Påhittad-Ek '), 'Påhittad-Ek')
  },
)
