/** S1: a plan rests on an assessment that is valid; what has run out is neither sent nor taken for good by who reads it. */
import t from 'tap'
import { composeDisclosure } from '../../src/client/compose.ts'
import type { Draft } from '../../src/client/draft.ts'
import { differenceCodes } from '../../src/client/open-disclosure.ts'
import type { JsonObject } from '../../src/protocol/json.ts'
import type { MessageType } from '../../src/protocol/message-type.ts'
import { EXAMPLES } from '../fixtures/example-documents.ts'
import { REFERRAL } from '../fixtures/exchange.ts'
import { messageType } from '../fixtures/message-types.ts'
import { composeInput, handoverOf, openAsBoard } from '../fixtures/sent-disclosure.ts'

const PLAN = messageType('protection-plan')
const { childActions: _, perpetratorActions: __, ...DOCUMENT } = EXAMPLES['protection-plan']!
const OVER = { assessedOn: '2026-02-20', validUntil: '2026-03-01' }
const TODAY = { assessedOn: '2026-02-20', validUntil: '2026-03-02' }

function planOn(basis: JsonObject): Draft {
  return {
    ...REFERRAL,
    type: 'protection-plan',
    document: { ...DOCUMENT, basis },
    protection: { s1: 'none' },
    grounds: REFERRAL.grounds!.slice(0, 1),
  }
}

const compose = (basis: JsonObject, type: MessageType = PLAN) =>
  composeDisclosure(composeInput({ type, draft: planOn(basis) }))

/** What a reader finds of a plan that this type, as its author's program has it, let through. */
function foundIn(basis: JsonObject, type: MessageType): string[] {
  const { differences } = openAsBoard(handoverOf(compose(basis, type)), { type: PLAN })
  return differenceCodes(differences)
}

/** The type as a program has it that does not ask for a day to come. */
const LAX: MessageType = {
  ...PLAN,
  leaves: new Map(
    Array.from(PLAN.leaves, ([at, leaf]) => [at, { ...leaf, isNotPast: false }] as const),
  ),
}

t.test('a plan on an assessment that has run out is not sealed', async (t) => {
  t.throws(() => compose(OVER), {
    code: 'draft-invalid',
    places: [{ pointer: '/document/basis/validUntil', rule: 'x-not-past' }],
  })
})

t.test('on the last day of the assessment it is', async (t) => {
  t.same(foundIn(TODAY, PLAN), [])
})

t.test('a reader finds that a plan rested on what had run out when it was written', async (t) => {
  t.same(foundIn(OVER, LAX), ['document-invalid'])
})
