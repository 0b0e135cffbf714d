import t from 'tap'
import { STEP_CODES, STEP_WORDS } from '../../../src/policy/explaining/steps.ts'
import type { Step } from '../../../src/policy/explaining/steps.ts'
import { explainRequest } from '../../fixtures/explain-request.ts'
import { readDecisionTables, readPolicySet } from '../../fixtures/policy-files.ts'
import { rowRequest } from '../../fixtures/row-request.ts'

const set = readPolicySet()
const tables = readDecisionTables()

function stepsOf(table: string, id: string): readonly Step[] {
  return explainRequest(set, rowRequest(tables, table, id)).steps
}

const steps: Readonly<Record<string, [file: string, id: string, codes: string[]]>> = {
  'what is permitted is sent': ['gateways/osl-10-18c', '2025-all-met', ['send']],
  'a duty is sent as one': ['gateways/sol-19-1', 'law-24', ['send-duty']],
  'disputed law is countersigned': ['gateways/osl-10-18c', 'law-7b', ['emergency', 'countersign']],
  'what is missing is answered': [
    'gateways/osl-10-18c',
    'concrete-unanswered',
    ['emergency', 'answer', 'other-ground'],
  ],
  'a repealed rule is changed for the one in force': [
    'gateways/sol-14-1',
    'law-56',
    ['cite-current', 'other-ground'],
  ],
  'the rest is sent by itself': [
    'gateways/osl-10-18c',
    'law-12-alone',
    ['emergency', 'other-ground', 'send-rest'],
  ],
}
for (const [what, [file, id, codes]] of Object.entries(steps))
  t.test(`says what to do: ${what}`, async (t) => {
    t.same(
      stepsOf(file, id).map(({ code }) => code),
      codes,
    )
  })

t.test('names the question that a decision-maker decides on', async (t) => {
  const [, countersign] = stepsOf('gateways/osl-10-18c', 'law-7b')
  t.match(countersign, { code: 'countersign', parts: ['p1'], questions: ['Q4'] })
})

t.test('every step has words in both languages', async (t) => {
  for (const code of STEP_CODES) {
    t.match(STEP_WORDS[code].sv, /\S/)
    t.match(STEP_WORDS[code].en, /\S/)
  }
})
