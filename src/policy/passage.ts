import type { Category } from '../protocol/vocabulary.ts'
import type { PolicyPart, PolicyReceiver } from './policy-request.ts'
import { markPart } from './scope.ts'
import type { Mark } from './scope.ts'

/** A part on its way to one receiver, as rules ask about it. */
export interface Passage {
  readonly part: PolicyPart
  readonly receiver: PolicyReceiver
  readonly mark: Mark
  readonly category: Category
  readonly receiverAgency: string
  /** Its place among the passages of its subject. */
  readonly place: number
}

/** The passage of a part about a subject with some mark. */
export function passageOf(
  subject: Mark,
  part: PolicyPart,
  receiver: PolicyReceiver,
  place: number,
): Passage {
  const { category } = part
  const { agency, bodyType, servesFearedPerpetrator } = receiver
  const mark = markPart(subject, bodyType, servesFearedPerpetrator, category)
  return { part, receiver, mark, category, receiverAgency: agency, place }
}
