/**
 * What a caseworker is told first, word for word: example decisions of the legal research as she reads them at two in the
 * morning. Whoever changes a sentence reads it aloud.
 *
 * @module
 */
import t from 'tap'
import {
  renderExplanation,
  renderSummary,
} from '../../../src/policy/explaining/render-explanation.ts'
import { explainRequest } from '../../fixtures/explain-request.ts'
import { readDecisionTables, readPolicySet } from '../../fixtures/policy-files.ts'
import { rowRequest } from '../../fixtures/row-request.ts'

const set = readPolicySet()
const tables = readDecisionTables()

function explain(table: string, id: string) {
  return explainRequest(set, rowRequest(tables, table, id))
}

const texts: Readonly<Record<string, [file: string, id: string, text: string]>> = {
  'law 5, a warning that may be given': [
    'gateways/osl-10-18c',
    'law-5',
    `Ja. Du får lämna ut uppgifterna.

Får lämnas ut till Polismyndigheten (agency-r1/r1):
  – den befarade våldsutövaren: riskbedömning (p1)

Gör så här:
  1. Skicka.`,
  ],
  'law 7b, a former partner': [
    'gateways/osl-10-18c',
    'law-7b',
    `Vänta. En beslutsfattare hos er måste godkänna först.

Måste godkännas innan det lämnas ut till Polismyndigheten (agency-r1/r1):
  – den befarade våldsutövaren: riskbedömning (p1)

Gör så här:
  1. Är någon i fara just nu? Ring 112. Vänta inte på systemet.
  2. Be en beslutsfattare hos er att läsa och skriva under. Det ska vara någon annan än du. Ingenting lämnas ut innan dess.
     Beslutsfattaren tar ställning till det som inte är avgjort i lagen:
     – ${set.pack.openQuestions.find(({ id }) => id === 'Q4')!.text.sv} [Q4]`,
  ],
  'law 8, ordinary assault': [
    'gateways/osl-10-18c',
    'law-8',
    `Nej. Så här får uppgifterna inte lämnas ut.

Får inte lämnas ut till Polismyndigheten (agency-r1/r1):
  – den befarade våldsutövaren: riskbedömning (p1)

Det som stoppar:
  – Villkoret i 10 kap. 18 c § OSL är inte uppfyllt: Det befarade brottet finns i 3, 4 eller 6 kap. brottsbalken och har fängelse i ett år eller mer som lägsta straff.

Gör så här:
  1. Är någon i fara just nu? Ring 112. Vänta inte på systemet.
  2. Se om en annan rättslig grund passar. De står under Andra vägar.`,
  ],
  'law 12, a message that must be split': [
    'gateways/osl-10-18c',
    'law-12-alone',
    `Inte allt. En del får lämnas ut, men inte tillsammans med resten.

Får lämnas ut till Polismyndigheten (agency-r1/r1):
  – den befarade våldsutövaren: riskbedömning (p1)

Får inte lämnas ut till Polismyndigheten (agency-r1/r1):
  – den befarade våldsutövaren: brott och misstanke (p2)

Det som stoppar:
  – 10 kap. 18 c § OSL gäller inte det uppgiftsslaget.

Gör så här:
  1. Är någon i fara just nu? Ring 112. Vänta inte på systemet.
  2. Se om en annan rättslig grund passar. De står under Andra vägar.
  3. Det här kan du skicka för sig redan nu, utan resten:
     – den befarade våldsutövaren: riskbedömning (p1)`,
  ],
  'law 24, a duty': [
    'gateways/sol-19-1',
    'law-24',
    `Ja. Du ska lämna ut uppgifterna. Lagen kräver det.

Ska lämnas ut till socialnämnden (agency-r1/r1):
  – barnet: uppgifter om barn (p1)

Gör så här:
  1. Skicka. Lagen kräver att du lämnar ut uppgifterna.`,
  ],
  'law 56, a section that was repealed': [
    'gateways/sol-14-1',
    'law-56',
    `Nej. Så här får uppgifterna inte lämnas ut.

Får inte lämnas ut till socialnämnden (agency-r1/r1):
  – barnet: uppgifter om barn (p1)

Gör så här:
  1. Byt ut den rättsliga grunden. Den som du angav gäller inte.
     – 14 kap. 1 § SoL (2001:453) och 10 kap. 28 § OSL gällde till och med den 30 juni 2025. Ange i stället 19 kap. 1 § SoL och 10 kap. 28 § OSL.
  2. Se om en annan rättslig grund passar. De står under Andra vägar.`,
  ],
}
for (const [what, [file, id, text]] of Object.entries(texts))
  t.test(`${what}: told word for word`, async (t) => {
    const explanation = explain(file, id)
    t.equal(renderSummary(explanation, 'sv').join('\n'), text)
    t.ok(renderExplanation(explanation, 'sv').join('\n').startsWith(`${text}\n\n`))
  })

t.test('a block is told with what to do instead', async (t) => {
  const text = renderSummary(explain('blocks/osl-21-3-assumed-identity', 'law-48'), 'sv').join('\n')
  t.match(
    text,
    'Ta bort det här, eller ändra meddelandet så att hindret inte längre gäller. Ingen rättslig grund öppnar för det:',
  )
  t.match(text, /bara den ena identiteten/)
})
