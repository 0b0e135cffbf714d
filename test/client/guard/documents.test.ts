import t from 'tap'
import { runGuard } from '../../../src/client/guard/run-guard.ts'
import type { JsonObject } from '../../../src/protocol/json.ts'
import { messageType } from '../../fixtures/message-types.ts'

const concern = messageType('child-concern')
const risk = messageType('risk-assessment')
const PROTECTED = [{ protection: 'skyddad-folkbokforing' }] as const

function hitsOf(type: typeof risk, document: JsonObject): string[] {
  return runGuard(document, type, PROTECTED).hits.map(
    ({ detector, pointer, start, end }) => `${detector} ${pointer} ${start}-${end}`,
  )
}

t.test('a name hides no number and no address', async (t) => {
  const name = (value: string) => hitsOf(concern, { exposedAdult: { name: value } })
  t.same(name('Tuva, 640823-3234'), ['personal-identity-number /exposedAdult/name 6-17'])
  t.same(name('Tuva 070-174 06 05'), ['phone-number /exposedAdult/name 5-18'])
  t.same(name('Tuva, Sagostigen 4'), ['street-address /exposedAdult/name 6-18'])
  t.same(name('Tuva, 123 45 Låtsasby'), ['postcode-place /exposedAdult/name 6-21'])
  t.same(name('Mora Malmö'), [], 'what may be a name')
  t.same(hitsOf(concern, { reporter: { name: 'Max 640823-3234' } }), [
    'personal-identity-number /reporter/name 4-15',
  ])
  t.same(hitsOf(concern, { reporter: { phone: '070-174 06 05' } }), [], 'what is asked for')
})

t.test('a number is not hidden by being divided over the texts of a part', async (t) => {
  const told = (text: string, often: string) =>
    hitsOf(concern, { observation: { text }, period: { often } })
  const text = '/observation/text'
  t.same(told('Ring 070-174', '06 05 i kväll'), [`phone-number ${text} 5-12`])
  t.same(told('Nr 640823', '3234'), [`personal-identity-number ${text} 3-9`])
  t.same(told('Ring 070-174 06 05', '06 05'), [`phone-number ${text} 5-18`], 'once')
  t.same(told('klockan 08', '2 gånger om dagen, 10–12 i veckan'), [])
  const three = { keptFrom: ['Ring 070', '174', '06 05'] }
  t.same(hitsOf(concern, { handling: three }), ['phone-number /handling/keptFrom/0 5-8'])
})

t.test('texts of different parts are never read together: nobody may hold both', async (t) => {
  const document = {
    violence: { summary: 'Nr 640823' },
    perpetratorSituation: { health: '3234 och' },
  }
  t.same(
    hitsOf(concern, { observation: { text: 'Nr 640823' }, urgency: { calledWhom: '3234' } }),
    [],
  )
  t.same(hitsOf(risk, document), [])
})
