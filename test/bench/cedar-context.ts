import type { Context } from '@cedar-policy/cedar-wasm/nodejs'
import { deriveGroundFacts, derivePartFacts } from '../../src/policy/derived-facts.ts'
import type { PolicySet } from '../../src/policy/policy-set.ts'
import { readFacts } from '../../src/policy/read-request.ts'
import type { Facts } from '../../src/protocol/statements/facts.ts'
import type { BodyType, Category, Purpose, SubjectRole } from '../../src/protocol/vocabulary.ts'

/** What a question to Cedar is about. */
export interface CedarQuestion {
  readonly facts: Facts
  readonly invoked: readonly string[]
  readonly way: {
    readonly senderBody: BodyType
    readonly receiverBody: BodyType
    readonly role: SubjectRole
    readonly category: Category
    readonly purpose: Purpose
  }
  readonly day: string
  readonly receiverAgency: string
}

/** The context that translated rules ask: the facts, and ready-made what our engine works out from them. */
export function cedarContext(
  { rules }: PolicySet,
  { facts, invoked, way, day, receiverAgency }: CedarQuestion,
): Context {
  const sheet = rules.blankSheet.copy()
  readFacts(rules, facts, 'ground', sheet)
  deriveGroundFacts(sheet, rules.crimes, day, way.purpose)
  derivePartFacts(sheet, way.category, receiverAgency)
  const known = Array.from(rules.facts, ([name, { place }]) => [name, sheet.facts[place]] as const)
  return {
    invoked: [...invoked],
    ...way,
    ...Object.fromEntries(known.filter(([, value]) => value !== undefined)),
  } as Context
}
